"""Find formulas: `$…$` and `$$…$$` in a line, `$$` blocks of bounded length.

The usual rule looks ahead to the end of the text for a closing `$$`; then an edit anywhere may
change a block far above. Ours never crosses a blank line and takes at most `MOST_LINES` lines.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

MOST_LINES = 60
_MOST_SIGNS = 1_000


def math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take `$$` … `$$` on lines of their own, or `$$ … $$` on one line."""
    if state.is_code_block(start):
        return False
    first = _line(state, start)
    if not first.startswith("$$"):
        return False
    last = _closing_line(state, start, end, first)
    if last is None:
        return False
    if silent:
        return True
    lines = [_line(state, line) for line in range(start, last + 1)]
    source = "\n".join(lines).strip()[2:-2].strip()
    if not source:
        return False
    token = state.push("math_block", "math", 0)
    token.content = source
    token.map = [start, last + 1]
    state.line = last + 1
    return True


def _closing_line(state: StateBlock, start: int, end: int, first: str) -> int | None:
    if len(first) > 4 and first.endswith("$$"):
        return start if "$$" not in first[2:-2] else None
    if "$$" in first[2:]:
        return None
    for line in range(start + 1, min(end, start + MOST_LINES)):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return None
        text = _line(state, line)
        if "$$" in text:
            return line if text.endswith("$$") and text.index("$$") == len(text) - 2 else None
    return None


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def math_inline(state: StateInline, silent: bool) -> bool:
    """Take `$x$`, also `$ x $`; money (`$5 and $6`) and shell (`$HOME:$PATH`) stay text."""
    src, pos = state.src, state.pos
    if src[pos] != "$" or (pos and (src[pos - 1].isalnum() or src[pos - 1] == "$")):
        return False
    mark = "$$" if src.startswith("$$", pos) else "$"
    begin = pos + len(mark)
    close = _closing_mark(src, begin, min(state.posMax, begin + _MOST_SIGNS), mark)
    if close is None or not _is_formula(src, begin, close, close + len(mark)):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = src[begin:close].strip()
        token.markup = mark
    state.pos = close + len(mark)
    return True


def _closing_mark(src: str, begin: int, end: int, mark: str) -> int | None:
    at = src.find("$", begin, end)
    while at >= 0 and src[at - 1] == "\\":
        at = src.find("$", at + 1, end)
    if at < 0 or src[at : at + len(mark)] != mark or at + len(mark) > end:
        return None
    return at


def _is_formula(src: str, begin: int, close: int, after: int) -> bool:
    body = src[begin:close]
    follows = src[after : after + 1]
    if not body.strip() or "`" in body or follows.isalnum() or follows in ("(", "{", "$"):
        return False
    return body[0].isspace() == body[-1].isspace()


def math_plugin(md: MarkdownIt) -> None:
    """Add both rules."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "math_block", math_block, {"alt": ends})
    md.inline.ruler.before("escape", "math_inline", math_inline)
