"""What a batch changed beside the texts: places, titles, files, fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.flows.overlaps.register_values import alike, register_of, values
from sync.model.ids import NodeId, PersonId, sha_of
from sync.model.outline import ROOT
from sync.model.payloads import (
    Place,
    PlacedFile,
)
from sync.model.registers import Entry, Register
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Touched, What

RegisterKind = Literal["added", "removed", "returned", "moved", "renamed", "file", "field"]
_KINDS: dict[What, RegisterKind] = {"title": "renamed", "file": "file", "field": "field"}


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


def register_lines(ws: Workspace, course: Course, touched: Sequence[Touched]) -> list[RegisterLine]:
    """List what changed of outline, files and description, also what settled an overlap there."""
    found: list[RegisterLine] = []
    places: dict[RegisterKind, list[Touched]] = {"added": [], "removed": [], "returned": []}
    for one in touched:
        register = register_of(course, one.what, one.name)
        if register is None:
            continue
        was, now = (values(ws, register, heads, one) for heads in (one.before, one.after))
        if one.what == "place":
            kind = _place_kind(was, now) or _found_kind(ws, course, one, was, now)
            if kind == "moved":
                places_then = [place for place in (*was, *now) if isinstance(place, Place)]
                found.append(_moved(course, one, register, places_then[0], places_then[-1]))
            elif kind is not None:
                places[kind].append(one)
        elif _kinds_of(was) != _kinds_of(now) and (one.before or one.what != "title"):
            kind = _KINDS[one.what]
            found.append(_line(course, kind, [one], register, _told(was), _told(now)))
    for kind, several in places.items():
        found += [_tree(course, kind, group) for group in _topmost(course, several)]
    return found


def _kinds_of(several: Sequence[Any]) -> set[object]:
    return {alike(value) for value in several} - {""}


def _told(several: Sequence[Any]) -> str:
    """Tell values for people: titles or fields that stood apart as each of them; a file's hash."""
    if several and isinstance(several[-1], PlacedFile):
        return str(several[-1].sha)
    return " / ".join(several)


def _place_kind(was: Sequence[Any], now: Sequence[Any]) -> RegisterKind | None:
    stood, stands = ([v for v in each if isinstance(v, Place)] for each in (was, now))
    had_gone, has_gone = len(stood) < len(was), len(stands) < len(now)
    if not was:
        return "added" if stands else None
    if (has_gone and not had_gone) or (stood and not stands):
        return "removed"
    if (had_gone and not has_gone) or (stands and not stood):
        return "returned"
    return "moved" if set(map(alike, stood)) != set(map(alike, stands)) else None


def _found_kind(
    ws: Workspace, course: Course, one: Touched, was: Sequence[Any], now: Sequence[Any]
) -> RegisterKind | None:
    """Tell whether a lesson that was found, removed by one and edited by another, was removed."""
    if any(isinstance(value, Place) for value in (*was, *now)) or not was or was == now:
        return None
    found, still = (_is_found(ws, course, one, each) for each in (was, now))
    if not found and not still:
        return None
    return "removed" if found else "returned"


def _is_found(ws: Workspace, course: Course, one: Touched, gone: Sequence[Any]) -> bool:
    """Tell whether these removals had not seen a text or a title that stands."""
    node = NodeId(one.name)
    titles = {title for removed in gone for title in removed.titles}
    named = any(head.fact not in titles for head in course.facts.nodes[node].title.heads())
    return named or bool(ws.lessons.unseen(one.log, node, [h for v in gone for h in v.heads]))


def _moved(
    course: Course, one: Touched, register: Register[Any], was: Place, now: Place
) -> RegisterLine:
    return _line(course, "moved", [one], register, _where(course, was), _where(course, now))


def _where(course: Course, place: Place) -> str:
    node = course.outline.nodes.get(NodeId(place.parent))
    return node.title if place.parent != ROOT and node is not None else ""


def _tree(course: Course, kind: RegisterKind, group: Sequence[Touched]) -> RegisterLine:
    top = group[0]
    register = register_of(course, "place", top.name)
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
