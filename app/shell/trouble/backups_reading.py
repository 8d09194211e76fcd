"""Read backups for the window, on the store's thread: what is in one, against today."""

from __future__ import annotations

import time
from pathlib import Path

from app.flows.safety.backups import (
    BackupSeen,
    OpenBackup,
    check_backup,
    course_of_today,
    list_backups,
)
from app.flows.safety.bringing_back import BroughtBack
from app.shell.dates import weekday_and_date_of
from editor.panels.backups.values import (
    BackupLine,
    BackupShown,
    CourseShown,
    Done,
    LessonShown,
    ThingThen,
)
from editor.panels.cards.runs import Mark, Run
from sync.merge.compare import BlockChange
from sync.model.errors import NotFound
from sync.model.ids import CourseId, NodeId
from sync.model.language import mark, say, say_many
from sync.workspace.opening import Workspace

DAMAGED = mark(
    "This backup cannot be read: its file was damaged. It is left as it is, and your "
    "courses of today are not touched by it. Choose another backup."
)


class OneBackup:
    """The one backup that is open; it lives on the store's thread alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: OpenBackup | None = None

    def opened(self, path: str) -> OpenBackup:
        """Open a backup, instead of the one before; it is read through first."""
        if self._opened is None or str(self._opened.path) != path:
            self.close()
            if not check_backup(Path(path)):
                raise NotFound(
                    say(DAMAGED),
                    safe=say("Nothing was changed."),
                    mend=say("Choose another backup."),
                )
            self._opened = OpenBackup(self._folder, Path(path))
        return self._opened

    def close(self) -> None:
        """Throw the copy away."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def read_list(folder: Path) -> tuple[BackupLine, ...]:
    """List the backups, the latest first."""
    return tuple(_line(seen) for seen in list_backups(folder))


def read_backup(one: OneBackup, line: BackupLine) -> BackupShown:
    """List the courses of a backup."""
    courses = tuple(
        ThingThen(course.id, course.title, _lessons(course.lessons))
        for course in one.opened(line.path).courses()
    )
    return BackupShown(line, courses)


def read_course(ws: Workspace, one: OneBackup, line: BackupLine, course: str) -> CourseShown:
    """List the lessons of a course then, and tell which read differently today."""
    backup = one.opened(line.path)
    then = backup.course(CourseId(course))
    today = course_of_today(ws, then.id)
    standing = {node.id for node in today.outline.lessons()} if today else set()
    differing = set(backup.differing(ws, then.id))
    lessons = tuple(
        ThingThen(node.id, node.title, _told(node.id, standing, differing), node.id in differing)
        for node in then.outline.lessons()
    )
    return CourseShown(then.id, then.title, lessons, gone=today is None)


def read_lesson(
    ws: Workspace, one: OneBackup, line: BackupLine, course: str, lesson: str
) -> LessonShown:
    """Compare a lesson then with today's."""
    backup = one.opened(line.path)
    then = backup.compare(ws, CourseId(course), NodeId(lesson))
    gone = then.now is None
    runs = (Run(Mark.SAME.value, then.then),)
    blocks = (runs,) if gone else tuple(_runs(change) for change in then.changes)
    title = backup.course(CourseId(course)).title
    return LessonShown(course, title, lesson, then.title, blocks, then.is_the_same, gone)


def told_of(folder: Path, done: BroughtBack, title: str, lesson: str = "") -> Done:
    """Say what a bringing back did, and name the backup of today that was made first."""
    made = next((one for one in read_list(folder) if one.path == str(done.safety)), None)
    safety = made.name if made else done.safety.name
    count = len(done.lessons)
    what = say("{title}: Nothing read differently.", title=title)
    if count:
        what = say_many(
            "{title}: {count:,} lesson brought back.",
            "{title}: {count:,} lessons brought back.",
            count,
            title=title,
        )
    told = [say("Before that, today was kept in the backup of {backup}.", backup=safety)]
    told += [say("Left out: {name}, {why}.", name=name, why=why) for name, why in done.left_out]
    course = str(done.courses[0]) if len(done.courses) == 1 else ""
    return Done(what, " ".join(told), course, lesson)


def _line(seen: BackupSeen) -> BackupLine:
    made = time.localtime(seen.at / 1000)
    size = f"{max(0.1, seen.size / 1e6):.1f} MB"
    if seen.contents is None:
        told = say("Damaged: it cannot be opened. {size}", size=size)
    else:
        told = say(
            "{courses}, {lessons}. {size}",
            courses=say_many("{count} course", "{count} courses", seen.contents.courses),
            lessons=_lessons(seen.contents.lessons),
            size=size,
        )
    day = weekday_and_date_of(made)
    return BackupLine(str(seen.path), day, time.strftime("%H:%M:%S", made), told, not seen.contents)


def _lessons(count: int) -> str:
    return say_many("{count:,} lesson", "{count:,} lessons", count).replace(",", "\u202f")


def _told(lesson: NodeId, standing: set[NodeId], differing: set[NodeId]) -> str:
    if lesson not in standing:
        return say("Not in the course today")
    return say("Reads differently today") if lesson in differing else say("Reads the same today")


def _runs(change: BlockChange) -> tuple[Run, ...]:
    return tuple(Run(run.kind, run.text) for run in change.runs)
