"""The gate of this laptop: where much would go from sight at once, that waits for a yes.

What comes in is stored whatever it is. The removals among it, and what builds on them, do not count
until the person says so: the course stays as it was here, and what is written meanwhile goes on
from what it showed. Much is what one sync takes, or what all took since the last yes. No other
laptop knows of it; with the yes all show the same again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import msgspec

from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId
from sync.model.kinds import payload_of
from sync.store.fact_rows import subject_of
from sync.workspace.holds import GoneLesson, Hold, hold_of, note_hold
from sync.workspace.measure import Measure, keep, lost_since, measure_of, with_own
from sync.workspace.opening import Workspace
from sync.workspace.sight import (
    FEWEST_WORDS,
    Heads,
    Loss,
    Sight,
    loss_between,
    sight_of,
    written_over,
)

OF_TEXTS = frozenset({"text.revised", "suggestion.decided", "overlap.confirmed"})
REMOVED = "lesson.removed"
OF_PLACES = frozenset({REMOVED, "lesson.placed"})


@dataclass(frozen=True)
class _Expected:
    """What was in sight before something came in; None: texts alone come, and are counted first."""

    sight: Sight | None
    words: dict[NodeId, int]
    heads: Heads
    texts: dict[NodeId, str]
    coming: dict[FactId, Fact]
    measure: Measure


class Gate:
    """Weighs what comes in, over all rounds of one sync; used inside their transactions."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self._first: dict[LogId, tuple[int, int]] = {}
        self._gone: dict[LogId, Loss] = {}
        self._expected: dict[LogId, _Expected] = {}

    def expect(self, log: LogId, coming: Iterable[Fact]) -> None:
        """Note what is in sight before these facts come in; costs little where nothing can go."""
        self._expected.pop(log, None)
        row = self.ws.store.log.log(log)
        facts = {fact.id: fact for fact in coming}
        others = [fact for fact in facts.values() if self._may_remove(fact)]
        if not others or row is None or row.scope != "course":
            return
        if self.ws.store.drafts.is_empty(log):
            return  # it comes for the first time
        touched = self._lessons(others, facts)
        known = self.ws.store.drafts.some(log, touched)
        removes = any(fact.kind == REMOVED for fact in others)
        hold = hold_of(self.ws, log)
        weighs_all = removes or hold is not None
        touched += [one.id for one in hold.lessons] if hold is not None else []
        sight = sight_of(self.ws, log) if weighs_all else None
        words = {draft.lesson: draft.words for draft in known}
        self._expected[log] = _Expected(
            sight,
            words,
            {draft.lesson: draft.state.heads for draft in known},
            self._texts(log, touched),
            facts,
            measure_of(self.ws, log),
        )

    def weigh(self, log: LogId, new: Sequence[Fact]) -> list[Fact]:
        """Hold back what would let much go from sight; return the facts that count after all."""
        expected = self._expected.pop(log, None)
        if expected is None or (expected.sight is None and self._is_little(log, expected)):
            return list(new)
        before = expected.sight or self._sight_before(log, expected)
        self._first.setdefault(log, (len(before.words), before.total))
        earlier = hold_of(self.ws, log)
        if earlier is not None:  # weighed together: some may be back by what has come
            released = self.ws.store.holding.release(earlier.facts)
            self.ws.ledger.announce(log, released)
            new = [*new, *released]
        net, loss = self._losses(log, before, expected)
        measure = with_own(expected.measure, before.words, whole=True)
        if not self._is_much(log, loss) and not self._is_much_since(log, measure, net):
            self._gone[log] = self._gone.get(log, Loss()).and_also(loss)
            note_hold(self.ws, log, None)
            self._keep_measure(log, measure)
            return list(new)
        expected = replace(expected, measure=measure)
        counting = self._hold_back(log, new, before, expected, loss, earlier)
        self._keep_measure(log, measure)
        return counting

    def _is_much_since(self, log: LogId, measure: Measure, loss: Loss) -> bool:
        """Tell whether it is much with what went since the last yes; not if nothing goes now."""
        if not (loss.words or loss.lessons):
            return False
        return measure.is_much(lost_since(self.ws, log, measure))

    def _keep_measure(self, log: LogId, measure: Measure) -> None:
        """Keep how much is gone since the last yes, so that the next sync counts on."""
        lost, last = lost_since(self.ws, log, measure).words, sight_of(self.ws, log).words
        keep(self.ws, log, msgspec.structs.replace(measure, last=last, lost=lost))

    def _hold_back(
        self,
        log: LogId,
        new: Sequence[Fact],
        before: Sight,
        expected: _Expected,
        loss: Loss,
        earlier: Hold | None,
    ) -> list[Fact]:
        """Hold the removals; if what is left still takes much away, all of it that may."""
        others = [fact for fact in new if self._may_remove(fact)]
        held = [fact for fact in others if self._takes_away(fact, loss, expected.coming)]
        gone = self._hold(log, held)
        net, left = self._losses(log, before, expected)
        if self._is_much(log, left) or self._is_much_since(log, expected.measure, net):
            held = others
            gone |= self._hold(log, held)
        hold = self._told(log, held, before, loss, expected.measure)
        if earlier is not None and set(earlier.facts) == set(hold.facts):
            hold = msgspec.structs.replace(hold, later=earlier.later, held_at=earlier.held_at)
        note_hold(self.ws, log, hold)
        return [fact for fact in new if fact.id not in gone]

    def _is_little(self, log: LogId, expected: _Expected) -> bool:
        """Tell whether only texts came, and they are hardly shorter, all rounds together."""
        drafts = self.ws.store.drafts.some(log, expected.words)
        now = {draft.lesson: draft.words for draft in drafts}
        gone = sum(max(0, was - now.get(one, 0)) for one, was in expected.words.items())
        over = sum(self._over(log, expected).values())
        so_far = self._gone.get(log, Loss()).and_also(Loss(words=gone + over))
        measure = with_own(expected.measure, expected.words, whole=False)
        if so_far.words >= FEWEST_WORDS or (gone and measure.may_be_much(gone)):
            return False
        self._gone[log] = so_far
        lost, last = measure.lost + gone, {**measure.last, **now}
        keep(self.ws, log, msgspec.structs.replace(measure, last=last, lost=lost))
        return True

    def _sight_before(self, log: LogId, expected: _Expected) -> Sight:
        """Tell what was in sight before texts alone came: the lessons of now, as long as then."""
        now = sight_of(self.ws, log)
        return Sight({one: expected.words.get(one, words) for one, words in now.words.items()})

    def _losses(self, log: LogId, before: Sight, expected: _Expected) -> tuple[Loss, Loss]:
        """Tell what is gone without anything in its place, and that with what was written over."""
        over = self._over(log, expected)
        now, fewest = sight_of(self.ws, log), 1 if over else FEWEST_WORDS
        net = loss_between(self.ws, log, before, expected.heads, now, fewest)
        return net, net.and_over(over)

    def _over(self, log: LogId, expected: _Expected) -> dict[NodeId, int]:
        return written_over(expected.texts, self._texts(log, expected.texts))

    def _texts(self, log: LogId, lessons: Iterable[NodeId]) -> dict[NodeId, str]:
        return {one: self.ws.store.drafts.text(log, one) or "" for one in lessons}

    def _is_much(self, log: LogId, loss: Loss) -> bool:
        return self._gone.get(log, Loss()).and_also(loss).is_much(*self._first[log])

    def _may_remove(self, fact: Fact) -> bool:
        """Tell whether a fact may take something from sight, and was not written on this laptop."""
        here = fact.device == self.ws.identity.key.device
        return not here and (fact.kind in OF_TEXTS or fact.kind in OF_PLACES)

    def _takes_away(self, fact: Fact, loss: Loss, coming: Mapping[FactId, Fact]) -> bool:
        if fact.kind == REMOVED:
            return True
        return not loss.fewer.keys().isdisjoint(self._lessons([fact], coming))

    def _hold(self, log: LogId, facts: Sequence[Fact]) -> set[FactId]:
        gone = self.ws.store.holding.hold([fact.id for fact in facts])
        self.ws.ledger.announce(log, gone)
        return {fact.id for fact in gone}

    def _lessons(self, facts: Iterable[Fact], coming: Mapping[FactId, Fact]) -> list[NodeId]:
        """List the lessons whose texts facts change; a suggestion may have come with its yes."""
        found: dict[str, None] = {}
        for fact in facts:
            if fact.kind == "suggestion.decided":
                with suppress(BadInput):  # it is set aside, and shown
                    found[self._lesson_of(payload_of(fact).suggestion, coming)] = None
            elif fact.kind in OF_TEXTS:
                found[subject_of(bytes(fact.payload))] = None
        return [NodeId(lesson) for lesson in found if lesson]

    def _lesson_of(self, suggestion: FactId, coming: Mapping[FactId, Fact]) -> str:
        made = coming.get(suggestion)
        stored = self.ws.store.log.fact(suggestion) if made is None else None
        made = stored.fact if stored is not None else made
        return subject_of(bytes(made.payload)) if made is not None else ""

    def _told(
        self, log: LogId, held: Sequence[Fact], before: Sight, loss: Loss, measure: Measure
    ) -> Hold:
        gone = lost_since(self.ws, log, measure)  # without what is held
        rows = [
            GoneLesson(
                lesson,
                words if lesson in loss.lessons else loss.fewer[lesson],
                lesson in loss.lessons,
            )
            for lesson, words in before.words.items()
            if lesson in loss.lessons or lesson in loss.fewer
        ]
        lessons, words = self._first[log]
        return Hold(
            facts=tuple(fact.id for fact in held),
            lessons=tuple(rows),
            words=loss.words,
            of_lessons=lessons,
            of_words=words,
            people=tuple(dict.fromkeys(fact.person for fact in held)),
            since=min((fact.at for fact in held), default=0),
            held_at=int(time.time() * 1000),
            gone_lessons=len(gone.lessons),
            gone_words=gone.words,
        )
