"""Take back a choice about an overlap: the text as before it, and the overlap open again.

It is a new edit on the one taken back: what was written since stays.
"""

from __future__ import annotations

import msgspec

from app.flows.changes import Changes, changed
from app.flows.permission import must_be_allowed
from sync.model.errors import NotFound, Refused
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId, Sha
from sync.model.kinds import payload_of
from sync.model.language import say
from sync.model.payloads import OverlapConfirmed, TextRevised
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

NO_CHOICE = Sha("")


def can_take_back(changes: Changes) -> bool:
    """Tell whether an act was a choice about a text: those about the outline are made anew."""
    return any(fact.kind == "text.revised" for fact in changes.facts) and changes.kinds <= {
        "text.revised",
        "overlap.confirmed",
        "suggestion.decided",
    }


def take_back(ws: Workspace, course: Course, changes: Changes) -> Changes:
    """Take back what one act chose, by the facts it wrote: of several places, each."""
    must_be_allowed(course, "overlap.confirmed")
    decided = {payload_of(f).suggestion for f in changes.facts if f.kind == "suggestion.decided"}
    written: list[Fact] = []
    with ws.store.writing():
        for fact in reversed(changes.facts):
            body = payload_of(fact)
            if isinstance(body, TextRevised):
                confirmed = [
                    said.overlaps
                    for one in changes.facts
                    if isinstance(said := payload_of(one), OverlapConfirmed)
                    and said.revision == fact.id
                ]
                overlaps = confirmed[0] if confirmed else ()
                written += _taken_back(ws, course, body.lesson, fact.id, overlaps, decided)
    return changed(course.log, written)


def take_back_by_name(ws: Workspace, reference: str) -> tuple[Course, Changes]:
    """Take back the last choice about an overlap of a text, by its id or a prefix."""
    for entry in ws.courses.entries():
        course = ws.courses.open(entry.row)
        for lesson, confirmed in course.facts.confirmations.items():
            ids = {ident for _, body in confirmed for ident in body.overlaps}
            names = {ident for ident in ids if reference and ident.startswith(reference)}
            last = max(
                ((f, b) for f, b in confirmed if names & set(b.overlaps)),
                key=lambda one: one[0].order,
                default=None,
            )
            if last is None:
                continue
            must_be_allowed(course, "overlap.confirmed")
            if last[1].sha == NO_CHOICE:
                raise Refused(
                    say("This choice was taken back already."), safe=say("Nothing was changed.")
                )
            ws.lessons.seal(lesson)
            if last[1].revision not in LessonFacts(ws.store, course.log, lesson).revised:
                break
            with ws.store.writing():
                facts = _taken_back(
                    ws, course, lesson, last[1].revision, last[1].overlaps, frozenset()
                )
            return course, changed(course.log, facts)
    raise NotFound(
        say("No choice about a text goes by “{reference}”.", reference=reference),
        safe=say("Nothing was changed."),
    )


def _taken_back(
    ws: Workspace,
    course: Course,
    lesson: NodeId,
    revision: FactId,
    overlaps: tuple[str, ...],
    accepted: set[FactId] | frozenset[FactId],
) -> list[Fact]:
    """Write the text as it was before a revision, and that its choice counts no more."""
    ws.lessons.seal(lesson)
    facts = LessonFacts(ws.store, course.log, lesson)
    history = facts.history
    ancestry = history.ancestry
    seen = ancestry.seen_by(*ancestry.revisions[revision].parents)
    for ident in accepted:
        if ancestry.knows(ident):
            seen &= ~ancestry.mask_of([ident])
    before = ancestry.heads_in(seen)
    body = facts.draw_revision((revision,), history.text_at(before))
    body = msgspec.structs.replace(body, restores=before)
    clock = ws.store.log.top_clock(course.log)
    edit = ws.ledger.draw_up(course.log, body, clock + 1)
    pair = [edit]
    if overlaps:
        undone = OverlapConfirmed(lesson, overlaps, edit.id, NO_CHOICE)
        pair.append(ws.ledger.draw_up(course.log, undone, clock + 2))
    ws.ledger.take(course.log, pair)
    return pair
