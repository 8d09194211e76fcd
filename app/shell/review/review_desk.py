"""The review of the latest version: who looks at it, and this person's verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.permission import may
from app.flows.versions import policies, requests, reviewing, rounds
from app.flows.versions.approved import approved_by
from app.session import Session
from app.shell.course.course_page import CoursePage
from app.shell.page_names import WRITE
from app.shell.review.asking_desk import AskingDesk
from app.shell.review.newer_reading import newer_draft
from app.shell.review.round_reading import (
    approval_told,
    due_of,
    places_of,
    points_of,
    removed_since,
    rows_of,
    waiting_for,
    warning_of,
)
from editor.panels.review.values import NewerDraft, ReviewView
from sync.model.errors import NotFound
from sync.model.ids import FactId, LogId, NodeId, PersonId
from sync.model.language import say
from sync.model.review import Version
from sync.model.rounds import asks_me, round_of
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

MOST_READ = 12
"""So many lessons are read to say where what is left to approve stands."""


@dataclass(frozen=True)
class ReviewRead:
    """A review, ready to be shown; `newer` is None where the draft is the version.

    `left` counts by lesson the blocks that this person has to approve again. `number` is that of
    the version, in `log`; `is_mine` says that this person was asked, gave a verdict on it, or
    only reviews here.
    """

    log: LogId
    version: FactId
    view: ReviewView
    newer: NewerDraft | None
    left: Mapping[NodeId, int]
    number: int
    is_mine: bool


def read_review(ws: Workspace, log: LogId) -> ReviewRead | None:
    """Read the review of the latest version, on the store's thread; None where there is none."""
    course = course_now(ws, log)
    asking = asks_me(course.facts, ws.identity.person)
    try:
        version = asking.version if asking else reviewing.version_to_review(ws, course, None)
    except NotFound:
        return None
    names, me, today = ws.courses.names(course), ws.identity.person, date.today()
    shown = round_of(course.facts, version)
    mine = shown.of(me)
    given = mine.verdict if mine else None
    found = approved_by(ws, course, version, me, most=MOST_READ)
    said = [t for t in course.facts.threads.values() if t.person == me and t.resolution is None]
    wishes = [s for s in course.facts.suggestions.values() if s.person == me and s.is_open]
    named_by = mine.by if mine and mine.by else version.person
    view = ReviewView(
        course=course.title,
        version=version.id,
        name=say("version {number}", number=version.number),
        asked_by=say("you") if named_by == me else names.get(named_by, ""),
        reviewers=rows_of(ws, course, shown, names, today),
        given=given.verdict if given else None,
        note=given.note if given else "",
        open_points=len(said) + len(wishes),
        hindrance="" if may(course, "review.given") else say("In this course you can only read."),
        due=due_of(mine.due if mine else shown.due, today, reminds=bool(mine and mine.is_open)),
        word=say("“{word}”", word=shown.note) if shown.note else "",
        points=points_of(ws, shown, mine) if mine else (),
        approved=approval_told(found),
        left=places_of(found.left) if found.before is not None else (),
        own=places_of(found.own) if mine or found.before is not None else (),
        is_asked=bool(mine and mine.is_open),
        is_done=bool(mine and mine.standing in ("approved", "changes asked", "done")),
        waiting=waiting_for(shown, names, me),
        warning=warning_of(ws, course, names),
        may_ask=may(course, "review.asked"),
        uncounted=policies.own_approval(version, me),
        removed=removed_since(course, version),
    )
    left = Counter(one.lesson for one in found.left) if found.before is not None else {}
    is_mine = mine is not None or course.row.role == "reviewer"
    newer = newer_draft(ws, course, version, is_mine=is_mine)
    return ReviewRead(course.log, version.id, view, newer, left, version.number, is_mine)


def look_at_review(ws: Workspace, log: LogId) -> ReviewRead | None:
    """Read the review of the latest version, and remember that this person looked at it."""
    course = course_now(ws, log)
    found = asks_me(course.facts, ws.identity.person)
    if found is not None and may(course, "review.done"):
        rounds.note_opened(ws, found.version)
    return read_review(ws, log)


