"""The dialog that names a version: what stands in the way of a release, what is worth a look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from app.flows.changes import Changes
from app.flows.courses import checking
from app.flows.lesson.following import course_now
from app.flows.overlaps import merging
from app.flows.sharing import syncing
from app.flows.versions import publishing
from app.session import Session
from app.shell.faces import face
from editor.markdown.checks.table import theme_of, themes
from editor.panels.publish.dialog import PublishDialog
from editor.panels.publish.values import Finding, Publication, Reviewer
from sync.model.ids import LogId, PersonId
from sync.model.language import mark, say
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
    for view in merging.overlaps(ws, course):
        node = course.outline.nodes.get(view.lesson)
        blockers.append(
            Finding(
                say("An overlap has not been checked"),
                say(
                    "“{lesson}”: two people changed the same place.",
                    lesson=node.title if node else "",
                ),
                "stitches",
                view.lesson,
            )
        )
    found = checking.check_course(ws, course)
    for check in found:
        line = check.line - 1 if check.line else None
        icon = _ICONS[theme_of(check.rule)]
        finding = Finding(
            check.what,
            say("“{lesson}”. {mend}", lesson=check.title, mend=check.mend),
            icon,
            check.lesson,
            line,
        )
        (blockers if check.level == "blocks" else advice).append(finding)
    people = ws.courses.names(course)
    me = ws.identity.person
    reviewers = tuple(
        Reviewer(person, face(person, people, me))
        for person, name in people.items()
        if person != me and name and course.row.standing == "shared"
    )
    status = syncing.status(ws)
    sending = ""
    if course.row.standing == "shared":
        sending = say("It is sent at the next sync.")
    elif status.server is None:
        sending = say("It is kept on this computer. Share the course to ask others.")
    troubled = {theme_of(check.rule) for check in found}
    fine = tuple(say(theme) for theme in themes() if theme not in troubled)
    return Publication(
        number=publishing.next_number(ws, course),
        blockers=tuple(blockers),
        advice=tuple(advice),
        fine=fine,
        reviewers=reviewers,
        sending=sending,
    )


class PublishDesk(QObject):
    """Opens the dialog over the window; `gone_to(lesson, line)` leads to a finding.

    `published(number, asked)` tells of a version that was named, and whether others were asked.
    """

    gone_to = Signal(str, int)
    overlap_wanted = Signal(str)
    published = Signal(int, bool)

    def __init__(
        self, session: Session, window: QMainWindow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.dialog = PublishDialog(session.look, window)
        self.log: LogId | None = None
        self.dialog.published.connect(self._publish)
        self.dialog.gone_to.connect(self.gone_to)

    def open(self, log: LogId) -> None:
        """Read what is known, and ask."""
        self.log = log
        self.session.store.do(
            lambda ws: read_publication(ws, log), self.dialog.show_publication, kind="publication"
        )

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
