"""What of a review beside the Markdown is in this workspace already, by the ids of its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.flows.permission import may
from editor.formats.review_json import Review
from sync.model.ids import FactId, LogId
from sync.model.kinds import payload_of
from sync.model.payloads import Origin
from sync.model.review import Reply, Suggestion, Thread
from sync.model.talk import reason_now, reply_now
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_COMES = (
    "comment.made",
    "comment.replied",
    "comment.resolved",
    "comment.reopened",
    "comment.confirmed",
    "suggestion.made",
    "suggestion.decided",
    "suggestion.withdrawn",
)
"""The kinds of fact that may say what they were before they came back in files."""


@dataclass(frozen=True)
class Held:
    """A comment or a suggestion that is in a course here, with all that was said of it.

    `facts` gives what each thing said goes by here, `words` all that it ever said; both by the
    ids that they have in files. What words were struck out of is not among the latter.
    """

    course: Course
    one: Thread | Suggestion
    facts: Mapping[FactId, FactId]
    words: Mapping[FactId, frozenset[str]]


class Here:
    """All that other courses of this workspace hold of a review, read once."""

    def __init__(self, ws: Workspace, review: Review, but: LogId) -> None:
        self._ws = ws
        self._names: set[FactId] = set()
        self._held: dict[FactId, list[Held]] = {}
        wanted = set(_names_in(review))
        stored: dict[LogId, set[FactId]] = {}
        for one in ws.store.log.told(wanted):
            stored.setdefault(one.log, set()).add(one.id)
        for row in ws.store.log.logs():
            if row.scope != "course" or row.standing == "closed" or row.log == but:
                continue
            kept = (ws.store.log.fact(ident) for ident in stored.get(row.log, ()))
            found = {one.fact.id for one in kept if one is not None and one.state == "kept"}
            self._names |= found
            if found or self._came_back(row.log) & wanted:
                self._read(ws.courses.open(row))

    def _came_back(self, log: LogId) -> set[FactId]:
        facts = self._ws.store.log.facts(log, kinds=_COMES)
        origins = (getattr(payload_of(fact), "origin", None) for fact in facts)
        return {origin.id for origin in origins if isinstance(origin, Origin)}

    def _read(self, course: Course) -> None:
        facts = course.facts
        every: list[Thread | Suggestion] = [*facts.threads.values(), *facts.suggestions.values()]
        for one in every:
            held = _held(course, one)
            self._held.setdefault(one.origin or one.id, []).append(held)
            self._names.update(held.facts)

    def has(self, ident: FactId) -> bool:
        """Tell whether anything of this id is here, whatever it is."""
        return ident in self._names

    def threads(self, ident: FactId) -> list[Held]:
        """List where a comment of this id is."""
        return [one for one in self._held.get(ident, ()) if isinstance(one.one, Thread)]

    def suggestions(self, ident: FactId) -> list[Held]:
        """List where a suggestion of this id is, also as a comment: its block may be gone."""
        return self._held.get(ident, [])

    def home(self, held: list[Held]) -> Held | None:
        """Choose where more may be said in another's name: in a course that only this laptop has.

        What a file says is signed by nobody. In a shared course people speak for themselves, and
        what they said there comes with the next sync, too.
        """
        me = self._ws.identity.person
        for one in held:
            made = one.course.facts.made
            mine = made is not None and made.person == me
            if mine and one.course.row.standing == "private" and may(one.course, "comment.made"):
                return one
        return None


def _names_in(review: Review) -> Iterator[FactId]:
    for thread in review.threads:
        yield thread.id
        yield from (voice.id for voice in thread.said)
        yield from (deed.said.id for deed in thread.deeds)
        if thread.closed:
            yield thread.closed.id
    for one in review.suggestions:
        yield one.id
        yield from (voice.id for voice in one.said)
        yield from (decided.id for decided in one.decided)
    for version in review.versions:
        yield from (given.id for given in version.verdicts)
        yield from (step.id for step in version.round)
    yield from (FactId(one.id) for one in review.overlaps)


def _held(course: Course, one: Thread | Suggestion) -> Held:
    facts = {one.origin or one.id: one.id}
    words: dict[FactId, frozenset[str]] = {}
    for said in _said(course, one):
        name = said.origin or said.id
        facts[name] = said.id
        if said.id not in course.facts.redacted:
            words[name] = frozenset({said.text, *(before.text for before in said.earlier)})
    return Held(course, one, facts, words)


def _said(course: Course, one: Thread | Suggestion) -> Iterator[Reply]:
    """Give the comment and all that was said and done since, each as it reads today."""
    facts = course.facts
    if isinstance(one, Thread):
        yield Reply(one.id, one.person, one.at, one.text, (), one.earlier, one.origin)
    else:
        for deed in one.decisions:
            yield Reply(deed.fact, deed.person, deed.at, deed.why, (), (), deed.origin)
    talk = facts.talks.get(one.id)
    for said in talk.said if talk else ():
        if isinstance(said, Reply):
            yield reply_now(said, facts.wordings)
        else:
            yield reason_now(said, facts.wordings)
