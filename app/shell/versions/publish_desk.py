"""The dialog that names a version: what stands in the way of a release, what is worth a look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from app.flows.changes import Changes
from app.flows.courses.found_alone import left_in_found
from app.flows.courses.mends import Mendable, MendOffer, mends_in, read_mendable
from app.flows.lesson.following import course_now
from app.flows.overlaps.broken import Checked
from app.flows.overlaps.broken_values import how_it_broke
from app.flows.sharing import syncing
from app.flows.sharing.held import told_before_naming
from app.flows.versions import publishing
from app.flows.versions.in_the_way import Standing, standing_of_draft
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.focusing import back_to
from app.shell.overlap_faces import overlap_items
from app.shell.versions.release_reading import of_policy, reviewers_of
from editor.markdown.checks.table import theme_of, themes
from editor.panels.overlaps.sentences import headline, question
from editor.panels.overlaps.values import OverlapItem
from editor.panels.publish.dialog import MOST_SHOWN, PublishDialog
from editor.panels.publish.values import Finding, Mended, Publication
from sync.model.ids import LogId, NodeId, PersonId
from sync.model.language import mark, say
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_ICONS = {
    mark("file names"): "file-text",
    mark("footnotes"): "circle-alert",
    mark("front matter"): "circle-alert",
    mark("goal"): "target",
    mark("headings"): "heading",
    mark("ids"): "tag",
    mark("leftovers"): "circle-alert",
    mark("length"): "timer",
    mark("links"): "link",
    mark("pictures"): "image",
    mark("practice"): "circle-question-mark",
    mark("questions"): "circle-question-mark",
    mark("reading level"): "book-open",
    mark("right answers"): "key",
    mark("tables"): "table",
    mark("titles"): "heading",
    mark("whole text"): "circle-alert",
}
"""The sign of each theme of the checks."""


def read_publication(ws: Workspace, log: LogId) -> Publication:
    """Read what is known before a version is named, on the store's thread."""
    course = course_now(ws, log)
    blockers: list[Finding] = []
    advice: list[Finding] = []
    draft = standing_of_draft(ws, course)
    names, me = ws.courses.names(course), ws.identity.person
    for item in overlap_items(draft.overlaps, course, names, me, {}):
        blockers.append(_overlap_finding(item))
    for waits in told_before_naming(ws, course):
        advice.append(Finding(waits.what, waits.detail, "users", waits.lesson))
    for one in left_in_found(course):
        advice.append(Finding(one.title, one.what, "users", one.lesson))
    stands, asks = of_policy(ws, course)
    blockers += stands
    advice += asks
    troubled = _add_checks(ws, course, draft, blockers, advice)
    reviewers = reviewers_of(ws, course)
    status = syncing.status(ws)
    sending = ""
    if course.row.goes_out:
        sending = say("It is sent at the next sync.")
    elif course.row.standing == "shared":
        sending = say("Others get it by the next review file that you send them.")
    elif status.server is None:
        sending = say("It is kept on this computer. Share the course to ask others.")
    fine = tuple(say(theme) for theme in themes() if theme not in troubled)
    return Publication(
        number=publishing.next_number(ws, course),
        blockers=tuple(blockers),
        advice=tuple(advice),
        fine=fine,
        reviewers=reviewers,
        sending=sending,
    )


def _overlap_finding(item: OverlapItem) -> Finding:
    told = headline(item)[1] if item.in_outline else say("{sentence}.", sentence=question(item))
    told = say("“{lesson}”: {told}", lesson=item.title, told=told)
    head = say("An overlap has not been checked")
    return Finding(head, told, "stitches", item.lesson, to_overlap=True, overlap=item.id)


def _check_finding(one: Checked, people: dict[PersonId, str], me: PersonId) -> Finding:
    """Show what a check found; what came by merging with what each did, and the way to both."""
    check = one.check
    if one.broken is not None:
        how = how_it_broke(one.broken, people, me)
        told = say("“{lesson}”. {how}", lesson=check.title, how=how)
        return Finding(
            check.what, told, "stitches", check.lesson, to_overlap=True, overlap=one.broken.id
        )
    line = check.line - 1 if check.line else None
    told = say("“{lesson}”. {mend}", lesson=check.title, mend=check.mend)
    icon = _ICONS[theme_of(check.rule)]
    return Finding(check.what, told, icon, check.lesson, line, check.ident)


def _add_checks(
    ws: Workspace,
    course: Course,
    draft: Standing,
    blockers: list[Finding],
    advice: list[Finding],
) -> set[str]:
    """Add what the checks found, what broke by merging first; return the themes of it."""
    people = ws.courses.names(course)
    me = ws.identity.person
    for one in draft.checked:
        finding = _check_finding(one, people, me)
        (blockers if one.check.level == "blocks" else advice).append(finding)
    return {theme_of(one.check.rule) for one in draft.checked}


