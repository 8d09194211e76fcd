"""Versions of one course: compared as an expert reads them, brought back, released."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.overlaps.unchecked import Hindrance
from app.flows.versions import publishing, recovering
from app.session import Session
from app.shell.versions.beside import BesideVersions
from app.shell.versions.versions_reading import WHOLE, VersionsRead, read_versions, version_of
from editor.panels.versions.page import VersionsPage
from editor.panels.versions.timeline import VersionsSide
from editor.panels.versions.values import DRAFT, Change, Comparison, Refusal, VersionRow
from sync.model.ids import LogId
from sync.model.language import mark, say
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def _refusal(hindrance: Hindrance) -> Refusal:
    """Show what stands in the way, with a way that is in the window."""
    why, mend, lesson = hindrance.why, hindrance.mend, hindrance.lesson
    if hindrance.goes_by == "checking":
        return Refusal(why, "", lesson, to="overlap", overlap=hindrance.overlap)
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
        self._before = self._lesson = ""
        self._rows: tuple[VersionRow, ...] = ()
        self._brought: tuple[LogId, recovering.Restored] | None = None
        self._beside = BesideVersions(session, self)
        self._beside.told.connect(page.show_people)
        self._beside.counted.connect(timeline.show_since)
        page.compare.connect(self._compare)
        page.bring.connect(self._bring_sentences)
        page.bring_lesson.connect(self._bring_lesson)
        page.restore.connect(self._restore)
        page.release.connect(self._release)
        page.gone_to.connect(self.gone_to)
        page.overlap_wanted.connect(self.overlap_wanted)
        page.naming.connect(self.naming)
        page.whole_wanted.connect(self._keep_whole)
        page.undo_wanted.connect(self.undo_last)
        session.arrived.connect(self.refresh)
        session.acted.connect(lambda changes: self.refresh())

    def open(self, log: LogId, before: str = "", lesson: str = "") -> None:
        """Show the latest version, or the one named, against the draft; at a lesson, if one is."""
        self.log, self._compared, self._lesson = log, (before, DRAFT), lesson
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
        self.page.show_whole(read.whole)
        self.page.show_comparison(read.shown, restoring=read.restoring, releasing=read.releasing)
        if self._lesson and read.shown.before == self._compared[0]:
            self.page.go_to_lesson(self._lesson)
            self._lesson = ""
        self.compared.emit(read.shown.before, read.shown.after)
        if self.log is not None:
            self._beside.work_out(self.log, read.shown, read.sides)

    def export(self) -> None:
        """Ask for a place, and write the comparison on show there."""
        shown = self.page.on_show
        if self.log is None or not self.page.isVisible() or not shown.after:
            self.news.emit(say("Open the versions, and choose two to compare first."), "", None)
            return
        kinds = say("Web page (*.html)")
        title = say("Where to write the comparison")
        chosen, _ = QFileDialog.getSaveFileName(self.page, title, "comparison.html", kinds)
        if chosen:
            self.write(Path(chosen), shown)

    def write(self, out: Path, shown: Comparison) -> None:
        """Write a comparison; the person has said yes to a file that is there."""
        log = self.log
        if log is None:
            return

        def write(ws: Workspace) -> Path:
            from app.flows.files.comparison_out import compared_with, write_comparison

            course = course_now(ws, log)
            title = compared_with(ws, course, shown)
            return write_comparison(out, course.title, title, shown, over=True)

        def tell(path: Path) -> None:
            words = say("The comparison is in “{name}”.", name=path.name)
            url = QUrl.fromLocalFile(str(path))
            self.news.emit(words, say("Open it"), lambda: QDesktopServices.openUrl(url))

        self.session.network.do(write, tell)

    def _keep_whole(self, whole: bool) -> None:
        """Remember on this laptop whether what is the same is shown."""
        kept = "yes" if whole else None
        self.session.store.do(lambda ws: ws.store.settings.set(WHOLE, kept))

    def _compare(self, before: str, after: str) -> None:
        self._compared = (before, after)
        self.refresh()

    def _restore(self, ident: str) -> None:
        told = mark(
            "The draft reads as version {number} does. What it was before is in version {kept}."
        )
        self._bring_back(
            lambda ws, course: publishing.restore(ws, course, *version_of(ws, course, ident)),
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
            found = version_of(ws, course, version)
            return recovering.bring_sentences(ws, course, *found, change.lesson, place)

        values = {"number": self._number_of(version), "title": change.detail or change.title}
        self._bring_back(bring, told, values, whole=False)

    def _bring_lesson(self, change: Change) -> None:
        version = self._before
        told = mark(
            "The lesson reads as in version {number}. What it was before is in version {kept}."
        )

        def bring(ws: Workspace, course: Course) -> Changes:
            found = version_of(ws, course, version)
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

        def then(made: tuple[Changes, recovering.Restored]) -> None:
            changes, done = made
            self.session.acted.emit(changes)
            if changes.facts:
                self._brought = (log, done)
                words = say(told, kept=done.kept_in, **values)
                self.news.emit(words, say("Undo"), lambda: self._undo(log, done))
            else:
                self.news.emit(say("It stands like that already. Nothing was changed."), "", None)

        self.session.store.do(act, then)

    def undo_last(self) -> None:
        """Take back what was brought back here last, once."""
        if self._brought is not None and self._brought[0] == self.log:
            self._undo(*self._brought)

    def _undo(self, log: LogId, done: recovering.Restored) -> None:
        self._brought = None

        def undo(ws: Workspace) -> Changes:
            if not ws.store.acts.of(log, recovering.BROUGHT_BACK):  # beside the text, by now
                return Changes(log)
            return recovering.take_back(ws, course_now(ws, log), done)

        words = say("It is as it was before.")
        self.session.act(undo, lambda _: self.news.emit(words, "", None))

    def _number_of(self, ident: str) -> str:
        """Tell a version's number; of two with the same, also whose it is."""
        return next(row.label for row in self._rows if row.id == ident)

    def _release(self, ident: str) -> None:
        if self.log is None:
            return
        log, number = self.log, self._number_of(ident)

        def hindrances(ws: Workspace) -> list[Refusal]:
            course = course_now(ws, log)
            found = publishing.what_hinders_release(ws, course, version_of(ws, course, ident)[1])
            return [_refusal(hindrance) for hindrance in found]

        def release(ws: Workspace) -> Changes:
            course = course_now(ws, log)
            return publishing.release(ws, course, version_of(ws, course, ident)[1])

        def released(_: Changes) -> None:
            words = say("Learners get version {number} from now on.", number=number)
            self.news.emit(words, "", None)

        def then(found: list[Refusal]) -> None:
            if found:
                self.page.show_refusals(found)
            else:
                self.session.act(release, released)

        self.session.store.do(hindrances, then)
