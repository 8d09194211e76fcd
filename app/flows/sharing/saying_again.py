"""Say one's own comments and suggestions again that were not taken, once one may: none is lost.

They were written after the right to was withdrawn, or on a revision that does not count. Such a
comment is made anew on today's text, where its words stand there; else it is loose, with its quote.
A suggestion is made anew where its block still stands once. What was not taken a second time
either is not said a third time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

import msgspec

from app.flows.permission import may
from app.flows.review.commenting import NO_TEXT, WHOLE
from sync.merge.anchors import place
from sync.model.facts import Fact
from sync.model.ids import FactId
from sync.model.kinds import payload_of
from sync.model.payloads import CommentMade, CommentReplied, Origin, SuggestionMade
from sync.workspace.opening import Workspace

MADE, REPLIED, SUGGESTED = "comment.made", "comment.replied", "suggestion.made"
_SAID = frozenset({MADE, REPLIED, SUGGESTED})


def say_again(ws: Workspace, refused: Sequence[Fact]) -> tuple[list[Fact], set[FactId]]:
    """Write what one said oneself anew; return what was written, and all that is said by it.

    `refused` is all that does not count here. What was said again before is not said twice.
    """
    gone = {fact.id for fact in refused}
    me = {ws.identity.person, *ws.identity.former}
    mine = [f for f in refused if f.person in me and f.kind in _SAID]
    written: list[Fact] = []
    said: set[FactId] = set()
    for log in sorted({fact.log for fact in mine}):
        if not may(ws.courses.open(log), MADE):
            continue
        with ws.store.writing():
            kept = ws.store.log.facts(log, kinds=_SAID)
            anew = _said_again([*kept, *(f for f in mine if f.log == log)], gone)
            for fact in sorted((f for f in mine if f.log == log), key=lambda f: f.order):
                if fact.id in anew or fact.id in anew.values():
                    continue
                body = _anew(ws, fact, anew)
                if body is not None:
                    [new] = ws.ledger.write(log, body)
                    anew[fact.id] = new.id
                    written.append(new)
        said |= anew.keys()
    return written, said


def said_again(ws: Workspace, refused: Sequence[Fact]) -> set[FactId]:
    """List which refused comments and answers were said again, and count as what they are now."""
    gone = {fact.id for fact in refused}
    logs = {fact.log for fact in refused if fact.kind in _SAID}
    return {
        ident for log in logs for ident in _said_again(ws.store.log.facts(log, kinds=_SAID), gone)
    }


def _said_again(facts: Iterable[Fact], gone: Set[FactId]) -> dict[FactId, FactId]:
    """Find what was said again already, by what it says it was before."""
    found: dict[FactId, FactId] = {}
    for fact in facts:
        origin = payload_of(fact).origin
        if origin is not None and origin.id in gone:
            found[origin.id] = fact.id
    return found


def _anew(
    ws: Workspace, fact: Fact, anew: dict[FactId, FactId]
) -> CommentMade | CommentReplied | SuggestionMade | None:
    origin = Origin(fact.id, fact.person, fact.at)
    body = payload_of(fact)
    if isinstance(body, CommentReplied):
        thread = anew.get(body.thread)
        if thread is None:
            return None
        return msgspec.structs.replace(body, thread=thread, origin=origin)
    today = ws.lessons.today(fact.log, body.lesson)
    if isinstance(body, SuggestionMade):
        if not body.before or today.text.count(body.before) != 1:
            return None
        at = today.text.index(body.before)
        end = at + len(body.before)
        return msgspec.structs.replace(body, state=today.state, start=at, end=end, origin=origin)
    assert isinstance(body, CommentMade)
    if body.about in WHOLE:
        return msgspec.structs.replace(body, state=today.state, origin=origin)
    old = body.before + body.quote + body.after
    start = len(body.before)
    spot = place(
        old,
        start,
        start + len(body.quote),
        today.text,
        quote=body.quote,
        before=body.before,
        after=body.after,
    )
    if not today.state.heads or spot.start is None or spot.end is None or spot.start == spot.end:
        return msgspec.structs.replace(
            body, state=NO_TEXT, start=0, end=0, before="", after="", origin=origin
        )
    return msgspec.structs.replace(
        body,
        state=today.state,
        start=spot.start,
        end=spot.end,
        quote=today.text[spot.start : spot.end],
        origin=origin,
    )
