"""Tell who wrote in a lesson between two of its text states, and who wrote each block that differs.

A block is of those who wrote what came into it, and of those who took out what stood there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sync.merge.edits import edits
from sync.model.ids import FactId, LogId, NodeId, PersonId
from sync.model.states import TextState
from sync.workspace.authorship import written_at
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

MOST_REVISIONS = 400
"""Of so many revisions it is looked up who took out what; of more, who wrote what came is told."""

Place = tuple[int, int]
"""From and to in code points."""


@dataclass(frozen=True)
class Side:
    """A lesson on one side of a comparison: its state, and the text that is shown of it."""

    state: TextState
    text: str


class LessonWriters:
    """Tells who wrote what differs between two states of one lesson; it reads the whole history.

    What is shown and in no revision yet, since it was just typed, is by the person here.
    """

    def __init__(
        self, ws: Workspace, log: LogId, lesson: NodeId, before: Side, after: Side
    ) -> None:
        self._facts = LessonFacts(ws.store, log, lesson)
        self._before, self._after = before, after
        self._me = ws.identity.person
        self._since = tuple(self._new_revisions())

    @cached_property
    def people(self) -> tuple[PersonId, ...]:
        """List the people of the revisions that came between, in order.

        Nobody is named where one of the states is of another log than this.
        """
        revisions = self._facts.history.revisions
        found = [revisions[one].person for one in self._since]
        return tuple(dict.fromkeys([*found, *([self._me] if self._is_typed else [])]))

    def of(
        self,
        was: Place | None,
        now: Place | None,
        about: Callable[[str], bool] = lambda line: True,
    ) -> tuple[PersonId, ...]:
        """List who made a block what it is: where it was, and where it is; in order of writing.

        Of its lines only those are looked at that it is `about`.
        """
        people = self.people
        if len(people) < 2:
            return people
        before = self._before.text[slice(*was)] if was else ""
        after = self._after.text[slice(*now)] if now else ""
        found: set[PersonId] = set()
        start = now[0] if now else 0
        for low, high in _came(before, after, about):
            found.update(self._written(start + low, start + high))
        for line in _lines_gone(before, after):
            if line.strip() and about(line):
                found.update(self._takers.get(line, ()))
        return tuple(one for one in people if one in found)

    def _new_revisions(self) -> Iterator[FactId]:
        ancestry = self._facts.history.ancestry
        before, after = self._before.state.heads, self._after.state.heads
        if all(ancestry.knows(head) for head in (*before, *after)):
            new = ancestry.seen_by(*after) & ~(ancestry.seen_by(*before) if before else 0)
            yield from (one for one in ancestry.order if new >> ancestry.place[one] & 1)

    @cached_property
    def _is_typed(self) -> bool:
        """Whether something on show is in no revision yet."""
        history = self._facts.history
        heads = self._after.state.heads
        known = all(history.ancestry.knows(head) for head in heads)
        return known and bool(heads) and history.text_at(heads) != self._after.text

    @cached_property
    def _stretches(self) -> list[tuple[int, int, PersonId]]:
        """Who wrote each stretch of the text on show."""
        heads = self._after.state.heads
        if not self._since:
            return [(0, len(self._after.text), self._me)]
        known = written_at(self._facts, heads)
        if not self._is_typed:
            return [(one.start, one.end, one.person) for one in known]
        people = [one.person for one in known for _ in range(one.end - one.start)]
        shown: list[PersonId] = []
        at = 0
        for step in edits(self._facts.history.text_at(heads), self._after.text):
            shown += [*people[at : step.start], *[self._me] * len(step.inserted)]
            at = step.end
        shown += people[at:]
        return [(n, n + 1, person) for n, person in enumerate(shown)]

    def _written(self, start: int, end: int) -> Iterator[PersonId]:
        text = self._after.text
        for low, high, person in self._stretches:
            if low < end and start < high and text[max(low, start) : min(high, end)].strip():
                yield person

    @cached_property
    def _takers(self) -> dict[str, set[PersonId]]:
        """Who took which line out between the two."""
        found: dict[str, set[PersonId]] = {}
        for ident in self._since if len(self._since) <= MOST_REVISIONS else ():
            revision = self._facts.history.revisions[ident]
            on = self._facts.history.text_at(revision.parents) if revision.parents else ""
            for line in _lines_gone(on, self._facts.text_of(ident)):
                found.setdefault(line, set()).add(revision.person)
        return found


def _came(before: str, after: str, about: Callable[[str], bool]) -> Iterator[Place]:
    """Give the places of what came into a block, line by line."""
    shift = 0
    for step in edits(before, after):
        at = step.start + shift
        for part in step.inserted.splitlines(keepends=True):
            line = after[after.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
            if about(line):
                yield at, at + len(part)
            at += len(part)
        shift += len(step.inserted) - step.deleted


def _lines_gone(before: str, after: str) -> set[str]:
    return set(before.splitlines()) - set(after.splitlines())
