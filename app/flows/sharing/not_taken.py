"""What is here and does not count, in sentences: why, what became of it, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from app.flows.lesson.kept_words import REASON, files_kept_of, kept_words
from app.flows.sharing.reissuing import what_became
from app.flows.sharing.saying_again import said_again
from sync.model.ids import FactId, LogId, NodeId
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
    again = said_again(ws, [one.fact for one in found if one.state == "refused"])
    found = [one for one in found if one.fact.id not in again]
    became = _became_suggestions(ws, found)
    told = [
        Uncounted(one.fact.id, _told(one), _where_it_is(ws, one))
        for one in found
        if one.fact.id not in became
    ]
    told += [told_why for one in found if (told_why := _reason(ws, one))]
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
    files = files_kept_of(ws, one.fact.id)
    if files:
        named = ", ".join(f"“{file}”" for file in files)
        return f"What was added is kept in {named}: it can be added again, or given to an author."
    if path is None and one.state == "waiting":
        return "It is kept here, and counts as soon as what it builds on comes. Sync."
    if path is None:
        return "It is kept here. See “coursefolk receipts”."
    if one.fact.kind != "text.revised":
        return f"Its words are in “{path}”."
    return f"Its words are in “{path}”: take them in again in shorter pieces, or elsewhere."


def _reason(ws: Workspace, one: Stored) -> Uncounted | None:
    """Tell where the reason of an edit is, which no suggestion of what it changed gives."""
    path = kept_words(ws, one.fact.id, REASON)
    if path is None or one.state != "refused":
        return None
    told = "The reason that was given for an edit was not taken with it."
    return Uncounted(one.fact.id, told, f"It is in “{path}”.", is_well=True)


def _became_suggestions(
    ws: Workspace, found: list[Stored]
) -> dict[FactId, tuple[LogId, NodeId, list[Suggestion]]]:
    """Find the refused edits that are suggested, with the suggestions."""
    refused = [one.fact for one in found if one.state == "refused"]
    edits = {fact.id: fact for fact in refused if fact.kind == "text.revised"}
    became = {}
    for ident, wishes in what_became(ws, list(edits.values())).items():
        if kept_words(ws, ident) is None:
            log = edits[ident].log
            known = ws.courses.open(log).facts.suggestions
            lesson = payload_of(edits[ident]).lesson
            became[ident] = (log, lesson, [known[one] for one in wishes if one in known])
    return became


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
            what = _sentence(
                f"What {_who(ws, one)} wrote in “{title}” was not taken as an edit", one.why
            )
            told[log, lesson] = Uncounted(
                one.fact.id,
                f"{what} Nothing is lost: it became {count}, of which {waits} "
                f"{'waits' if waits == 1 else 'wait'} for an author's yes.",
                "“coursefolk suggestions” lists them.",
                is_well=True,
            )
    return list(told.values())


def _who(ws: Workspace, one: Stored) -> str:
    person = one.fact.person
    if person in (ws.identity.person, *ws.identity.former):
        return "you"
    return ws.courses.names(ws.courses.open(one.fact.log)).get(person) or person[:8]
