"""Choices about the outline, files or description that were taken back: as if never made.

What they had been written over stands apart again; what somebody wrote over them since stands
over that, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from sync.model.course import CourseFacts
from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId
from sync.model.kinds import KINDS, payload_of
from sync.model.payloads import LessonPlaced, LessonRemoved, LessonRenamed, OverlapConfirmed

CONFIRMED = "overlap.confirmed"
OF_THE_OUTLINE = frozenset({"lesson.placed", "lesson.renamed", "lesson.removed"})
OF_REGISTERS = OF_THE_OUTLINE | {"file.placed", "course.described"}
"""The kinds of facts that settle an overlap which is not of a text."""


def withdrawn(ordered: Sequence[Fact]) -> dict[FactId, Fact]:
    """Find the facts of choices that were taken back, in the order given.

    What a choice names counts only where one person wrote both, and over something: nobody takes
    back by this what was no choice, or what a lesson began with.
    """
    said = [(fact, body) for fact in ordered if (body := _confirmation(fact)) is not None]
    back: dict[FactId, list[OverlapConfirmed]] = {}
    for _, body in said:
        if not body.sha:
            for ident in (body.revision, *body.also):
                back.setdefault(ident, []).append(body)
    if not back:
        return {}
    writers: dict[FactId, str] = {}
    for fact, body in said:
        if body.sha and any(
            one.node == body.node and set(one.overlaps) & set(body.overlaps)
            for one in back.get(body.revision, ())
        ):
            writers |= dict.fromkeys((body.revision, *body.also), fact.person)
    nodes = {fact.id: _nodes_over(fact) for fact in ordered if fact.kind in OF_THE_OUTLINE}
    return {
        fact.id: fact
        for fact in ordered
        if fact.kind in OF_REGISTERS
        and writers.get(fact.id) == fact.person
        and all(
            any(node in nodes.get(one, ()) for one in over)
            for node, over in nodes.get(fact.id, {}).items()
        )
    }


def _nodes_over(fact: Fact) -> dict[NodeId, tuple[FactId, ...]]:
    """List the nodes that a fact is about, each with what it was written over there."""
    try:
        body = payload_of(fact)
    except BadInput:
        return {}
    if isinstance(body, LessonRenamed):
        return {body.node: body.over}
    if isinstance(body, LessonPlaced):
        return {place.node: place.over for place in body.places}
    return {one.node: one.over for one in body.nodes} if isinstance(body, LessonRemoved) else {}


def _confirmation(fact: Fact) -> OverlapConfirmed | None:
    if fact.kind != CONFIRMED:
        return None
    try:
        body = payload_of(fact)
    except BadInput:
        return None  # the replay sets it aside
    return body if isinstance(body, OverlapConfirmed) else None


def look_through(course: CourseFacts, fact: Fact) -> None:
    """Let what was written over a choice that was taken back stand over what that had settled."""
    alone = CourseFacts(course.log)
    try:
        KINDS[fact.kind].reduce(alone, fact, payload_of(fact))
    except BadInput:
        return
    for ident, node in alone.nodes.items():
        if known := course.nodes.get(ident):
            known.place.look_through(fact.id, node.place.written_over)
            known.title.look_through(fact.id, node.title.written_over)
    for path, file in alone.files.items():
        if path in course.files:
            course.files[path].look_through(fact.id, file.written_over)
    for name, field in alone.described.items():
        if name in course.described:
            course.described[name].look_through(fact.id, field.written_over)
