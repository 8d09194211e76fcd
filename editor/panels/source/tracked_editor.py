"""The editor of a suggesting copy: what goes stays in sight, struck; what comes is underlined."""
# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from editor.panels.kit.announce import announce
from editor.panels.kit.look import Look
from editor.panels.source.editor import SourceEditor
from editor.panels.source.marks import Mark, stretch_format
from editor.panels.source.text_edits import Edits, smallest
from editor.writing.tracked import Kind, Step, TrackedText, text_of
from editor.writing.tracked_steps import Steps
from sync.merge.edits import Edit
from sync.model.language import mark, say

_REST_MS = 200
_AROUND = 4000
"""So much above and below what is in sight, in code points, is painted with it."""
_SAID: dict[Kind, str] = {"gone": mark("deleted"), "new": mark("inserted")}


class TrackedEditor(SourceEditor):
    """Write in a copy of a lesson's text; nothing that stands in the lesson is lost by it.

    `tracked` holds what is shown; `changed` tells that it did. Undo and redo are its own: a step
    back also brings struck words back as they were.
    """

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self.tracked = TrackedText("")
        self._steps = Steps()
        self._native = self._forward = False
        self._waiting: list[Edit] = []
        self._painted: list[Kind] = []
        self._beside: list[Mark] = []
        self._span = (0, 0)
        super().__init__(look, parent)
        self._settle_soon = QTimer(self)
        self._settle_soon.setSingleShot(True)
        self._settle_soon.setInterval(0)
        self._settle_soon.timeout.connect(self._settle)
        self._tell_soon = QTimer(self)
        self._tell_soon.setSingleShot(True)
        self._tell_soon.setInterval(_REST_MS)
        self._tell_soon.timeout.connect(self._tell_stretch)
        self._last_said = ""
        self.setAccessibleName(say("Your suggestion: the lesson text with your changes in sight"))
        self.edited.connect(self._take)
        self.cursorPositionChanged.connect(self._tell_soon.start)
        self._paint_soon = QTimer(self)
        self._paint_soon.setSingleShot(True)
        self._paint_soon.setInterval(0)  # a bar also moves in the middle of a change
        self._paint_soon.timeout.connect(self._paint_seen)
        self.verticalScrollBar().valueChanged.connect(self._paint_soon.start)

    def show_tracked(self, tracked: TrackedText) -> None:
        """Show a copy, with what is changed in it already."""
        self._settle()
        self.tracked, self._steps = tracked, Steps()
        self.show_text(tracked.shown)
        self._paint()

    def show_marks(self, marks: Iterable[Mark], *, checks: bool = False) -> None:
        """Show marks, or `checks`; they stay on the words of the lesson that go and come back."""
        shown = list(marks)
        if not checks:
            at = self.tracked.base_at
            self._beside = [replace(one, start=at(one.start), end=at(one.end)) for one in shown]
        super().show_marks(shown, checks=checks)

    def undo(self) -> None:
        """Take my last step back."""
        self._settle()
        self._go(self._steps.undo())

    def redo(self) -> None:
        """Take the step that was undone last again."""
        self._settle()
        self._go(self._steps.redo())

    def go_to_stretch(self, step: int) -> bool:
        """Select the next thing that is changed, or the one before; False if there is none."""
        marked = self.tracked.marked()
        caret = self.selection()[1]
        ahead = [one for one in marked if one[1] > caret] if step > 0 else marked
        behind = [one for one in marked if one[2] < caret]
        found = (ahead or marked)[:1] if step > 0 else (behind or marked)[-1:]
        for _, start, end in found:
            self.select(start, end)
        return bool(found)

    # --- what is typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Strike what a key would have taken out."""
        self._forward = event.key() != Qt.Key.Key_Backspace or self.textCursor().hasSelection()
        super().keyPressEvent(event)
        self._settle()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take in what an input method has written."""
        self._forward = True
        super().inputMethodEvent(event)
        self._settle()

    def _typed(self, edit: Edit, removed: str) -> None:
        """Qt tells of it in the middle of the change: the struck words come back right after."""
        self._native = True
        super()._typed(edit, removed)
        self._native = False

    def _take(self, edits: Edits) -> None:
        if self._native:
            self._waiting += edits
            self._settle_soon.start()
            return
        self._settle()
        self._forward = True
        made: list[Step] = []
        shift = 0
        for edit in edits:  # all speak of the text before any of them
            here = Edit(edit.start + shift, edit.deleted, edit.inserted)
            shift += self._strike(here, made) + len(edit.inserted) - edit.deleted
        self._steps.add(made)
        self._told_all()

    def _settle(self) -> None:
        """Bring back, struck, what was taken out of the lesson's own words."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        put_back: list[tuple[int, int]] = []
        for edit in waiting:
            shift = sum(length for at, length in put_back if edit.start >= at)
            start = edit.start + shift
            made: list[Step] = []
            put_back.append((start, self._strike(Edit(start, edit.deleted, edit.inserted), made)))
            self._steps.add(made)
        self._told_all()

    def _strike(self, edit: Edit, made: list[Step]) -> int:
        """Let the document show an edit as tracked; return by how much it grew by that."""
        step = self.tracked.edit(edit)
        made.append(step)
        at = edit.start + len(edit.inserted)
        before, after = text_of(step.before), text_of(step.after)
        lead = edit.start - step.start
        now = before[:lead] + edit.inserted + before[lead + edit.deleted :]
        grown = len(after) - len(now)
        needed = smallest(step.start, now, after)
        if needed is not None:
            selection = self.selection()
            self._lesson.perform((needed,))
            self._place_marks()
            struck = "".join(one.text for one in step.after if one.kind == "gone")
            if selection[0] == selection[1] == at:
                end = step.start + len(after)
                stays = edit.inserted or self._forward
                place = end if stays else end - len(struck)
                self._select_quietly(place, place)
        return grown

    def _place_marks(self) -> None:
        """Put the marks on their words again: a cursor lets go of what was out for a moment."""
        at, placed = self.tracked.shown_at, []
        for one in self._beside:
            start = at(one.start + 1) - 1 if one.start < one.end else at(one.start)
            placed.append(replace(one, start=start, end=at(one.end)))
        self._marks.place(placed, self.textCursor())

    def _go(self, steps: list[Step]) -> None:
        for step in steps:
            self.tracked.take(step)
            edit = smallest(step.start, text_of(step.before), text_of(step.after))
            if edit is not None:
                self._lesson.perform((edit,))
                self._place_marks()
            place = step.start + len(text_of(step.after))
            self.select(place, place)
        if steps:
            self._told_all()

    def _told_all(self) -> None:
        kinds = [kind for kind, _, _ in self.tracked.marked()]
        if kinds != self._painted or "new" not in kinds or not self._is_inside_new():
            self._paint()
        self.ensureCursorVisible()
        self.changed.emit()

    def _is_inside_new(self) -> bool:
        """Tell whether the caret is in, or behind, words put in: their mark has grown by itself."""
        caret = self.selection()[1]
        return any(
            kind == "new" and start + 1 < caret <= end for kind, start, end in self.tracked.marked()
        )

    # --- how it looks, and how it is told

    def _paint_seen(self) -> None:
        """Paint what has come into sight."""
        low, high = self.seen()
        if self._painted and not self._span[0] <= low <= high <= self._span[1]:
            self._paint()

    def _paint(self) -> None:
        self._painted = [kind for kind, _, _ in self.tracked.marked()]
        self._show_selections()

    def _stretches_marked(self) -> list[QTextEdit.ExtraSelection]:
        """Strike what goes and underline what comes, as far as it is near what is in sight."""
        dresses = {kind: stretch_format(self._look, kind) for kind in _SAID}
        low, high = self.seen()
        self._span = low - _AROUND, high + _AROUND
        found = []
        for kind, start, end in self.tracked.marked():
            if end < self._span[0] or start > self._span[1]:
                continue
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._lesson.cursor(start, end)
            selection.format = dresses[kind]
            found.append(selection)
        return found

    def _tell_stretch(self) -> None:
        """Say that the caret has come into words that are struck or put in, once it rests."""
        caret = self.selection()[1]
        found = ""
        at = 0
        for kind, text in self.tracked:
            if kind in _SAID and at <= caret < at + len(text):
                words = " ".join(text.split())[:200]
                found = say("{word}: {words}", word=say(_SAID[kind]), words=words)
            at += len(text)
        if found and found != self._last_said:
            announce(self, found)
        self._last_said = found
