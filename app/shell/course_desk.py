"""One open course: which lesson is on show, which page, and the outline's own acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.flows import commenting, outlining, suggesting
from app.flows.changes import Changes
from app.flows.following import course_now
from app.flows.library import Overview, overview
from app.flows.reading import LessonRead
from app.session import Session
from app.shell.checks_desk import ChecksDesk
from app.shell.course_page import OVERLAPS, PLAY, REVIEW, VERSIONS, WRITE, CoursePage
from app.shell.faces import marks_of, notes_of, preview_marks
from app.shell.keys_desk import into
from app.shell.outline_rows import FOUND, rows_of
from app.shell.overlap_desk import OverlapDesk
from app.shell.preview_desk import PreviewDesk
from app.shell.writing_desk import WritingDesk
from editor.panels.comments.values import CommentThread
from editor.panels.source.marks import Mark
from sync.model.ids import LogId, NodeId
from sync.model.outline import ROOT
from sync.model.payloads import NodeKind
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class CourseRead:
    """A course at a glance, with its log."""

    course: Course
    shown: Overview
    open_comments: dict[NodeId, int]


def read_course(ws: Workspace, reference: str) -> CourseRead:
    """Read a course for its side bar, on the store's thread."""
    course = ws.courses.at(reference)
    counts: dict[NodeId, int] = {}
    for thread in course.facts.threads.values():
        if thread.resolution is None:
            counts[thread.lesson] = counts.get(thread.lesson, 0) + 1
    return CourseRead(course, overview(ws, course), counts)


