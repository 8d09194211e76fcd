"""Versions of one course: compared as an expert reads them, brought back, released."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.overlaps.unchecked import Hindrance
from app.flows.permission import may
from app.flows.versions import publishing, recovering
from app.session import Session
from app.shell.faces import redacted_by, when
from app.shell.versions.comparing import States, compare, with_writers
from editor.panels.versions.page import VersionsPage
from editor.panels.versions.telling import about_approvals
from editor.panels.versions.timeline import VersionsSide
from editor.panels.versions.values import DRAFT, Change, Comparison, Refusal, VersionRow
from sync.model.errors import NotFound
from sync.model.ids import LogId, PersonId
from sync.model.language import mark, say
from sync.model.redaction import STRUCK
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class VersionsRead:
    """The versions of a course and one comparison, ready to be shown."""

    rows: tuple[VersionRow, ...]
    shown: Comparison
    title: str
    restoring: str
    releasing: str


def read_versions(ws: Workspace, log: LogId, before: str, after: str) -> VersionsRead:
    """Read the versions and compare two of them, on the store's thread."""
    course = course_now(ws, log)
    found = publishing.all_versions(ws, course)
    names = {**ws.courses.names(course), ws.identity.person: say("You")}
    numbers = [version.number for _, version in found]
    rows = [VersionRow(DRAFT, None, when=say("now"), state="draft")]
    rows += [
        VersionRow(
            v.id,
            v.number,
            _note(v, redacted_by(course, names, v.id, ws.identity.person)),
            names.get(v.person) or say("Name not known"),
            when(v.at),
            v.state,
            (names.get(v.person) or v.hash[:6]) if numbers.count(v.number) > 1 else "",
            v.named.content_hash,
        )
        for _, v in reversed(found)
    ]
    if not before:
        before = rows[1].id if len(rows) > 1 else DRAFT
    shown = compare(_state(ws, course, before), _state(ws, course, after), before, after)
    shown = with_writers(ws, course, shown, _states(ws, course, before), _states(ws, course, after))
    approvers = next((_approvers(v, names) for _, v in found if v.id == before), [])
    shown = about_approvals(shown, approvers)
    no = "" if may(course, "text.revised") else say("Only authors can do this.")
    return VersionsRead(tuple(rows), shown, course.title, no, no)


def _approvers(version: Version, names: Mapping[PersonId, str]) -> list[str]:
    """Name who approved a version, by the last that each said of it."""
    last = {one.person: one.verdict for one in version.verdicts}
    unknown = say("Name not known")
    return [names.get(one) or unknown for one, said in last.items() if said == "approve"]


def _note(version: Version, redacted: str) -> str:
    """Show a note; where words were struck out of it, by whom."""
    note = version.named.note
    if not redacted:
        return note
    return (
        say("{note} ({redacted})", note=note, redacted=redacted)
        if note.strip(f"{STRUCK} ")
        else redacted
    )


def _state(ws: Workspace, course: Course, ident: str) -> publishing.CourseState:
    if ident == DRAFT:
        return publishing.state_of_draft(ws, course)
    log, version = _version(ws, course, ident)
    return publishing.state_of_version(ws, log, version)


def _states(ws: Workspace, course: Course, ident: str) -> States:
    if ident == DRAFT:
        return {node: one.state for node, one in ws.store.drafts.all(course.log).items()}
    return _version(ws, course, ident)[1].named.texts


def _version(ws: Workspace, course: Course, ident: str) -> tuple[LogId, Version]:
    for log, version in publishing.all_versions(ws, course):
        if version.id == ident:
            return log, version
    raise NotFound(say("This version is not here any more."))


def _refusal(hindrance: Hindrance) -> Refusal:
    """Show what stands in the way, with a way that is in the window."""
    why, mend, lesson = hindrance.why, hindrance.mend, hindrance.lesson
    if hindrance.goes_by == "checking":
        return Refusal(why, "", lesson, to="overlap")
    if hindrance.goes_by == "naming":
        return Refusal(why, mend, lesson, to="version")
    return Refusal(why, mend, lesson, hindrance.line - 1 if hindrance.line else None)


