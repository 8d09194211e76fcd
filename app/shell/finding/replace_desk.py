"""Find and replace in a course: looked through lesson by lesson, replaced and taken back in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.flows.changes import Changes
from app.flows.finding import replacing
from app.flows.finding.replacing import Chosen, Find, LessonFound, Replaced
from app.flows.lesson.following import course_now
from app.flows.overview.reading import LessonRead
from app.flows.permission import may
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.finding.replace_rows import REPLACE, finder, rows_of, told_of
from editor.panels.replace.panel import ReplacePanel
from editor.panels.source.finding import Query
from sync.model.errors import BadInput
from sync.model.ids import LogId, NodeId
from sync.model.language import mark, say, say_many
from sync.workspace.opening import Workspace

__all__ = ["REPLACE", "ReplaceDesk"]
_AT_ONCE = 40
"""Lessons looked through before typing may be saved by the same thread."""
_READS = mark("You read this course. Its owner can let you write or suggest.")


class _Stopped(Exception):
    """Ends a replacement; what it has written is taken out again with its transaction."""


class ReplaceDesk(QObject):
    """Joins the page of replacing with the course on show.

    `page_wanted` asks the window to show the page, `left` (Esc) to show what was there before;
    `lesson_wanted(course, lesson)` leads to a place, `news(words, way, act)` says what was done.
    """

    page_wanted = Signal()
    left = Signal()
    lesson_wanted = Signal(object, object)
    news = Signal(str, str, object)
    _came_to = Signal(int, int)

    def __init__(
        self,
        session: Session,
        panel: ReplacePanel,
        course: CourseDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.panel, self.course = session, panel, course
        self._number = 0
        self._query, self._other = Query(""), ""
        self._found: dict[NodeId, LessonFound] = {}
        self._replacing, self._suggests = False, False
        self._stopping: list[bool] = []
        self._last: Replaced | None = None
        self._wanted: tuple[LessonFound, int] | None = None
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), panel)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._leave)
        panel.asked.connect(self._ask)
        panel.stopped.connect(self._stop)
        panel.replace_wanted.connect(self._replace)
        panel.back_wanted.connect(self._take_back)
        panel.place_chosen.connect(self._go_to)
        course.writing.shown.connect(self._show_place)
        course.page.pane.find_bar.course_wanted.connect(self.open)
        self._came_to.connect(self._show_written)
        session.arrived.connect(self._again)
        session.acted.connect(lambda changes: self._again())

    # -- the page

    def open(self, query: Query | None = None, words: str = "") -> None:
        """Show the page for the course on show; what is typed in it is saved first."""
        log = self.course.log
        if log is None:
            return
        self._number += 1
        self._last = None
        self.panel.show_news("")

        def show(read: tuple[str, bool, bool, Replaced | None]) -> None:
            title, writes, suggests, last = read
            self._suggests = suggests and not writes
            reason = "" if writes or suggests else say(_READS)
            self.panel.show_part(suggests=self._suggests, reason=reason)
            self.page_wanted.emit()
            self.panel.begin(title, query, words)
            if last is not None and writes:
                self._last = last
                self.panel.show_news(told_of(last, again=True), _way(last))

        self.course.writing.seal(
            lambda: self.session.store.do(partial(_read, log=log), show, kind="replace-open")
        )

    def take_last_back(self) -> None:
        """Take the latest replacement in this course back, from wherever one is."""
        log = self.course.log
        if log is None:
            return

        def found(last: Replaced | None) -> None:
            if last is None or last.taken_back:
                self.news.emit(
                    say("Nothing was replaced in this course that could come back."), "", None
                )
                return
            self._last = last
            self._take_back()

        self.session.store.do(lambda ws: replacing.last_replaced(ws, log), found)

    def _leave(self) -> None:
        self._number += 1
        self.panel.model.clear(anew=False)
        self._found = {}
        self.left.emit()

    # -- looking through

    def _ask(self, query: Query, words: str) -> None:
        if self._replacing:
            return
        self._number += 1
        anew = query != self._query
        self._query, self._other, self._found = query, words, {}
        self.panel.show_begun(anew=anew)
        log = self.course.log
        if log is None or not query.words:
            self.panel.show_end()
            return
        number, find = self._number, finder(query, words)

        def begin(lessons: Sequence[NodeId]) -> None:
            self._look(number, log, lessons, 0, find)

        self.session.store.do(
            lambda ws: replacing.lessons_in(ws, log), begin, self._failed, kind="replace"
        )

    def _look(
        self, number: int, log: LogId, lessons: Sequence[NodeId], first: int, find: Find
    ) -> None:
        """Look through some lessons, show what they hold, go on with the next."""
        if number != self._number:
            return
        if first >= len(lessons):
            self.panel.show_end()
            return
        if first:
            told = say_many(
                "Looked through {done:,} of {count:,} lesson",
                "Looked through {done:,} of {count:,} lessons",
                len(lessons),
                done=first,
            )
            self.panel.show_progress(told, first, len(lessons))
        last = min(len(lessons), first + _AT_ONCE)

        def show(found: Sequence[LessonFound]) -> None:
            if number == self._number:
                self._found.update({one.lesson: one for one in found})
                self.panel.add([rows_of(one) for one in found])
                self._look(number, log, lessons, last, find)

        def failed(error: BaseException) -> None:
            if number == self._number:
                self._failed(error)

        self.session.store.do(
            lambda ws: replacing.look_through(ws, log, lessons[first:last], find), show, failed
        )

    def _failed(self, error: BaseException) -> None:
        self._replacing = False
        if isinstance(error, BadInput):
            self.panel.show_end(error.what)
        else:
            self.panel.show_end()
            self.session.failed.emit(error)

    def _again(self) -> None:
        """Look again: something here has changed, and what was unticked stays so."""
        if self.panel.isVisible() and not self._replacing:
            self.panel.ask()

    def _stop(self) -> None:
        if self._replacing:
            self._stopping.append(True)
        else:
            self._number += 1
            self.panel.show_end()

    # -- replacing, and taking back

    def _replace(self) -> None:
        log = self.course.log
        if log is None or self._replacing:
            return
        chosen = [
            Chosen(found.lesson, found.text, tuple(found.edits[number] for number in numbers))
            for lesson, numbers in self.panel.model.chosen()
            if (found := self._found.get(NodeId(lesson))) is not None
        ]
        if self._suggests:
            why = say(
                "Find and replace: “{words}” becomes “{other}”.",
                words=self._query.words,
                other=self._other,
            )
            self._suggest(log, chosen, why)
        else:
            self._write(lambda ws, told: replacing.replace_in_course(ws, log, chosen, told))

    def _suggest(self, log: LogId, chosen: Sequence[Chosen], why: str) -> None:
        def done(changes: Changes) -> None:
            count = len(changes.facts)
            told = say_many(
                "Made {count} suggestion. The author decides on it.",
                "Made {count} suggestions. Their author decides on each.",
                count,
            )
            self.panel.show_news(told)

        self.session.act(
            lambda ws: replacing.suggest_in_course(ws, log, chosen, why), done, self._failed
        )

    def _take_back(self) -> None:
        last = self._last
        if last is not None and not self._replacing:
            self._write(lambda ws, told: replacing.take_back(ws, last, told))

    def _write(self, act: Callable[[Workspace, replacing.Told], tuple[Replaced, Changes]]) -> None:
        """Write in one transaction, with progress and a way to stop."""
        self._replacing, self._number = True, self._number + 1
        stopping = self._stopping = []
        self.panel.show_progress(say("Writing…"), 0, 1)

        def told(done: int, of: int) -> None:
            if stopping:
                raise _Stopped
            if done % 20 == 0:
                self._came_to.emit(done, of)

        def landed(result: tuple[Replaced, Changes]) -> None:
            self._replacing = False
            self._last, changes = result
            self._tell(self._last)
            self.panel.show_end()
            self.session.acted.emit(changes)

        def failed(error: BaseException) -> None:
            self._replacing = False
            if isinstance(error, _Stopped):
                self.panel.show_news(say("Stopped. Nothing was changed."))
                self.panel.show_end()
            else:
                self._failed(error)

        write = partial(_do, act=act, told=told)
        self.course.writing.seal(lambda: self.session.store.do(write, landed, failed))

    def _show_written(self, done: int, of: int) -> None:
        if self._replacing:
            told = say_many(
                "Written {done:,} of {count:,} lesson",
                "Written {done:,} of {count:,} lessons",
                of,
                done=done,
            )
            self.panel.show_progress(told, done, of)

    def _tell(self, done: Replaced) -> None:
        way = _way(done) if done.written else ""
        if self.panel.isVisible():
            self.panel.show_news(told_of(done), way)
        else:
            self.news.emit(told_of(done), way, self._take_back)

    # -- to the place

    def _go_to(self, lesson: str, number: int) -> None:
        found = self._found.get(NodeId(lesson))
        if found is not None:
            self._wanted = (found, number)
            self.lesson_wanted.emit(self.course.course, found.lesson)

    def _show_place(self, read: LessonRead) -> None:
        """Select the words of a place, once their lesson is there."""
        if self._wanted is None or self._wanted[0].lesson != read.node.id:
            return
        (found, number), self._wanted = self._wanted, None
        editor = self.course.page.pane.editor
        edit = found.edits[number]
        if editor.text() == found.text:
            editor.select(edit.start, edit.end)
            editor.centerCursor()
        else:
            editor.go_to_line(found.text.count("\n", 0, edit.start))
        self.course.page.go_to_text()


def _read(ws: Workspace, log: LogId) -> tuple[str, bool, bool, Replaced | None]:
    course = course_now(ws, log)
    writes, suggests = may(course, "text.revised"), may(course, "suggestion.made")
    return course.title, writes, suggests, replacing.last_replaced(ws, course.log)


def _do(
    ws: Workspace,
    act: Callable[[Workspace, replacing.Told], tuple[Replaced, Changes]],
    told: replacing.Told,
) -> tuple[Replaced, Changes]:
    return act(ws, told)


def _way(done: Replaced) -> str:
    return say("Replace again") if done.taken_back else say("Take it back")
