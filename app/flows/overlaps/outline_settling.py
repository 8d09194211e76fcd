"""Overlaps of the outline: show who made what of a module or lesson, and settle it by one side."""

from __future__ import annotations

from dataclasses import replace

from app.flows.changes import Changes, changed
from app.flows.courses.outlining import placing, put_back, remove
from app.flows.overlaps.overlap_titles import settle_title, title_offered
from app.flows.overlaps.overlap_views import (
    OverlapView,
    Wording,
    sides,
    texts_of_sides,
    wording_taken,
)
from app.flows.permission import must_be_allowed
from sync.model.course import Removed
from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId, PersonId, sha_of
from sync.model.language import say
from sync.model.nodes import Node
from sync.model.outline import ROOT
from sync.model.outline_overlaps import OutlineOverlap, OutlineWording
from sync.model.payloads import LessonPlaced, OverlapConfirmed, Place
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def outline_view(ws: Workspace, course: Course, overlap: OutlineOverlap) -> OverlapView:
    """Show an overlap of the outline as any other: each side has a wording."""
    whole = replace(overlap, wordings=(*_once(overlap), *_other_side(course, overlap)))
    wordings = tuple(_wording(ws, course, whole, wording, overlap) for wording in whole.wordings)
    mine, theirs = texts_of_sides(ws.identity.person, wordings)
    was = overlap.was
    if overlap.kind in ("both-moved", "removed-moved", "circle"):
        was = _place_name(course, overlap.was)
    return OverlapView(
        overlap.id, overlap.node, overlap.kind, was, mine, theirs, _stands(ws, course, overlap),
        wordings, "open", None, whole,
    )  # fmt: skip


def _once(overlap: OutlineOverlap) -> list[OutlineWording]:
    """Leave one of several edits: what they made together is one text."""
    edited = [wording for wording in overlap.wordings if wording.text == "edited"]
    return [wording for wording in overlap.wordings if wording not in edited[1:]]


def _other_side(course: Course, overlap: OutlineOverlap) -> list[OutlineWording]:
    """Find what stands against a place alone: its module's removal, or the move in its way."""
    stands = course.outline.nodes[overlap.node]
    if overlap.kind == "removed-added":
        module = course.facts.nodes.get(NodeId(stands.parent))
        heads = module.place.heads() if module else ()
        return [
            OutlineWording(head.fact, head.person, head.at, "removed")
            for head in heads
            if isinstance(head.value, Removed)
        ]
    if overlap.kind == "circle":
        between = _between(course, overlap.node, overlap.wordings[0].parent)
        if between is None:
            return []
        head = course.facts.nodes[between.id].place.heads()[-1]
        return [
            OutlineWording(
                head.fact, head.person, head.at, "place", "", stands.parent, stands.position
            )
        ]
    return []


def _between(course: Course, top: NodeId, below: str) -> Node | None:
    """Find the child of `top` that `below` stands under, or is; None if it stands elsewhere."""
    at = course.outline.nodes.get(NodeId(below))
    while at is not None and at.parent != top:
        at = course.outline.nodes.get(NodeId(at.parent))
    return at


def _wording(
    ws: Workspace,
    course: Course,
    overlap: OutlineOverlap,
    wording: OutlineWording,
    every: OutlineOverlap,
) -> Wording:
    if wording.text == "title":
        return Wording(wording.title, (wording.person,))
    if wording.text == "place":
        return Wording(_place_words(course, overlap, wording), (wording.person,))
    if wording.text == "removed":
        return Wording(say("removed"), (wording.person,))
    edits = [ws.store.log.fact(one.fact) for one in every.wordings if one.text == "edited"]
    people = tuple(dict.fromkeys(one.fact.person for one in edits if one is not None))
    return Wording(ws.lessons.today(course.log, overlap.node).text, people)


