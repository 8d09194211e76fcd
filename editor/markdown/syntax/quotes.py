"""Bound how far a quote looks for lines that go on without its sign: only words can go on so."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote

ENDS = ["paragraph", "reference", "blockquote", "list"]
_ENDS_WORDS = re.compile(r"[> ]*(?:#{1,6}(?:[ \t]|$)|`{3,}[^`]*$|~{3,}|$)")
"""What ends in a line of a quote that no words stand in: nothing, a heading, a fence."""
_BOXES = (":::", "<details")
"""A box takes lines that go on, whatever stands in it."""

_DEEP = 6
"""A quote in so many others asks no rule again about each line that goes on."""


def quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a quote as markdown-it does, which reads on to the next blank line in any case.

    Where nothing could go on, that makes the work grow with the square of the text.
    """
    if not _text(state, start).startswith(">"):
        return False
    if not silent:
        last = start
        is_plain = not any(box in _text(state, start).lower() for box in _BOXES)
        while last + 1 < end and _text(state, last + 1).startswith(">"):
            if not 0 <= state.sCount[last + 1] - state.blkIndent < 4:
                return bool(blockquote(state, start, end, silent))
            last += 1
            is_plain = is_plain and not any(box in _text(state, last).lower() for box in _BOXES)
        if is_plain and _holds_no_words(_text(state, last).rstrip()):
            end = last + 1
        elif state.level > _DEEP and last + 1 < end and state.sCount[last + 1] < 0:
            end = last + 1  # the quotes around it have found the lines that go on, and marked them
    return bool(blockquote(state, start, end, silent))


def _holds_no_words(text: str) -> bool:
    """Say whether no paragraph can be open behind a line; four spaces may make words of marks."""
    marks = text[: len(text) - len(text.lstrip("> "))]
    return "    " not in marks and bool(_ENDS_WORDS.match(text))


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def quotes_plugin(md: MarkdownIt) -> None:
    """Put our rule in place of the stock one, around it."""
    md.block.ruler.at("blockquote", quote, {"alt": ENDS})
