"""Which parts of a line of Markdown mean what: line by line, with a state carried between lines."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple


class State(IntEnum):
    """What the end of a line is inside of; a fence's length stands in the bits above these."""

    TEXT = 0
    FRONT_MATTER = 1
    TICKS = 2
    TILDES = 3
    MATH = 4
    COMMENT = 5


class Span(NamedTuple):
    """A part of a line in code points; `kind` is one of `KINDS`."""

    start: int
    length: int
    kind: str


KINDS = ("faint", "heading", "strong", "emphasis", "struck", "marker", "link", "code", "quote")

_FENCE = re.compile(r"^\s*(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r"^\s{0,3}(#{1,6}\s+)(.*)$")
_LINE_STARTS = (
    (re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s)?"), "marker"),
    (re.compile(r"^(?:\s{0,3}>\s?)+"), "marker"),
)
_CHOICE = re.compile(r"^\s*(?:[-*+]\s)?\[(?:\([ xX]\)|\[[ xX?]\])\]")
_TABLE_RULE = re.compile(r"^\s*(?:\|\s*)?:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*(?:\|\s*)?$")
_INLINE = re.compile(
    r"(?P<code>(?P<ticks>`+)[^`]{1,400}?(?P=ticks)(?!`))"
    r"|(?P<math>\$(?=\S)[^$\n]{1,400}?(?<=\S)\$)"
    r"|(?P<link>!?\[[^\[\]\n]{0,400}\](?:\([^()\s]{0,400}(?:\s\"[^\"]{0,200}\")?\)|\[[^\]\n]{0,100}\]))"
    r"|(?P<note>\[\^[^\]\s]{1,60}\]:?)"
    r"|(?P<auto><(?:https?://|mailto:)[^>\s]{1,400}>)"
    r"|(?P<strong>\*\*(?=\S)(?:[^*\n]|\*(?!\*)){1,600}?(?<=\S)\*\*)"
    r"|(?P<struck>~~(?=\S)[^~\n]{1,400}?~~)"
    r"|(?P<em>(?<![\w*])\*(?=[^\s*])[^*\n]{1,600}?(?<=\S)\*(?!\*)"
    r"|(?<!\w)_(?=[^\s_])[^_\n]{1,600}?(?<=\S)_(?!\w))"
    r"|(?P<comment><!--.*?-->)"
)
_OPENING = "-`~$<"
"""What a line begins with that opens something."""
_BITS, _KIND = 3, 7
_FENCE_SIGNS = {State.TICKS: "`", State.TILDES: "~"}
_MARKS = {"strong": (2, "strong"), "em": (1, "emphasis"), "struck": (2, "struck")}
_PLAIN = {"code": "code", "math": "code", "link": "link", "note": "link", "auto": "link"}
_NUMBERS = {kind: bytes([number]) for number, kind in enumerate(KINDS, 1)}
_RUN = re.compile(rb"([^\0])\1*", re.DOTALL)
_LONGEST = 4000
"""A line longer than this is not looked into: colours are never worth a wait."""


def state_after(line: str, state: int, first: bool) -> int:
    """Say what the next line begins in; cheap, so that a whole text can be walked."""
    if state == State.TEXT:
        begin = line.lstrip()[:1]
        if not begin or begin not in _OPENING:
            return State.TEXT
        if first and line.rstrip() == "---":
            return State.FRONT_MATTER
        fence = _FENCE.match(line)
        if fence:
            kind = State.TICKS if fence[1][0] == "`" else State.TILDES
            return kind | min(len(fence[1]), 60) << _BITS
        if line.strip() == "$$" or (line.startswith("$$") and "$$" not in line[2:]):
            return State.MATH
        if line.lstrip().startswith("<!--") and "-->" not in line:
            return State.COMMENT
        return State.TEXT
    return State.TEXT if _closes(line, state) else state


def _closes(line: str, state: int) -> bool:
    bare, kind = line.strip(), state & _KIND
    if kind == State.FRONT_MATTER:
        return bare in ("---", "...")
    if kind in _FENCE_SIGNS:
        return len(bare) >= state >> _BITS and not bare.strip(_FENCE_SIGNS[State(kind)])
    if kind == State.MATH:
        return bare.endswith("$$")
    return "-->" in line


def spans(line: str, state: int, first: bool) -> list[Span]:
    """Find the parts of a line that begins in `state`; later spans paint over earlier ones."""
    whole = _whole_line(line, state, first)
    if whole is not None:
        return [Span(0, len(line), whole)] if line else []
    heading = _HEADING.match(line)
    if heading:
        start, words = heading.start(1), heading.start(2)
        return [
            Span(start, len(heading[1]), "faint"),
            Span(words, len(heading[2]), "heading"),
            *(_inline(line, words) if len(line) <= _LONGEST else ()),
        ]
    if len(line) > _LONGEST:
        return []
    found: list[Span] = []
    if _CHOICE.match(line):
        return _inline(line, 5)
    if "|" in line or _TABLE_RULE.match(line):
        if _TABLE_RULE.match(line) and "-" in line:
            return [Span(0, len(line), "faint")]
        found += [Span(i, 1, "faint") for i, sign in enumerate(line) if sign == "|"]
    begin = 0
    for pattern, kind in _LINE_STARTS:
        opening = pattern.match(line)
        if opening:
            found.append(Span(0, opening.end(), kind))
            begin = opening.end()
            break
    return found + _inline(line, begin)


def runs(found: list[Span]) -> list[Span]:
    """Cut spans so that none lies over another: of two at one place the later one is seen."""
    if len(found) < 2:
        return found
    signs = bytearray(max(start + length for start, length, _ in found))
    for start, length, kind in found:
        signs[start : start + length] = _NUMBERS[kind] * length
    return [
        Span(run.start(), run.end() - run.start(), KINDS[signs[run.start()] - 1])
        for run in _RUN.finditer(signs)
    ]


def _whole_line(line: str, state: int, first: bool) -> str | None:
    kind = state & _KIND
    if kind in (State.FRONT_MATTER, State.COMMENT):
        return "faint"
    if kind != State.TEXT:
        return "faint" if _closes(line, state) else "code"
    opened = state_after(line, state, first)
    if opened != State.TEXT:
        return "faint"
    return None


def _inline(line: str, begin: int) -> list[Span]:
    found: list[Span] = []
    for match in _INLINE.finditer(line, begin):
        start, length = match.start(), match.end() - match.start()
        kind = next(name for name, text in match.groupdict().items() if text and name != "ticks")
        if kind in _MARKS:
            size, inner = _MARKS[kind]
            found.append(Span(start, length, "faint"))
            found.append(Span(start + size, length - 2 * size, inner))
        else:
            found.append(Span(start, length, _PLAIN.get(kind, "faint")))
    return found
