"""What is worked out beside the versions on show, so that typing never waits for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.flows.lesson.following import course_now
from app.flows.versions import publishing
from app.flows.versions.comparing import Side, authors_of, with_approvals, with_authors
from app.flows.versions.counting import SinceVersions
from app.session import Session
from editor.panels.versions.values import Comparison
from sync.model.ids import LogId
from sync.workspace.opening import Workspace


class BesideVersions(QObject):
    """Finds out who made each change on show, what was approved of it, and how much changed since.

    `told(comparison)` is the one on show, with its people and approvals; `counted(version,
    changes)` comes for one version after the other.
    """

    told = Signal(object)
    counted = Signal(str, int)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._since = SinceVersions()
        self._turn = 0

    def work_out(self, log: LogId, shown: Comparison, sides: tuple[Side, Side]) -> None:
        """Begin anew, for what is on show now."""
        self._turn += 1
        self._session.network.do(
            lambda ws: _with_people(ws, log, shown, sides), self.told.emit, kind="version people"
        )
        self._count(log)

    def _count(self, log: LogId) -> None:
        turn, since = self._turn, self._since

        def read(ws: Workspace) -> list[str]:
            course = course_now(ws, log)
            since.read_draft(ws, course)
            return [version.id for _, version in reversed(publishing.all_versions(ws, course))]

        def count_next(waiting: list[str]) -> None:
            if not waiting or turn != self._turn:
                return  # what is on show now is counted instead
            ident, *rest = waiting

            def tell(found: int | None) -> None:
                if found is not None and turn == self._turn:
                    self.counted.emit(ident, found)
                count_next(rest)

            self._session.network.do(lambda ws: _counted(ws, log, ident, since), tell)

        self._session.network.do(read, count_next, kind="version counts")


def _with_people(
    ws: Workspace, log: LogId, shown: Comparison, sides: tuple[Side, Side]
) -> Comparison:
    course = course_now(ws, log)
    authors, names = authors_of(ws, course, shown, *sides), ws.courses.names(course)
    told = with_authors(shown, authors, names, ws.identity.person)
    return with_approvals(ws, course, told, names)


def _counted(ws: Workspace, log: LogId, ident: str, since: SinceVersions) -> int | None:
    found = publishing.all_versions(ws, course_now(ws, log))
    return next((since.count(ws, *pair) for pair in found if pair[1].id == ident), None)
