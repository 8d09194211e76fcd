"""Name what stands in “Found” alone: someone took it out, and someone else wrote on in it."""

from __future__ import annotations

from dataclasses import dataclass

from sync.model.ids import NodeId
from sync.model.language import say
from sync.workspace.courses import Course


@dataclass(frozen=True)
class LeftOut:
    """A lesson that no version and no export has; `what` goes on after its title."""

    lesson: NodeId
    title: str
    what: str


def left_in_found(course: Course) -> list[LeftOut]:
    """List the lessons that are in the course and in no version of it."""
    what = say("was taken out by one and written by another: it is left out until that is settled")
    found = [course.outline.nodes[ident] for ident in course.outline.found]
    return [LeftOut(node.id, node.title, what) for node in found]
