"""The review of the latest version: who looks at it, and this person's verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.overview.reading import read_lesson
from app.flows.permission import may
from app.flows.versions import publishing, reviewing
from app.session import Session
from app.shell.course.course_page import CoursePage
from app.shell.faces import face
from app.shell.page_names import WRITE
from editor.panels.review.values import NewerDraft, ReviewerRow, ReviewView, Standing
from sync.merge.anchors import Place as Spot
from sync.merge.compare import BlockChange, changes
from sync.model.errors import NotFound
from sync.model.ids import LogId, NodeId, PersonId
from sync.model.language import say
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class ReviewRead:
    """A review, ready to be shown; `newer` is None where the draft is the version."""

    version: str
    view: ReviewView
    newer: NewerDraft | None


def read_review(ws: Workspace, log: LogId) -> ReviewRead | None:
    """Read the review of the latest version, on the store's thread; None where there is none."""
    course = course_now(ws, log)
    try:
        version = reviewing.version_to_review(ws, course, None)
    except NotFound:
        return None
    names, me = ws.courses.names(course), ws.identity.person
    given = [v for v in version.verdicts if v.person == me]
    mine = [t for t in course.facts.threads.values() if t.person == me and t.resolution is None]
    wishes = [s for s in course.facts.suggestions.values() if s.person == me and s.is_open]
    view = ReviewView(
        course=course.title,
        version=version.id,
        name=say("version {number}", number=version.number),
        asked_by=say("you") if version.person == me else names.get(version.person, ""),
        reviewers=_reviewers(version, names, me),
        given=given[-1].verdict if given else None,
        note=given[-1].note if given else "",
        open_points=len(mine) + len(wishes),
        hindrance="" if may(course, "review.given") else say("In this course you can only read."),
    )
    return ReviewRead(version.id, view, _newer(ws, course, version))


def _reviewers(
    version: Version, names: dict[PersonId, str], me: PersonId
) -> tuple[ReviewerRow, ...]:
    latest = {verdict.person: verdict for verdict in version.verdicts}
    people = dict.fromkeys((*version.named.ask, *latest))
    rows = []
    for person in people:
        standing: Standing = "waiting"
        if person in latest:
            approved = latest[person].verdict == "approve"
            standing = "approved" if approved else "changes asked"
        rows.append(ReviewerRow(face(person, names, me), standing))
    return tuple(rows)


def _newer(ws: Workspace, course: Course, version: Version) -> NewerDraft | None:
    old = publishing.state_of_version(ws, course.log, version)
    new = publishing.state_of_draft(ws, course)
    count = touched = 0
    for one in publishing.difference(old, new):
        if one.kind != "changed":
            count += 1
            continue
        found = changes(one.before, one.after)
        count += len(found)
        touched += _touched(found, _my_open_points(ws, course, one.lesson))
    return (
        NewerDraft(say("version {number}", number=version.number), count, touched)
        if count
        else None
    )


def _my_open_points(ws: Workspace, course: Course, lesson: NodeId) -> list[Spot]:
    """Where my open comments and suggestions stand in today's text; loose ones have no start."""
    read, me = read_lesson(ws, course.log, lesson), ws.identity.person
    spots = [t.spot for t in read.threads if t.thread.person == me and not t.thread.resolution]
    return spots + [s.spot for s in read.suggestions if s.suggestion.person == me]


def _touched(found: Sequence[BlockChange], points: Sequence[Spot]) -> int:
    """Count the changes at one of these places; a loose point's own text is among them."""
    placed = [(p.start, p.end or p.start) for p in points if p.start is not None]
    at = sum(
        any(low <= change.at_after + len(change.after) and change.at_after <= high
            for low, high in placed)
        for change in found
    )  # fmt: skip
    return min(len(found), at + len(points) - len(placed))


class ReviewDesk(QObject):
    """Joins the review side with the store; `changes_wanted(version)` asks what is newer."""

    changes_wanted = Signal(str)

    def __init__(self, session: Session, page: CoursePage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.page = session, page
        self.log: LogId | None = None
        self._version = ""
        page.review.reviewed.connect(self._give)
        page.review.back.connect(lambda: page.header.tab_chosen.emit(WRITE))
        page.review.asking.connect(page.header.review_wanted)
        page.newer.changes_asked.connect(lambda: self.changes_wanted.emit(self._version))
        session.arrived.connect(self.refresh)
        session.acted.connect(lambda changes: self.refresh())

    def open(self, log: LogId) -> None:
        """Show the review of a course's latest version."""
        self.log = log
        self.refresh()

    def refresh(self) -> None:
        """Read again, if the review is looked at."""
        if self.log is not None and self.page.review.isVisible():
            log = self.log
            self.session.store.do(lambda ws: read_review(ws, log), self._show, kind="review")

    def _show(self, read: ReviewRead | None) -> None:
        if read is None:
            self.page.review.show_review(
                ReviewView(say("No version yet"), "", "", hindrance=say("Publish a version first."))
            )
            return
        self._version = read.version
        self.page.review.show_review(read.view)
        self.page.newer.show_newer(read.newer)

    def _give(self, version: str, verdict: str, note: str) -> None:
        if self.log is None:
            return
        log = self.log

        def give(ws: Workspace) -> Changes:
            course = course_now(ws, log)
            return reviewing.review(ws, course, course.facts.versions[version], verdict, note)  # type: ignore[index]

        self.session.act(give)
