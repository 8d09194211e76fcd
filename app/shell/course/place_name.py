"""What is on show, named above the page and in the outline, with where it stands."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.flows.overview.library import Overview
from app.flows.overview.reading import LessonRead
from app.shell.course.course_page import CoursePage
from app.shell.course.outline_rows import state_since
from app.shell.page_names import OVERLAPS, VERSIONS
from editor.panels.overlaps.values import OverlapItem
from sync.model.course import CourseFacts
from sync.model.ids import NodeId


class PlaceName(QObject):
    """Names the lesson on show, that of the overlap on show, or the course that versions are of."""

    def __init__(self, page: CoursePage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._named: NodeId | None = None
        self._shown: Overview | None = None
        self._facts: CourseFacts | None = None

    def know(self, shown: Overview, facts: CourseFacts) -> None:
        """Take note of the course."""
        self._shown, self._facts = shown, facts

    def name(self, lesson: LessonRead | None, item: OverlapItem | None) -> None:
        """Name a place of the course; `item` is the overlap on show, on the page of overlaps."""
        page = self._page.page
        if page == VERSIONS and self._shown is not None:
            self._say(self._shown.title, None, lesson)
        elif page == OVERLAPS and item is not None:
            self._say(item.title, item.lesson, lesson)
            self._show_open(item.lesson)
        elif lesson is not None:
            self._say(lesson.node.title, lesson.node.id, lesson)
            self._show_open(lesson.node.id)

    def name_course(self) -> None:
        """Name the course, which has no lesson to show."""
        if self._shown is not None:
            self._say(self._shown.title, None, None)

    def _say(self, title: str, lesson: NodeId | None, read: LessonRead | None) -> None:
        state, approvals = "", ""
        if self._shown is not None and self._facts is not None:
            shas = {row.id: row.sha for row in self._shown.rows if row.kind == "lesson"}
            if read is not None and read.node.id in shas:
                shas[read.node.id] = read.today.state.sha
            state = state_since(self._shown.state, self._facts, shas, lesson)
            approvals = self._shown.approvals
        self._page.header.show_title(title, "" if state == "draft" else state, approvals)

    def _show_open(self, node: NodeId) -> None:
        """Show in the outline where one is; who walks there by keys is not taken back to it."""
        outline = self._page.outline
        if node != self._named or not outline.tree.hasFocus():
            outline.show_open(node)
        self._named = node
