"""A stretch of the lesson that a form works on: followed, changed in small steps, taken back."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from editor.panels.source.lesson_view import LessonView
from editor.writing.change import Change


class HeldText:
    """Follow a stretch of a view's text through all that is typed and all that arrives.

    Places are code points. There is no second copy of the text: what a form shows is read from
    the lesson, and what it changes is an edit of the lesson, with the lesson's own undo.
    """

    def __init__(self, view: LessonView, start: int, end: int) -> None:
        self._view = view
        self._steps = view.history.steps
        self._going_on: tuple[str, object] | None = None
        self.hold(start, end)

    def hold(self, start: int, end: int) -> None:
        """Follow another stretch from now on."""
        self._first = self._cursor(start)
        self._first.setKeepPositionOnInsert(True)
        self._last = self._cursor(end)

    def count_from(self, steps: int) -> None:
        """Take the steps after so many as done here: what the form was opened on was put in."""
        self._steps = steps

    def joins_last(self, going_on: str) -> None:
        """Let the next change of this name be one step with the last one."""
        self._going_on = (going_on, self._view.history.last)

    @property
    def start(self) -> int:
        """Where the stretch begins now."""
        return self._view.lesson.points(self._first.position())

    @property
    def end(self) -> int:
        """Where it ends now."""
        return self._view.lesson.points(self._last.position())

    @property
    def text(self) -> str:
        """What stands there now."""
        return self._view.lesson.slice(self.start, self.end)

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last line, from 1."""
        document = self._view.document()
        first = document.findBlock(self._first.position()).blockNumber()
        return first + 1, document.findBlock(self._last.position()).blockNumber() + 1

    @property
    def is_only_read(self) -> bool:
        """Tell whether this person may not write here (any more)."""
        return self._view.isReadOnly()

    @property
    def is_changed(self) -> bool:
        """Tell whether something was changed through this form that can still be taken back."""
        return self._view.history.steps > self._steps

    def make(self, change: Change, going_on: str = "") -> None:
        """Make a change as one step of undo.

        Changes that say they are `going_on` with the same thing (the words of one cell, of one
        field) become one step, as long as nothing else was changed between them.
        """
        if not change.edits:
            return
        name, last = self._going_on or ("", None)
        joins = bool(going_on) and name == going_on and last is self._view.history.last
        self._view.change(change.edits, change.anchor, change.caret, goes_on=joins)
        self._going_on = (going_on, self._view.history.last) if going_on else None

    def undo(self) -> None:
        """Take the last step of this form back; what was done before it stays."""
        self._view.undo_to(max(self._steps, self._view.history.steps - 1))

    def undo_to(self, steps: int) -> None:
        """Take steps back until the text has only so many."""
        self._view.undo_to(max(self._steps, steps))

    def undo_all(self) -> None:
        """Take back all that was done through this form, and nothing that others did."""
        self._view.undo_to(self._steps)

    def redo(self) -> None:
        """Take the step that was undone last again."""
        self._view.redo()

    @property
    def steps(self) -> int:
        """How many steps of mine the text has, for `undo_to`."""
        return self._view.history.steps

    def _cursor(self, place: int) -> QTextCursor:
        cursor = self._view.textCursor()
        cursor.setPosition(self._view.lesson.units(place))
        return cursor
