"""Where the person is: in each lesson, in each course and last of all; kept in the workspace.

Home leads back to the last place, a course opens at the lesson that was open in it, a lesson where
one was in it, and the window at the course that was on show. No other store knows of it.
"""

from __future__ import annotations

import time

import msgspec

from sync.model.ids import CourseId, FactId, NodeId, Sha
from sync.workspace.opening import Workspace

LAST, ON_SHOW = "place.last", "place.on-show"
_IN_COURSE, _IN_LESSON = "place.course.", "place.lesson."
_SAME_MS = 60_000


class Place(msgspec.Struct, frozen=True):
    """Where the caret was, in code points, and when, in milliseconds since 1970."""

    course: CourseId
    lesson: NodeId
    caret: int
    at: int


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """Where one was in a lesson: the selection in code points, and the line at the top.

    `sha` names the text that this speaks of, and `heads` its revisions where nothing in it was
    typed since; `in_sight` says whether the caret was.
    """

    anchor: int
    caret: int
    top: float
    in_sight: bool = False
    sha: Sha | None = None
    heads: tuple[FactId, ...] = ()


def note_place(ws: Workspace, course: CourseId, lesson: NodeId, spot: Spot) -> None:
    """Remember where the person is; the same place is written again after a while only."""
    place = Place(course, lesson, spot.caret, round(time.time() * 1000))
    with ws.store.writing():
        known = last(ws)
        same = known is not None and known == msgspec.structs.replace(place, at=known.at)
        if not same or known is None or place.at - known.at >= _SAME_MS:
            ws.store.settings.set(LAST, msgspec.json.encode(place).decode())
        note_spot(ws, course, lesson, spot)


def note_spot(ws: Workspace, course: CourseId, lesson: NodeId, spot: Spot) -> None:
    """Remember where one is in a lesson, which need not be where one goes on."""
    settings = ws.store.settings
    now = ((_IN_COURSE + course, str(lesson)), (_IN_LESSON + lesson, _written(spot)))
    for key, value in now:
        if settings.get(key) != value:
            settings.set(key, value)


def last(ws: Workspace) -> Place | None:
    """Tell where the person was last, whether or not that is still here."""
    told = ws.store.settings.get(LAST)
    return msgspec.json.decode(told, type=Place) if told else None


def lesson_opened_in(ws: Workspace, course: CourseId) -> NodeId | None:
    """Name the lesson that was open last in a course, whether or not it is still there."""
    lesson = ws.store.settings.get(_IN_COURSE + course)
    return NodeId(lesson) if lesson else None


def spot_in(ws: Workspace, lesson: NodeId) -> Spot | None:
    """Tell where one was in a lesson, as it was noted: its text may be another by now."""
    told = ws.store.settings.get(_IN_LESSON + lesson)
    return msgspec.json.decode(told, type=Spot) if told else None


def note_on_show(ws: Workspace, course: str) -> None:
    """Remember which course was on show when the window closed; empty if it was none."""
    if (ws.store.settings.get(ON_SHOW) or "") != course:
        ws.store.settings.set(ON_SHOW, course or None)


def on_show(ws: Workspace) -> CourseId | None:
    """Name the course that was on show when the window was closed."""
    course = ws.store.settings.get(ON_SHOW)
    return CourseId(course) if course else None


def _written(spot: Spot) -> str:
    return msgspec.json.encode(spot).decode()
