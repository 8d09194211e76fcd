"""A lesson's text in a view: what is typed goes out as edits, what arrives leaves it alone."""
# ruff: noqa: N802

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QWidget

from editor.models.carried import mime_data
from editor.panels.kit.look import Look
from editor.panels.source.history import History
from editor.panels.source.lesson_document import LessonDocument
from editor.panels.source.pasting import Copied, Offer, files_in, picture_in, text_in
from editor.panels.source.text_edits import Edits, inverse, moved, smallest
from editor.panels.source.text_view import TextView
from editor.writing.change import Act, Change, Selection
from editor.writing.keys.address import is_address, paste_address
from sync.merge.edits import Edit


@dataclass(frozen=True)
class ViewState:
    """Where a person was in a lesson: selection in code points, first line in sight."""

    anchor: int = 0
    caret: int = 0
    top: float = 0.0


class LessonView(TextView):
    """Show and edit the text of one lesson; all places are code points.

    `edited(edits)` carries my own edits (typed, by command, undone) as a tuple of `Edit`;
    what comes in by `apply_edits` is not told again. `media_offered(offer)` tells pasted and
    dropped pictures and files, which the application stores before it inserts their names.
    `html_offered(copied)` tells words with a format, if `takes_html` says that someone reads
    them (elsewhere: it takes long) and puts them in; else their plain text is pasted at once.
    `passed_over(count)` tells steps that undo or redo went over: others had written there.
    """

    edited = Signal(object)
    media_offered = Signal(object)
    html_offered = Signal(object)
    passed_over = Signal(int)

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(look, parent)
        self._clock = clock
        self.undo_beside: Callable[[], bool] = lambda: False
        """Takes back what I did last to this text, if that was a choice beside it."""
        self._lesson = LessonDocument(self.document())
        self._history = History()
        self._word_ended = False
        self.takes_html = False
        self.times_shown = 0
        self._lesson.typed.connect(self._typed)

    # --- text

    def show_text(self, text: str, history: History | None = None) -> None:
        """Show another lesson; its history comes back if it is given again."""
        self.times_shown += 1
        self._lesson.show(text)
        self._select_quietly(0, 0)
        self.scroll_quietly(0)
        self._history = history or History()
        self._word_ended = False

    def text(self) -> str:
        """Return the text exactly as it is (some tenths of a millisecond: not for each key)."""
        return self._lesson.text()

    @property
    def history(self) -> History:
        """The way back of this text, to be given to `show_text` again."""
        return self._history

    @property
    def lesson(self) -> LessonDocument:
        """The text as it truly is, by places in code points."""
        return self._lesson

    def apply_edits(self, edits: Iterable[Edit]) -> None:
        """Take in edits of others: caret, selection, scroll and my undo stay as they are."""
        told = tuple(edits)
        arrived = tuple(self._least(edit) for edit in told)
        arrived = tuple(edit for edit in arrived if edit.deleted or edit.inserted)
        if not arrived:
            return
        before = self.text()
        anchor, caret = self.selection()
        low, high = min(anchor, caret), max(anchor, caret)
        first, last = moved(low, arrived, stays=low == high), moved(high, arrived, stays=True)
        still = self._hold_scroll()
        self._lesson.perform(arrived)
        self._history.arrived(told, before)  # whole words, as they were told
        wanted = (first, max(first, last)) if anchor <= caret else (max(first, last), first)
        if self.selection() != wanted:
            self._select_quietly(*wanted)
        still()

    def change(
        self,
        edits: Edits,
        anchor: int | None = None,
        caret: int | None = None,
        *,
        goes_on: bool = False,
    ) -> None:
        """Make edits of mine as one step back; the selection goes where it is asked to.

        Edits that go on with my last step, on top of the history, are taken back with it, as one.
        """
        if not edits or self.isReadOnly():
            return
        back = inverse(edits, self._lesson.perform(edits))
        if goes_on:
            self._history.goes_on(back)
        else:
            self._history.mine(back, typed=False, now=self._clock())
        if caret is not None:
            self.select(caret if anchor is None else anchor, caret)
        self.edited.emit(edits)

    def forget_undo(self) -> None:
        """Forget all steps back: they hold words that were struck out."""
        self._history = History()

    def do(self, change: Change | None) -> bool:
        """Make a change as one step back, or only move the caret; False: nothing is to do."""
        if change is None:
            return False
        if change.edits:
            self.change(change.edits, change.anchor, change.caret)
        else:
            self.select(change.anchor, change.caret)
        return True

    def act(self, act: Act) -> bool:
        """Do what an act says of the whole text and the selection."""
        return self.do(act(self.text(), Selection(*self.selection())))

    def insert_text(self, text: str, at: int | None = None) -> None:
        """Insert text at the caret, in place of the selection, or at a place."""
        anchor, caret = self.selection()
        first, last = (at, at) if at is not None else (min(anchor, caret), max(anchor, caret))
        end = first + len(text)
        self.change((Edit(first, last - first, text),), end, end)

    def undo(self) -> None:
        """Take my last step back, through all that came in since."""
        if self.undo_beside():
            return
        self._step(self._history.undo(self.text()), self._history.undone)
        self._tell_passed_over()

    def undo_to(self, steps: int) -> None:
        """Take my steps back until only so many are left."""
        while self._history.steps > steps:
            self._step(self._history.undo(self.text(), once=True), self._history.undone)

    def redo(self) -> None:
        """Take the step that was undone last again."""
        self._step(self._history.redo(self.text()), self._history.redone)
        self._tell_passed_over()

    # --- places

    def selection(self) -> tuple[int, int]:
        """Return anchor and caret."""
        cursor = self.textCursor()
        caret = self._lesson.points(cursor.position())
        if not cursor.hasSelection():
            return caret, caret
        return self._lesson.points(cursor.anchor()), caret

    def select(self, anchor: int, caret: int) -> None:
        """Select, and bring the caret into sight."""
        self._select_quietly(anchor, caret)
        self.ensureCursorVisible()

    def selected_text(self) -> str:
        """Return the selected text exactly as it is."""
        anchor, caret = self.selection()
        return self._lesson.slice(min(anchor, caret), max(anchor, caret))

    def go_to_line(self, line: int, *, centred: bool = True) -> None:
        """Put the caret at the end of a line, from 0, and show it."""
        self._lesson.finish()
        block = self.document().findBlockByNumber(max(0, min(line, self.blockCount() - 1)))
        end = self._lesson.points(block.position() + block.length() - 1)
        self.select(end, end)
        if centred:
            self.centerCursor()

    def scroll_to_line(self, line: float) -> None:
        """Bring a line to the top, without moving the caret or telling `scrolled`."""
        if line >= self.blockCount():
            self._lesson.finish()
        super().scroll_to_line(line)

    def view_state(self) -> ViewState:
        """Return where the person is, to come back to it."""
        return ViewState(*self.selection(), self.top_line())

    def restore_view(self, state: ViewState) -> None:
        """Go where the person was."""
        most = len(self._lesson)
        self._select_quietly(min(state.anchor, most), min(state.caret, most))
        self.scroll_to_line(state.top)

    # --- clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the true text."""
        data = mime_data()
        data.setText(self.selected_text())
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, pictures and files."""
        return source.hasText() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: an address over words becomes a link, pictures and files are offered."""
        anchor, caret = self.selection()
        offer = Offer(min(anchor, caret), files_in(source), picture_in(source))
        if offer.files or offer.picture:
            self.media_offered.emit(offer)
            return
        text = text_in(source)
        if anchor != caret and is_address(text):
            linked = paste_address(self.text(), Selection(anchor, caret), text)
            if self.do(linked):
                return
        if self.takes_html and source.hasHtml():
            self._offer_html(source.html(), text)
            return
        self.insert_text(text)
        self.ensureCursorVisible()

    def paste_plain(self) -> None:
        """Paste the words alone, at once."""
        held: QMimeData | None = QGuiApplication.clipboard().mimeData()
        words = text_in(held) if held is not None else ""
        if words:
            self.insert_text(words)
            self.ensureCursorVisible()

    def dropEvent(self, event: QDropEvent) -> None:
        """Drop text, moved or copied, where it is let go; Qt's own way would tell it in pieces."""
        if self.isReadOnly():
            event.ignore()
            return
        source = event.mimeData()
        unit = self.cursorForPosition(event.position().toPoint()).position()
        place = self._lesson.points(unit)
        inside = event.source() in (self, self.viewport())
        moves = inside and event.dropAction() == Qt.DropAction.MoveAction
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if moves:
            self._move_selection(place)
        else:
            self._select_quietly(place, place)
            self.insertFromMimeData(source)
        empty = QMimeData()
        nothing = QDropEvent(
            event.position(),
            event.possibleActions(),
            empty,
            event.buttons(),
            event.modifiers(),
        )
        super().dropEvent(nothing)

    # --- inside

    def _typed(self, edit: Edit, removed: str) -> None:
        if edit.inserted and self._word_ended and not edit.inserted.isspace():
            self._history.break_here()
        self._word_ended = edit.inserted.isspace()
        self._history.mine(inverse((edit,), (removed,)), typed=True, now=self._clock())
        self.edited.emit((edit,))

    def _offer_html(self, html: str, plain: str) -> None:
        caret = QTextCursor(self.textCursor())
        anchor = QTextCursor(caret)
        anchor.setPosition(caret.anchor())
        for held in (anchor, caret):
            held.setKeepPositionOnInsert(True)
        self.html_offered.emit(Copied(html, plain, anchor, caret, self.times_shown))

    def _step(self, edits: Edits, tell: Callable[[Edits], None]) -> None:
        if not edits:
            return
        removed = self._lesson.perform(edits)
        forth = inverse(edits, removed)
        tell(forth)
        end = forth[-1].start + forth[-1].deleted
        self.select(end, end)
        self.edited.emit(edits)

    def _tell_passed_over(self) -> None:
        if self._history.passed_over:
            self.passed_over.emit(self._history.passed_over)

    def _move_selection(self, place: int) -> None:
        anchor, caret = self.selection()
        first, last = min(anchor, caret), max(anchor, caret)
        text = self._lesson.slice(first, last)
        if place < first:
            edits = (Edit(place, 0, text), Edit(first, len(text), ""))
            self.change(edits, place, place + len(text))
        elif place > last:
            edits = (Edit(first, len(text), ""), Edit(place, 0, text))
            self.change(edits, place - len(text), place)

    def _least(self, edit: Edit) -> Edit:
        """Leave out what an edit replaces by the same."""
        old = self._lesson.slice(edit.start, edit.end)
        return smallest(edit.start, old, edit.inserted) or Edit(edit.start, 0, "")

    def _select_quietly(self, anchor: int, caret: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._lesson.units(anchor))
        cursor.setPosition(self._lesson.units(caret), QTextCursor.MoveMode.KeepAnchor)
        step = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        self.scroll_quietly(step)

    def _hold_scroll(self) -> Callable[[], None]:
        """Remember what is in sight; the function returned brings it to the same height again."""
        seen = self.viewport().rect()
        caret = self.textCursor()
        held = QTextCursor(self.firstVisibleBlock())
        if seen.contains(self.cursorRect(caret).center()):
            held = QTextCursor(caret)
        held.setKeepPositionOnInsert(True)
        before = self.cursorRect(held).top()

        def still() -> None:
            block = held.block()
            self.blockBoundingRect(block)
            bar = self.verticalScrollBar()
            for _ in range(3):
                off = self.cursorRect(held).top() - before
                steps = round(off / max(1, self.cursorRect(held).height()))
                if not steps:
                    break
                self.scroll_quietly(bar.value() + steps)

        return still