class ReviewDesk(QObject):
    """Joins the review side with the store; `changes_wanted(version, lesson)` asks what is newer.

    It begins with that lesson, if one is named. `gone_to(lesson, line)` leads to a block that is
    still to be approved. `was_read(read)` tells of which version the review on show is; None where
    there is none.
    """

    was_read = Signal(object)
    changes_wanted = Signal(str, str)
    gone_to = Signal(str, int)

    def __init__(self, session: Session, page: CoursePage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.page = session, page
        self.log: LogId | None = None
        self._version = ""
        self._removed: frozenset[str] = frozenset()
        page.review.reviewed.connect(self._give)
        page.review.cannot.connect(lambda version: self._be_done(version, cannot=True))
        page.review.ticked.connect(self._tick)
        page.review.withdrawn.connect(self._withdraw)
        page.review.replaced.connect(self._replace)
        page.review.gone_to.connect(self._go_to)
        page.review.removed_wanted.connect(self._see_removed)
        page.review.back.connect(lambda: page.header.tab_chosen.emit(WRITE))
        page.review.asking.connect(self._ask)
        page.newer.changes_asked.connect(lambda: self.changes_wanted.emit(self._version, ""))
        session.arrived.connect(self.refresh)
        session.acted.connect(lambda changes: self.refresh())
        self.asking = AskingDesk(session, page, self)

    def open(self, log: LogId) -> None:
        """Show the review of a course's latest version."""
        self.log = log
        self.refresh()

    def refresh(self) -> None:
        """Read again, if the review is looked at."""
        if self.log is not None and self.page.review.isVisible():
            log = self.log
            self.session.store.do(lambda ws: look_at_review(ws, log), self._show, kind="review")

    def _show(self, read: ReviewRead | None) -> None:
        self.was_read.emit(read)
        if read is None:
            self._version = ""
            self.page.review.show_review(
                ReviewView(say("No version yet"), "", "", hindrance=say("Publish a version first."))
            )
            return
        self._version = read.version
        self._removed = frozenset(one.lesson for one in read.view.removed)
        self.page.review.show_review(read.view)
        self.page.newer.show_newer(read.newer)
        self.page.outline.show_to_approve(read.left)

    def _go_to(self, lesson: str, line: int) -> None:
        """Lead to a block; of a lesson that was removed since, to where it can be read."""
        if lesson in self._removed:
            self._see_removed(lesson)
        else:
            self.gone_to.emit(lesson, line)

    def _see_removed(self, lesson: str) -> None:
        self.changes_wanted.emit(self._version, lesson)

    def _give(self, version: str, verdict: str, note: str) -> None:
        self._be_done(version, verdict, note)

    def _be_done(
        self, version: str, verdict: str = "", note: str = "", *, cannot: bool = False
    ) -> None:
        self._act(
            version,
            lambda ws, course, on: rounds.be_done(
                ws, course, on, verdict=verdict, note=note, cannot=cannot
            ),
        )

    def _ask(self) -> None:
        """Ask more people about the version on show; where there is none, for a review."""
        if self._version and self.log is not None:
            self.asking.open_more(self.log, self._version)
        else:
            self.page.header.review_wanted.emit()

    def _replace(self, version: str, person: str) -> None:
        if self.log is not None:
            self.asking.open_instead(self.log, version, person)

    def _withdraw(self, version: str, person: str) -> None:
        self._act(
            version,
            lambda ws, course, on: requests.withdraw(ws, course, on, PersonId(person)),
        )

    def _tick(self, version: str, point: str, on: bool) -> None:
        log = self.log
        if log is None:
            return

        def tick(ws: Workspace) -> object:
            course = course_now(ws, log)
            return rounds.tick(ws, course, course.facts.versions[FactId(version)], point, on=on)

        self.session.store.do(tick, lambda _: self.refresh())

    def _act(self, version: str, act: Callable[[Workspace, Course, Version], Changes]) -> None:
        log = self.log
        if log is None:
            return

        def do(ws: Workspace) -> Changes:
            course = course_now(ws, log)
            return act(ws, course, course.facts.versions[FactId(version)])

        self.session.act(do)
