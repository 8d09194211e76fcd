"""Overlaps as people meet them: what two people changed apart, and how one of them settles it."""

from __future__ import annotations

from app.flows.changes import Changes, changed
from app.flows.overlaps.course_settling import confirm_in_course, course_view
from app.flows.overlaps.outline_settling import confirm_outline, outline_view
from app.flows.overlaps.overlap_titles import settle_title_with
from app.flows.overlaps.overlap_views import OverlapView, Wording, texts_of_sides, wording_taken
from app.flows.permission import may, must_be_allowed
from app.flows.review.suggesting import suggest
from sync.merge.fold import Item, choose
from sync.merge.weave import Woven, weave
from sync.model.errors import BadInput, NotFound
from sync.model.ids import NodeId, PersonId
from sync.model.language import say
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

__all__ = [
    "OverlapView",
    "Wording",
    "confirm",
    "confirm_outline",
    "confirm_side",
    "find_overlap",
    "merge_files",
    "overlaps",
    "wording_taken",
]


def overlaps(ws: Workspace, course: Course, *, settled: bool = False) -> list[OverlapView]:
    """List what is open in texts, outline, files and description; with `settled`, also that."""
    found: list[OverlapView] = []
    order = {node.id: n for n, node in enumerate(course.outline.lessons())}
    lessons = ws.store.drafts.with_overlaps(course.log)
    if settled:
        lessons = ws.store.drafts.with_items(course.log)
    for lesson in sorted(lessons, key=lambda node: (order.get(node, len(order)), node)):
        if lesson in course.outline.removed:
            continue
        for item in ws.lessons.today(course.log, lesson).items:
            if item.state == "open" or (settled and item.state == "settled"):
                found.append(_text_view(ws.identity.person, lesson, item))
    found += [outline_view(ws, course, overlap) for overlap in course.outline.overlaps]
    found += [course_view(ws, course, overlap) for overlap in course.apart]
    return found


def _text_view(me: PersonId, lesson: NodeId, item: Item) -> OverlapView:
    wordings = tuple(Wording(w.text, tuple(w.people)) for w in item.wordings)
    mine, theirs = texts_of_sides(me, wordings)
    return OverlapView(
        item.id, lesson, item.kind, item.base, mine, theirs, item.merged, wordings, item.state,
        item, None,
    )  # fmt: skip


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
        say("More than one open overlap goes by “{reference}”.", reference=reference)
        if found
        else say("No open overlap goes by “{reference}”.", reference=reference),
        safe=say("Both texts are kept."),
        mend=say("“coursefolk overlaps” lists them."),
    )


def confirm(ws: Workspace, course: Course, view: OverlapView, wording: str) -> Changes:
    """Settle a place of a text with the wording given; closed for everyone at their next sync.

    A reviewer's choice is a suggestion: the author decides, and the overlap stays open.
    """
    if view.item is None:
        raise BadInput(
            say("This overlap is one of the course, not of a text."),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk overlaps” tells what each overlap is about."),
        )
    ws.lessons.seal(view.lesson)
    today = ws.lessons.today(course.log, view.lesson)
    items = [i for i in today.items if i.ids & view.item.ids or i.id == view.item.id]
    if not items:
        raise NotFound(
            say("This overlap was settled meanwhile."),
            safe=say("Nothing was changed."),
            mend=say("There is nothing left to check here."),
        )
    if not may(course, "overlap.confirmed") and may(course, "suggestion.made"):
        text = choose(ws.lessons.history(course.log, view.lesson), items[0], wording)
        return suggest(ws, course, view.lesson, text, say("My choice where two people overlap."))
    must_be_allowed(course, "overlap.confirmed")
    with ws.store.writing():
        facts = ws.lessons.confirm(course.log, view.lesson, items[0], wording)
        facts += settle_title_with(ws, course, view.lesson, items[0], facts)
    return changed(course.log, facts)


def confirm_side(ws: Workspace, course: Course, view: OverlapView, take: str) -> Changes:
    """Settle an overlap of the outline, of files or of the description by one of its sides."""
    if view.course is not None:
        return confirm_in_course(ws, course, view, take)
    return confirm_outline(ws, course, view, take)


def merge_files(base: str, left: str, right: str) -> Woven:
    """Merge two edited copies of one text as the product merges them."""
    return weave(base, left, right)
