"""The review of the latest version: who looks at it, and this person's verdict."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.flows import publishing, reviewing
from app.flows.changes import Changes
from app.flows.following import course_now
from app.flows.permission import may
from app.session import Session
from app.shell.course_page import CoursePage
from app.shell.faces import face
from editor.panels.review.values import NewerDraft, ReviewerRow, ReviewView, Standing
from sync.merge.compare import changes
from sync.model.errors import NotFound
from sync.model.ids import LogId, PersonId
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
    wishes = [s for s in course.facts.suggestions.values() if s.person == me and not s.decision]
    view = ReviewView(
        course=course.title,
        version=version.id,
        name=f"version {version.number}",
        asked_by=names.get(version.person, ""),
        reviewers=_reviewers(version, names, me),
        given=given[-1].verdict if given else None,
        note=given[-1].note if given else "",
        open_points=len(mine) + len(wishes),
        hindrance="" if may(course, "review.given") else "In this course you can only read.",
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
    count = 0
    for one in publishing.difference(old, new):
        count += len(changes(one.before, one.after)) if one.kind == "changed" else 1
    return NewerDraft(f"version {version.number}", count, 0) if count else None


class ReviewDesk(QObject):
    """Joins the review side with the store; `changes_wanted(version)` asks what is newer."""

    changes_wanted = Signal(str)

    def __init__(self, session: Session, page: CoursePage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.page = session, page
        self.log: LogId | None = None
        self._version = ""
        page.review.reviewed.connect(self._give)
        page.review.back.connect(lambda: page.header.tab_chosen.emit("Write"))
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
                ReviewView(
                    "No version yet",
                    "",
                    "the draft",
                    hindrance="A version is reviewed: publish one first.",
                )
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
