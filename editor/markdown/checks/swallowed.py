"""Words that one wrote for learners to read, and that stand inside what the other put around.

Somebody puts a comment around a passage while somebody else writes a paragraph into it, apart: no
words clash, and the paragraph is read by nobody. A comment around words in view is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import dedent

from editor.markdown.checks.deed import Deed, Holds, shortened
from editor.markdown.checks.finding import LessonText
from editor.markdown.insides import InnerLine, Inside, InsideKind, Insides, key_of
from editor.markdown.told import Done, Told, done, told
from sync.merge.edits import Edit, apply
from sync.merge.words import SIMILAR, kept
from sync.model.language import mark

NAME = "swallowed-words"
_SAID = {
    "comment": mark("“{words}” stands inside a comment: learners do not see it."),
    "code": mark("“{words}” stands inside code: learners see it as code."),
    "formula": mark("“{words}” stands inside a formula: learners see it as one."),
    "solution": mark("“{words}” stands inside a solution: learners see it only with that."),
    "folded": mark("“{words}” stands inside a folded box: learners see it only if they open it."),
    "unseen": mark("“{words}” stands inside HTML that is not shown: learners do not see it."),
}
_AROUND = {
    "comment": (
        mark("You put a comment around this place"),
        mark("{who} put a comment around this place"),
    ),
    "code": (mark("You made this place code"), mark("{who} made this place code")),
    "formula": (mark("You made this place a formula"), mark("{who} made this place a formula")),
    "solution": (
        mark("You put a solution around this place"),
        mark("{who} put a solution around this place"),
    ),
    "folded": (
        mark("You put a folded box around this place"),
        mark("{who} put a folded box around this place"),
    ),
    "unseen": (
        mark("You put HTML that is not shown around this place"),
        mark("{who} put HTML that is not shown around this place"),
    ),
}

Reader = Callable[[str], Insides]
"""Reads what stands inside what in a text, each text once."""


def insides_of(text: str) -> Insides:
    """Read what stands inside what in a text."""
    return Insides(LessonText("", "", text).document)


@dataclass(frozen=True)
class Swallowed:
    """What one comment, code block … took in where texts were woven, line by line.

    `written` are these lines as their writers have them, `known` all lines of the texts woven.
    `around` are the lines just before and after, as they are known again; the second may be none.
    """

    kind: InsideKind
    lines: tuple[str, ...]
    written: frozenset[str]
    known: frozenset[str]
    around: tuple[str, str | None]
    start: int
    end: int

    def places(self, read: Insides) -> list[tuple[Inside, InnerLine]]:
        """Find these lines inside something of the kind, also if they were changed in there."""
        found = []
        for one in read.every:
            if one.kind == self.kind:
                mine = [line.has_words and self._is_mine(line) for line in one.inner]
                found += [(one, line) for line in _with_signs(one.inner, mine)]
        return found

    def _is_mine(self, line: InnerLine) -> bool:
        if line.key in self.lines or not line.whole or line.key in self.known:
            return line.key in self.lines
        return any(kept(one, line.key).kept >= SIMILAR for one in self.lines)

    def is_around(self, read: Insides) -> bool:
        """Tell whether what took the lines in stands around their place in a text."""
        before, behind = self.around
        for one in read.every:
            if one.kind != self.kind:
                continue
            lines = [key_of(line) for line in read.document.lines[one.first : one.after]]
            if before in lines and (
                not one.closed if behind is None else behind in lines[lines.index(before) + 1 :]
            ):
                return True
        return False


def swallowed_in(woven: str, sides: Sequence[str], base: str, read: Reader) -> Iterator[Swallowed]:
    """Find what was taken in by something that the writers of these lines did not have there."""
    every = read(woven).every
    if not every:
        return
    found = [read(side) for side in sides]
    known = frozenset().union(read(base).shown, *(side.shown for side in found))
    for one in every:
        if one.kind == "code" and _is_indented(one, woven):
            continue
        written = [_written(line, one.kind, found, read(base)) for line in one.inner]
        taken = _with_signs(one.inner, [bool(words) for words in written])
        if not taken:
            continue
        lines = frozenset(line.key for line in taken)
        yield Swallowed(
            one.kind,
            tuple(line.key for line in taken),
            frozenset(words for words in written if words),
            known | lines,
            _around(read(woven), one, taken[0].line, lines),
            taken[0].start,
            taken[-1].end,
        )


def _with_signs(inner: Sequence[InnerLine], mine: Sequence[bool]) -> list[InnerLine]:
    """Take the lines that are `mine`, and those without words that stand with them."""
    taken = list(mine)
    for order in (range(len(inner)), range(len(inner) - 1, -1, -1)):
        before: int | None = None
        for at in order:
            near = before is not None and abs(inner[at].line - inner[before].line) == 1
            if near and before is not None and taken[before] and not inner[at].has_words:
                taken[at] = True
            before = at
    return [line for line, is_mine in zip(inner, taken, strict=True) if is_mine]


def _is_indented(one: Inside, text: str) -> bool:
    """Tell code that has no marks: it takes in nothing that was not written so."""
    return one.first < 0 or not key_of(text.split("\n")[one.first]).startswith(("`", "~", "<"))


def _written(line: InnerLine, kind: InsideKind, sides: Sequence[Insides], base: Insides) -> str:
    """Give a line as it was written where it stands inside nothing of a kind; nothing if it did.

    Who has it in there, meant it so.
    """
    key = line.key
    if not line.has_words or any(key in side.keys(kind) for side in sides):
        return ""
    if any(key in side.shown for side in sides):
        return key
    new = [(one, side) for side in sides for one in side.shown - base.shown]
    like = [(one, side) for one, side in new if kept(one, key).kept >= SIMILAR]
    if any(one in side.keys(kind) for one, side in like):
        return ""
    return max((one for one, _ in like), key=lambda one: (kept(one, key).kept, one), default="")


def _around(read: Insides, one: Inside, line: int, taken: frozenset[str]) -> tuple[str, str | None]:
    lines = [key_of(source) for source in read.document.lines]
    before = (lines[at] for at in range(line - 1, one.first - 1, -1))
    behind = (lines[at] for at in range(line + 1, one.after))
    return (
        next((key for key in before if key and key not in taken), ""),
        next((key for key in behind if key and key not in taken), None),
    )


# -- as people meet it


def finding_of(found: Swallowed, words: str) -> Told:
    """Say what stands inside what."""
    return told(_SAID[found.kind], words=shortened(words))


def deeds_of(
    text: str, found: Swallowed, places: Sequence[tuple[Inside, InnerLine]], read: Reader
) -> tuple[Deed, Deed]:
    """Say who wrote the words and who put what around them; the words can go behind it, or stay."""
    document = read(text).document
    words = _words(document.lines, [line for _, line in places])
    wrote = done(
        mark("You wrote “{words}” for learners to read"),
        mark("{who} wrote “{words}” for learners to read"),
        words=shortened(words),
    )
    you, they = _AROUND[found.kind]
    stands = _lines_around(document.lines, places[0][1].line, places[-1][1].line)
    return (
        Deed(
            wrote, told(mark("Put it outside")), _holds(found, read),
            taken_out(text, places, read), words,
        ),
        Deed(
            Done(you, they), told(mark("Leave it in there")),
            lambda other: found.is_around(read(other)),
            text, stands,
        ),
    )  # fmt: skip


def _lines_around(lines: Sequence[str], first: int, last: int) -> str:
    """Give lines with the nearest before and after them that are not blank."""
    before = next((at for at in range(first - 1, -1, -1) if lines[at].strip()), first)
    behind = next((at for at in range(last + 1, len(lines)) if lines[at].strip()), last)
    return "\n".join(lines[before : behind + 1])


def _holds(found: Swallowed, read: Reader) -> Holds:
    def holds(text: str) -> bool:
        known = read(text)
        return any(
            one in known.shown and one not in known.keys(found.kind) for one in found.written
        )

    return holds


def taken_out(text: str, places: Sequence[tuple[Inside, InnerLine]], read: Reader) -> str:
    """Put lines behind the block that they stand inside, or before one that does not end."""
    document = read(text).document
    for block in reversed(document.blocks):
        inner = [line for _, line in places if block.start <= line.line < block.end]
        if not inner:
            continue
        begin, end = document.starts[block.start], min(document.starts[block.end], len(text))
        closed = all(one.closed for one, line in places if line in inner)
        left = apply(text, _without(document.lines, document.starts, inner))
        behind = end - (len(text) - len(left))
        at = behind if closed or text[end:].strip() else begin
        text = _put(left, at, _words(document.lines, inner))
    return text


def _without(
    lines: Sequence[str], starts: Sequence[int], inner: Sequence[InnerLine]
) -> Iterator[Edit]:
    """Take lines out, with the blank ones behind them where one is left before them."""
    blank_before = False
    for number, line in enumerate(inner):
        if not line.whole:
            yield Edit(line.start, line.end - line.start, "")
            continue
        first, after = line.line, line.line + 1
        goes_on = number > 0 and not any(map(key_of, lines[inner[number - 1].line + 1 : first]))
        if not goes_on:
            blank_before = first > 0 and not key_of(lines[first - 1])
        while blank_before and after < len(lines) and not key_of(lines[after]):
            after += 1
        yield Edit(starts[first], min(starts[after], starts[-1] - 1) - starts[first], "")


def _words(lines: Sequence[str], inner: Sequence[InnerLine]) -> str:
    """Give lines as they are to stand by themselves, apart where other lines were between."""
    parts: list[str] = []
    for number, line in enumerate(inner):
        if number and line.line != inner[number - 1].line + 1:
            parts.append("")
        parts.append(lines[line.line].rstrip() if line.whole else line.key)
    return dedent("\n".join(parts))


def _put(text: str, at: int, words: str) -> str:
    """Put words into a text as blocks of their own."""
    head, tail = text[:at].rstrip("\n"), text[at:].lstrip("\n")
    return (f"{head}\n\n" if head else "") + f"{words}\n" + (f"\n{tail}" if tail else "")
