"""The bar above a course from which much would go: what would, who removed it, and the answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.sharing import held
from app.flows.sharing.held import Held
from app.session import Session
from app.shell.course.course_desk import CourseDesk, CourseRead
from app.shell.sharing.receipts_reading import day_of
from editor.panels.waiting.bar import WaitingBar, Waits, lesson_row
from sync.model.ids import LogId, NodeId
from sync.model.language import say, say_many
from sync.workspace.opening import Workspace


class HeldDesk(QObject):
    """Joins the bar with the store; `news(words, way, act)` says what became of an answer."""

    news = Signal(str, str, object)

    def __init__(
        self, session: Session, bar: WaitingBar, course: CourseDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.bar, self.course = session, bar, course
        self._held: Held | None = None
        self._log: LogId | None = None
        course.outline_shown.connect(self._read)
        bar.look_wanted.connect(self.look)
        bar.taken.connect(self.take)
        bar.left.connect(self.leave)

    def open(self) -> None:
        """Show what waits, also what was left for later; say so where nothing does."""
        self._ask(self._show_again)

    def look(self) -> None:
        """List the lessons that would go, or be shorter."""
        if self._held is None:
            return
        rows = [self._row(lesson) for lesson in self._held.lessons]
        self.bar.show_below(rows, say("What would go from sight"))

    def take(self) -> None:
        """Say yes."""
        self.course.act(held.let_in, self._taken)

    def leave(self) -> None:
        """Say “not now”: it goes on waiting, quietly."""
        log = self._log
        if log is None:
            return
        self.bar.show_waiting(None)
        self.session.store.do(lambda ws: held.leave(ws, course_now(ws, log)), self._left)

    def _read(self, read: CourseRead) -> None:
        self._log = read.course.log
        self._ask(self._show)

    def _ask(self, then: Callable[[Held | None], None]) -> None:
        log = self._log
        if log is None:
            return

        def told(found: Held | None) -> None:
            if log == self._log:
                then(found)

        self.session.store.do(lambda ws: _held_in(ws, log), told)

    def _show(self, found: Held | None) -> None:
        self._held = found
        is_asked = found is not None and not found.later
        self.bar.show_waiting(waits_of(found) if found is not None and is_asked else None)

    def _show_again(self, found: Held | None) -> None:
        self._held = found
        if found is None:
            self.news.emit(say("Nothing waits for your yes in this course."), "", None)
        else:
            self.bar.show_waiting(waits_of(found))

    def _row(self, lesson: held.HeldLesson) -> QWidget:
        fewer = say_many(
            "{count:,} word of it would go", "{count:,} words of it would go", lesson.words
        )
        goes = say_many("would go, {count:,} word", "would go, {count:,} words", lesson.words)
        name = say("Go to “{lesson}”", lesson=lesson.title)
        detail = goes if lesson.goes else fewer
        row, go = lesson_row(self.session.look, lesson.title, detail, name)
        go.chosen.connect(lambda: self.course.open_lesson(NodeId(lesson.id)))
        return row

    def _taken(self, _: Changes) -> None:
        told = self._held
        self.bar.show_waiting(None)
        words = say("It is taken in.")
        if told is not None and told.going:
            count, beside = len(told.going), held.words_beside(told)
            words = say_many(
                "Taken in: 1 lesson has gone from sight.",
                "Taken in: {count} lessons have gone from sight.",
                count,
            )
            if beside:
                words = say_many(
                    "Taken in: 1 lesson has gone from sight, and {words}.",
                    "Taken in: {count} lessons have gone from sight, and {words}.",
                    count,
                    words=beside,
                )
        self.news.emit(words, say("Let it wait again"), self._wait_again)

    def _wait_again(self) -> None:
        self.course.act(held.take_yes_back)

    def _left(self, _: Held) -> None:
        words = say("It goes on waiting. The course stays as it is here.")
        self.news.emit(words, say("Ask me again"), self.open)


def _held_in(ws: Workspace, log: LogId) -> Held | None:
    found = held.held(ws, course_now(ws, log))
    return found[0] if found else None


def waits_of(found: Held) -> Waits:
    """Say what would go, who did it and when, and what is safe."""
    title = _title(found)
    people = ", ".join(found.people)
    by = say("{day}: removed by {people}.", people=people, day=day_of(found.since))
    if before := held.gone_before(found):
        by = say("{before} {by}", before=before, by=by)
    safe = say("Here the course stays as it was until you take it in; what you write is sent.")
    return Waits(
        title=title,
        text=say("{by} {safe}", by=by, safe=safe),
        look=say("Look at them"),
        put_away=say("Put the list away"),
        take=say("Take it in"),
        later=say("Not now"),
        urgent=True,
    )


def _title(found: Held) -> str:
    """Name both kinds: who agrees by the title alone loses nothing that it leaves out."""
    if not found.going:
        return say_many(
            "{count:,} of {all:,} words would go from sight.",
            "{count:,} of {all:,} words would go from sight.",
            found.words,
            all=found.of_words,
        )
    if beside := held.words_beside(found):
        return say_many(
            "{count} of {all} lessons would go from sight, and {words}.",
            "{count} of {all} lessons would go from sight, and {words}.",
            len(found.going),
            all=found.of_lessons,
            words=beside,
        )
    return say_many(
        "{count} of {all} lessons would go from sight.",
        "{count} of {all} lessons would go from sight.",
        len(found.going),
        all=found.of_lessons,
    )
