"""Suggesting by writing: a copy of the lesson stands in place of the source, changes in sight.

When one stops, or pauses for a while, each block that differs becomes a suggestion. Until then
what was changed is kept, as anything half written is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.flows.changes import Changes
from app.flows.lesson.following import course_now, state_now
from app.flows.lesson.half_written import HalfWritten, keep_half_written
from app.flows.overview.copies import Copy, as_half_written, begin_copy, from_half_written
from app.flows.overview.reading import LessonRead
from app.flows.review import suggesting
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.course.course_page import WRITE, CoursePage
from app.shell.faces import part_in
from app.shell.review.copy_view import CopyView
from app.shell.writing.writing_desk import WritingDesk
from editor.panels.kit.announce import announce
from editor.panels.kit.look import Look
from editor.panels.source.reading_bar import Part
from editor.writing.tracked import TrackedText
from sync.model.ids import FactId, NodeId
from sync.model.kinds import payload_of
from sync.model.language import say, say_many
from sync.workspace.opening import Workspace

PAUSE_MS = 60_000
"""After so long without a key, what was changed is suggested."""
KEEP_MS = 250
_SUGGESTS = (Part.WRITES, Part.REVIEWS)


@dataclass(frozen=True)
class _Wish:
    """What a copy would have the lesson be, and why."""

    copy: Copy
    wanted: str
    why: str
    half: HalfWritten

    def write(self, ws: Workspace) -> Changes:
        """Make suggestions of it; it is half written no more."""
        copy = self.copy
        with ws.store.writing():
            course = course_now(ws, copy.log)
            state = state_now(ws, copy.log, copy.lesson, copy.state)
            done = suggesting.suggest_anew(
                ws, course, copy.lesson, self.wanted, self.why, state, copy.shown
            )
            keep_half_written(ws, {_name(copy.lesson): None})
        return done


class SuggestMode(QObject):
    """Joins the copy in which one suggests with the lesson and the store.

    `news(words, way, act)` tells what was made. The mode stays on from lesson to lesson for one
    who writes there; a reviewer is in it by typing.
    """

    news = Signal(str, str, object)

    def __init__(
        self,
        session: Session,
        look: Look,
        page: CoursePage,
        course: CourseDesk,
        writing: WritingDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self._page = session, page
        self._course, self._writing = course, writing
        self.view = CopyView(look, page, course, self)
        self.copy: Copy | None = None
        self._begun_as = self._change = ""
        self._wanted = self._sending = False
        self._next: _Wish | None = None
        self._unmade: dict[NodeId, _Wish] = {}
        self._read: LessonRead | None = None
        self._pause = self._timer(PAUSE_MS, self.make)
        self._keep_soon = self._timer(KEEP_MS, self.keep)
        self.view.mode_chosen.connect(self._choose)
        self.view.changed.connect(self._tell_changed)
        self.view.sent.connect(self._send)
        page.pane.reading.suggest_wanted.connect(self.enter)
        page.pane.editor.key_refused.connect(self._take_key)
        course.leaving.connect(self._leave_lesson)
        course.lesson_shown.connect(self._lesson_shown)
        course.page_changed.connect(self._page_changed)

    def _timer(self, pause_ms: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause_ms)
        timer.timeout.connect(act)
        return timer

    @property
    def is_on(self) -> bool:
        """Whether a copy is on show."""
        return self.copy is not None

    def toggle(self) -> None:
        """Suggest, or go back to writing; elsewhere than at the text, come to it first."""
        if self.is_on and self._page.page == WRITE:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Show a copy of the lesson to write in."""
        if self._page.page != WRITE:
            self._course.show_page(WRITE)
        if self.is_on:
            self.view.focus()
        elif self._page.pane.form is None:
            self._writing.seal(self._open)
        else:
            announce(self._page, say("Finish the form first."))
            self.view.show_on(False)

    def change(self, suggestion: str) -> None:
        """Show a copy, at the place that a suggestion of this person changes."""
        self._change = suggestion
        self.enter()
        if self.is_on:
            self._go_to_change()

    def leave(self) -> None:
        """Make suggestions of what was changed, and go back to the lesson."""
        self._wanted = False
        self.make()
        self._close()
        self._page.pane.editor.setFocus()
        announce(self._page.pane.editor, say("Writing"))

    def make(self) -> None:
        """Make suggestions of what was changed; the copy stays on show."""
        self._pause.stop()
        copy = self.copy
        if copy is None or not self._is_changed():
            return
        self.keep()
        tracked, why = self.view.editor.tracked, self.view.panel.why.words().strip()
        wish = _Wish(copy, tracked.wanted, why, as_half_written(copy, tracked, why))
        if self._sending:
            self._next = wish  # it is on what comes of the one on its way
        else:
            self._write(wish)

    def _write(self, wish: _Wish) -> None:
        self._sending = True
        self.session.act(
            wish.write,
            lambda done: self._made(wish, done),
            lambda error: self._not_made(wish, error),
        )

    def keep(self) -> None:
        """Write down what has changed, so that it outlives the window."""
        self._keep_soon.stop()
        if self.copy is None:
            return
        half: HalfWritten | None = None
        if self._is_changed():
            why = self.view.panel.why.words()
            half = as_half_written(self.copy, self.view.editor.tracked, why)
        name = _name(self.copy.lesson)
        self.session.store.do(lambda ws: keep_half_written(ws, {name: half}))

    def go_on(self, half: HalfWritten, text: str) -> bool:
        """Show a copy again that was begun before, on `text`; False where it cannot be."""
        read = self._read
        if self.is_on or self._page.pane.form is not None:
            return False
        found = from_half_written(half, text)
        if found is None or read is None or read.node.id != half.lesson:
            return False
        copy, tracked = found
        self._show(copy, tracked, read)
        self._begun_as = text if copy.state != read.today.state else begin_copy(read)[1].wanted
        self.view.panel.why.setPlainText(half.more)
        self._tell_changed()
        return True

    # -- inside

    def _choose(self, suggesting_: bool) -> None:
        if suggesting_ != self.is_on:
            self.toggle()

    def _send(self) -> None:
        self.make()
        self.view.focus()

    def _take_key(self, key: QKeyEvent) -> None:
        """Let what a reviewer types into the text be suggested, this key first."""
        if self._page.pane.reading.part is Part.REVIEWS:
            again = QKeyEvent(key.type(), key.key(), key.modifiers(), key.text())
            self.enter()
            if self.is_on:
                QApplication.sendEvent(self.view.editor, again)

    def _open(self) -> None:
        read = self._read
        if self.is_on or read is None or self._page.pane.reading.part not in _SUGGESTS:
            return
        source = self._page.pane.editor
        if self._writing.lesson != read.node.id or source.text() != read.today.text:
            self._wanted = True  # it comes in a moment, and then the copy
            self._writing.catch_up()
            return
        places, top = source.selection(), source.top_line()
        self._show(*begin_copy(read), read)
        editor = self.view.editor
        editor.scroll_to_line(top)
        editor.select(*(editor.tracked.shown_at(place) for place in places))
        self._go_to_change()

    def _go_to_change(self) -> None:
        """Put the caret behind what the suggestion that is to be changed puts in."""
        wanted, self._change = self._change, ""
        for placed in self._read.suggestions if wanted and self._read else ():
            start, end = placed.spot.start, placed.spot.end
            if placed.suggestion.id == wanted and start is not None and end is not None:
                tracked = self.view.editor.tracked
                low, high = tracked.shown_at(start), tracked.shown_at(end)
                last = [place for _, _, place in tracked.marked() if low <= place <= high]
                self.view.editor.select(*[last[-1] if last else low] * 2)
        if wanted:
            self.view.focus()

    def _show(self, copy: Copy, tracked: TrackedText, read: LessonRead) -> None:
        self.copy, self._wanted = copy, True
        self._begun_as = tracked.wanted
        self.view.show(copy, tracked, read)
        self._tell_changed()
        self._pause.stop()

    def _close(self) -> None:
        if self.is_on:
            self.copy = None
            self._pause.stop()
            self._keep_soon.stop()
            self.view.close()

    def _leave_lesson(self) -> None:
        """Another lesson comes: what was changed in this one is suggested."""
        self.make()
        self._close()
        self._wanted = self._wanted and self._page.pane.reading.part is Part.WRITES

    def _page_changed(self, page: str) -> None:
        if page != WRITE:
            self.make()
        self.view.offer()

    def _lesson_shown(self, read: LessonRead) -> None:
        self._read = read
        self.view.offer()
        copy = self.copy
        if copy is not None and read.node.id == copy.lesson:
            if part_in(read.course) not in _SUGGESTS:
                self.keep()
                self._close()
            elif read.today.state != copy.state and not (self._is_changed() or self._sending):
                self._catch_up(read)
            else:
                self.view.follow(read)
        elif self._page.page == WRITE and not self._bring_back(read) and self._wanted:
            self._open()

    def _catch_up(self, read: LessonRead) -> None:
        """Go on from the lesson as it is by now."""
        copy, tracked = begin_copy(read)
        self.copy, self._begun_as = copy, tracked.wanted
        self.view.staying(lambda: self.view.fill(copy, tracked, read))

    def _is_changed(self) -> bool:
        return self.view.editor.tracked.wanted != self._begun_as

    def _tell_changed(self) -> None:
        if self.copy is not None:
            self.view.show_changed(self.copy, changed=self._is_changed())
            self._keep_soon.start()
            self._pause.start()

    # -- what came of it

    def _made(self, wish: _Wish, done: Changes) -> None:
        self._sending = False
        made = [fact.id for fact in done.facts if fact.kind == "suggestion.made"]
        copy = replace(wish.copy, shown=(wish.copy.shown - _withdrawn(done)) | set(made))
        if self.copy is not None and self.copy.lesson == copy.lesson:
            self.copy, self._begun_as = copy, wish.wanted
            self.view.panel.why.setPlainText("")
            self._tell_changed()
            if not self._is_changed():
                self._pause.stop()
        wish_next, self._next = self._next, None
        if wish_next is not None:
            same = wish_next.copy.lesson == copy.lesson
            self._write(replace(wish_next, copy=copy) if same else wish_next)
        if made:
            told = say_many(
                "{count} suggestion is made. An author accepts it or says why not.",
                "{count} suggestions are made. An author accepts each or says why not.",
                len(made),
            )
            self.news.emit(told, say("Go to it"), lambda: self._page.open_card(made[0]))

    def _not_made(self, wish: _Wish, error: BaseException) -> None:
        """What was changed is shown again with its lesson."""
        last, self._next = self._next or wish, None
        self._sending = False
        self._unmade[last.copy.lesson] = last
        self.session.failed.emit(error)
        if self._read is not None:
            self._bring_back(self._read)

    def _bring_back(self, read: LessonRead) -> bool:
        """Show a copy again of which no suggestions could be made."""
        wish = self._unmade.get(read.node.id)
        if wish is None:
            return False
        here = self.copy is not None and self.copy.lesson == read.node.id
        if here or self.go_on(wish.half, wish.copy.text):
            del self._unmade[read.node.id]
        return True


def _withdrawn(done: Changes) -> set[FactId]:
    gone = [payload_of(fact) for fact in done.facts if fact.kind == "suggestion.withdrawn"]
    return {body.suggestion for body in gone}


def _name(lesson: NodeId) -> str:
    return f"copy {lesson}"
