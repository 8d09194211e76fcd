"""Put loose comments on text again: dragged onto it, or on the words that are selected."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QDropEvent

from app.flows.changes import Changes
from app.flows.lesson.following import course_now, state_now
from app.flows.review import attaching, commenting
from app.shell.course.course_page import WRITE
from app.shell.review.base_text import base_text
from app.shell.review.talk_desk import TalkDesk
from editor.panels.comments.grip import THREAD
from editor.panels.comments.landing import Landing, thread_in
from editor.panels.kit.look import Look
from editor.panels.source.utf16 import points_in
from sync.model.language import say
from sync.model.review import Thread
from sync.workspace.opening import Workspace


class AttachDesk(QObject):
    """Joins the tray of loose comments with the text.

    `news(words, way, act)` says where a comment was put, with the way back.
    """

    news = Signal(str, str, object)

    def __init__(
        self,
        look: Look,
        talk: TalkDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        page = talk.page
        self.session, self.page = talk.session, page
        self.course, self.writing, self.talk = talk.course, talk.writing, talk
        page.loose.put_wanted.connect(self.put)
        self._view = page.pane.editor.viewport()
        self._view.installEventFilter(self)
        self._landing = Landing(look)
        self._landing.dropped.connect(self._land)
        page.loose.dragging.connect(self._show_landing)

    def put(self, thread: str) -> None:
        """Put a comment on the selected words; without any, go where they are selected."""
        base = base_text(self.course)
        span = self.talk.selected_span(base) if base is not None else None
        if span is None:
            if self.page.page != WRITE:
                self.course.show_page(WRITE)
            self.page.go_to_text()
            told = say("Select the words it belongs to, then choose “Put it here”.")
            self.news.emit(told, "", None)
            return
        self._put(thread, *span)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a comment that is dragged over the text, and show where it would land."""
        if isinstance(event, QDropEvent) and event.mimeData().hasFormat(THREAD):
            place = event.position().toPoint()
            start, end = self._words_at(place)
            if start == end:
                event.ignore()
            elif event.type() == QEvent.Type.Drop:
                event.acceptProposedAction()
                self._put(thread_in(event), start, end)
            else:
                event.acceptProposedAction()
                self._show(start, end)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.page.pane.editor.show_found(())
        return super().eventFilter(watched, event)

    def _show_landing(self, dragging: bool) -> None:
        """Take what is dragged onto the learner's view too."""
        preview = self.page.learner.preview
        if dragging and preview.isVisible():
            self._landing.lie_over(preview)
        else:
            self._landing.hide()

    def _land(self, thread: str, place: QPoint) -> None:
        """Put a comment on the block of the learner's view that it was dropped on."""

        def put(first: int, end: int) -> None:
            base = base_text(self.course)
            if base is None:
                return
            lines = base.text.split("\n")
            start = sum(len(line) + 1 for line in lines[:first])
            part = "\n".join(lines[first:end])
            low, high = len(part) - len(part.lstrip()), len(part.rstrip())
            if low < high:
                self._put(thread, start + low, start + high)

        self.page.learner.preview.ask_lines(place, put)

    def _words_at(self, place: QPoint) -> tuple[int, int]:
        """Give the selection, if it is under the pointer, else the words of the line there."""
        editor = self.page.pane.editor
        text = editor.text()
        at = points_in(text, editor.cursorForPosition(place).position())
        anchor, caret = editor.selection()
        if anchor != caret and min(anchor, caret) <= at <= max(anchor, caret):
            return min(anchor, caret), max(anchor, caret)
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        line = text[start : len(text) if end < 0 else end]
        return start + len(line) - len(line.lstrip()), start + len(line.rstrip())

    def _show(self, start: int, end: int) -> None:
        self.page.pane.editor.show_found([(start, end)])

    def _put(self, thread: str, start: int, end: int) -> None:
        self._landing.hide()
        self.page.pane.editor.show_found(())
        self.writing.seal(lambda: self._write(thread, start, end))

    def _write(self, thread: str, start: int, end: int) -> None:
        base = base_text(self.course)
        if base is None or base.state is None:
            return
        log, lesson, state = base.log, base.lesson, base.state

        before: list[Thread] = []

        def put(ws: Workspace) -> Changes:
            course, (_, found) = course_now(ws, log), commenting.find_thread(ws, thread)
            before.append(found)
            now = state_now(ws, log, lesson, state)
            return attaching.re_attach(ws, course, found, lesson, start, end, now)

        def told(_: Changes) -> None:
            self.page.learner.open_card(thread)
            self.news.emit(
                say("The comment stands on these words now."),
                say("Put it back"),
                lambda: self._put_back(before[-1]),
            )

        self.session.act(put, told)

    def _put_back(self, before: Thread) -> None:
        def put(ws: Workspace) -> Changes:
            course, _ = commenting.find_thread(ws, before.id)
            return attaching.put_back(ws, course, before)

        self.session.act(put, lambda _: self.news.emit(say("It is back where it was."), "", None))
