"""The comments that the version on show had, at the foot of the versions page."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.flows.lesson.following import course_now
from app.flows.review.in_version import threads_in_version
from app.flows.versions import publishing
from app.session import Session
from app.shell.faces import thread_note
from app.shell.versions.versions_desk import VersionsDesk
from editor.panels.comments.values import CommentThread
from editor.panels.comments.version_threads import VersionTalk, VersionThreads, of_version
from editor.panels.versions.values import DRAFT
from sync.model.ids import LogId
from sync.workspace.opening import Workspace


def read_talk(ws: Workspace, log: LogId, ident: str) -> VersionTalk:
    """Read the threads of a version, each lesson's under its title of then."""
    for where, version in publishing.all_versions(ws, course_now(ws, log)):
        if version.id != ident:
            continue
        course = ws.courses.open(where)
        names, me = ws.courses.names(course), ws.identity.person
        titles = {entry.node: entry.title for entry in version.named.outline}
        found: dict[str, list[CommentThread]] = {}
        for placed in threads_in_version(ws, course, version):
            note = thread_note(course, names, me, placed, placed.lesson, only_read=True)
            found.setdefault(titles.get(placed.lesson, course.title), []).append(note)
        return of_version(str(version.number), list(found.items()))
    return VersionTalk("")


class VersionTalkDesk(QObject):
    """Shows what was said of the version that is compared, the earlier one of two."""

    def __init__(
        self, session: Session, versions: VersionsDesk, strip: VersionThreads, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._versions, self._strip = session, versions, strip
        versions.compared.connect(self._read)

    def _read(self, before: str, after: str) -> None:
        log, ident = self._versions.log, after if before == DRAFT else before
        if log is not None:
            self._session.store.do(
                lambda ws: read_talk(ws, log, ident), self._strip.show_talk, kind="version talk"
            )