class PublishDesk(QObject):
    """Opens the dialog over the window; `gone_to(lesson, line)` leads to a finding.

    `published(number, asked)` tells of a version that was named, and whether others were asked.
    A finding is mended in its lesson, on show behind the dialog: as if by hand, so that it can be
    undone there. What mends it is worked out lesson by lesson while the dialog stands.
    """

    gone_to = Signal(str, int)
    overlap_wanted = Signal(str)
    published = Signal(int, bool)

    def __init__(
        self,
        session: Session,
        window: QMainWindow,
        course: CourseDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.course = session, course
        self.dialog = PublishDialog(session.look, window)
        self.log: LogId | None = None
        self._shown = Publication(0)
        self._mending = ""
        self._came_from: QWidget | None = None
        self._notes: dict[LogId, str] = {}
        self._done: list[tuple[NodeId, Mended]] = []
        self._turn = 0
        self.dialog.published.connect(self._publish)
        self.dialog.gone_to.connect(self.gone_to)
        self.dialog.overlap_wanted.connect(self.overlap_wanted)
        self.dialog.mend_wanted.connect(self._mend)
        self.dialog.back_wanted.connect(self._take_back)
        self.dialog.left.connect(self._give_focus_back)
        course.checks.tried.connect(self._mended)
        course.writing.shown.connect(self._keep_focus)

    def open(self, log: LogId) -> None:
        """Read what is known, and ask."""
        if log != self.log:
            self._change_notes(log)
        self.log, self._done = log, []
        self._leave_mend()
        if not self.dialog.isVisible():
            self._came_from = self.dialog.window().focusWidget()

        def show(read: Publication) -> None:
            self.dialog.show_publication(read)
            self._offer_mends(read)

        self.session.store.do(lambda ws: read_publication(ws, log), show, kind="publication")

    def _change_notes(self, log: LogId) -> None:
        """Put the note of another course away; one from before a crash is of no course yet."""
        note = self.dialog.fields["note"]
        if self.log is not None:
            self._notes[self.log] = note.words()
            note.setPlainText(self._notes.pop(log, ""))

    # -- mending

    def _offer_mends(self, shown: Publication) -> None:
        """Work out what mends the findings on show, one lesson after the other."""
        log, self._shown, self._turn = self.log, shown, self._turn + 1
        if log is None:
            return
        turn = self._turn
        found = (*shown.blockers[:MOST_SHOWN], *shown.advice[:MOST_SHOWN])
        lessons = [one.lesson for one in found if one.lesson is not None and one.ident]
        wanted = list(dict.fromkeys(lessons))

        def one_more(read: Mendable) -> None:
            if turn != self._turn or not wanted or not self.dialog.isVisible():
                return
            lesson = wanted.pop(0)

            def offer(mends: dict[str, MendOffer]) -> None:
                if turn == self._turn:
                    told = {name: (one.title, one.asks) for name, one in mends.items()}
                    self.dialog.show_mends(lesson, told)
                    one_more(read)

            self.session.reading.do(lambda _: mends_in(lesson, read), offer)

        self.session.store.do(
            lambda ws: read_mendable(ws, log, wanted), one_more, kind="publication-mends"
        )

    def _mend(self, lesson: str, ident: str, answer: str) -> None:
        if self._mending:
            return
        self._mending = ident
        if self.course.lesson != lesson:
            self.course.open_lesson(NodeId(lesson))
        self.course.checks.mend_in(NodeId(lesson), ident, answer)

    def _mended(self, lesson: NodeId, mend: str) -> None:
        """Count anew, once the lesson with the mend in it is in the store."""
        ident, self._mending = self._mending, ""
        if not mend:
            self.dialog.show_not_mended(lesson, ident)
            return
        found = (*self._shown.blockers, *self._shown.advice)
        was = next((one for one in found if (one.lesson, one.ident) == (lesson, ident)), None)
        told = say("{mend}: done.", mend=mend)
        self._done.append((lesson, Mended(told, was.title if was else "")))
        self._show_again()

    def _take_back(self) -> None:
        """Undo the last mend, in the lesson that is on show since."""
        if self._can_take_back and not self._mending:
            self._done.pop()
            self.course.page.pane.editor.undo()
            self._show_again()

    @property
    def _can_take_back(self) -> bool:
        """Whether the last mend is the last step in the lesson on show."""
        return bool(self._done) and self._done[-1][0] == self.course.lesson

    def _show_again(self) -> None:
        log = self.log
        if log is None:
            return

        def show(read: Publication) -> None:
            done = [mended for _, mended in self._done]
            self.dialog.show_again(read, done, back=self._can_take_back)
            self._offer_mends(read)

        self.course.writing.seal(
            lambda: self.session.store.do(
                lambda ws: read_publication(ws, log), show, kind="publication"
            )
        )

    def _leave_mend(self) -> None:
        """Leave a mend whose lesson did not come: it is not written later, unasked."""
        self._mending = ""
        self.course.checks.forget_mend()

    def _give_focus_back(self) -> None:
        self._leave_mend()
        back_to(self._came_from)

    def _keep_focus(self) -> None:
        """Keep the focus in the dialog when a lesson comes on show behind it."""
        if self.dialog.isVisible():
            self.dialog.take_focus()

    def _publish(self, note: str, asked: Sequence[PersonId]) -> None:
        if self.log is None:
            return
        log = self.log

        numbers: list[int] = []

        def publish(ws: Workspace) -> Changes:
            named, changes = publishing.publish(ws, course_now(ws, log), note, asked)
            numbers.append(named.number)
            return changes

        def then(_: Changes) -> None:
            self.dialog.finish()
            self.published.emit(numbers[-1], bool(asked))

        self.session.act(publish, then)
