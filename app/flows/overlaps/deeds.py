"""Take back what was done about an overlap without choosing: it was given, left, or asked about."""

from __future__ import annotations

import msgspec

from app.flows.changes import Changes
from app.flows.overlaps.asking import take_question_back
from app.flows.overlaps.giving import take_giving_back
from app.flows.overlaps.undoing import CHOSEN
from app.flows.review.suggesting import withdraw
from sync.model.errors import Refused
from sync.model.ids import FactId
from sync.model.language import say
from sync.store.acts import KeptAct
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_BACK = {"overlap.given": take_giving_back, "comment.made": take_question_back}
SUGGESTED = "suggestion.made"
DEEDS = frozenset({*_BACK, SUGGESTED})


def is_deed(changes: Changes) -> bool:
    """Tell whether an act was one of these: it said something, and chose nothing."""
    return bool(changes.facts) and changes.kinds <= DEEDS


def keep_deed(ws: Workspace, done: Changes) -> Changes:
    """Keep a deed among the choices, in order: undo takes back what was done last.

    It came over the steps of no text.
    """
    if is_deed(done):
        ids = [fact.id for fact in done.facts]
        packed = msgspec.json.encode(ids).decode()
        ws.store.acts.keep(KeptAct(ids[0], done.log, CHOSEN, packed), ())
    return done


def take_deed_back(ws: Workspace, course: Course, done: Changes) -> Changes:
    """Say the opposite of a deed; raise Refused if others went on from it, and forget it then."""
    ws.store.acts.forget(done.facts[0].id)
    changes = Changes(course.log)
    with ws.store.writing():
        for fact in reversed(done.facts):
            if fact.kind == SUGGESTED:
                changes = changes.and_also(_withdrawn(ws, course, fact.id).facts)
            else:
                changes = changes.and_also(_BACK[fact.kind](ws, course, fact.id).facts)
    return changes


def _withdrawn(ws: Workspace, course: Course, ident: FactId) -> Changes:
    one = course.facts.suggestions.get(course.facts.twins.get(ident, ident))
    if one is None:
        raise Refused(
            say("What was suggested is not here any more."),
            safe=say("Nothing was changed."),
            mend=say("There is nothing left to take back."),
        )
    return withdraw(ws, course, one)
