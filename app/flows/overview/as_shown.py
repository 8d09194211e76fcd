"""Read a lesson for writing: as it stands, or as a window shows it that holds others back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.flows.lesson.apart import Waiting, hold_apart, join, own_state, waiting_for
from app.flows.lesson.following import goes_on_in
from app.flows.lesson.typing import Sealed
from app.flows.lesson.undoing import WayBack, steps_back
from app.flows.overlaps.overlap_views import OverlapView
from app.flows.overview.carrying_places import spot_today
from app.flows.overview.reading import LessonRead, read_lesson
from editor.panels.source.arriving import arriving
from sync.merge.anchors import Place
from sync.merge.edits import Edit, carry
from sync.model.ids import LogId, NodeId
from sync.model.states import TextState
from sync.store.acts import ActOver
from sync.workspace.lessons import Today
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts


@dataclass(frozen=True)
class Opened:
    """A lesson opened for writing: the way back in it, and what is held back of it."""

    read: LessonRead
    back: WayBack
    waiting: Waiting | None


@dataclass(frozen=True)
class Followed:
    """A lesson after a seal or a look, with what stands beside it, and what is held back of it.

    `acts` are those that were done to it beside typing and can be taken back, the latest last.
    """

    sealed: Sealed
    read: LessonRead
    waiting: Waiting | None
    acts: tuple[ActOver, ...] = ()


def open_for_writing(ws: Workspace, log: LogId, lesson: NodeId, *, waits: bool) -> Opened:
    """Read a lesson and the way back in it; what a killed window left is sealed first.

    Where it `waits`, what was held back when it was left is held back still.
    """
    ws.lessons.seal(lesson)
    there = goes_on_in(ws, log)
    read, waiting = read_lesson(ws, there, lesson), None
    state = own_state(ws, there, lesson) if waits else None
    if state is not None:
        shown = ws.lessons.text_at(there, lesson, state)
        waiting = waiting_for(ws, there, lesson, state, shown)
        if waiting is not None:
            read = as_shown(ws, read, state, shown)
    if waiting is None:
        join(ws, lesson)
    read = replace(read, spot=spot_today(ws, there, lesson, read.today.text))
    return Opened(read, steps_back(ws, lesson, read.today.text), waiting)


def follow(
    ws: Workspace, lesson: NodeId, found: tuple[LogId, Sealed], shown: str, *, waits: bool
) -> Followed:
    """Read what stands beside a lesson after a seal; where it `waits`, hold back what came."""
    log, sealed = found
    read, acts = read_lesson(ws, log, lesson), ws.store.acts.over(lesson)
    if waits and sealed.arrived:
        waiting = waiting_for(ws, log, lesson, sealed.typed, shown)
        if waiting is not None:
            hold_apart(ws, log, lesson, sealed.typed)
            sealed = replace(sealed, arrived=())
            return Followed(sealed, as_shown(ws, read, sealed.typed, shown), waiting, acts)
    join(ws, lesson)
    return Followed(sealed, read, None, acts)


def as_shown(ws: Workspace, read: LessonRead, state: TextState, shown: str) -> LessonRead:
    """Give a lesson with its text as it is shown; comments and overlaps are placed in that."""
    facts = LessonFacts(ws.store, read.course.log, read.node.id)
    items = facts.history_at(state.heads).items
    steps = arriving(read.today.text, shown)
    overlaps: list[OverlapView] = []
    for view in read.overlaps:
        ids = view.item.ids if view.item is not None else frozenset()
        here = [item for item in items if item.ids & ids]
        if view.item is None:
            overlaps.append(view)
        elif here:
            overlaps.append(replace(view, item=here[0]))
    return replace(
        read,
        today=Today(state, shown, tuple(items)),
        threads=tuple(
            replace(one, spot=_moved(one.spot, steps)) if one.lesson == read.node.id else one
            for one in read.threads
        ),
        suggestions=tuple(replace(one, spot=_moved(one.spot, steps)) for one in read.suggestions),
        overlaps=tuple(overlaps),
    )


def _moved(spot: Place, steps: Sequence[Edit]) -> Place:
    if spot.start is None or spot.end is None or spot.start == spot.end:
        return spot
    start, end, _ = carry(steps, spot.start, spot.end)
    return spot._replace(start=start, end=end)
