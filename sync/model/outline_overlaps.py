"""Overlaps of the outline: titles, places and removals that people wrote apart.

A removal against an edit, a new title or a move is an overlap; so are two titles, two places, and
a move that another move made impossible. A move against an edit is none: both are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from sync.model.course import NodeFacts, PlaceEntry, Removed
from sync.model.ids import FactId, NodeId, PersonId, sha_of
from sync.model.nodes import Node
from sync.model.payloads import Place
from sync.model.registers import Entry

OutlineOverlapKind = Literal[
    "both-renamed", "both-moved", "removed-moved", "removed-edited", "removed-added", "circle"
]


@dataclass(frozen=True)
class OutlineWording:
    """One side of an overlap of the outline: what one person made of the node.

    `parent` and `position` are set for a place, `title` for a title; neither for a removal or
    for an edit (then `text` is "removed" or "edited").
    """

    fact: FactId
    person: PersonId
    at: int
    text: Literal["title", "place", "removed", "edited"]
    title: str = ""
    parent: str = ""
    position: str = ""


@dataclass(frozen=True)
class OutlineOverlap:
    """A disagreement about one node. `heads` are the facts a settling fact must have seen."""

    id: str
    node: NodeId
    kind: OutlineOverlapKind
    was: str
    wordings: tuple[OutlineWording, ...]
    heads: tuple[FactId, ...]

    @staticmethod
    def added_to_removed(node: NodeFacts, stands: Node) -> OutlineOverlap:
        """Tell of a node put into a module that someone apart took out."""
        head = node.place.heads()[-1]
        return _overlap(node, "removed-added", stands.title, [_placed(head)])


def overlaps_of_node(
    node: NodeFacts,
    unseen: Callable[[NodeId, tuple[FactId, ...]], tuple[FactId, ...]],
    skipped: Sequence[PlaceEntry],
) -> list[OutlineOverlap]:
    """List what is open about one node."""
    heads = node.place.heads()
    found = [*_titles(node), *_places(node)]
    if heads and all(isinstance(head.value, Removed) for head in heads):
        found += _edited_when_removed(node, heads, unseen)
    lost = [entry for entry in skipped if entry in heads]
    if lost:
        found.append(_overlap(node, "circle", "", [_placed(entry) for entry in lost]))
    return found


def _titles(node: NodeFacts) -> list[OutlineOverlap]:
    heads = node.title.heads()
    if len({head.value for head in heads}) < 2:
        return []
    before = node.title.before(heads)
    wordings = [OutlineWording(h.fact, h.person, h.at, "title", title=h.value) for h in heads]
    return [_overlap(node, "both-renamed", before.value if before else "", wordings)]


def _places(node: NodeFacts) -> list[OutlineOverlap]:
    heads = node.place.heads()
    places = [head for head in heads if isinstance(head.value, Place)]
    if not places:
        return []
    before = node.place.before(heads)
    was = before.value.parent if before and isinstance(before.value, Place) else ""
    if len(places) < len(heads):
        return [_overlap(node, "removed-moved", was, [_placed(head) for head in heads])]
    spots = {(h.value.parent, h.value.position) for h in places if isinstance(h.value, Place)}
    if len(spots) < 2:
        return []
    return [_overlap(node, "both-moved", was, [_placed(head) for head in heads])]


def _edited_when_removed(
    node: NodeFacts,
    removals: Sequence[PlaceEntry],
    unseen: Callable[[NodeId, tuple[FactId, ...]], tuple[FactId, ...]],
) -> list[OutlineOverlap]:
    seen: set[FactId] = set()
    seen_titles: set[FactId] = set()
    for removal in removals:
        assert isinstance(removal.value, Removed)
        seen.update(removal.value.heads)
        seen_titles.update(removal.value.titles)
    edits = unseen(node.id, tuple(sorted(seen))) if node.kind == "lesson" else ()
    titles = [h for h in node.title.heads() if seen_titles and h.fact not in seen_titles]
    if not edits and not titles:
        return []
    wordings = [_placed(removal) for removal in removals]
    wordings += [OutlineWording(edit, PersonId(""), 0, "edited") for edit in edits]
    wordings += [OutlineWording(h.fact, h.person, h.at, "title", title=h.value) for h in titles]
    return [_overlap(node, "removed-edited", "", wordings)]


def _placed(entry: Entry[Place | Removed]) -> OutlineWording:
    if isinstance(entry.value, Removed):
        return OutlineWording(entry.fact, entry.person, entry.at, "removed")
    return OutlineWording(
        entry.fact,
        entry.person,
        entry.at,
        "place",
        parent=entry.value.parent,
        position=entry.value.position,
    )


def _overlap(
    node: NodeFacts, kind: OutlineOverlapKind, was: str, wordings: list[OutlineWording]
) -> OutlineOverlap:
    facts = tuple(sorted(wording.fact for wording in wordings))
    ident = sha_of("\0".join((node.id, kind, *facts)))[:24]
    return OutlineOverlap(ident, node.id, kind, was, tuple(wordings), facts)
