"""What a person does in the outline: add, name, move, remove, and the way back from each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.flows.beginning import templates
from app.flows.changes import Changes
from app.flows.courses import outlining
from app.flows.lesson.following import course_now
from app.session import Session
from app.shell.course.course_desk import CourseDesk, CourseRead
from app.shell.course.course_page import CoursePage
from app.shell.course.outline_rows import FOUND
from app.shell.faces import part_in
from app.shell.writing.writing_desk import WritingDesk
from editor.panels.source.reading_bar import Part
from sync.model.ids import LogId, NodeId
from sync.model.language import say
from sync.model.outline import ROOT
from sync.model.payloads import NodeKind
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


class OutlineDesk(QObject):
    """Joins the outline's own acts with the store.

    `news(words, way, act)` says what was done, with the way to undo it.
    """

    news = Signal(str, str, object)

    def __init__(
        self,
        session: Session,
        page: CoursePage,
        course: CourseDesk,
        writing: WritingDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.page = session, page
        self.course, self.writing = course, writing
        self._read: CourseRead | None = None
        self._to_name: NodeId | None = None
        self._named: NodeId | None = None
        outline = page.outline
        outline.moved.connect(self._move)
        outline.renamed.connect(self._rename)
        outline.removed.connect(self._remove)
        outline.add_lesson.connect(lambda parent: self._add("lesson", parent))
        outline.add_module.connect(lambda: self._add("module", None))
        course.outline_shown.connect(self._shown)
        course.lesson_shown.connect(lambda read: self._name(read.node.id))

    # -- naming what was added

    def _shown(self, read: CourseRead) -> None:
        """Name a module that was added; a lesson is named when it is on show."""
        self._read = read
        self.page.outline.show_writing(part_in(read.course) is Part.WRITES)
        lessons = {row.id for row in read.shown.rows if row.kind == "lesson"}
        if self._to_name is not None and self._to_name not in lessons:
            self._name(self._to_name)

    def _name(self, node: NodeId) -> None:
        """Ask for the title of what was just added, in place."""
        if self._to_name == node and self._read is not None:
            self._to_name = None
            if any(row.id == node for row in self._read.shown.rows):
                self._named = node
                self.page.show_outline()
                self.page.outline.rename(node)

    def _rename(self, node: NodeId, title: str) -> None:
        if node == self._named and node == self.course.lesson:
            # One names a lesson to write it; the field is closed first.
            QTimer.singleShot(0, self.page.go_to_text)
        self._named = None
        self.writing.seal(
            lambda: self.course.act(
                lambda ws, c: outlining.rename(ws, c, c.outline.nodes[node], title)
            )
        )

    # -- adding, moving, removing

    def add_from(self, template: str, parent: NodeId | None) -> None:
        """Add a lesson made from a template, and ask for its name."""
        self._add("lesson", parent, template)

    def _add(self, kind: NodeKind, parent: NodeId | None, template: str = "") -> None:
        if self.course.log is None:
            return
        title = say("New lesson") if kind == "lesson" else say("New module")
        place = "" if parent in (None, FOUND) else str(parent)

        def then(changes: Changes) -> None:
            if changes.nodes:
                self._to_name = changes.nodes[0]
            if kind == "lesson" and changes.nodes:
                self.course.open_lesson(changes.nodes[0])

        def act(ws: Workspace, course: Course) -> Changes:
            if template:
                return templates.lesson_from_template(ws, course, template, title, place)
            return outlining.add(ws, course, kind, title, place)

        self.course.act(act, then)

    def _move(self, node: NodeId, parent: NodeId | None, after: NodeId | None) -> None:
        if FOUND in (parent, after):
            self.course.refresh()
            return

        def move(ws: Workspace, course: Course) -> Changes:
            if node in course.outline.found:
                return outlining.put_back(ws, course, node, parent or ROOT)
            return outlining.move(ws, course, course.outline.nodes[node], parent or ROOT, after)

        self.course.act(move, self._told_of_move(node, parent))

    def _told_of_move(
        self, node: NodeId, parent: NodeId | None
    ) -> Callable[[Changes], None] | None:
        """Say where something went, with the way back to where it was."""
        rows = self._read.shown.rows if self._read else ()
        at = next((number for number, row in enumerate(rows) if row.id == node), None)
        if at is None or rows[at].found:
            return None
        was = rows[at]
        before = [row.id for row in rows[:at] if row.parent == was.parent]
        after = before[-1] if before else None
        titles = {row.id: row.title for row in rows}

        def told(changes: Changes) -> None:
            words = say("“{title}” is moved.", title=was.title)
            if parent and parent != was.parent:
                words = say(
                    "“{title}” is moved into “{module}”.", title=was.title, module=titles[parent]
                )
            elif was.parent and not parent:
                words = say("“{title}” is moved out of its module.", title=was.title)
            back = partial(self._move_back, changes.log, node, was.parent, after)
            self.news.emit(words, say("Move it back"), back)

        return told

    def _move_back(self, log: LogId, node: NodeId, parent: str, after: NodeId | None) -> None:
        def act(ws: Workspace) -> Changes:
            course = course_now(ws, log)
            return outlining.move(ws, course, course.outline.nodes[node], parent or ROOT, after)

        self.session.act(act)

    def _remove(self, node: NodeId) -> None:
        if node == FOUND:
            return
        read = self._read
        row = next((r for r in read.shown.rows if r.id == node), None) if read else None

        def told(changes: Changes) -> None:
            log = changes.log
            if row is not None:
                undo = say("Put it back")
                words = say(
                    "“{title}” is taken out. Its text, comments and versions are kept.",
                    title=row.title,
                )
                self.news.emit(words, undo, lambda: self._put_back(log, node, row.parent))

        self.writing.seal(
            lambda: self.course.act(
                lambda ws, c: outlining.remove(ws, c, [c.outline.nodes[node]]), told
            )
        )

    def _put_back(self, log: LogId, node: NodeId, parent: str) -> None:
        """Undo a removal, from wherever the person is by now; show it if its course is on show."""

        def act(ws: Workspace) -> Changes:
            course = course_now(ws, log)
            known = parent in course.outline.nodes
            return outlining.put_back(ws, course, node, parent if known else ROOT)

        def then(changes: Changes) -> None:
            if self.course.log == changes.log:
                self.course.open_lesson(node)

        self.session.act(act, then)
