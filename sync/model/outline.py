"""The outline of a course by replay: the tree people see, what was found again, what disagrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

import msgspec

from sync.model.course import CourseFacts, NodeFacts, PlaceEntry
from sync.model.ids import FactId, NodeId
from sync.model.nodes import Node
from sync.model.outline_overlaps import OutlineOverlap, overlaps_of_node
from sync.model.payloads import NodeKind, OutlineEntry, Place

ROOT = ""
"""The parent of what stands at the top of a course."""
DEEPEST = 64
"""Modules that may stand in one another. What a forged fact puts deeper is listed as found."""

Unseen = Callable[[NodeId, tuple[FactId, ...]], tuple[FactId, ...]]
"""Given a lesson and heads, list the head revisions that those heads have not seen."""


@dataclass(frozen=True)
class Outline:
    """The tree of today. `found` are lessons that were taken out, but not by everyone who knew."""

    nodes: dict[NodeId, Node]
    children: dict[str, tuple[NodeId, ...]]
    found: tuple[NodeId, ...]
    removed: tuple[NodeId, ...]
    overlaps: tuple[OutlineOverlap, ...]

    def walk(self, parent: str = ROOT, depth: int = 0) -> Iterator[tuple[Node, int]]:
        """Yield (node, depth) in reading order; found lessons are not among them."""
        nodes, below = self.nodes, self.children
        stack = [(ident, depth) for ident in reversed(below.get(parent, ()))]
        while stack:
            ident, deep = stack.pop()
            yield nodes[ident], deep
            if ident in below:
                stack += [(child, deep + 1) for child in reversed(below[ident])]

    def lessons(self) -> list[Node]:
        """List the lessons in reading order, then those found."""
        return list(self._lessons)

    @cached_property
    def _lessons(self) -> tuple[Node, ...]:
        return tuple(node for node in self.everything() if node.kind == "lesson")

    def everything(self) -> list[Node]:
        """List what stands in reading order, then what was found, each with all below it."""
        nodes = [node for node, _ in self.walk()]
        for ident in self.found:
            nodes += [self.nodes[ident], *(node for node, _ in self.walk(ident))]
        return nodes

    def path(self, ident: NodeId) -> tuple[str, ...]:
        """List the titles of the modules above a node and its own."""
        titles: list[str] = []
        at: str = ident
        while at and at in self.nodes:
            titles.append(self.nodes[NodeId(at)].title)
            at = self.nodes[NodeId(at)].parent
        return tuple(reversed(titles))

    def subtree(self, ident: NodeId) -> list[NodeId]:
        """List a node and all below it."""
        return [ident, *(node.id for node, _ in self.walk(ident))]

    def entries(self) -> tuple[OutlineEntry, ...]:
        """List the tree as a version keeps it."""
        return tuple(OutlineEntry(n.id, n.kind, n.parent, n.title) for n, _ in self.walk())


def no_texts(_lesson: NodeId, _heads: tuple[FactId, ...]) -> tuple[FactId, ...]:
    """Stand for a course whose texts are not looked at: nothing unseen."""
    return ()


def outline_of(course: CourseFacts, unseen: Unseen = no_texts) -> Outline:
    """Replay all places in (clock, id) order; a move that would make a circle is skipped.

    A node is out when every head of its place register is a removal. It comes back in `found`
    when someone wrote in it, or named it anew, without having seen the removal. What was taken
    out together with a module stays in sight below it while that module's removal is disputed.
    """
    placed, skipped = _replay_places(course)
    gone: set[NodeId] = set()
    overlaps: list[OutlineOverlap] = []
    back: list[NodeId] = []
    for node in course.nodes.values():
        if node.placed_once:
            if len(node.title.entries) < 2 and node.id not in skipped:
                continue  # named and placed once: nobody can disagree
        elif node.id not in placed:
            continue  # named, or taken out, and never there: no application of ours writes that
        elif node.is_out:
            gone.add(node.id)
        found = overlaps_of_node(node, unseen, skipped.get(node.id, ()))
        overlaps += found
        if node.id in gone and any(o.kind == "removed-edited" for o in found):
            back.append(node.id)
    kinds = _kinds(course, placed, unseen)
    standing = {
        i: Node(
            i,
            kinds.get(i, course.nodes[i].kind),
            place.parent,
            place.position,
            _title(course.nodes[i]),
        )
        for i, place in placed.items()
    }
    deep = [ident for ident in _too_deep(standing) if ident not in gone]
    for ident in deep:
        standing[ident] = msgspec.structs.replace(standing[ident], parent=ROOT)
    along = _below_disputed(course, standing, back) - set(back)
    gone -= along
    lost = [ident for ident in _below_removed(standing, gone) if ident not in along]
    overlaps += [OutlineOverlap.added_to_removed(course.nodes[i], standing[i]) for i in lost]
    return _assemble(standing, gone, [*back, *lost, *deep], overlaps)


def _kinds(
    course: CourseFacts, placed: dict[NodeId, Place], unseen: Unseen
) -> dict[NodeId, NodeKind]:
    """Tell what nodes are that were placed as both kinds: words make a lesson, else what is below.

    One forged fact would otherwise hide a lesson with all its words, or a module's lessons.
    """
    if not course.of_two_kinds:
        return {}
    parents = {place.parent for place in placed.values()}
    kinds: dict[NodeId, NodeKind] = {}
    for ident in course.of_two_kinds:
        if unseen(ident, ()):
            kinds[ident] = "lesson"
        elif ident in parents:
            kinds[ident] = "module"
    return kinds


def _title(node: NodeFacts) -> str:
    heads = node.title.heads()
    return heads[-1].value if heads else ""


def _replay_places(
    course: CourseFacts,
) -> tuple[dict[NodeId, Place], dict[NodeId, tuple[PlaceEntry, ...]]]:
    """Give each node its last place that makes no circle, and list the moves that were skipped."""
    moves = [
        (entry.clock, entry.fact, node.id, entry, entry.value)
        for node in course.nodes.values()
        for entry in node.place.entries.values()
        if isinstance(entry.value, Place)
    ]
    moves.sort(key=itemgetter(0, 1, 2))
    placed: dict[NodeId, Place] = {}
    parents: set[str] = set()
    skipped: dict[NodeId, tuple[PlaceEntry, ...]] = {}
    for _, _, ident, entry, place in moves:
        parents.add(place.parent)
        if ident in parents and _makes_circle(placed, ident, place.parent):
            skipped[ident] = (*skipped.get(ident, ()), entry)
            if ident not in placed:  # it must stand somewhere
                placed[ident] = msgspec.structs.replace(place, parent=ROOT)
            continue
        placed[ident] = place
    return placed, skipped


def _makes_circle(placed: dict[NodeId, Place], ident: NodeId, parent: str) -> bool:
    """Tell whether a node would stand in itself, or so deep that it is not worth the walk."""
    at = parent
    for _ in range(DEEPEST):
        if not at:
            return False
        if at == ident:
            return True
        above = placed.get(NodeId(at))
        at = above.parent if above else ROOT
    return bool(at)


def _too_deep(nodes: dict[NodeId, Node]) -> list[NodeId]:
    """List each node that stands `DEEPEST` below the top, or below another one of these."""
    depths: dict[str, int] = {ROOT: 0}
    for ident in nodes:
        chain: list[NodeId] = []
        at: str = ident
        while at not in depths and at in nodes:
            chain.append(NodeId(at))
            at = nodes[NodeId(at)].parent
        depth = depths.get(at, 0)
        for one in reversed(chain):
            depths[one] = depth = depth + 1
    return [ident for ident in nodes if depths[ident] > 1 and depths[ident] % DEEPEST == 1]


def _below_disputed(
    course: CourseFacts, nodes: dict[NodeId, Node], back: list[NodeId]
) -> set[NodeId]:
    """List what went only with a module that someone apart moved, or named anew."""
    disputed = {
        node.id: node.removals
        for node in course.nodes.values()
        if node.kind == "module" and node.removals and (not node.is_out or node.id in back)
    }
    if not disputed:
        return set()
    below: dict[str, list[NodeId]] = {}
    for known in nodes.values():
        below.setdefault(known.parent, []).append(known.id)
    kept: set[NodeId] = set()
    for module, removals in disputed.items():
        stack = list(below.get(module, ()))
        while stack:
            node = course.nodes[stack.pop()]
            if node.is_out and node.removals <= removals and node.id not in kept:
                kept.add(node.id)
                stack += below.get(node.id, ())
    return kept


def _below_removed(nodes: dict[NodeId, Node], gone: set[NodeId]) -> list[NodeId]:
    """List nodes that nobody removed, directly under what is removed, unknown or no module."""
    return sorted(
        node.id
        for node in nodes.values()
        if node.id not in gone
        and node.parent
        and (
            node.parent in gone
            or node.parent not in nodes
            or nodes[NodeId(node.parent)].kind == "lesson"
        )
    )


def _assemble(
    nodes: dict[NodeId, Node],
    gone: set[NodeId],
    found: list[NodeId],
    overlaps: list[OutlineOverlap],
) -> Outline:
    children: dict[str, list[Node]] = {}
    away = set(found)
    for node in nodes.values():
        if node.id not in gone and node.id not in away:
            children.setdefault(node.parent, []).append(node)
    ordered = {
        parent: tuple(n.id for n in sorted(below, key=lambda n: (n.position, n.id)))
        for parent, below in children.items()
    }
    return Outline(
        nodes=nodes,
        children=ordered,
        found=tuple(sorted(away)),
        removed=tuple(sorted(gone - away)),
        overlaps=tuple(sorted(overlaps, key=lambda o: (o.node, o.kind, o.id))),
    )