def _place_words(course: Course, overlap: OutlineOverlap, wording: OutlineWording) -> str:
    """Name the module of a place; where several are in one module, also what it stands after."""
    if overlap.kind == "circle" and wording.parent:
        return course.outline.nodes[NodeId(wording.parent)].title
    where = _place_name(course, wording.parent)
    places = [w.parent for w in overlap.wordings if w.text == "place"]
    if places.count(wording.parent) < 2:
        return where
    nodes = [course.outline.nodes[i] for i in course.outline.children.get(wording.parent, ())]
    above = [n for n in nodes if n.id != overlap.node and n.position < wording.position]
    if not above:
        return say("{where}, first", where=where)
    return say("{where}, after “{title}”", where=where, title=above[-1].title)


def _place_name(course: Course, parent: str) -> str:
    if not parent:
        return course.title
    return "/".join(course.outline.path(NodeId(parent))) or say("a removed module")


def _stands(ws: Workspace, course: Course, overlap: OutlineOverlap) -> str:
    node = course.outline.nodes.get(overlap.node)
    if overlap.kind == "both-renamed":
        return title_offered(ws, course, overlap)
    if overlap.kind in ("removed-edited", "removed-added"):
        return say("Found")
    return _place_name(course, node.parent if node else "")


def confirm_outline(ws: Workspace, course: Course, view: OverlapView, take: str) -> Changes:
    """Settle an overlap of the outline by one side: `mine`, `theirs`, `merged`, or a number.

    `merged` keeps what stands in the outline now; a found lesson is put back.
    """
    must_be_allowed(course, "overlap.confirmed")
    overlap = view.outline
    if overlap is None:
        raise BadInput(
            say("This overlap is one of a text, not of the outline."),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk overlaps” tells what each overlap is about."),
        )
    chosen = _chosen(ws.identity.person, view, take)
    with ws.store.writing():
        settling = _settle(ws, course, view, overlap, chosen)
        sha = sha_of(chosen.text if chosen else "kept")
        also = tuple(fact.id for fact in settling[1:] if fact.kind != "overlap.confirmed")
        body = OverlapConfirmed(overlap.node, (overlap.id,), settling[0].id, sha, also)
        facts = [*settling, *ws.ledger.write(course.log, body)]
    return changed(course.log, facts)


def _chosen(me: PersonId, view: OverlapView, take: str) -> OutlineWording | None:
    assert view.outline is not None
    wording_taken(view, take)  # says what there is to take, if it is none of these
    if take == "merged":
        return None
    mine, theirs = sides(me, view.wordings)
    at = {"mine": mine, "theirs": theirs}[take] if take in ("mine", "theirs") else int(take) - 1
    return None if at is None else view.outline.wordings[at]


def _settle(
    ws: Workspace,
    course: Course,
    view: OverlapView,
    overlap: OutlineOverlap,
    chosen: OutlineWording | None,
) -> list[Fact]:
    if overlap.kind == "both-renamed":
        return settle_title(ws, course, overlap, chosen.title if chosen else view.merged)
    stands = course.outline.nodes[overlap.node]
    if chosen is not None and chosen.text == "removed":
        return list(remove(ws, course, [stands]).facts)
    if overlap.kind in ("removed-edited", "removed-added"):
        there = {node.id for node, _ in course.outline.walk()}
        home = stands.parent if stands.parent in there else ROOT
        return list(put_back(ws, course, overlap.node, home).facts)
    parent = chosen.parent if chosen else stands.parent
    position = chosen.position if chosen else stands.position
    place = Place(overlap.node, parent, position, _place_heads(course, overlap.node), stands.kind)
    steps = [placing(course, place)]
    if overlap.kind == "circle" and (between := _between(course, overlap.node, parent)):
        # what is in the way moves first, to where this one stood, which can then go below it
        heads = _place_heads(course, between.id)
        aside = Place(between.id, stands.parent, stands.position, heads, between.kind)
        steps.insert(0, LessonPlaced((aside,)))
    return ws.ledger.write(course.log, *steps)


def _place_heads(course: Course, ident: NodeId) -> tuple[FactId, ...]:
    return tuple(head.fact for head in course.facts.nodes[ident].place.heads())
