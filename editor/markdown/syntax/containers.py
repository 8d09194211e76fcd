"""Read `::: name … :::` and `<details>` as containers whose content is Markdown.

A container that is not closed runs to the end of what it stands in, as browsers do with
`<details>`: so that no later line decides whether an earlier line opens one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from editor.markdown.syntax.callouts import begin_callout, end_callout

_COLONS = re.compile(r":{3,}")
_NAMED = re.compile(r"([A-Za-z][\w-]*)(?:\[(.*)\]|[ \t]+(.*))?$")
_BRACED = re.compile(r"\{([^{}]*)\}[ \t]*(.*)$")
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
_TITLE = re.compile(r"title=\"([^\"]*)\"")
_CODE = re.compile(r"(`{3,}|~{3,})")
_DETAILS = re.compile(r"<details(\s[^<>]*)?>\s*(?:<summary>(.*)</summary>)?$", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary>(.*)</summary>$", re.IGNORECASE)
_DETAILS_TAG = re.compile(r"<(/?)details[\s>]", re.IGNORECASE)


def named(line: str) -> tuple[str, str] | None:
    """Read the name and title of an opening line without its colons, or None."""
    line = line.rstrip(": \t")
    braced = _BRACED.match(line)
    if not braced:
        plain = _NAMED.match(line)
        return (plain[1].lower(), (plain[2] or plain[3] or "").strip()) if plain else None
    of_class, title = _CLASS.search(braced[1]), _TITLE.search(braced[1])
    name = of_class[1] if of_class else braced[1].strip()
    if not re.fullmatch(r"[A-Za-z][\w-]*", name):
        return None
    return name.lower().removeprefix("callout-"), title[1] if title else braced[2].strip()


def colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a container between lines of colons; any three or more close the innermost one."""
    text = line_text(state, start)
    marks = _COLONS.match(text)
    if not marks or state.is_code_block(start):
        return False
    opened = named(text[marks.end() :].strip())
    if opened is None:
        return False
    if not silent:
        close = _find_close(state, start + 1, end, _colons_step)
        begin_callout(state, start, *opened)
        _inside(state, start + 1, min(close, end))
        end_callout(state, start, min(close + 1, end))
    return True


def details(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take `<details>` whose summary stands on one line; other shapes stay raw HTML."""
    opened = _DETAILS.match(line_text(state, start))
    if not opened or state.is_code_block(start):
        return False
    if silent:
        return True
    body, summary = start + 1, opened[2]
    if summary is None and body < end and (found := _SUMMARY.match(line_text(state, body))):
        body, summary = body + 1, found[1]
    close = _find_close(state, body, end, _details_step)
    begin_callout(state, start, "details", (summary or "").strip(), is_open=_is_open(opened[1]))
    last = close
    if close < end and line_text(state, close).lower() != "</details>":
        last = close + 1
    _inside(state, body, min(last, end))
    end_callout(state, start, min(close + 1, end))
    return True


def _is_open(attributes: str | None) -> bool:
    return bool(re.search(r"\sopen\b", attributes or ""))


def line_text(state: StateBlock, line: int) -> str:
    """Give a line without what it stands in and without white space at its ends."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _find_close(state: StateBlock, start: int, end: int, step: Callable[[str], int]) -> int:
    """Find the line that closes, passing by code; `end` if none does."""
    depth, fence = 1, ""
    for line in range(start, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line
        text = line_text(state, line)
        marks = _CODE.match(text)
        if fence:
            if marks and text.startswith(fence) and not text.strip(fence[0]):
                fence = ""
        elif marks and state.sCount[line] - state.blkIndent < 4:
            fence = marks[1]
        else:
            depth += step(text)
            if depth <= 0:
                return line
    return end


def _colons_step(text: str) -> int:
    marks = _COLONS.match(text)
    if not marks:
        return 0
    rest = text[marks.end() :].strip()
    if not rest:
        return -1
    return 1 if named(rest) else 0


def _details_step(text: str) -> int:
    return sum(-1 if found[1] else 1 for found in _DETAILS_TAG.finditer(text + " "))


def _inside(state: StateBlock, start: int, end: int) -> None:
    line_max, parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = end, "container"
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.parentType = line_max, parent


def containers_plugin(md: MarkdownIt) -> None:
    """Add both rules."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "colons", colons, {"alt": ends})
    md.block.ruler.before("html_block", "details", details, {"alt": ["paragraph", "reference"]})
