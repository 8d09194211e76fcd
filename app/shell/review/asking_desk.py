"""Asks people for a review: what is known is read, the dialog opens, the request is written."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.overlaps import merging
from app.flows.permission import may
from app.flows.sharing import syncing
from app.flows.sharing.held import told_before_naming
from app.flows.versions import publishing, requests
from app.flows.versions.policies import policy_of
from app.session import Session
from app.shell.course.course_page import CoursePage
from app.shell.dates import day_told, how_long
from app.shell.faces import face
from app.shell.focusing import back_to
from editor.panels.asking.dialog import AskDialog
from editor.panels.asking.values import Asking, Candidate, Hindering, Request
from sync.model.ids import FactId, LogId, PersonId
from sync.model.language import say, say_many
from sync.model.rounds import days_left, due_after, round_of
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def read_asking(
    ws: Workspace, log: LogId, version: FactId | None = None, instead: PersonId | None = None
) -> Asking:
    """Read what is known before people are asked, on the store's thread."""
    course = course_now(ws, log)
    names, me = ws.courses.names(course), ws.identity.person
    policy = policy_of(ws, course).policy
    asked = _asked(course, version)
    found = [
        Candidate(one.person, face(one.person, names, me), one.why)
        for one in requests.proposals(ws, course)
        if one.person not in asked
    ]
    hint = ""
    if found and requests.nobody_looked(ws, course):
        hint = say("Nobody has looked at this course yet.")
    waits = () if version else told_before_naming(ws, course)
    hint = " ".join([*filter(None, [hint]), *(f"{one.what} {one.detail}" for one in waits)])
    on = course.facts.versions.get(version) if version else None
    return Asking(
        number=on.number if on else publishing.next_number(ws, course),
        candidates=tuple(found),
        version=version or "",
        instead=Candidate(instead, face(instead, names, me)) if instead else None,
        due=due_after(date.today(), policy.days),
        points=policy.checklist,
        hint=hint,
        overlaps=0 if on else len(merging.overlaps(ws, course)),
        sending=_sending(ws, course),
        hindering=() if instead else _hindering(ws, course),
        may_set_points=may(course, "policy.set"),
    )


def _asked(course: Course, version: FactId | None) -> set[PersonId]:
    known = course.facts.versions.get(version) if version else None
    if known is None:
        return set()
    return {one.person for one in round_of(course.facts, known).people if one.by}


def _sending(ws: Workspace, course: Course) -> str:
    if not course.row.goes_out:
        return say("Others get it by the next review file that you send them.")
    waiting = syncing.status(ws).waiting
    if not waiting:
        return say("With the next sync. It is kept here until there is a network.")
    return say_many(
        "With the next sync, as {count} other thing that waits to be sent.",
        "With the next sync, as {count} other things that wait to be sent.",
        waiting,
    )


def _hindering(ws: Workspace, course: Course) -> tuple[Hindering, ...]:
    return tuple(
        Hindering(one.why, str(one.lesson or ""), (one.line or 1) - 1)
        for one in requests.what_hinders_asking(ws, course)
    )


def day_and_how_long(day: str) -> str:
    """Say a day in words, and how long it is until then."""
    left = days_left(day, date.today())
    if left is None:
        return ""
    if left < 0:
        return say("{day}: that day has passed.", day=day_told(day))
    return say("{day}, {when}.", day=day_told(day), when=how_long(left))


class AskingDesk(QObject):
    """Opens the dialog over the window; `asked(number)` tells of a version that people review.

    `points_wanted` wants to change the policy, `file_wanted` a review file instead.
    """

    asked = Signal(int)
    points_wanted = Signal()
    file_wanted = Signal()
    gone_to = Signal(str, int)

    def __init__(self, session: Session, page: CoursePage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.page = session, page
        self.log: LogId | None = None
        self._came_from: QWidget | None = None
        self.dialog = AskDialog(session.look, page.window(), day_and_how_long)
        self.dialog.asked.connect(self._ask)
        self.dialog.points_wanted.connect(self.points_wanted)
        self.dialog.file_wanted.connect(self._ask_by_file)
        self.dialog.gone_to.connect(self.gone_to)
        self.dialog.left.connect(lambda: back_to(self._came_from))

    def open(self, log: LogId) -> None:
        """Ask for a review of a course's draft."""
        self.log = log
        self._read(None, None)

    def open_more(self, log: LogId, version: str) -> None:
        """Ask more people to review a version that was named."""
        self.log = log
        self._read(FactId(version), None)

    def open_instead(self, log: LogId, version: str, person: str) -> None:
        """Ask someone else in a person's place."""
        self.log = log
        self._read(FactId(version), PersonId(person))

    def _read(self, version: FactId | None, instead: PersonId | None) -> None:
        log = self.log
        if log is None:
            return
        dialog = self.dialog
        if not dialog.isVisible():
            self._came_from = dialog.window().focusWidget()
        self.session.store.do(
            lambda ws: read_asking(ws, log, version, instead), dialog.show_asking, kind="asking"
        )

    def _ask_by_file(self, request: Request | None) -> None:
        """Write the request first, so that the file has it."""
        if request is None:
            self.file_wanted.emit()
        else:
            self._ask(request, by_file=True)

    def _ask(self, request: Request, *, by_file: bool = False) -> None:
        log, dialog = self.log, self.dialog
        if log is None:
            return
        numbers: list[int] = []

        def ask(ws: Workspace) -> Changes:
            number, changes = write(ws, course_now(ws, log), request)
            numbers.append(number)
            return changes

        def then(_: Changes) -> None:
            dialog.finish()
            back_to(self._came_from)
            self.asked.emit(numbers[-1])
            if by_file:
                self.file_wanted.emit()

        self.session.act(ask, then)


def write(ws: Workspace, course: Course, request: Request) -> tuple[int, Changes]:
    """Write a request, on the store's thread; return the version that it is about."""
    people = [PersonId(person) for person in request.people]
    version = course.facts.versions.get(FactId(request.version))
    if version is not None and request.instead:
        off = PersonId(request.instead)
        return version.number, requests.withdraw(ws, course, version, off, people[0])
    wanted = requests.request_of(ws, course, people, request.due, note=request.word)
    assert wanted is not None
    if version is not None:
        return version.number, requests.ask_more(ws, course, version, wanted)
    named, changes = publishing.publish(ws, course, request.word, asked=wanted)
    return named.number, changes
