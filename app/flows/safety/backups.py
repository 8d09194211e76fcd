"""Look through backups: when each was made, what is in it, and how a lesson read then."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from app.flows.overview.library import Shelved, library
from sync.merge.compare import BlockChange, changes
from sync.model.errors import NotFound
from sync.model.ids import CourseId, NodeId
from sync.model.language import say
from sync.store.backup_contents import BackupContents, contents_of, copied_apart
from sync.store.backups import choose, is_whole, listed
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class BackupSeen:
    """One backup; `at` is in milliseconds since 1970, `size` in bytes.

    `contents` is None where it cannot be read. `whole` is None until the whole file was checked.
    """

    path: Path
    at: int
    size: int
    contents: BackupContents | None
    whole: bool | None


@dataclass(frozen=True)
class LessonThen:
    """A lesson as a backup holds it, and as it is today; None where it is not."""

    title: str
    then: str
    now: str | None
    changes: tuple[BlockChange, ...]

    @property
    def is_the_same(self) -> bool:
        """Tell whether nothing was written in it since."""
        return self.then == self.now


def list_backups(folder: Path, *, thorough: bool = False) -> tuple[BackupSeen, ...]:
    """List the backups of a workspace, the latest first, also of one that cannot be opened.

    Only `thorough` reads every page of each file, which takes a second for each 500 MB or so.
    """
    return tuple(_seen(row.path, row.at, row.size, thorough) for row in listed(folder))


def check_backup(path: Path) -> bool:
    """Read every page of a backup; tell whether it is whole."""
    return is_whole(path)


def _seen(path: Path, at: int, size: int, thorough: bool) -> BackupSeen:
    contents = contents_of(path)
    whole = False if contents is None else is_whole(path) if thorough else None
    return BackupSeen(path, at, size, contents, whole)


class OpenBackup:
    """A backup opened for reading, beside the workspace of today; it belongs to its thread.

    It is a copy, thrown away at the end: nothing that is done here can change the backup. Without
    a path it is the latest that is whole.
    """

    def __init__(self, folder: Path, path: Path | None) -> None:
        self.path = choose(folder, path)
        with ExitStack() as stack:
            room = stack.enter_context(copied_apart(self.path))
            self.inside = stack.enter_context(Workspace.open(room, create=False))
            self._stack = stack.pop_all()

    def courses(self) -> list[Shelved]:
        """List its courses, by title."""
        return library(self.inside)

    def course(self, course: CourseId) -> Course:
        """Open a course of it, with its outline."""
        for entry in self.inside.courses.entries():
            if entry.row.course == course:
                return self.inside.courses.open(entry.row)
        raise NotFound(
            say("This course is not in that backup."),
            safe=say("Nothing was changed."),
            mend=say("Look in another backup."),
        )

    def text(self, course: CourseId, lesson: NodeId) -> str:
        """Read a lesson as it was then, with what was being typed."""
        return self.inside.lessons.seen_now(self.course(course).log, lesson).text

    def compare(self, ws: Workspace, course: CourseId, lesson: NodeId) -> LessonThen:
        """Compare a lesson with the one of today, block by block."""
        then = self.text(course, lesson)
        node = self.course(course).outline.nodes.get(lesson)
        now = self._today(ws, course, lesson)
        return LessonThen(node.title if node else "", then, now, changes(then, now or ""))

    def texts(self, course: CourseId) -> dict[NodeId, str]:
        """Read all lessons of a course as they were then."""
        return _texts_of(self.inside, self.course(course))

    def differing(self, ws: Workspace, course: CourseId) -> list[NodeId]:
        """List the lessons of a course that read differently today, or are not there any more."""
        today = course_of_today(ws, course)
        now = _texts_of(ws, today) if today else {}
        return [lesson for lesson, text in self.texts(course).items() if now.get(lesson) != text]

    def close(self) -> None:
        """Throw the copy away."""
        self._stack.close()

    def __enter__(self) -> OpenBackup:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @staticmethod
    def _today(ws: Workspace, course: CourseId, lesson: NodeId) -> str | None:
        today = course_of_today(ws, course)
        if today is None or lesson not in {node.id for node in today.outline.lessons()}:
            return None
        return ws.lessons.seen_now(today.log, lesson).text


def _texts_of(ws: Workspace, course: Course) -> dict[NodeId, str]:
    lessons = course.outline.lessons()
    return {node.id: ws.lessons.seen_now(course.log, node.id).text for node in lessons}


def course_of_today(ws: Workspace, course: CourseId) -> Course | None:
    """Find a course of today by its id, which stays when it is shared; None if it is not here."""
    for entry in ws.courses.entries():
        if entry.row.course == course:
            return ws.courses.open(entry.row)
    return None
