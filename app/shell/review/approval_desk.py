"""Bars beside the lesson for what nobody has approved yet, while one reviews."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.flows.lesson.following import course_now
from app.flows.versions.block_marks import (
    BlockMark,
    blocks_not_approved,
    blocks_not_approved_in,
)
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.page_names import REVIEW
from editor.panels.preview.values import PageScroll, Placing, PreviewMark, PreviewMarkKind
from editor.panels.review.approval_strip import StripBlock
from sync.workspace.opening import Workspace

_PREFIX = "approval-"


class ApprovalDesk(QObject):
    """Keeps the strip beside the preview in step with approvals, the text, and the scrolling."""

    def __init__(self, session: Session, course: CourseDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._course = session, course
        self._strip = course.page.learner.approvals
        self._tops: dict[str, tuple[float, float]] = {}
        self._scrolled = 0.0
        preview = course.page.learner.preview
        preview.placed.connect(self._placed)
        preview.page_scrolled.connect(self._scroll)
        self._strip.chosen.connect(preview.scroll_to_line)
        course.lesson_shown.connect(lambda _: self.refresh())
        course.page_changed.connect(lambda _: self.refresh())
        course.text_changed.connect(self.refresh)
        session.acted.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        """Read again, if the review is looked at; elsewhere there are no bars."""
        log, lesson, instead = self._course.log, self._course.lesson, self._course.instead
        wanted = self._course.page.page == REVIEW
        if instead is not None and not (instead.is_there and instead.lesson == lesson):
            wanted = False
        if log is None or lesson is None or not wanted:
            self._show(())
            return

        def read(ws: Workspace) -> tuple[BlockMark, ...]:
            course = course_now(ws, log)
            if instead is not None:
                return blocks_not_approved_in(ws, course, instead.version, lesson, instead.text)
            return blocks_not_approved(ws, course, lesson)

        def take(found: Sequence[BlockMark]) -> None:
            course = self._course
            here = (course.log, course.lesson) == (log, lesson) and course.instead is instead
            if here and course.page.page == REVIEW:
                self._show(found)

        self._session.store.do(read, take, kind="approvals")

    def _show(self, found: Sequence[BlockMark]) -> None:
        blocks = [
            StripBlock(f"{_PREFIX}{number}", one.line, one.words, one.became == "changed")
            for number, one in enumerate(found)
        ]
        kind = PreviewMarkKind.PLACE
        self._course.show_places([PreviewMark(one.ident, kind, one.line) for one in blocks])
        self._strip.show_blocks(blocks)

    def _placed(self, places: Sequence[Placing]) -> None:
        ours = [place for place in places if place.id.startswith(_PREFIX)]
        self._tops = {place.id: (place.top, place.height) for place in ours}
        self._arrange()

    def _scroll(self, scroll: PageScroll) -> None:
        self._scrolled = scroll.top
        self._arrange()

    def _arrange(self) -> None:
        self._strip.show_places(
            {ident: (top - self._scrolled, high) for ident, (top, high) in self._tops.items()}
        )
