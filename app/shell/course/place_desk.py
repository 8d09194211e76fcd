"""Where the person is: remembered for home, and found again with the caret where it was."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.flows.beginning.helping import help_course
from app.flows.overview.looking_back import note_looked, note_place
from app.flows.overview.reading import LessonRead
from app.session import Session
from app.shell.course.course_desk import CourseDesk, CourseRead
from app.shell.course.course_page import CoursePage
from sync.model.ids import CourseId, NodeId
from sync.workspace.opening import Workspace


class PlaceDesk(QObject):
    """Notes the lesson and caret whenever a lesson was shown or saved, and goes back there."""

    def __init__(
        self, session: Session, page: CoursePage, course: CourseDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.page, self.course = session, page, course
        self._wanted: tuple[NodeId, int] | None = None
        course.lesson_shown.connect(self._shown)
        course.outline_shown.connect(self._looked)

    def go_to(self, lesson: NodeId, caret: int) -> None:
        """Put the caret there as soon as the lesson is on show."""
        self._wanted = (lesson, caret)

    def note(self) -> None:
        """Remember where the caret is now."""
        course, lesson = self.course.course, self.course.lesson
        if not course or lesson is None:
            return
        caret = self.page.pane.editor.selection()[1]

        def note(ws: Workspace) -> None:
            if course != help_course(ws):
                note_place(ws, CourseId(course), lesson, caret)

        self.session.store.do(note, kind="place")

    def _shown(self, read: LessonRead) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted[0] == read.node.id and wanted[1]:
            editor = self.page.pane.editor
            caret = min(wanted[1], len(editor.text()))
            editor.select(caret, caret)
            editor.centerCursor()
        elif wanted is not None and wanted[0] != read.node.id:
            self._wanted = wanted
        self.note()

    def _looked(self, read: CourseRead) -> None:
        if read.course.row.space is not None:
            log = read.course.log
            self.session.store.do(lambda ws: note_looked(ws, ws.courses.open(log)), kind="looked")