class VersionsDesk(QObject):
    """Joins the versions page with the store; `gone_to(lesson, line)` leads to a place.

    `news(words, way, act)` says what was done, with the way on. `compared(before, after)` tells
    which versions are on show.
    """

    compared = Signal(str, str)
    gone_to = Signal(str, int)
    overlap_wanted = Signal(str)

    left = Signal()
    naming = Signal()
    news = Signal(str, str, object)

    def __init__(
        self,
        session: Session,
        page: VersionsPage,
        timeline: VersionsSide,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.page, self.timeline = session, page, timeline
        timeline.compare.connect(self._compare)
        timeline.back.connect(self.left)
        timeline.naming.connect(self.naming)
        self.log: LogId | None = None
        self._compared = ("", DRAFT)
        self._before = ""
        self._rows: tuple[VersionRow, ...] = ()
        page.compare.connect(self._compare)
        page.bring.connect(self._bring_sentences)
        page.bring_lesson.connect(self._bring_lesson)
        page.restore.connect(self._restore)
        page.release.connect(self._release)
        page.gone_to.connect(self.gone_to)
        page.overlap_wanted.connect(self.overlap_wanted)
        page.naming.connect(self.naming)
        session.arrived.connect(self.refresh)
        session.acted.connect(lambda changes: self.refresh())

    def open(self, log: LogId, before: str = "") -> None:
        """Show a course's versions: the latest, or the one named, against the draft."""
        self.log, self._compared = log, (before, DRAFT)
        self.page.offer_again()
        self.refresh()

    def refresh(self) -> None:
        """Read again, if this page is looked at."""
        if self.log is None or not self.page.isVisible():
            return
        log, (before, after) = self.log, self._compared
        self.session.store.do(
            lambda ws: read_versions(ws, log, before, after), self._show, kind="versions"
        )

    def _show(self, read: VersionsRead) -> None:
        self._rows, self._before = read.rows, read.shown.before
        self.timeline.show_versions(read.title, read.rows)
        self.timeline.show_compared(read.shown.before, read.shown.after)
        self.page.show_versions(read.rows)
        self.page.show_comparison(read.shown, restoring=read.restoring, releasing=read.releasing)
        self.compared.emit(read.shown.before, read.shown.after)

    def _compare(self, before: str, after: str) -> None:
        self._compared = (before, after)
        self.refresh()

    def _restore(self, ident: str) -> None:
        told = mark(
            "The draft reads as version {number} does. What it was before is in version {kept}."
        )
        self._bring_back(
            lambda ws, course: publishing.restore(ws, course, *_version(ws, course, ident)),
            told,
            {"number": self._number_of(ident)},
        )

    def _bring_sentences(self, change: Change) -> None:
        version, place = self._before, change.was
        told = mark(
            "“{title}” has its words of version {number} again. What it was before is in"
            " version {kept}."
        )

        def bring(ws: Workspace, course: Course) -> Changes:
            assert place is not None
            found = _version(ws, course, version)
            return recovering.bring_sentences(ws, course, *found, change.lesson, place)

        values = {"number": self._number_of(version), "title": change.detail or change.title}
        self._bring_back(bring, told, values, whole=False)

    def _bring_lesson(self, change: Change) -> None:
        version = self._before
        told = mark(
            "The lesson reads as in version {number}. What it was before is in version {kept}."
        )

        def bring(ws: Workspace, course: Course) -> Changes:
            found = _version(ws, course, version)
            return recovering.bring_lesson(ws, course, *found, change.lesson)

        self._bring_back(bring, told, {"number": self._number_of(version)}, whole=False)

    def _bring_back(
        self,
        bring: Callable[[Workspace, Course], Changes],
        told: str,
        values: Mapping[str, str],
        *,
        whole: bool = True,
    ) -> None:
        """Bring something back, say which version has what was there, and offer to undo it."""
        if self.log is None:
            return
        log = self.log
        note = say("Before bringing back version {number}", number=values["number"])

        def act(ws: Workspace) -> tuple[Changes, recovering.Restored]:
            course = course_now(ws, log)
            return recovering.restored(ws, course, lambda now: bring(ws, now), note, whole=whole)

        def undo(done: recovering.Restored) -> None:
            self.session.act(
                lambda ws: recovering.take_back(ws, course_now(ws, log), done),
                lambda _: self.news.emit(say("It is as it was before."), "", None),
            )

        def then(made: tuple[Changes, recovering.Restored]) -> None:
            changes, done = made
            self.session.acted.emit(changes)
            if changes.facts:
                words = say(told, kept=done.kept_in, **values)
                self.news.emit(words, say("Undo"), lambda: undo(done))
            else:
                self.news.emit(say("It stands like that already. Nothing was changed."), "", None)

        self.session.store.do(act, then)

    def _number_of(self, ident: str) -> str:
        """Tell a version's number; of two with the same, also whose it is."""
        return next(row.label for row in self._rows if row.id == ident)

    def _release(self, ident: str) -> None:
        if self.log is None:
            return
        log, number = self.log, self._number_of(ident)

        def hindrances(ws: Workspace) -> list[Refusal]:
            course = course_now(ws, log)
            found = publishing.what_hinders_release(ws, course, _version(ws, course, ident)[1])
            return [_refusal(hindrance) for hindrance in found]

        def release(ws: Workspace) -> Changes:
            course = course_now(ws, log)
            return publishing.release(ws, course, _version(ws, course, ident)[1])

        def released(_: Changes) -> None:
            words = say("Learners get version {number} from now on.", number=number)
            self.news.emit(words, "", None)

        def then(found: list[Refusal]) -> None:
            if found:
                self.page.show_refusals(found)
            else:
                self.session.act(release, released)

        self.session.store.do(hindrances, then)
