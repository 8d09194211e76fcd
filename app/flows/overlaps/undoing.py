"""Take back a choice about an overlap: all as before it, and the overlap open again.

In a text that is a new edit on the one taken back: what was written since stays. Of the outline,
of files and of the description the choice counts no more. What others chose apart about the same
decides nothing any more, either: somebody chooses anew, with all of it in view.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from app.flows.changes import Changes, changed
from app.flows.lesson.following import goes_on_in
from app.flows.overlaps.broken import broken_now
from app.flows.overlaps.choices import Said, choices_to_take_back, standing_of
from app.flows.overlaps.merging import overlaps
from app.flows.overlaps.overlap_views import ids_of
from app.flows.permission import must_be_allowed
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId, Sha
from sync.model.kinds import payload_of
from sync.model.payloads import OverlapConfirmed, TextRevised
from sync.model.withdrawn_choices import CONFIRMED, OF_REGISTERS
from sync.store.acts import KeptAct
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

NO_CHOICE = Sha("")
CHOSEN = "chosen"
"""The kind of act that a choice is kept as."""
_OF_A_CHOICE = OF_REGISTERS | {"text.revised", CONFIRMED, "suggestion.decided"}


def can_take_back(changes: Changes) -> bool:
    """Tell whether an act was a choice: about a place of a text, or confirmed."""
    return changes.kinds <= _OF_A_CHOICE and bool(changes.kinds & {"text.revised", CONFIRMED})


def keep_choice(ws: Workspace, changes: Changes) -> None:
    """Keep a choice as an act, to be taken back later on this laptop; another act is not kept."""
    if can_take_back(changes):
        ids = [fact.id for fact in changes.facts]
        packed = msgspec.json.encode(ids).decode()
        bodies = [payload_of(fact) for fact in changes.facts]
        lessons = [body.lesson for body in bodies if isinstance(body, TextRevised)]
        ws.store.acts.keep(KeptAct(ids[0], changes.log, CHOSEN, packed), lessons)


def choice_kept(ws: Workspace, kept: KeptAct) -> Changes | None:
    """Read the facts of a choice that was kept; None if it was taken back elsewhere meanwhile."""
    stored = [
        ws.store.log.fact(ident) for ident in msgspec.json.decode(kept.act, type=list[FactId])
    ]
    facts = tuple(one.fact for one in stored if one is not None)
    course = ws.courses.open(goes_on_in(ws, kept.log))
    if any(fact.kind == CONFIRMED for fact in facts) and not standing_of(ws, course, facts):
        return None
    return Changes(kept.log, facts) if facts else None


def take_back(ws: Workspace, course: Course, changes: Changes) -> Changes:
    """Take back what one act chose, by the facts it wrote: of several places, each.

    A place that somebody settled anew since, or took back, is left alone.
    """
    must_be_allowed(course, "overlap.confirmed")
    bodies = [payload_of(fact) for fact in changes.facts]
    said = standing_of(ws, ws.courses.open(course.log), changes.facts)
    left = {body.revision for body in bodies if isinstance(body, OverlapConfirmed)} - set(said)
    decided = {payload_of(f).suggestion for f in changes.facts if f.kind == "suggestion.decided"}
    written: list[Fact] = []
    with ws.store.writing():
        ws.store.acts.forget(changes.facts[0].id)
        for fact in reversed(changes.facts):
            body = payload_of(fact)
            choice, others = said.get(fact.id, (None, ()))
            apart = tuple(one for one in others if one not in said)
            if isinstance(body, TextRevised) and fact.id not in left:
                ids = choice.overlaps if choice else ()
                written += _taken_back(ws, course, body.lesson, fact.id, ids, apart, decided)
            elif choice is not None:
                also = (*choice.also, *apart)
                undone = msgspec.structs.replace(choice, sha=NO_CHOICE, also=also)
                written += ws.ledger.write(course.log, undone)
    return changed(course.log, written)


def take_back_by_name(ws: Workspace, reference: str) -> tuple[Course, Changes]:
    """Take back my choice about an overlap, or the one that stands, with all of its act."""
    course, chosen = choices_to_take_back(ws, reference)
    said = [one for those in course.facts.confirmations.values() for one in those]
    acts = {fact.id: fact for one in chosen for fact in _act_of(ws, said, one)}
    act = tuple(sorted(acts.values(), key=lambda fact: fact.order))
    return course, take_back(ws, course, Changes(course.log, act))


def is_open_again(ws: Workspace, course: Course, undone: Changes) -> bool:
    """Tell whether what was taken back is to be checked again: later writing may settle it."""
    bodies = [payload_of(fact) for fact in undone.facts]
    said = {i for body in bodies if isinstance(body, OverlapConfirmed) for i in body.overlaps}
    course = ws.courses.open(course.log)
    if any(said & ids_of(view) for view in overlaps(ws, course)):
        return True
    return any(broken.id in said for broken in broken_now(ws, course))


def _act_of(ws: Workspace, said: Sequence[Said], last: Said) -> list[Fact]:
    """Find all that was written as one act with a confirmation, in order."""
    person, wanted = last[0].person, _facts_of(last[1])
    act = [
        (fact, body)
        for fact, body in said
        if fact.person == person and body.sha and wanted & _facts_of(body)
    ]
    idents = {ident for _, body in act for ident in _facts_of(body)}
    stored = (ws.store.log.fact(ident) for ident in idents)
    facts = [one.fact for one in stored if one is not None and one.fact.person == person]
    return sorted([*facts, *(fact for fact, _ in act)], key=lambda fact: fact.order)


def _facts_of(body: OverlapConfirmed) -> set[FactId]:
    return {body.revision, *body.also}


def _taken_back(
    ws: Workspace,
    course: Course,
    lesson: NodeId,
    revision: FactId,
    ids: tuple[str, ...],
    apart: tuple[FactId, ...],
    accepted: Iterable[FactId],
) -> list[Fact]:
    """Write the text as it was before a revision, and that its choice counts no more.

    What was chosen `apart` from it stays in the text, and is none.
    """
    ws.lessons.seal(lesson)
    facts = LessonFacts(ws.store, course.log, lesson)
    if revision not in facts.revised:
        return []
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
    if ids:
        undone = OverlapConfirmed(lesson, ids, edit.id, NO_CHOICE, apart)
        pair.append(ws.ledger.draw_up(course.log, undone, clock + 2))
    ws.ledger.take(course.log, pair)
    return pair
