"""What a batch changed beside the texts: places, titles, files, fields; and what undoes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from sync.model.course import Removed
from sync.model.ids import FactId, NodeId, PersonId, Sha, sha_of
from sync.model.outline import ROOT
from sync.model.payloads import (
    CourseDescribed,
    FilePlaced,
    LessonPlaced,
    LessonRemoved,
    LessonRenamed,
    Place,
    PlacedFile,
    Removal,
)
from sync.model.registers import Entry, Register
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Touched, What

RegisterKind = Literal["added", "removed", "returned", "moved", "renamed", "file", "field"]


@dataclass(frozen=True)
class RegisterLine:
    """One thing of the outline, a file or a field; `nodes` are all that go with it, above first.

    `before` and `after` are titles, the titles of modules, hashes of files or values of a field.
    """

    id: str
    kind: RegisterKind
    name: str
    title: str
    before: str
    after: str
    people: tuple[PersonId, ...]
    at: int
    nodes: tuple[NodeId, ...]
    undoing: tuple[Touched, ...]


def register_lines(course: Course, touched: Sequence[Touched]) -> list[RegisterLine]:
    """List what changed of outline, files and description."""
    found: list[RegisterLine] = []
    places: dict[RegisterKind, list[Touched]] = {"added": [], "removed": [], "returned": []}
    for one in touched:
        register = _register(course, one.what, one.name)
        if register is None or one.what == "text":
            continue
        was, now = _value(register, one.before), _value(register, one.after)
        if one.what == "place":
            if (kind := _place_kind(was, now)) == "moved":
                found.append(_moved(course, one, register, was, now))
            elif kind is not None:
                places[kind].append(one)
        elif one.what == "title":
            if one.before and was != now:
                found.append(_line(course, "renamed", [one], register, was, now))
        elif one.what == "file":
            if (was.sha if was else "") != (now.sha if now else ""):
                old, new = (was.sha if was else ""), (now.sha if now else "")
                found.append(_line(course, "file", [one], register, old, new))
        elif (was or "") != (now or ""):
            found.append(_line(course, "field", [one], register, was or "", now or ""))
    for kind, several in places.items():
        found += [_tree(course, kind, group) for group in _topmost(course, several)]
    return found


def undoing(
    ws: Workspace, course: Course, lines: Iterable[RegisterLine], batch: Iterable[Touched]
) -> list[msgspec.Struct]:
    """Draw up the opposite facts, each over what stood after the batch and nothing later.

    What others built on it meanwhile so stands apart from them, and is shown as an overlap.
    `batch` is all that the batch touched: whoever takes a lesson out says what was seen of it.
    """
    touched = [one for line in lines for one in line.undoing]
    heads = {one.key: one.after for one in batch}
    places: list[Place] = []
    removals: list[Removal] = []
    files: list[PlacedFile] = []
    out: list[msgspec.Struct] = []
    for one in touched:
        register = _register(course, one.what, one.name)
        if register is None or _is_so_already(register, one):
            continue
        was = _value(register, one.before)
        if one.what == "place":
            if isinstance(was, Place):
                places.append(Place(was.node, was.parent, was.position, one.after, was.kind))
            else:
                removals.append(_removal(ws, course, one, heads))
        elif one.what == "title":
            out.append(LessonRenamed(NodeId(one.name), was, one.after))
        elif one.what == "file":
            sha, size = (was.sha, was.size) if was else (Sha(""), 0)
            files.append(PlacedFile(one.name, sha, size, one.after))
        else:
            out.append(CourseDescribed({one.name: was or ""}, one.after))
    if places:
        out.insert(0, LessonPlaced(tuple(places)))
    if files:
        out.append(FilePlaced(tuple(files)))
    if removals:
        out.append(LessonRemoved(tuple(removals)))
    return out


def _is_so_already(register: Register[Any], touched: Touched) -> bool:
    """Tell whether what stands today is what would be written."""
    was = _value(register, touched.before)
    now = _value(register, tuple(head.fact for head in register.heads()))
    if isinstance(was, Place) and isinstance(now, Place):
        return (was.parent, was.position) == (now.parent, now.position)
    if touched.what == "place":
        return not isinstance(was, Place) and not isinstance(now, Place)
    if touched.what == "file":
        return (was.sha if was else "") == (now.sha if now else "")
    return bool(was == now)


def _removal(
    ws: Workspace, course: Course, one: Touched, heads: dict[Any, tuple[FactId, ...]]
) -> Removal:
    node = NodeId(one.name)
    texts = heads.get((one.log, "text", one.name))
    if texts is None:
        texts = ws.lessons.today(course.log, node).state.heads
    titles = heads.get((one.log, "title", one.name))
    if titles is None:
        titles = tuple(head.fact for head in course.facts.nodes[node].title.heads())
    return Removal(node, one.after, texts, titles)


def _register(course: Course, what: What, name: str) -> Register[Any] | None:
    if what == "file":
        return course.facts.files.get(name)
    if what == "field":
        return course.facts.described.get(name)
    node = course.facts.nodes.get(NodeId(name))
    if node is None or what == "text":
        return None
    return node.place if what == "place" else node.title


def _value(register: Register[Any], heads: Iterable[FactId]) -> Any:
    """Give what stood under these heads: a place before a removal, else the last in order."""
    entries = sorted(
        (register.entries[head] for head in heads if head in register.entries),
        key=lambda entry: entry.order,
    )
    standing = [entry for entry in entries if not isinstance(entry.value, Removed)]
    return (standing or entries)[-1].value if entries else None


def _place_kind(was: Any, now: Any) -> RegisterKind | None:
    if now is None or isinstance(now, Removed):
        return "removed" if isinstance(was, Place) else None
    if was is None:
        return "added"
    if isinstance(was, Removed):
        return "returned"
    return "moved" if (was.parent, was.position) != (now.parent, now.position) else None


def _moved(
    course: Course, one: Touched, register: Register[Any], was: Place, now: Place
) -> RegisterLine:
    return _line(course, "moved", [one], register, _where(course, was), _where(course, now))


def _where(course: Course, place: Place) -> str:
    node = course.outline.nodes.get(NodeId(place.parent))
    return node.title if place.parent != ROOT and node is not None else ""


def _tree(course: Course, kind: RegisterKind, group: Sequence[Touched]) -> RegisterLine:
    top = group[0]
    register = _register(course, "place", top.name)
    assert register is not None
    return _line(course, kind, group, register, "", "")


def _topmost(course: Course, touched: Sequence[Touched]) -> list[list[Touched]]:
    """Put what came, or went, with its module into the line of that module, above first."""
    nodes = course.outline.nodes
    names = {one.name for one in touched}
    groups: dict[str, list[tuple[int, int, Touched]]] = {}
    for number, one in enumerate(touched):
        top, at, deep, walked = one.name, one.name, 0, {one.name}
        while (node := nodes.get(NodeId(at))) is not None and node.parent not in walked:
            at, deep = node.parent, deep + 1
            walked.add(at)
            if at in names:
                top = at
        groups.setdefault(top, []).append((deep, number, one))
    return [[one for _, _, one in sorted(g, key=lambda m: m[:2])] for g in groups.values()]


def _line(
    course: Course,
    kind: RegisterKind,
    group: Sequence[Touched],
    register: Register[Any],
    before: str,
    after: str,
) -> RegisterLine:
    first = group[0]
    came: list[Entry[Any]] = [
        register.entries[head]
        for head in first.after
        if head in register.entries and head not in first.before
    ]
    ident = sha_of("\0".join((kind, first.log, first.name, *first.before, "", *first.after)))[:12]
    of_node = first.what in ("place", "title")
    node = course.outline.nodes.get(NodeId(first.name)) if of_node else None
    return RegisterLine(
        ident,
        kind,
        first.name,
        node.title if node is not None else "",
        before,
        after,
        tuple(dict.fromkeys(entry.person for entry in came)),
        max((entry.at for entry in came), default=0),
        tuple(NodeId(one.name) for one in group) if of_node else (),
        tuple(group),
    )
