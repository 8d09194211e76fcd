"""A suggestion inside an open overlap is its third choice: taken, it is accepted and confirmed."""

from __future__ import annotations

from app.flows.changes import Changes, changed
from app.flows.overlaps.overlap_views import OverlapView, ids_of
from app.flows.permission import must_be_allowed
from app.flows.review.deciding import ThirdChoice, third_choices
from sync.merge.edits import carry, line_edits
from sync.merge.fold import Item
from sync.model.errors import BadInput, NotFound
from sync.model.facts import Fact
from sync.model.ids import FactId
from sync.model.kinds import payload_of
from sync.model.language import say
from sync.model.payloads import SuggestionDecided
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def choices_at(ws: Workspace, course: Course, view: OverlapView) -> list[ThirdChoice]:
    """List the suggestions at the place of an overlap, with the wording of each there.

    Those are the open ones, and those that were taken there and taken back.
    """
    item = view.item
    if item is None or item.start is None or item.end is None or item.state != "open":
        return []
    again = _taken_before(ws, course, view)
    return third_choices(ws, course, view.lesson, item.start, item.end, again)


def _taken_before(ws: Workspace, course: Course, view: OverlapView) -> frozenset[FactId]:
    """Find the suggestions that settled this overlap before: it is open, so that was taken back."""
    said = course.facts.confirmations.get(view.lesson, ())
    ids = ids_of(view)
    also = {one for _, body in said if ids & set(body.overlaps) for one in body.also}
    stored = (ws.store.log.fact(ident) for ident in also)
    bodies = (payload_of(one.fact) for one in stored if one is not None)
    return frozenset(body.suggestion for body in bodies if isinstance(body, SuggestionDecided))


def take_third(ws: Workspace, course: Course, view: OverlapView, suggestion: FactId) -> Changes:
    """Accept a suggestion and settle the place with it, as one act that is taken back as one.

    The suggester stays the writer of what was suggested.
    """
    must_be_allowed(course, "suggestion.decided")
    must_be_allowed(course, "overlap.confirmed")
    ws.lessons.seal(view.lesson)
    item = view.item
    chosen = [c for c in choices_at(ws, course, view) if c.suggestion.id == suggestion]
    if item is None or item.start is None or item.end is None:
        raise BadInput(
            say("This overlap is one of the course, not of a text."),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk overlaps” tells what each overlap is about."),
        )
    if not chosen:
        raise NotFound(
            say("This was settled meanwhile."),
            safe=say("Nothing was changed."),
            mend=say("There is nothing left to check here."),
        )
    with ws.store.writing():
        before = ws.lessons.today(course.log, view.lesson).text
        wanted = before[: item.start] + chosen[0].wording + before[item.end :]
        facts: list[Fact] = []
        if chosen[0].suggestion.is_open:
            facts += ws.ledger.write(course.log, SuggestionDecided(suggestion, "accept", ""))
        yes = tuple(fact.id for fact in facts)
        there = item.start, item.start + len(chosen[0].wording)
        while True:
            today = ws.lessons.today(course.log, view.lesson)
            low, high, _ = carry(line_edits(wanted, today.text), *there)
            left = [one for one in today.items if _is_there(one, item, (low, high))]
            if not left:
                break
            one = left[0]
            start, end, _ = carry(line_edits(today.text, wanted), one.start or 0, one.end or 0)
            facts += ws.lessons.confirm(course.log, view.lesson, one, wanted[start:end], yes)
    return changed(course.log, facts)


def _is_there(one: Item, item: Item, place: tuple[int, int]) -> bool:
    """Tell whether an overlap is the one decided on, or one that the suggestion made there."""
    if one.state == "confirmed" or one.start is None or one.end is None:
        return False
    touches = one.start <= place[1] and place[0] <= one.end
    return bool(one.ids & item.ids) or (touches and one.state == "open")
