"""What this person has seen of each course: all of it up to a moment, and lessons beyond that.

Kept in the workspace alone. A moment is told twice: by this store's own row, and by the highest
clock of each device, which means the same on another laptop of the same person.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from sync.model.ids import CourseId, DeviceId, FactId, NodeId, PersonId
from sync.store.arrivals import Arrived, Vector
from sync.workspace.courses import Course
from sync.workspace.measure import begin_anew
from sync.workspace.opening import Workspace

_SEEN, _BEFORE = "seen.", "seen-before."
_VISIT_MS = 3_600_000
"""What is looked at within so long is one visit, and is marked as not seen together."""
_LOOKED = "looked."
"""What earlier versions of this application wrote: a row and a time."""


class Moment(msgspec.Struct, frozen=True, omit_defaults=True):
    """Up to where something was seen, and when."""

    row: int
    at: int
    fact: FactId = FactId("")
    vector: dict[DeviceId, int] = {}


class Kept(msgspec.Struct, frozen=True):
    """What was seen of a course when this visit began, and when that was."""

    course: Moment
    lessons: dict[NodeId, Moment]
    at: int


@dataclass(frozen=True)
class Seen:
    """What was seen of one course: up to `course`, of some lessons more."""

    course: Moment
    lessons: Mapping[NodeId, Moment]

    def covers(self, one: Arrived, lesson: NodeId) -> bool:
        """Tell whether a fact about a lesson, or about the course, was seen."""
        moment = self.lessons.get(lesson) if lesson else None
        return _covers(self.course, one) or (moment is not None and _covers(moment, one))


def seen(ws: Workspace, course: Course) -> Seen | None:
    """Tell what was seen of a course; None if it was never looked at.

    Whoever began a course has seen it, however far that was.
    """
    told = ws.store.settings.get(_SEEN + course.id)
    if told is None:
        looked = ws.store.settings.get(_LOOKED + course.id)
        if looked is not None:
            return Seen(msgspec.json.decode(looked, type=Moment), {})
        made = course.facts.made
        return Seen(Moment(0, 0), {}) if made is not None and made.person in me(ws) else None
    lessons = ws.store.settings.all(f"{_SEEN}{course.id}.")
    decode = msgspec.json.Decoder(Moment).decode
    at = {NodeId(name.rpartition(".")[2]): decode(value) for name, value in lessons.items()}
    return Seen(_today(ws, decode(told)), {n: _today(ws, moment) for n, moment in at.items()})


def begin(ws: Workspace, course: Course) -> None:
    """Remember that a course is looked at for the first time: what is in it then is not news."""
    if course.row.standing == "private" or ws.store.settings.get(_SEEN + course.id) is not None:
        return  # nobody else writes in a private one
    known = seen(ws, course)
    with ws.store.writing():
        _write(ws, course.id, known.course if known is not None else _now(ws, course))


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
        _write(ws, course.id, _now(ws, course, lesson), lesson)


def note_course(ws: Workspace, course: Course) -> None:
    """Mark all of a course as seen; `set_back` takes that back, with all of this visit."""
    known = seen(ws, course)
    with ws.store.writing():
        if known is not None:
            _keep(ws, course.id, known)
        _forget(ws, course.id)
        _write(ws, course.id, _now(ws, course))
        begin_anew(ws, course.log)  # what is gone was looked at: removals count from here


def set_back(ws: Workspace, course: Course) -> bool:
    """Mark as not seen what was seen in this visit; tell whether anything was."""
    told = ws.store.settings.get(_BEFORE + course.id)
    if told is None:
        return False
    kept = msgspec.json.decode(told, type=Kept)
    with ws.store.writing():
        _forget(ws, course.id)
        _write(ws, course.id, kept.course)
        for lesson, moment in kept.lessons.items():
            _write(ws, course.id, moment, lesson)
        ws.store.settings.set(_BEFORE + course.id, None)
    return True


def can_be_set_back(ws: Workspace, course: CourseId) -> bool:
    """Tell whether there is anything to mark as not seen."""
    return ws.store.settings.get(_BEFORE + course) is not None


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


def _now(ws: Workspace, course: Course, lesson: NodeId | None = None) -> Moment:
    row, fact = ws.store.arrivals.now()
    vector: Vector = ws.store.arrivals.vector(course.log, lesson or "")
    return Moment(row, round(time.time() * 1000), fact, vector)


def _write(ws: Workspace, course: CourseId, moment: Moment, lesson: NodeId | None = None) -> None:
    name = _SEEN + course + (f".{lesson}" if lesson else "")
    ws.store.settings.set(name, msgspec.json.encode(moment).decode())


def _keep(ws: Workspace, course: CourseId, known: Seen) -> None:
    """Remember what was seen when this visit began."""
    now = round(time.time() * 1000)
    told = ws.store.settings.get(_BEFORE + course)
    if told is None or now - msgspec.json.decode(told, type=Kept).at > _VISIT_MS:
        kept = Kept(known.course, dict(known.lessons), now)
        ws.store.settings.set(_BEFORE + course, msgspec.json.encode(kept).decode())


def _forget(ws: Workspace, course: CourseId) -> None:
    for name in ws.store.settings.all(f"{_SEEN}{course}."):
        ws.store.settings.set(name, None)
