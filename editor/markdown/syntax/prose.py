"""Take the straight way through plain prose: most of a lesson has no sign that any rule asks for.

What comes out is, token for token, what the rules make of it; the tests hold both side by side.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

_ASKED_FOR = "\n$\\`~*_[]!<&"
"""The signs that the inline rules of our grammar ask for; `]` ends what a link's rule looks for."""
_OPENS_WITHOUT_A_LETTER = frozenset("“„«‘’»…—–¿¡")


def _is_prose(sign: str) -> bool:
    """Say whether a line that begins so is prose wherever it stands: no block rule asks for it."""
    return sign.isalpha() or sign in _OPENS_WITHOUT_A_LETTER


def prose(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a paragraph each of whose lines begins with a letter, up to a blank line."""
    src, begins, shifts, ends = state.src, state.bMarks, state.tShift, state.eMarks
    low, stop, line = state.blkIndent, state.lineMax, start
    while line < stop:
        at = begins[line] + shifts[line]
        if at >= ends[line] and line > start:
            break
        if not low <= state.sCount[line] < low + 4 or not _is_prose(src[at : at + 1]):
            return False
        line += 1
    if silent:
        return True
    content = state.getLines(start, line, low, False) if line > start + 1 else None
    first = src[begins[start] + shifts[start] : ends[start]]
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    words = state.push("inline", "", 0)
    words.content = mdTrim(first if content is None else content)
    words.map, words.children = [start, line], []
    state.push("paragraph_close", "p", -1)
    return True


def prose_plugin(md: MarkdownIt) -> None:
    """Put the rule before all others, and let runs of text end only where a rule may begin."""
    md.block.ruler.before("table", "prose", prose)
    md.inline.terminator_re = re.compile("[" + re.escape(_ASKED_FOR) + "]")
