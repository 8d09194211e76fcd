"""What others said in a lesson: comments, answers, closings and suggestions; to me first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from sync.model.ids import FactId, PersonId
from sync.model.review import Suggestion, Thread
from sync.store.arrivals import Arrived
from sync.workspace.courses import Course

How = Literal[
    "comment", "answer", "resolved", "reopened", "confirmed", "suggested", "accepted", "refused",
    "withdrawn",
]  # fmt: skip
_CLOSINGS: dict[str, How] = {
    "comment.resolved": "resolved",
    "comment.reopened": "reopened",
    "comment.confirmed": "confirmed",
}


@dataclass(frozen=True)
class Said:
    """One thing said: by whom, in which thread or about which suggestion, its words.

    `quote` are the words it is about. `to_me` where it answers me, speaks to me, or decides on
    what I suggested.
    """

    how: How
    person: PersonId
    at: int
    thread: FactId
    text: str
    quote: str
    to_me: bool


def said_since(
    course: Course, new: Sequence[Arrived], me: Collection[PersonId]
) -> tuple[Said, ...]:
    """List what was said among these new facts, what is to me first."""
    found = [said for one in new if (said := _said(course, one, me)) is not None]
    return tuple(sorted(found, key=lambda said: (not said.to_me, said.at)))


def _said(course: Course, one: Arrived, me: Collection[PersonId]) -> Said | None:
    if one.kind == "comment.made":
        thread = course.facts.threads.get(one.id)
        return _comment(thread, one, me) if thread is not None else None
    if one.kind == "suggestion.made":
        made = course.facts.suggestions.get(one.id)
        return _suggested(made, one, "suggested", made.why, False) if made is not None else None
    if one.kind in ("suggestion.decided", "suggestion.withdrawn"):
        return _decided(course, one, me)
    talk = course.facts.said_in.get(one.id)
    if talk is None:
        return None
    if (thread := course.facts.threads.get(talk)) is not None:
        return _in_thread(thread, one, me)
    if (made := course.facts.suggestions.get(talk)) is not None:
        text = next((r.text for r in made.replies if r.id == one.id), "")
        return _suggested(made, one, "answer", text, made.person in me)
    return None


def _comment(thread: Thread, one: Arrived, me: Collection[PersonId]) -> Said:
    to_me = bool(set(thread.mentions) & set(me))
    return Said("comment", one.person, one.at, thread.id, thread.text, thread.quote, to_me)


def _in_thread(thread: Thread, one: Arrived, me: Collection[PersonId]) -> Said | None:
    mine = thread.person in me or any(reply.person in me for reply in thread.replies)
    if one.kind in _CLOSINGS:
        whys = {end.fact: end.why for end in thread.resolutions}
        whys |= {again.fact: again.why for again in thread.reopenings}
        whys |= {word.fact: word.why for word in thread.confirmations}
        why = whys.get(one.id, "")
        return Said(_CLOSINGS[one.kind], one.person, one.at, thread.id, why, thread.quote, mine)
    reply = next((reply for reply in thread.replies if reply.id == one.id), None)
    if reply is None:
        return None
    to_me = mine or bool(set(reply.mentions) & set(me))
    return Said("answer", one.person, one.at, thread.id, reply.text, thread.quote, to_me)


def _decided(course: Course, one: Arrived, me: Collection[PersonId]) -> Said | None:
    for made in course.facts.suggestions.values():
        if made.withdrawn is not None and made.withdrawn.fact == one.id:
            return _suggested(made, one, "withdrawn", made.withdrawn.why, False)
        for decision in (made.decision, *made.refusals):
            if decision is not None and decision.fact == one.id:
                how: How = "accepted" if decision.accepted else "refused"
                return _suggested(made, one, how, decision.why, made.person in me)
    return None


def _suggested(made: Suggestion, one: Arrived, how: How, text: str, to_me: bool) -> Said:
    return Said(how, one.person, one.at, made.id, text, made.before, to_me)
