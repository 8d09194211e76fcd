"""Backups: looked into, compared with today, and brought back, on the store's own thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.flows.safety import bringing_back
from app.flows.safety.bringing_back import BroughtBack
from app.session import Session, words_of
from app.shell.trouble.backups_reading import (
    OneBackup,
    read_backup,
    read_course,
    read_lesson,
    read_list,
    told_of,
)
from editor.panels.backups.panel import BackupsPanel
from editor.panels.backups.values import (
    BackupLine,
    BackupShown,
    CourseShown,
    Done,
    LessonShown,
    Offer,
)
from sync.model.ids import CourseId, NodeId
from sync.model.language import mark, say, say_many
from sync.workspace.opening import Workspace

BACKUPS = "backups"
_KEPT = mark(
    "What was written since stays in the history, and a backup of today is made "
    "first, so that this too can be taken back."
)
Read = TypeVar("Read")


class BackupsDesk(QObject):
    """Joins the page of backups with the store.

    `page_wanted` asks the window to show the page, `left` (Esc) to show what was there before;
    `lesson_wanted(course, lesson)` leads to what was brought back.
    """

    page_wanted = Signal()
    left = Signal()
    lesson_wanted = Signal(object, object)

    def __init__(
        self, session: Session, panel: BackupsPanel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.panel = session, panel
        self._one = OneBackup(session.folder)
        self._lines: dict[str, BackupLine] = {}
        self._line: BackupLine | None = None
        self._course: CourseShown | None = None
        self._lesson: LessonShown | None = None
        self._courses: dict[str, str] = {}
        self._todo: tuple[Callable[[Workspace], BroughtBack], str, str] | None = None
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), panel)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._leave)
        panel.backup_chosen.connect(self._look_into)
        panel.making.connect(self._make)
        panel.course_chosen.connect(self._show_course)
        panel.lesson_chosen.connect(self._show_lesson)
        panel.everything_wanted.connect(self._offer_everything)
        panel.course_wanted.connect(self._offer_course)
        panel.lesson_wanted.connect(self._offer_lesson)
        panel.confirmed.connect(self._bring_back)
        panel.open_wanted.connect(self._open)

    def open(self) -> None:
        """Show the page with all backups."""
        self.page_wanted.emit()
        self.panel.show_nothing()
        self._list(self.panel.focus_first)

    def close(self) -> None:
        """Throw away the copy of the backup that is open."""
        self.session.store.do(lambda ws: self._one.close())

    # -- looking

    def _list(self, then: Callable[[], object] = lambda: None) -> None:
        folder = self.session.folder

        def show(lines: tuple[BackupLine, ...]) -> None:
            self._lines = {line.path: line for line in lines}
            self.panel.show_backups(lines)
            then()

        self.session.store.do(lambda ws: read_list(folder), show, kind="backups")

    def _make(self) -> None:
        self.session.store.do(lambda ws: ws.store.backups.make(), lambda path: self._list())

    def _look_into(self, path: str) -> None:
        line = self._line = self._lines[path]
        if line.damaged:
            self.panel.show_damaged(line, say("It cannot be opened. Your courses are not touched."))
            return
        self.panel.show_busy(say("Opening the backup…"))

        def show(shown: BackupShown) -> None:
            if self._line is line:
                self._courses = {one.id: one.title for one in shown.courses}
                self.panel.show_backup(shown)

        self._read(lambda ws: read_backup(self._one, line), show)

    def _show_course(self, course: str) -> None:
        line = self._line
        if line is None:
            return
        self.panel.show_busy(say("Comparing with today…"))

        def show(shown: CourseShown) -> None:
            self._course = shown
            self.panel.show_course(line, shown)

        self._read(lambda ws: read_course(ws, self._one, line, course), show)

    def _show_lesson(self, course: str, lesson: str) -> None:
        line = self._line
        if line is None:
            return

        def show(shown: LessonShown) -> None:
            self._lesson = shown
            self.panel.show_lesson(line, shown)

        self._read(lambda ws: read_lesson(ws, self._one, line, course, lesson), show)

    def _read(self, read: Callable[[Workspace], Read], show: Callable[[Read], None]) -> None:
        self.session.store.do(read, show, self._failed, kind="backup")

    def _failed(self, error: BaseException) -> None:
        line = self._line
        if line is not None:
            what, safe, mend = words_of(error)
            self.panel.show_damaged(line, " ".join(part for part in (what, safe, mend) if part))

    # -- bringing back

    def _offer_everything(self) -> None:
        line = self._line
        if line is None:
            return
        told = say_many(
            "The {count} course in it will read as it did then; courses and lessons made since "
            "stay where they are. {kept}",
            "All {count} courses will read as they did then; courses and lessons made since stay "
            "where they are. {kept}",
            len(self._courses),
            kept=say(_KEPT),
        )
        one, title = self._one, say("Everything")
        self._offer(
            Offer(
                say("Bring everything back from {backup}?", backup=line.name),
                told,
                say("Bring everything back"),
            ),
            lambda ws: bringing_back.bring_everything_back(ws, one.opened(line.path)),
            title,
        )

    def _offer_course(self, course: str) -> None:
        line, shown = self._line, self._course
        if line is None or shown is None:
            return
        differing = sum(one.differs for one in shown.lessons)
        told = say_many(
            "Its titles, order and texts will be as they were on {backup}: {differing} of "
            "{count} lesson reads differently today. Lessons made since stay. {kept}",
            "Its titles, order and texts will be as they were on {backup}: {differing} of "
            "{count} lessons read differently today. Lessons made since stay. {kept}",
            len(shown.lessons),
            backup=line.name,
            differing=differing,
            kept=say(_KEPT),
        )
        one = self._one
        self._offer(
            Offer(
                say("Bring “{course}” back?", course=shown.title),
                told,
                say("Bring the course back"),
            ),
            lambda ws: bringing_back.bring_course_back(ws, one.opened(line.path), CourseId(course)),
            f"“{shown.title}”",
        )

    def _offer_lesson(self, course: str, lesson: str, beside: bool) -> None:
        line, shown = self._line, self._lesson
        if line is None or shown is None:
            return
        if beside:
            told = say(
                "A new lesson, “{lesson} (brought back)”, will stand after today’s, "
                "which stays as it is. A backup of today is made first.",
                lesson=shown.title,
            )
            question = say("Put it beside today’s: “{lesson}”?", lesson=shown.title)
            verb = say("Put it beside today’s")
        else:
            told = say(
                "Its text will be as it was on {backup}. {kept}", backup=line.name, kept=say(_KEPT)
            )
            question = say("Bring the lesson back: “{lesson}”?", lesson=shown.title)
            verb = say("Bring the lesson back")
        one = self._one
        self._offer(
            Offer(question, told, verb),
            lambda ws: bringing_back.bring_lesson_back(
                ws, one.opened(line.path), CourseId(course), NodeId(lesson), beside=beside
            ),
            f"“{shown.title}”",
            lesson,
        )

    def _offer(
        self, offer: Offer, act: Callable[[Workspace], BroughtBack], title: str, lesson: str = ""
    ) -> None:
        self._todo = (act, title, lesson)
        self.panel.show_offer(offer)

    def _bring_back(self) -> None:
        if self._todo is None:
            return
        act, title, lesson = self._todo
        self._todo = None
        self.panel.show_busy(say("Bringing it back…"))

        def bring(ws: Workspace) -> Done:
            brought = act(ws)
            where = str(brought.lessons[0]) if lesson and brought.lessons else lesson
            return told_of(self.session.folder, brought, title, where)

        self.session.store.do(bring, self._say, self._failed)

    def _say(self, done: Done) -> None:
        self.session.arrived.emit()
        self.panel.show_nothing()
        self.panel.show_done(done)
        self._list()

    def _open(self, course: str, lesson: str) -> None:
        self.lesson_wanted.emit(CourseId(course), NodeId(lesson) if lesson else None)

    def _leave(self) -> None:
        if self.panel.offer is not None:
            self.panel.take_offer_back()
        else:
            self.close()
            self.left.emit()
