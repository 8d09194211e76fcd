"""Where one was in a lesson, carried through whatever came in since: one goes on at one's words."""

from __future__ import annotations

import msgspec

from app.flows.overview.places import Spot, spot_in
from editor.panels.source.arriving import arriving
from editor.panels.source.text_edits import moved
from sync.model.errors import NotFound
from sync.model.ids import LogId, NodeId, sha_of
from sync.model.states import TextState
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts


def spot_today(ws: Workspace, log: LogId, lesson: NodeId, text: str) -> Spot | None:
    """Tell where one was in a lesson whose text is this by now.

    Where the text of then is not here any more, the place is as it was noted, maybe beyond the end.
    """
    spot = spot_in(ws, lesson)
    if spot is None or not spot.sha or spot.sha == sha_of(text):
        return spot
    then = _text_of(ws, log, lesson, TextState(spot.heads, spot.sha))
    return spot if then is None else carried(spot, then, text)


def carried(spot: Spot, then: str, text: str) -> Spot:
    """Carry a place from the text of then into today's, as an open lesson takes in what comes.

    A caret that was in sight stays as far below the upper edge; else what was on top stays there.
    """
    steps = arriving(then, text)
    low, high = sorted((spot.anchor, spot.caret))
    first, last = moved(low, steps, stays=low == high), moved(high, steps, stays=True)
    last = max(first, last)
    anchor, caret = (first, last) if spot.anchor <= spot.caret else (last, first)
    was, now = spot.caret, caret
    if not spot.in_sight:
        was = sum(len(line) + 1 for line in then.split("\n")[: int(spot.top)])
        now = moved(was, steps)
    further = text.count("\n", 0, now) - then.count("\n", 0, was)
    return msgspec.structs.replace(
        spot, anchor=anchor, caret=caret, top=max(0.0, spot.top + further)
    )


def _text_of(ws: Workspace, log: LogId, lesson: NodeId, noted: TextState) -> str | None:
    """Read the text that a place was noted in; typed words have their name since they were kept."""
    facts = LessonFacts(ws.store, log, lesson)
    same = [fact for fact, body in facts.revised.values() if body.sha == noted.sha]
    heads = (min(same, key=lambda fact: fact.clock).id,) if same else noted.heads
    try:
        then = ws.lessons.text_at(log, lesson, TextState(heads, noted.sha))
    except NotFound:
        return None
    return then if sha_of(then) == noted.sha else None
