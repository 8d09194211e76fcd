"""How much broke by merging in each course, looked for anew only where something was written.

A whole course is checked for it. So it is done after what is shown at once, and texts that were
never read are read in turns, so that other work comes in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from app.flows.beginning.helping import help_course
from sync.model.ids import CourseId, LogId, NodeId
from sync.store.facts import Seen
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

TURN_S = 0.05
"""For so long texts that were never read are read at once."""


@dataclass(frozen=True)
class BrokenIn:
    """How much broke by merging in a course, and the lesson of the first of it."""

    course: CourseId
    title: str
    count: int
    lesson: NodeId


@dataclass(frozen=True)
class BrokenFound:
    """What broke by merging in all courses; `whole` says that none is left to be looked at."""

    courses: tuple[BrokenIn, ...]
    whole: bool


class BrokenKnown:
    """Keeps what was found in each course for as long as its log stays as it is."""

    def __init__(self) -> None:
        self._kept: dict[LogId, tuple[Seen, tuple[NodeId, ...]]] = {}
        self._read: dict[LogId, int] = {}

    def look(self, ws: Workspace) -> BrokenFound:
        """Look at the courses that changed, by title, until a turn is over."""
        until, tried, whole = monotonic() + TURN_S, False, True
        found, hidden = [], help_course(ws)
        for entry in ws.courses.entries():
            # in a course that nobody else has, nobody else wrote
            if entry.row.course == hidden or entry.row.standing != "shared":
                continue
            if not self._is_known(ws, entry.row.log):
                if tried and monotonic() > until:
                    whole = False
                    continue
                tried = True
                if not self._look_at(ws, ws.courses.open(entry.row), until):
                    whole = False
                    continue
            lessons = self._kept[entry.row.log][1]
            if lessons:
                found.append(BrokenIn(entry.row.course, entry.title, len(lessons), lessons[0]))
        return BrokenFound(tuple(found), whole)

    def _is_known(self, ws: Workspace, log: LogId) -> bool:
        return log in self._kept and not ws.store.log.kinds_since(log, self._kept[log][0])

    def _look_at(self, ws: Workspace, course: Course, until: float) -> bool:
        """Check one course, unless texts are left that were never read; tell whether it was."""
        # imported late: home is shown before, and who shares no course has no need of it
        from app.flows.courses.checking import neighbours
        from app.flows.overlaps.broken import broken_now

        seen = ws.store.log.seen(course.log)
        around = neighbours(ws, course, enough=lambda: monotonic() > until)
        before, self._read[course.log] = self._read.get(course.log, 0), len(around.lessons)
        # where nothing that was read can be kept, as on a full disk, all is read at once
        if not around.whole and len(around.lessons) > before:
            return False
        self._kept[course.log] = seen, tuple(one.lesson for one in broken_now(ws, course))
        return True
