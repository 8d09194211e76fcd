"""What this person has seen of each course: all of it up to a moment, and lessons beyond that.

What they saw on another of their laptops counts as seen here, once both have met the server.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from sync.model.ids import CourseId, NodeId, PersonId
from sync.model.seen import SeenUpto
from sync.store.arrivals import Arrived
from sync.workspace.courses import Course
from sync.workspace.last_seen import BEFORE, Moment
from sync.workspace.measure import begin_anew
from sync.workspace.opening import Workspace

_VISIT_MS = 3_600_000
"""What is looked at within so long is one visit, and is marked as not seen together."""
_LOOKED = "looked."
"""What earlier versions of this application wrote: a row and a time."""


class Kept(msgspec.Struct, frozen=True):
    """What was seen of a course when this visit began, and when that was."""

    course: Moment
    lessons: dict[NodeId, Moment]
    at: int
    elsewhere: SeenUpto = SeenUpto()


@dataclass(frozen=True)
class Seen:
    """What was seen of one course here: up to `course`, of some lessons more; and elsewhere."""

    course: Moment
    lessons: Mapping[NodeId, Moment]
    elsewhere: SeenUpto = SeenUpto()

    @property
    def at(self) -> int:
        """When all of the course was seen last, in ms; 0 if never."""
        return max(self.course.at, self.elsewhere.at)

    def covers(self, one: Arrived, lesson: NodeId) -> bool:
        """Tell whether a fact about a lesson, or about the course, was seen."""
        there = (self.elsewhere.vector, self.elsewhere.lessons.get(lesson, {}) if lesson else {})
        if any(one.clock <= vector.get(one.device, 0) for vector in there):
            return True
        moment = self.lessons.get(lesson) if lesson else None
        return _covers(self.course, one) or (moment is not None and _covers(moment, one))


def seen(ws: Workspace, course: Course) -> Seen | None:
    """Tell what was seen of a course; None if it was never looked at.

    Whoever began a course has seen it, however far that was.
    """
    here = ws.last_seen.here(course.id)
    elsewhere = ws.last_seen.elsewhere(course.id)
    there = elsewhere or SeenUpto()
    if here is None:
        looked = ws.store.settings.get(_LOOKED + course.id)
        if looked is not None:
            return Seen(msgspec.json.decode(looked, type=Moment), {}, there)
        made = course.facts.made
        known = elsewhere is not None or (made is not None and made.person in me(ws))
        return Seen(Moment(0, 0), {}, there) if known else None
    lessons = ws.last_seen.lessons(course.id)
    return Seen(_today(ws, here), {n: _today(ws, one) for n, one in lessons.items()}, there)


def begin(ws: Workspace, course: Course) -> None:
    """Remember that a course is looked at for the first time: what is in it then is not news."""
    if course.row.standing == "private" or ws.last_seen.here(course.id) is not None:
        return  # nobody else writes in a private one
    known = seen(ws, course)
    with ws.store.writing():
        ws.last_seen.note(course.id, known.course if known is not None else _now(ws, course))


def note_lesson(ws: Workspace, course: Course, lesson: NodeId) -> None:
    """Remember that a lesson was looked at, with all that came up to now."""
    if course.row.standing == "private":
        return
    begin(ws, course)
    known = seen(ws, course)
    row, _ = ws.store.arrivals.now()
    if known is None or row <= known.lessons.get(lesson, known.course).row:
        return
    with ws.store.writing():
        _keep(ws, course.id, known)
        # what came before is told for the whole course
        ws.last_seen.note(course.id, _now(ws, course, known.course.row), lesson)


def note_course(ws: Workspace, course: Course) -> None:
    """Mark all of a course as seen; `set_back` takes that back, with all of this visit."""
    known = seen(ws, course)
    with ws.store.writing():
        if known is not None:
            _keep(ws, course.id, known)
        ws.last_seen.forget(course.id)
        ws.last_seen.note(course.id, _now(ws, course))
        begin_anew(ws, course.log)  # what is gone was looked at: removals count from here


def set_back(ws: Workspace, course: Course) -> bool:
    """Mark as not seen what was seen in this visit; tell whether anything was."""
    told = ws.store.settings.get(BEFORE + course.id)
    if told is None:
        return False
    kept = msgspec.json.decode(told, type=Kept)
    with ws.store.writing():
        ws.last_seen.forget(course.id)
        ws.last_seen.note(course.id, kept.course)
        for lesson, moment in kept.lessons.items():
            ws.last_seen.note(course.id, moment, lesson)
        ws.last_seen.begin_anew(course.id, kept.elsewhere)
        ws.store.settings.set(BEFORE + course.id, None)
    return True


def can_be_set_back(ws: Workspace, course: CourseId) -> bool:
    """Tell whether there is anything to mark as not seen."""
    return ws.store.settings.get(BEFORE + course) is not None


def me(ws: Workspace) -> set[PersonId]:
    """Name this person by all ids under which they wrote here."""
    return {ws.identity.person, *ws.identity.former}


def _covers(moment: Moment, one: Arrived) -> bool:
    if moment.row >= 0:
        return one.row <= moment.row
    return one.clock <= moment.vector.get(one.device, 0)


def _today(ws: Workspace, moment: Moment) -> Moment:
    """Go by the clocks where the rows of this store were numbered anew since."""
    if not moment.fact or ws.store.arrivals.stands(moment.row, moment.fact):
        return moment
    return msgspec.structs.replace(moment, row=-1)


def _now(ws: Workspace, course: Course, after: int = -1) -> Moment:
    row, fact = ws.store.arrivals.now()
    vector = ws.store.arrivals.vector(course.log, after)
    return Moment(row, round(time.time() * 1000), fact, vector)


def _keep(ws: Workspace, course: CourseId, known: Seen) -> None:
    """Remember what was seen when this visit began."""
    now = round(time.time() * 1000)
    told = ws.store.settings.get(BEFORE + course)
    if told is None or now - msgspec.json.decode(told, type=Kept).at > _VISIT_MS:
        kept = Kept(known.course, dict(known.lessons), now, known.elsewhere)
        ws.store.settings.set(BEFORE + course, msgspec.json.encode(kept).decode())
