"""Find the prose of a lesson: what is no prose in a line is blanked, so that places stay.

No prose are code, formulas, comments, tags, addresses, attributes, the marks of questions and
what a learner types into them, the names of footnotes and links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from editor.markdown.grammar import parser
from editor.markdown.pieces import cut
from editor.markdown.syntax.quiz_lines import Written
from editor.markdown.text import fit
from editor.writing.prose.chunks import chunks

_NO_PROSE = re.compile(
    r"""
    (?<!\\)(?P<ticks>`+)(?!`).{1,2000}?(?<!`)(?P=ticks)(?!`)        # code
    | \$\$[^$]{1,1000}\$\$ | (?<![\\$\w])\$(?!\$)[^$\n]{1,300}?(?<!\\)\$(?![\w$])
    | <!--.{0,9000}?--> | </?[A-Za-z][^<>]*> | <[a-z][a-z0-9+.-]*:[^<>\s]*>
    | (?<=\])\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)   # where a link leads
    | (?<=\])\[[^\]\[\n]*\]                                   # … and by which name
    | \[\^[^\]\s]+\]:? | \[![A-Za-z][\w-]*\][+-]?
    | (?:https?|ftp|mailto|file):\S+ | \bwww\.\S+ | (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+
    | (?<=[\])])\{[^{}\n]*\} | \{[.\#:][^{}\n]*\} | &(?:\#\w+|\w+);
    | \[\[\?\]\] | \[(?:->)?\[|\]\] | \[?[\[(][ ]*[xX]?[ ]*[\])]\]?(?=[\s\[(\]])
    | (?m:^[ \t]*:{3,}[ \t]*(?:\{[^{}\n]*\}|[\w-]*))
    | (?m:^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t])?)
    | (?m:^[ \t>]*\#{1,6}[ \t])
    | (?m:^[ \t>]*\|?[ \t:|-]+\|[ \t:|-]*$)
    """,
    re.VERBOSE | re.DOTALL,
)
_RAW_CONTENT = re.compile(r"<(script|style|pre|code|textarea)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Prose that belongs together: as long as its source, blanks where that is no prose."""

    start: int
    prose: str


def stretches(text: str) -> Iterator[Stretch]:
    """Find the prose of a whole lesson."""
    for start, chunk in chunks(text):
        for stretch in stretches_of_chunk(chunk):
            yield Stretch(start + stretch.start, stretch.prose)


def stretches_of_chunk(chunk: str) -> tuple[Stretch, ...]:
    """Find the prose of one chunk, which holds no front matter."""
    lines = fit(chunk).split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found: list[Stretch] = []
    first = 0
    for piece in cut(parser(), lines, at_start=False):
        for begin, end, raw in _ranges(piece.tokens):
            at = starts[first + begin]
            words = "\n".join(lines[first + begin : first + end])
            if raw:
                words = _RAW_CONTENT.sub(_blank, words)
            found.append(Stretch(at, _NO_PROSE.sub(_blank, words)))
        first += len(piece.lines)
    return tuple(found)


def _ranges(tokens: list[Token]) -> list[tuple[int, int, bool]]:
    """List the lines that hold prose, and whether they are raw HTML; each line once."""
    out: list[tuple[int, int, bool]] = []
    reached = more = 0
    for token in tokens:
        if token.type == "quiz_feedback_open":
            more = len(token.meta["entry"].feedback) - 1
        if token.map is None or token.type not in ("inline", "table_open", "html_block"):
            if token.type == "quiz_options_open":
                written: Written = token.meta["quiz"]
                if written.kind == "text":
                    reached = max(reached, written.begin + 1)
            continue
        begin, end, more = max(token.map[0], reached), token.map[1] + more, 0
        if begin >= end:
            continue
        by_line = token.type == "table_open"
        rows = [(n, n + 1) for n in range(begin, end)] if by_line else [(begin, end)]
        out += [(low, high, token.type == "html_block") for low, high in rows]
        reached = end
    return out


def _blank(found: re.Match[str]) -> str:
    """Blank all but the line ends."""
    return "\n".join(" " * len(line) for line in found[0].split("\n"))
