"""Comments from before a course was shared that went to nobody: they stay in sight on this laptop.

Those are the loose ones, which had no place to be made anew on, and what was closed by then.
"""

from __future__ import annotations

from collections.abc import Set

from app.flows.review.commenting import WHOLE, PlacedThread, in_reading_order, threads
from sync.merge.anchors import LOOSE, Place, place
from sync.model.errors import NotFound
from sync.model.ids import FactId, LogId, NodeId
from sync.model.review import Thread
from sync.store.fact_rows import LogRow
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.spots import WHOLE as THERE


def all_threads(ws: Workspace, course: Course) -> list[PlacedThread]:
    """List all threads of a course that this laptop has, with those that are here only."""
    found = threads(ws, course)
    mine = only_here(ws, course)
    return in_reading_order(course, [*found, *mine]) if mine else found


def only_here(ws: Workspace, course: Course, lesson: NodeId | None = None) -> list[PlacedThread]:
    """List the threads of a course's private log that went to nobody, as they stand today.

    Of one lesson: those that are in sight beside it.
    """
    logs = [
        row
        for row in ws.store.log.logs()
        if row.continued_by == course.log and row.scope == "course"
    ]
    found = [
        _placed(ws, course, row.log, thread)
        for row in logs
        for ident in sorted(went_to_nobody(ws, row))
        for thread in [ws.courses.open(row).facts.threads[ident]]
    ]
    return [p for p in found if lesson is None or p.orphan or p.lesson in ("", lesson)]


def went_to_nobody(ws: Workspace, row: LogRow) -> Set[FactId]:
    """Name the threads of a private log that were not made anew when its course was shared."""
    private = ws.courses.open(row)
    if not private.facts.threads:
        return frozenset()
    spots = ws.spots.of(private)
    return frozenset(
        thread.id
        for thread in private.facts.threads.values()
        if thread.resolution is not None or spots[thread.id].place.start is None
    )


def _placed(ws: Workspace, course: Course, log: LogId, thread: Thread) -> PlacedThread:
    gone = bool(thread.lesson) and thread.lesson not in course.outline.nodes
    gone = gone or thread.lesson in course.outline.removed
    return PlacedThread(thread, _spot(ws, course, log, thread, gone), thread.lesson, gone, True)


def _spot(ws: Workspace, course: Course, log: LogId, thread: Thread, gone: bool) -> Place:
    if thread.about in WHOLE and thread.moved is None:
        return LOOSE if gone else THERE
    if gone or not thread.lesson:
        return LOOSE
    try:
        old = ws.lessons.text_at(log, thread.lesson, thread.state)
    except NotFound:
        old = ""
    return place(
        old,
        thread.start,
        thread.end,
        ws.lessons.seen_now(course.log, thread.lesson).text,
        quote=thread.quote,
        before=thread.before,
        after=thread.after,
    )
