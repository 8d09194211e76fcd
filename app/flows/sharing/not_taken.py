"""What is here and does not count, in sentences: why, what became of it, and what to do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from app.flows.lesson.kept_words import kept_words
from app.flows.sharing.reissuing import REASONS
from sync.model.ids import FactId, LogId, NodeId, PersonId
from sync.model.kinds import payload_of
from sync.model.review import Suggestion
from sync.store.fact_rows import Stored
from sync.workspace.holds import behind
from sync.workspace.opening import Workspace
from sync.workspace.sound import left_out


@dataclass(frozen=True)
class Uncounted:
    """One thing that does not count; `is_well` says that it came to others all the same."""

    fact: FactId
    what: str
    mend: str
    is_well: bool = False


def not_taken(ws: Workspace) -> list[Uncounted]:
    """List what does not count and is not settled.

    Edits that became suggestions are told by lesson, as long as an author has not decided on all.
    What waits for a yes of this laptop is told elsewhere.
    """
    asked = behind(ws)
    found = [one for one in ws.store.log.not_kept() if one.fact.id not in asked]
    became = _became_suggestions(ws, found)
    told = [
        Uncounted(one.fact.id, _told(one), _where_it_is(ws, one))
        for one in found
        if one.fact.id not in became
    ]
    told += _edits(ws, [one for one in found if one.fact.id in became], became)
    told += [
        Uncounted(
            fact.id,
            _sentence(f"A fact ({fact.kind}) is set aside", why),
            "It is kept here and changes nothing. Who wrote it can write the text again.",
        )
        for fact, why in left_out(ws.store)
    ]
    return told


def _told(one: Stored) -> str:
    return _sentence(f"A fact ({one.fact.kind}) is {one.state}", one.why)


def _sentence(what: str, why: str) -> str:
    """End a sentence once, whether or not there is a reason, and however that ends."""
    why = why.strip().rstrip(".")
    return f"{what}: {why}." if why else f"{what}."


def _where_it_is(ws: Workspace, one: Stored) -> str:
    """Say what to do about a fact that does not count."""
    path = kept_words(ws, one.fact.id)
    if path is None and one.state == "waiting":
        return "It is kept here, and counts as soon as what it builds on comes. Sync."
    if path is None:
        return "It is kept here. See “coursefolk receipts”."
    return f"Its words are in “{path}”: take them in again in shorter pieces, or elsewhere."


def _became_suggestions(
    ws: Workspace, found: list[Stored]
) -> dict[FactId, tuple[LogId, NodeId, list[Suggestion]]]:
    """Find the own refused edits that this laptop suggested, with the suggestions."""
    me = {ws.identity.person, *ws.identity.former}
    made: dict[LogId, dict[NodeId, list[Suggestion]]] = {}
    became = {}
    for one in found:
        fact = one.fact
        if one.state != "refused" or fact.kind != "text.revised" or fact.person not in me:
            continue
        if fact.log not in made:
            made[fact.log] = _issued(ws, fact.log, me)
        lesson = payload_of(fact).lesson
        wishes = made[fact.log].get(lesson, [])
        if wishes and kept_words(ws, fact.id) is None:
            became[fact.id] = (fact.log, lesson, wishes)
    return became


def _issued(ws: Workspace, log: LogId, me: set[PersonId]) -> dict[NodeId, list[Suggestion]]:
    wishes: defaultdict[NodeId, list[Suggestion]] = defaultdict(list)
    for wish in ws.courses.open(log).facts.suggestions.values():
        if wish.person in me and wish.why in REASONS:
            wishes[wish.lesson].append(wish)
    return wishes


def _edits(
    ws: Workspace,
    refused: list[Stored],
    became: dict[FactId, tuple[LogId, NodeId, list[Suggestion]]],
) -> list[Uncounted]:
    """Tell of edits lesson by lesson what became of them, while any suggestion is open."""
    told: dict[tuple[LogId, NodeId], Uncounted] = {}
    for one in refused:
        log, lesson, wishes = became[one.fact.id]
        waits = sum(wish.is_open for wish in wishes)
        if waits and (log, lesson) not in told:
            node = ws.courses.open(log).outline.nodes.get(lesson)
            title = node.title if node else lesson[:8]
            count = "1 suggestion" if len(wishes) == 1 else f"{len(wishes)} suggestions"
            what = _sentence(f"What you wrote in “{title}” was not taken as an edit", one.why)
            told[log, lesson] = Uncounted(
                one.fact.id,
                f"{what} Nothing is lost: it became {count}, of which {waits} "
                f"{'waits' if waits == 1 else 'wait'} for an author's yes.",
                "“coursefolk suggestions” lists them.",
                is_well=True,
            )
    return list(told.values())
