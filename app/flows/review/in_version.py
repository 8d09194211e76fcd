"""The comments that a version had: made before the next one was named, placed in its texts."""

from __future__ import annotations

from app.flows.review.commenting import PlacedThread
from sync.merge.anchors import LOOSE, Place, place
from sync.model.errors import NotFound
from sync.model.ids import NodeId
from sync.model.review import Thread, Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def threads_in_version(ws: Workspace, course: Course, version: Version) -> list[PlacedThread]:
    """List the threads of a version, resolved ones too, in reading order.

    These are all comments made before the next version was named: publishing and releasing end
    none of them. What was said in them since is there as well.
    """
    later = [v.clock for v in course.facts.versions.values() if v.clock > version.clock]
    until = min(later, default=None)
    clocks = {
        fact.id: fact.clock for fact in ws.store.log.facts(course.log, kinds={"comment.made"})
    }
    found = [
        _placed(ws, course, version, thread)
        for thread in course.facts.threads.values()
        if until is None or clocks.get(thread.id, 0) < until
    ]
    order = {lesson: number for number, lesson in enumerate(version.named.texts)}
    for number, node in enumerate(course.outline.lessons()):
        order[node.id] = number
    return sorted(
        found,
        key=lambda p: (
            order.get(p.lesson, -1),
            p.spot.start is None,
            p.spot.start or 0,
            p.thread.id,
        ),
    )


def _placed(ws: Workspace, course: Course, version: Version, thread: Thread) -> PlacedThread:
    begun = course.facts.begun.get(thread.id, thread)
    candidates = [thread] if begun == thread else [thread, begun]
    for one in candidates:  # by hand it may have been put on words of another lesson since
        spot = _spot(ws, course, version, one)
        if spot.start is not None:
            return PlacedThread(thread, spot, one.lesson)
    return PlacedThread(thread, LOOSE, begun.lesson)


def _spot(ws: Workspace, course: Course, version: Version, thread: Thread) -> Place:
    if thread.about == "course":
        return Place(0, 0, "exact")
    state = version.named.texts.get(thread.lesson)
    if state is None:
        return LOOSE
    if thread.about == "lesson":
        return Place(0, 0, "exact")
    text = ws.lessons.text_at(course.log, NodeId(thread.lesson), state)
    try:
        old = ws.lessons.text_at(course.log, thread.lesson, thread.state)
    except NotFound:
        old = ""
    return place(
        old,
        thread.start,
        thread.end,
        text,
        quote=thread.quote,
        before=thread.before,
        after=thread.after,
    )
