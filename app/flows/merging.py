"""Overlaps as people meet them: what two people changed apart, and how one of them settles it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.flows.changes import Changes, changed
from app.flows.outlining import put_back
from app.flows.permission import may, must_be_allowed
from app.flows.suggesting import suggest
from sync.merge.fold import Item, choose
from sync.merge.weave import Woven, weave
from sync.model.errors import BadInput, NotFound
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId, PersonId, sha_of
from sync.model.outline import ROOT
from sync.model.outline_overlaps import OutlineOverlap, OutlineWording
from sync.model.payloads import (
    LessonPlaced,
    LessonRemoved,
    LessonRenamed,
    OverlapConfirmed,
    Place,
    Removal,
)
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class Wording:
    """One of the texts that stand against each other, and who wrote it."""

    text: str
    people: tuple[PersonId, ...]


@dataclass(frozen=True)
class OverlapView:
    """One place to check. Mine is the wording with my facts; for a bystander, the first two."""

    id: str
    lesson: NodeId
    kind: str
    base: str
    mine: str
    theirs: str
    merged: str
    wordings: tuple[Wording, ...]
    state: str
    item: Item | None
    outline: OutlineOverlap | None


def overlaps(ws: Workspace, course: Course, *, settled: bool = False) -> list[OverlapView]:
    """List what is open in texts and outline, in reading order; with `settled`, also that."""
    found: list[OverlapView] = []
    order = {node.id: n for n, node in enumerate(course.outline.lessons())}
    lessons = ws.store.drafts.with_overlaps(course.log)
    if settled:
        lessons = list(ws.store.drafts.all(course.log))
    for lesson in sorted(lessons, key=lambda node: (order.get(node, len(order)), node)):
        if lesson in course.outline.removed:
            continue
        for item in ws.lessons.today(course.log, lesson).items:
            if item.state == "open" or (settled and item.state == "settled"):
                found.append(_text_view(ws.identity.person, lesson, item))
    found += [_outline_view(ws, course, overlap) for overlap in course.outline.overlaps]
    return found


def _text_view(me: PersonId, lesson: NodeId, item: Item) -> OverlapView:
    wordings = tuple(Wording(w.text, tuple(w.people)) for w in item.wordings)
    mine, theirs = (wordings[at].text if at is not None else "" for at in _sides(me, wordings))
    return OverlapView(
        item.id, lesson, item.kind, item.base, mine, theirs, item.merged, wordings, item.state,
        item, None,
    )  # fmt: skip


def _sides(me: PersonId, wordings: Sequence[Wording]) -> tuple[int | None, int | None]:
    """Pick my wording and the first other, by place; a bystander gets the first two."""
    every = range(len(wordings))
    mine = [at for at in every if me in wordings[at].people]
    mine = [at for at in mine if len(wordings[at].people) == 1] or mine or list(every[:1])
    theirs = [at for at in every if at not in mine[:1]]
    return next(iter(mine), None), next(iter(theirs), None)


def _outline_view(ws: Workspace, course: Course, overlap: OutlineOverlap) -> OverlapView:
    wordings = tuple(_outline_wording(ws, course, overlap, w) for w in overlap.wordings)
    sides = _sides(ws.identity.person, wordings)
    mine, theirs = (wordings[at].text if at is not None else "" for at in sides)
    was = overlap.was
    if overlap.kind in ("both-moved", "removed-moved", "circle"):
        was = _place_name(course, overlap.was)
    return OverlapView(
        overlap.id, overlap.node, overlap.kind, was, mine, theirs, _stands(course, overlap),
        wordings, "open", None, overlap,
    )  # fmt: skip


def _outline_wording(
    ws: Workspace, course: Course, overlap: OutlineOverlap, wording: OutlineWording
) -> Wording:
    if wording.text == "title":
        return Wording(wording.title, (wording.person,))
    if wording.text == "place":
        return Wording(_place_words(course, overlap, wording), (wording.person,))
    if wording.text == "removed":
        return Wording("removed", (wording.person,))
    stored = ws.store.log.fact(wording.fact)
    people = (stored.fact.person,) if stored else ()
    return Wording(ws.lessons.today(course.log, overlap.node).text, people)


def _place_words(course: Course, overlap: OutlineOverlap, wording: OutlineWording) -> str:
    """Name the module of a place; where several are in one module, also what it stands after."""
    where = _place_name(course, wording.parent)
    places = [w.parent for w in overlap.wordings if w.text == "place"]
    if places.count(wording.parent) < 2:
        return where
    nodes = [course.outline.nodes[i] for i in course.outline.children.get(wording.parent, ())]
    above = [n for n in nodes if n.id != overlap.node and n.position < wording.position]
    return f"{where}, after “{above[-1].title}”" if above else f"{where}, first"


def _place_name(course: Course, parent: str) -> str:
    if not parent:
        return course.title
    return "/".join(course.outline.path(NodeId(parent))) or "a removed module"


def _stands(course: Course, overlap: OutlineOverlap) -> str:
    node = course.outline.nodes.get(overlap.node)
    if overlap.kind == "both-renamed":
        return node.title if node else ""
    if overlap.kind in ("removed-edited", "removed-added"):
        return "Found"
    return _place_name(course, node.parent if node else "")


def find_overlap(ws: Workspace, reference: str) -> tuple[Course, OverlapView]:
    """Find an open overlap of any course by its id, the id of one of its parts, or a prefix."""
    found = []
    for entry in ws.courses.entries():
        course = ws.courses.open(entry.row)
        for view in overlaps(ws, course, settled=True):
            ids = {view.id, *(view.item.ids if view.item else ())}
            if any(ident.startswith(reference) for ident in ids):
                found.append((course, view))
    if len(found) == 1 and reference:
        return found[0]
    raise NotFound(
        f"{'No' if not found else 'More than one'} open overlap goes by “{reference}”.",
        safe="Both texts are kept.",
        mend="“coursefolk overlaps” lists them.",
    )


def wording_taken(view: OverlapView, take: str) -> str:
    """Read what `mine`, `theirs`, `merged` or the number of a wording means here."""
    if take in ("mine", "theirs", "merged"):
        return {"mine": view.mine, "theirs": view.theirs, "merged": view.merged}[take]
    if take.isdecimal() and 1 <= int(take) <= len(view.wordings):
        return view.wordings[int(take) - 1].text
    raise BadInput(
        f"“{take}” is none of the texts of this overlap.",
        safe="Nothing was changed.",
        mend=f"Take mine, theirs, merged, or 1 to {len(view.wordings)}.",
    )


def confirm(ws: Workspace, course: Course, view: OverlapView, wording: str) -> Changes:
    """Settle a place of a text with the wording given; closed for everyone at their next sync.

    A reviewer's choice is a suggestion: the author decides, and the overlap stays open.
    """
    if view.item is None:
        raise BadInput("This overlap is one of the outline, not of a text.")
    ws.lessons.seal(view.lesson)
    today = ws.lessons.today(course.log, view.lesson)
    items = [i for i in today.items if i.ids & view.item.ids or i.id == view.item.id]
    if not items:
        raise NotFound("This overlap was settled meanwhile.", safe="Nothing was changed.")
    if not may(course, "overlap.confirmed") and may(course, "suggestion.made"):
        text = choose(ws.lessons.history(course.log, view.lesson), items[0], wording)
        return suggest(ws, course, view.lesson, text, "My choice where two people overlap.")
    must_be_allowed(course, "overlap.confirmed")
    return changed(course.log, ws.lessons.confirm(course.log, view.lesson, items[0], wording))


def confirm_outline(ws: Workspace, course: Course, view: OverlapView, take: str) -> Changes:
    """Settle an overlap of the outline by one side: `mine`, `theirs`, `merged`, or a number.

    `merged` keeps what stands in the outline now; a found lesson is put back.
    """
    must_be_allowed(course, "overlap.confirmed")
    overlap = view.outline
    if overlap is None:
        raise BadInput("This overlap is one of a text, not of the outline.")
    chosen = _chosen(ws.identity.person, view, take)
    with ws.store.writing():
        settling = _settle(ws, course, overlap, chosen)
        body = OverlapConfirmed(
            overlap.node, (overlap.id,), settling[0].id, sha_of(chosen.text if chosen else "kept")
        )
        facts = [*settling, *ws.ledger.write(course.log, body)]
    return changed(course.log, facts)


def _chosen(me: PersonId, view: OverlapView, take: str) -> OutlineWording | None:
    assert view.outline is not None
    wording_taken(view, take)  # says what there is to take, if it is none of these
    if take == "merged":
        return None
    mine, theirs = _sides(me, view.wordings)
    at = {"mine": mine, "theirs": theirs}[take] if take in ("mine", "theirs") else int(take) - 1
    return None if at is None else view.outline.wordings[at]


def _settle(
    ws: Workspace, course: Course, overlap: OutlineOverlap, chosen: OutlineWording | None
) -> list[Fact]:
    node = course.facts.nodes[overlap.node]
    titles: tuple[FactId, ...] = tuple(head.fact for head in node.title.heads())
    places: tuple[FactId, ...] = tuple(head.fact for head in node.place.heads())
    if overlap.kind == "both-renamed":
        title = chosen.title if chosen else node.title.heads()[-1].value
        return ws.ledger.write(course.log, LessonRenamed(overlap.node, title, titles))
    if chosen is not None and chosen.text == "removed":
        heads = ws.lessons.today(course.log, overlap.node).state.heads
        removal = Removal(overlap.node, places, heads, titles)
        return ws.ledger.write(course.log, LessonRemoved((removal,)))
    stands = course.outline.nodes[overlap.node]
    if overlap.kind in ("removed-edited", "removed-added"):
        there = {n.id for n, _ in course.outline.walk()}
        home = stands.parent if stands.parent in there else ROOT
        return list(put_back(ws, course, overlap.node, home).facts)
    parent = chosen.parent if chosen else stands.parent
    position = chosen.position if chosen else stands.position
    place = Place(overlap.node, parent, position, places, node.kind)
    return ws.ledger.write(course.log, LessonPlaced((place,)))


def merge_files(base: str, left: str, right: str) -> Woven:
    """Merge two edited copies of one text as the product merges them."""
    return weave(base, left, right)
