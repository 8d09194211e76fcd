"""Joins the page of what is enough with the store: a course's own policy, and its space's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.permission import may
from app.flows.persons import names_in_space
from app.flows.sharing import syncing
from app.flows.versions import policies, requests
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from editor.panels.policy.panel import PolicyPanel
from editor.panels.policy.values import Gate, PolicyPerson, PolicyView, PolicyWanted
from sync.model.errors import Refused
from sync.model.ids import LogId, PersonId
from sync.model.kinds import may_write
from sync.model.language import mark, say
from sync.model.policy import RELEASE_GATES, REVIEW_GATES
from sync.model.round_payloads import Policy
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

POLICY = "policy"
_SOURCE = {
    "course": mark("This course has a policy of its own."),
    "space": mark("This course goes by the policy of its space."),
    "default": mark("No policy is set: peers decide when a version is good enough."),
}


def read_policy(ws: Workspace, log: LogId, *, of_space: bool) -> PolicyView:
    """Read the policy of a course, or of its space, on the store's thread."""
    course = course_now(ws, log)
    space = course.row.space if course.row.standing == "shared" else None
    known = syncing.spaces(ws).get(space, "") if space else ""
    of_space = of_space and space is not None
    now = policies.space_policy(ws, space) if of_space and space else policies.policy_of(ws, course)
    of_course = say("“{title}”.", title=course.title)
    about = say("The space “{space}”.", space=known) if of_space else of_course
    policy = now.policy
    source = say(_SOURCE[now.source]) if not of_space else ""
    return PolicyView(
        about,
        of_space,
        source,
        policy.approvals,
        policy.days,
        _people(ws, course, policy, space if of_space else None),
        tuple(Gate(n, say(words), n in policy.review_gates) for n, words in REVIEW_GATES.items()),
        tuple(Gate(n, say(words), n in policy.release_gates) for n, words in RELEASE_GATES.items()),
        policy.checklist,
        "" if _may(ws, course, space if of_space else None) else say("Only an owner sets this."),
        len(now.heads) > 1,
        space is not None,
        now.source == "course",
    )


def _people(
    ws: Workspace, course: Course, policy: Policy, space: LogId | None
) -> tuple[PolicyPerson, ...]:
    """List who may be named: who can review the course, or is in the space."""
    if space is None:
        known = {one.person: one.name for one in requests.proposals(ws, course)}
        names = ws.courses.names(course)
    else:
        known = names = names_in_space(ws, space)
    for person in policy.people:
        known.setdefault(person, names.get(person) or person[:8])
    return tuple(PolicyPerson(p, name, p in policy.people) for p, name in known.items())


def _may(ws: Workspace, course: Course, space: LogId | None) -> bool:
    if space is None:
        return may(course, "policy.set")
    row = ws.store.log.log(space)
    return row is not None and may_write(row.role, "policy.set")  # type: ignore[arg-type]


def write_policy(ws: Workspace, log: LogId, wanted: PolicyWanted, *, of_space: bool) -> Changes:
    """Set a policy, on the store's thread."""
    course = course_now(ws, log)
    policy = Policy(
        wanted.approvals,
        tuple(PersonId(person) for person in wanted.people),
        wanted.review,
        wanted.release,
        wanted.points,
        wanted.days,
    )
    if not of_space:
        return policies.set_policy(ws, course, policy)
    if course.row.space is None:
        raise Refused(
            say("This course is in no space."),
            safe=say("Nothing was changed."),
            mend=say("Share the course first."),
        )
    return policies.set_space_policy(ws, course.row.space, policy)


class PolicyDesk(QObject):
    """Shows and sets what is enough; `page_wanted` asks for the page, `left` goes back."""

    page_wanted = Signal()
    left = Signal()

    def __init__(
        self,
        session: Session,
        panel: PolicyPanel,
        course: CourseDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.panel, self.course = session, panel, course
        self.log: LogId | None = None
        self._of_space = False
        panel.left.connect(self.left)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), panel)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)
        panel.chosen.connect(self._choose)
        panel.saved.connect(self._save)
        panel.by_space.connect(self._inherit)

    def open(self) -> None:
        """Show the policy of the course on show."""
        self.log, self._of_space = self.course.log, False
        if self.log is not None:
            self.page_wanted.emit()
            self.panel.setEnabled(False)  # what is changed before it is read would be overwritten
            self._read(then=self.panel.focus_first)

    def _choose(self, of_space: bool) -> None:
        self._of_space = of_space
        self._read()

    def _read(self, told: str = "", then: Callable[[], None] = lambda: None) -> None:
        log, of_space = self.log, self._of_space

        def show(view: PolicyView) -> None:
            self.panel.setEnabled(True)
            self.panel.show_policy(view, told)
            then()

        if log is not None:
            self.session.store.do(
                lambda ws: read_policy(ws, log, of_space=of_space),
                show,
                self._failed,
                kind="policy",
            )

    def _failed(self, error: BaseException) -> None:
        self.panel.setEnabled(True)  # its way back is on it
        self.session.failed.emit(error)

    def _save(self, wanted: PolicyWanted) -> None:
        log, of_space = self.log, self._of_space
        if log is not None:
            self.session.act(
                lambda ws: write_policy(ws, log, wanted, of_space=of_space),
                lambda _: self._read(say("Saved here. It holds from now on.")),
            )

    def _inherit(self) -> None:
        log = self.log
        if log is not None:
            self.session.act(
                lambda ws: policies.set_policy(ws, course_now(ws, log), None),
                lambda _: self._read(say("The course goes by its space's policy again.")),
            )
