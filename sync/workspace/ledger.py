"""Write facts: clock, causes, signature, log and today's texts in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from sync.model.errors import BadInput
from sync.model.facts import Fact, make_fact
from sync.model.ids import FactId, LogId
from sync.model.kinds import causes_of, name_of
from sync.model.language import say
from sync.model.limits import LAST_CLOCK, LONGEST_FACT, MOST_CAUSES
from sync.model.payloads import FilePlaced, LessonRemoved, LessonRenamed, MemberSet
from sync.store.opening import Store
from sync.workspace.identity import Identity, read_again
from sync.workspace.looking import looked_at, only_looked_at

_AROUND = 2_000
"""Bytes that a fact takes beside its payload and its causes, at most."""

Listener = Callable[[LogId, Sequence[Fact]], None]


class Ledger:
    """The one place where this workspace writes facts of its own."""

    def __init__(self, store: Store, identity: Identity) -> None:
        self.store = store
        self.identity = identity
        self._listeners: list[Listener] = []
        self._looked_at = looked_at(store.settings)

    def listen(self, listener: Listener) -> None:
        """Call `listener(log, facts)` inside the transaction that adds facts that count."""
        self._listeners.append(listener)

    def write(self, log: LogId, *payloads: msgspec.Struct) -> list[Fact]:
        """Write one act: all of these facts, or none. Each knows those before it."""
        with self.store.writing():
            clock = self.store.log.top_clock(log)
            facts = []
            for number, payload in enumerate(payloads, start=1):
                facts.append(self.draw_up(log, payload, clock + number))
            self.take(log, facts)
        return facts

    def draw_up(self, log: LogId, payload: msgspec.Struct, clock: int) -> Fact:
        """Make and sign a fact without writing it, so that others can name it first."""
        self.identity = read_again(self.identity, self.store.settings)
        kind = name_of(payload)
        if isinstance(payload, LessonRemoved | LessonRenamed | FilePlaced) and not payload.known:
            known = self.store.log.clocks_of_others(log, self.identity.key.device)
            payload = msgspec.structs.replace(payload, known=known)
        if isinstance(payload, MemberSet) and not payload.known:
            payload = msgspec.structs.replace(payload, known=self.store.log.clocks_of_all(log))
        causes: tuple[FactId, ...] = causes_of(kind, payload)
        fact = make_fact(
            log=log,
            payload=payload,
            kind=kind,
            clock=clock,
            person=self.identity.person,
            device=self.identity.key.device,
            causes=causes,
        )
        if len(bytes(fact.payload)) + 40 * len(causes) + _AROUND > LONGEST_FACT:
            # no server would take it, and all that comes after it would wait for ever
            raise BadInput(
                say("This is longer than the 8 MB that can be shared in one piece."),
                safe=say("Nothing was changed."),
                mend=say("Split it into smaller parts."),
            )
        if clock > LAST_CLOCK:
            raise BadInput(
                say("Nothing more can be written here: the clock of this course is at its end."),
                safe=say("Nothing was changed; all that was written is kept."),
                mend=say("Export the course and import it as a new one."),
            )
        if len(causes) > MOST_CAUSES:
            raise BadInput(
                say(
                    "This builds on more than {most:,} others, too many to be shared at once.",
                    most=MOST_CAUSES,
                ),
                safe=say("Nothing was changed."),
                mend=say("Do it in several steps, or make several courses of this one."),
            )
        return self.identity.key.sign(fact)

    def take(self, log: LogId, facts: Sequence[Fact]) -> list[Fact]:
        """Store facts and let today's texts follow, in one transaction.

        A copy that is only looked at takes none: Refused says why.
        """
        if self._looked_at:
            raise only_looked_at(self._looked_at)
        with self.store.writing():
            new = self.store.log.add(facts)
            self.announce(log, new)
        return new

    def announce(self, log: LogId, facts: Sequence[Fact]) -> None:
        """Tell the listeners of facts that count, or no longer count."""
        if facts:
            for listener in self._listeners:
                listener(log, facts)