class CourseDesk(QObject):
    """Joins the page of a course with the store: outline, lesson, comments, overlaps.

    `shared(title)` says that the course on show goes on as a shared one, whoever shared it;
    `news(words, way, act)` what was done, with the way to undo it or to see it.
    """

    page_changed = Signal(str)
    shared = Signal(str)
    news = Signal(str, str, object)

    def __init__(
        self,
        session: Session,
        page: CoursePage,
        writing: WritingDesk,
        preview: PreviewDesk,
        overlaps: OverlapDesk,
        checks: ChecksDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.page = session, page
        self.writing, self.preview, self.overlaps = writing, preview, overlaps
        self.checks = checks
        self._marks: list[Mark] = []
        self._checks: list[Mark] = []
        self.log: LogId | None = None
        self.course = ""
        self._read: CourseRead | None = None
        self._lesson: LessonRead | None = None
        self._wanted: NodeId | None = None
        self._page_wanted = WRITE
        self._to_name: NodeId | None = None
        self._named: NodeId | None = None
        self._connect_outline()
        self._connect_lesson()
        page.header.tab_chosen.connect(self.show_page)
        overlaps.left.connect(lambda: self.show_page(WRITE))
        session.arrived.connect(self.refresh)
        session.acted.connect(lambda changes: self.refresh())

    def _connect_outline(self) -> None:
        outline = self.page.outline
        outline.lesson_chosen.connect(self.open_lesson)
        outline.moved.connect(self._move)
        outline.renamed.connect(self._rename)
        outline.removed.connect(self._remove)
        outline.add_lesson.connect(lambda parent: self._add("lesson", parent))
        outline.add_module.connect(lambda: self._add("module", None))

    def _connect_lesson(self) -> None:
        self.writing.shown.connect(self.preview.show_lesson)
        self.writing.stepped.connect(self.preview.follow)
        self.writing.read.connect(self._show_beside)
        self.checks.marked.connect(self._show_checks)
        comments = self.page.learner.comments
        for talk in (comments, self.page.loose):
            talk.replied.connect(self._reply)
            talk.resolved.connect(self._resolve)
        comments.commented.connect(self._comment)
        comments.accepted.connect(self._accept)
        comments.rejected.connect(self._reject)
        comments.overlap_chosen.connect(self.show_overlap)
        self.page.learner.comment_wanted.connect(self.compose)
        self.page.learner.left.connect(self.page.go_to_text)
        self.page.pane.editor.mark_chosen.connect(self.page.open_card)

    # -- the course

    def open(self, course: str, lesson: NodeId | None = None, page: str = WRITE) -> None:
        """Show a course; the lesson wanted, else the first; then a page of it."""
        self.writing.leave()
        self._page_wanted = page
        self.course, self.log, self._wanted, self._lesson = course, None, lesson, None
        self.show_page(WRITE)
        self.refresh()

    def leave(self) -> None:
        """Seal what was typed and show nothing."""
        self.writing.leave()
        self.course, self.log = "", None

    def refresh(self) -> None:
        """Read the course again."""
        if self.course:
            course = self.course
            self.session.store.do(lambda ws: read_course(ws, course), self._show, kind="course")

    def _show(self, read: CourseRead) -> None:
        if read.course.id != self.course and self.course not in (read.course.title,):
            return
        self.course, self._read = read.course.id, read
        moved = self.log is not None and self.log != read.course.log
        self.log = read.course.log
        number = read.course.facts.next_number()
        detail = f"Draft of version {number}"
        if read.course.row.standing == "readonly":
            detail = "Read only: access was withdrawn"
        self.page.outline.show_course(read.shown.title, detail)
        self.page.outline.show_rows(rows_of(read.shown, read.open_comments, read.course.facts))
        lessons = [row.id for row in read.shown.rows if row.kind == "lesson"]
        if self._to_name is not None and self._to_name not in lessons:
            self._name(self._to_name)  # a module; a lesson is named when it is on show
        current = self._lesson.node.id if self._lesson else None
        wanted = self._wanted or (current if current in lessons else None)
        if wanted is None and lessons:
            wanted = lessons[0]
        self._wanted = None
        page, self._page_wanted = self._page_wanted, WRITE
        if page == OVERLAPS:
            self.show_overlap("")
        elif page != WRITE:
            self.show_page(page)
        if moved:
            self.shared.emit(read.shown.title)
        if wanted is not None and wanted not in (current, self.writing.opening):
            self.writing.open(self.log, wanted)
        elif wanted is not None and self.writing.log != self.log:
            self.writing.catch_up()
        elif wanted is None:
            self.page.header.show_title(read.shown.title, read.shown.state)

    def open_lesson(self, lesson: NodeId) -> None:
        """Show a lesson for writing."""
        if self.log is None:
            self._wanted = lesson
            return
        if self.page.page not in (WRITE, REVIEW, PLAY):
            self.show_page(WRITE)
        self.writing.open(self.log, lesson)

    def show_page(self, name: str) -> None:
        """Show what a tab stands for; what is typed is sealed when writing is left."""
        if name != WRITE:
            self.writing.seal()
        was, focused = self.page.page, self.page.window().focusWidget()
        self.page.show_page(name)
        if focused is not None and self.page.isVisible() and not focused.isVisible():
            into(self._pane_of(name))
        if PLAY in (was, name):
            self._show_preview_marks()
        self.page_changed.emit(name)

    def _pane_of(self, name: str) -> QWidget:
        """The part of a page that gets the focus with it."""
        page = self.page
        panes = {REVIEW: page.review, VERSIONS: page.versions, PLAY: page.learner.preview}
        return panes.get(name, page.pane.editor)

    def show_overlap(self, ident: str) -> None:
        """Show an overlap with all its wordings."""
        if self.log is not None:
            self.writing.seal()
            self.page.show_page(OVERLAPS)
            self.overlaps.open(self.log, ident)
            self.page_changed.emit(OVERLAPS)

    # -- the lesson

    def _show_beside(self, read: LessonRead) -> None:
        changed = self._lesson is None or self._lesson.node.id != read.node.id
        self._lesson = read
        notes, closed = notes_of(read)
        comments = self.page.learner.comments
        placed = [n for n in notes if n.start is not None]
        comments.show_notes(placed, closed)
        self.page.loose.show_loose(
            [n for n in notes if isinstance(n, CommentThread) and n.start is None]
        )
        self.page.show_comments(bool(placed or closed or comments.composing))
        if read.today.text == self.page.pane.editor.text():
            self._marks = marks_of(read)
            self._checks = [] if changed else self._checks
            self._show_marks()
            self._show_preview_marks()
            self.checks.check(read)
        state = self._read.shown.state if self._read else ""
        self.page.header.show_title(read.node.title, "" if state == "draft" else state)
        self.page.header.tabs.show_count(REVIEW, len(notes))
        self.page.outline.show_open(read.node.id)
        self._name(read.node.id)

    def _name(self, node: NodeId) -> None:
        """Ask for the title of what was just added, in place."""
        if self._to_name == node and self._read is not None:
            self._to_name = None
            if any(row.id == node for row in self._read.shown.rows):
                self._named = node
                self.page.show_outline()
                self.page.outline.rename(node)

    def _show_checks(self, marks: list[Mark]) -> None:
        self._checks = marks
        if self._lesson and self._lesson.today.text == self.page.pane.editor.text():
            self._show_marks()

    def _show_marks(self) -> None:
        self.page.pane.editor.show_marks([*self._marks, *self._checks])

    def _show_preview_marks(self) -> None:
        """Mark the learner's view, but not where one plays: learners see no marks."""
        text = self._lesson.today.text if self._lesson else ""
        shown = [] if self.page.page == PLAY else self._marks
        self.preview.show_marks(preview_marks(text, shown))

    def compose(self) -> None:
        """Begin a comment on what is selected in the source, else on the line of the caret."""
        editor = self.page.pane.editor
        anchor, caret = editor.selection()
        start, end = min(anchor, caret), max(anchor, caret)
        text = editor.text()
        if start == end:
            start = text.rfind("\n", 0, start) + 1
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
        if self.page.page not in (WRITE, REVIEW):
            self.show_page(WRITE)
        if text[start:end].strip():
            self.page.compose(start, end, text[start:end])

    def _comment(self, start: int, end: int, words: str) -> None:
        lesson = self._here()
        if lesson is None:
            return
        self.writing.seal(
            lambda: self._act(
                lambda ws, course: commenting.comment(ws, course, lesson, start, end, words)
            )
        )

    def _here(self) -> NodeId | None:
        return self._lesson.node.id if self._lesson else None

    def _act(
        self,
        act: Callable[[Workspace, Course], Changes],
        then: Callable[[Changes], None] | None = None,
    ) -> None:
        if self.log is not None:
            log = self.log
            self.session.act(lambda ws: act(ws, course_now(ws, log)), then)

    def _reply(self, thread: str, words: str) -> None:
        self._act(
            lambda ws, course: commenting.reply(ws, *commenting.find_thread(ws, thread), words)
        )

    def _resolve(self, thread: str, verdict: str, why: str) -> None:
        self._act(
            lambda ws, course: commenting.resolve(
                ws, *commenting.find_thread(ws, thread), verdict, why
            )
        )

    def _accept(self, suggestion: str) -> None:
        self.writing.seal(
            lambda: self._act(
                lambda ws, c: suggesting.accept(ws, *suggesting.find_suggestion(ws, suggestion))
            )
        )

    def _reject(self, suggestion: str, why: str) -> None:
        self._act(
            lambda ws, c: suggesting.reject(ws, *suggesting.find_suggestion(ws, suggestion), why)
        )

    # -- the outline

    def _move(self, node: NodeId, parent: NodeId | None, after: NodeId | None) -> None:
        if FOUND in (parent, after):
            self.refresh()
            return

        def move(ws: Workspace, course: Course) -> Changes:
            if node in course.outline.found:
                return outlining.put_back(ws, course, node, parent or ROOT)
            return outlining.move(ws, course, course.outline.nodes[node], parent or ROOT, after)

        self._act(move)

    def _rename(self, node: NodeId, title: str) -> None:
        if node == self._named and node == self._here():
            # One names a lesson to write it; the field is closed first.
            QTimer.singleShot(0, self.page.go_to_text)
        self._named = None
        self.writing.seal(
            lambda: self._act(lambda ws, c: outlining.rename(ws, c, c.outline.nodes[node], title))
        )

    def _remove(self, node: NodeId) -> None:
        if node == FOUND:
            return
        read = self._read
        row = next((r for r in read.shown.rows if r.id == node), None) if read else None

        def told(changes: Changes) -> None:
            log = changes.log
            if row is not None:
                undo = "Put it back"
                words = f"“{row.title}” is taken out. Its text, comments and versions are kept."
                self.news.emit(words, undo, lambda: self._put_back(log, node, row.parent))

        self.writing.seal(
            lambda: self._act(lambda ws, c: outlining.remove(ws, c, [c.outline.nodes[node]]), told)
        )

    def _put_back(self, log: LogId, node: NodeId, parent: str) -> None:
        """Undo a removal, from wherever the person is by now; show it if its course is on show."""

        def act(ws: Workspace) -> Changes:
            course = course_now(ws, log)
            known = parent in course.outline.nodes
            return outlining.put_back(ws, course, node, parent if known else ROOT)

        def then(changes: Changes) -> None:
            if self.log == changes.log:
                self.open_lesson(node)

        self.session.act(act, then)

    def _add(self, kind: NodeKind, parent: NodeId | None) -> None:
        if self.log is None:
            return
        log = self.log
        title = "New lesson" if kind == "lesson" else "New module"
        place = "" if parent in (None, FOUND) else str(parent)

        def then(changes: Changes) -> None:
            if changes.nodes:
                self._to_name = changes.nodes[0]
            if kind == "lesson" and changes.nodes:
                self.open_lesson(changes.nodes[0])

        self.session.act(
            lambda ws: outlining.add(ws, course_now(ws, log), kind, title, place), then
        )
