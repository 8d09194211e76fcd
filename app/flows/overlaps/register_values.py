"""What stood in a register of the outline, of a file or of a field, under heads of once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sync.model.course import Removed
from sync.model.ids import FactId, NodeId
from sync.model.kinds import payload_of
from sync.model.payloads import (
    CourseDescribed,
    FilePlaced,
    LessonPlaced,
    LessonRemoved,
    LessonRenamed,
    Place,
    PlacedFile,
)
from sync.model.registers import Register
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Touched, What


def register_of(course: Course, what: What, name: str) -> Register[Any] | None:
    """Find the register that a batch touched; None for a text, or what is not here."""
    if what == "file":
        return course.facts.files.get(name)
    if what == "field":
        return course.facts.described.get(name)
    node = course.facts.nodes.get(NodeId(name))
    if node is None or what == "text":
        return None
    return node.place if what == "place" else node.title


def values(
    ws: Workspace, register: Register[Any], heads: Iterable[FactId], one: Touched
) -> list[Any]:
    """List the different values that stood under these heads, the last in order last.

    Several stood apart: an overlap was open. That of a choice which was taken back is among them.
    """
    found: list[tuple[tuple[int, FactId], Any]] = []
    for head in heads:
        if head in register.entries:
            found.append((register.entries[head].order, register.entries[head].value))
        elif (stored := ws.store.log.fact(head)) is not None:
            said = _said_of(payload_of(stored.fact), one.name)
            found += [(stored.fact.order, value) for value in said]
    ordered = [value for _, value in sorted(found, key=lambda each: each[0])]
    return list({alike(value): value for value in ordered}.values())


def _said_of(body: object, name: str) -> Iterator[Any]:
    """Read from a fact what a register keeps of it."""
    if isinstance(body, LessonPlaced):
        yield from (place for place in body.places if place.node == name)
    elif isinstance(body, LessonRemoved):
        yield from (Removed(one.heads, one.titles) for one in body.nodes if one.node == name)
    elif isinstance(body, LessonRenamed):
        yield body.title
    elif isinstance(body, FilePlaced):
        yield from (placed for placed in body.files if placed.path == name)
    elif isinstance(body, CourseDescribed) and name in body.fields:
        yield body.fields[name]


def alike(value: Any) -> object:
    """Name what makes a value another one: a file's bytes, a place's spot, what a removal saw."""
    if isinstance(value, PlacedFile):
        return value.sha
    return (value.parent, value.position) if isinstance(value, Place) else value
