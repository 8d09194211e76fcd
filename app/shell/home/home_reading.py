"""What home shows, read on the store's thread: where one was, what needs one, what others did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.flows.beginning import sampling
from app.flows.beginning.helping import help_course
from app.flows.beginning.sample_steps import SampleStands, sample_stands
from app.flows.overview.broken_known import BrokenIn
from app.flows.overview.library import Shelved, library
from app.flows.overview.looking_back import (
    Deeds,
    LastPlace,
    done_since,
    is_new_to_me,
    last_place,
)
from app.flows.sharing import syncing
from app.flows.sharing.held import Held, held
from app.flows.versions.rounds import late_words
from sync.model.ids import CourseId, NodeId, PersonId
from sync.model.rounds import asks_me, last_asked
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class Asked:
    """A version that this person was asked to review, and has not yet; `due` is a day or ""."""

    course: CourseId
    title: str
    number: int
    by: str
    due: str = ""
    note: str = ""


@dataclass(frozen=True)
class Waits:
    """What waits in a course for an author: the first of each kind, and how many there are."""

    course: CourseId
    title: str
    comments: int = 0
    comment_in: NodeId | None = None
    suggestions: int = 0
    suggestion_in: NodeId | None = None
    changes_asked: int = 0
    late: tuple[str, ...] = ()
    late_in: int = 0
    warned: tuple[str, ...] = ()


@dataclass(frozen=True)
class HomeRead:
    """What home shows, read on the store's thread."""

    courses: tuple[Shelved, ...]
    sample: SampleStands | None
    removed: bool
    name: str
    status: syncing.Status
    asked: tuple[Asked, ...]
    waits: tuple[Waits, ...] = ()
    deeds: tuple[Deeds, ...] = ()
    fresh: tuple[Shelved, ...] = ()
    last: LastPlace | None = None
    held: tuple[Held, ...] = ()
    open_inside: tuple[int, int] = (0, 0)
    broken: tuple[BrokenIn, ...] = ()
    """Open comments and overlaps where one was. `fresh` are courses that one was never in.

    What is `broken` is looked for when the rest is shown: whole courses are checked for it.
    """

    @property
    def own(self) -> list[Shelved]:
        """The courses beside the sample."""
        sample = self.sample.course if self.sample else ""
        return [course for course in self.courses if course.id != sample]


def read_home(ws: Workspace) -> HomeRead:
    """Read the library, how far the sample came, and what goes on in each course."""
    hidden = help_course(ws)
    courses = tuple(c for c in library(ws) if c.id != hidden)
    sample = sample_stands(ws)
    opened = [ws.courses.at(c.id) for c in courses if sample is None or c.id != sample.course]
    new = {course.id for course in opened if is_new_to_me(ws, course)}
    last = last_place(ws, [hidden])
    return HomeRead(
        courses,
        sample,
        sampling.is_removed(ws),
        ws.store.settings.get("person.name") or "",
        syncing.status(ws),
        tuple(one for course in opened if (one := _asked(ws, course)) is not None),
        tuple(_waits(ws, course) for course in opened if course.row.standing != "readonly"),
        tuple(deeds for course in opened for deeds in done_since(ws, course)),
        tuple(one for one in courses if one.id in new),
        last,
        tuple(held(ws)),
        _inside(ws, last) if last else (0, 0),
    )


def _asked(ws: Workspace, course: Course) -> Asked | None:
    """Find what a course's latest version asks of this person."""
    found = asks_me(course.facts, ws.identity.person)
    mine = found.of(ws.identity.person) if found else None
    if found is None or mine is None:
        return None
    by = ws.courses.names(course).get(mine.by, "")
    note = found.note or ""
    return Asked(course.id, course.title, found.version.number, by, mine.due, note)


def _waits(ws: Workspace, course: Course) -> Waits:
    """Count what others said last, and nobody answered.

    Comments on the course, or on a lesson that was taken out, are among them; and suggestions of a
    lesson that is in no outline yet.
    """
    me, here = ws.identity.person, {node.id for node in course.outline.lessons()}
    asked = [
        thread.lesson
        for thread in course.facts.threads.values()
        if thread.resolution is None
        and (thread.replies[-1].person if thread.replies else thread.person) != me
        and (thread.person != me or thread.replies)
    ]
    offered = [
        one.lesson
        for one in course.facts.suggestions.values()
        if one.is_open
        and one.person != me
        and (one.lesson in here or one.lesson not in course.facts.nodes)
    ]
    versions = course.facts.meant_versions()
    changes = versions[-1].number if versions and versions[-1].state == "changes asked" else 0
    if changes and versions[-1].person != me:
        changes = 0
    if course.row.role == "reader":
        offered = []
    return Waits(
        course.id,
        course.title,
        len(asked),
        next((lesson for lesson in asked if lesson in here), None),
        len(offered),
        next((lesson for lesson in offered if lesson in here), None),
        changes,
        *_late(ws, course),
        tuple(_named(ws, course, one.person) for one in late_words(course)),
    )


def _late(ws: Workspace, course: Course) -> tuple[tuple[str, ...], int]:
    """Name whose review this person asked for and has not, though its day has passed."""
    asked = last_asked(course.facts)
    if asked is None:
        return (), 0
    late = [one for one in asked.late(date.today()) if one.by == ws.identity.person]
    return tuple(_named(ws, course, one.person) for one in late), asked.version.number


def _named(ws: Workspace, course: Course, person: PersonId) -> str:
    return ws.courses.names(course).get(person) or person[:8]


def _inside(ws: Workspace, last: LastPlace) -> tuple[int, int]:
    """Count open comments and overlaps in the lesson where the person was."""
    course = ws.courses.open(last.log)
    threads = [t for t in course.facts.threads.values() if t.lesson == last.place.lesson]
    draft = ws.store.drafts.get(last.log, last.place.lesson)
    return sum(t.resolution is None for t in threads), draft.overlaps if draft else 0
