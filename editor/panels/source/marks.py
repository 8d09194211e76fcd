"""Marks on the text: comments, overlaps, suggestions, checks; pale behind the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from editor.panels.source.lesson_document import LessonDocument
from editor.writing.tracked import Change, Kind
from sync.model.language import mark


class MarkKind(StrEnum):
    """What a mark is; the value is the word for people, said where it is shown."""

    OVERLAP = mark("Overlap to check")
    SUGGESTION = mark("Suggestion")
    COMMENT = mark("Comment")
    CHECK = mark("Worth a look")
    BLOCKER = mark("In the way of a release")
    SPELLING = mark("Spelling")


GUTTER_ICONS = {
    MarkKind.COMMENT: ("message-square", "mark_line"),
    MarkKind.SUGGESTION: ("pencil-line", "ok"),
    MarkKind.CHECK: ("circle-alert", "warn"),
    MarkKind.BLOCKER: ("triangle-alert", "warn"),
}
_GROUND = QTextFormat.Property.BackgroundBrush
"""In high contrast it is that of the page: with none, Qt leaves out the dress of words that stand
right behind others that are dressed."""
CHECKS = frozenset({MarkKind.CHECK, MarkKind.BLOCKER})


@dataclass(frozen=True)
class Mark:
    """A marked part of the text, `start` to `end` in code points; `note` is said on hovering.

    One that is `beside` the text is in the gutter alone: it is about all of the lesson.
    `changes` are what a suggestion would strike and put in, by places of the text.
    """

    id: str
    kind: MarkKind
    start: int
    end: int
    note: str = ""
    beside: bool = False
    changes: tuple[Change, ...] = ()


@dataclass
class PlacedMark:
    """A mark in the document: its cursors move along as text is typed.

    `within` are those of what a suggestion would strike, or beside which it would put words in.
    """

    mark: Mark
    cursor: QTextCursor
    within: tuple[tuple[Change, QTextCursor], ...] = ()

    @property
    def lines(self) -> tuple[int, int]:
        """The first and last line that it touches, from 0."""
        document = self.cursor.document()
        first = document.findBlock(self.cursor.selectionStart()).blockNumber()
        return first, document.findBlock(self.cursor.selectionEnd()).blockNumber()


class Marks:
    """All marks of the text that is shown, in the order of the text."""

    def __init__(self, document: LessonDocument, look: Look) -> None:
        self._document, self._look = document, look
        self._placed: list[PlacedMark] = []

    def __iter__(self) -> Iterator[PlacedMark]:
        return iter(self._placed)

    def __bool__(self) -> bool:
        return bool(self._placed)

    def place(self, marks: Iterable[Mark], cursor: QTextCursor, *, checks: bool = False) -> None:
        """Put marks in place of those before; `cursor` is any cursor of the document.

        With `checks` they take the place of the checks alone, else of all but the checks.
        """
        self._placed = [one for one in self._placed if (one.mark.kind in CHECKS) is not checks]
        for one in marks:
            own = QTextCursor(cursor)
            own.setPosition(self._document.units(one.start))
            end = self._document.units(one.end)
            own.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            own.setKeepPositionOnInsert(True)
            within = [(change, self._cursor_at(change)) for change in one.changes]
            self._placed.append(PlacedMark(one, own, tuple(within)))
        self._placed.sort(key=_place_of)

    def _cursor_at(self, change: Change) -> QTextCursor:
        """Select what goes; where words only come, the sign before them, or behind in a line."""
        if change.start < change.end:
            return self._document.cursor(change.start, change.end)
        before = self._document.cursor(max(0, change.start - 1), change.start)
        if before.selectedText().strip("\u2029") or not change.put.strip("\n"):
            return before
        behind = self._document.cursor(change.start, change.start)
        behind.movePosition(
            QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
        )
        return behind if behind.selectedText().strip("\u2029") else before

    def at(self, unit: int) -> PlacedMark | None:
        """Return the innermost mark around a place of the document, if there is one."""
        found = [
            placed
            for placed in self._placed
            if placed.cursor.selectionStart() <= unit <= placed.cursor.selectionEnd()
        ]
        return min(found, key=_length, default=None)

    def by_id(self, mark_id: str) -> PlacedMark | None:
        """Return a mark by its id."""
        return next((placed for placed in self._placed if placed.mark.id == mark_id), None)

    def selections(self) -> list[QTextEdit.ExtraSelection]:
        """Return what is painted behind the words; what would go and come last."""
        found: list[QTextEdit.ExtraSelection] = []
        suggested: list[QTextEdit.ExtraSelection] = []
        for placed in self._placed:
            if placed.mark.kind is MarkKind.SUGGESTION:
                suggested += self._suggested(placed)
                continue
            selection = QTextEdit.ExtraSelection()
            selection.cursor = placed.cursor
            selection.format = mark_format(self._look, placed.mark.kind)
            if not placed.mark.beside:
                found.append(selection)
        return found + suggested

    def _suggested(self, placed: PlacedMark) -> list[QTextEdit.ExtraSelection]:
        """Strike what a suggestion takes out, and underline where it puts words in."""
        found: list[QTextEdit.ExtraSelection] = []
        for change, cursor in placed.within:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            kind: Kind = "gone" if change.start < change.end else "new"
            selection.format = stretch_format(self._look, kind)
            found.append(selection)
        return found


def _place_of(placed: PlacedMark) -> tuple[int, int]:
    return placed.cursor.selectionStart(), placed.cursor.selectionEnd()


def _length(placed: PlacedMark) -> int:
    return placed.cursor.selectionEnd() - placed.cursor.selectionStart()


def spelling_slip(
    lesson: LessonDocument, look: Look, start: int, end: int
) -> QTextEdit.ExtraSelection:
    """Return the underline of a word that may be misspelled; places are code points."""
    slip = QTextEdit.ExtraSelection()
    slip.cursor = lesson.cursor(start, end)
    slip.format = mark_format(look, MarkKind.SPELLING)
    return slip


def mark_format(look: Look, kind: MarkKind) -> QTextCharFormat:
    """Return the dress of a mark: a pale ground, and a line that tells its kind without colour."""
    made = QTextCharFormat()
    lines = QTextCharFormat.UnderlineStyle
    if kind is MarkKind.COMMENT:
        made.setBackground(look.colour("mark"))
        made.setUnderlineStyle(lines.SingleUnderline)
        made.setUnderlineColor(look.colour("mark_line"))
    elif kind is MarkKind.OVERLAP:
        made.setBackground(look.colour("theirs_soft"))
        made.setUnderlineStyle(lines.DashUnderline)
        made.setUnderlineColor(look.colour("theirs"))
    elif kind in CHECKS:
        made.setUnderlineStyle(lines.DotLine)
        made.setUnderlineColor(look.colour("warn"))
    elif kind is MarkKind.SPELLING:
        made.setUnderlineStyle(lines.WaveUnderline)
        made.setUnderlineColor(look.colour("bad"))
    if look.theme is Theme.CONTRAST and made.hasProperty(_GROUND):
        made.setBackground(look.colour("surface"))
    return made


def stretch_format(look: Look, kind: Kind) -> QTextCharFormat:
    """Return the dress of words that would go or come: a line tells which, without colour."""
    made = QTextCharFormat()
    name = "deleted" if kind == "gone" else "inserted"
    made.setBackground(look.colour("surface" if look.theme is Theme.CONTRAST else name))
    made.setForeground(look.colour(f"{name}_text"))
    if kind == "gone":
        made.setFontStrikeOut(True)
    else:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        made.setUnderlineColor(look.colour("inserted_text"))
    return made
