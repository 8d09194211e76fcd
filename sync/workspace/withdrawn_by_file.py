"""Tell which facts of a course without server were written after their writer lost the right.

A server judges by what came first. Where none is, it is the word of the owner that counts: what
they had when they took a right away stays, and what they had not, or what was written later, is
no edit any more. It is told by the facts alone, so that all laptops tell the same, whatever came
first; what comes later may change it for what is here already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal, cast

from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, PersonId
from sync.model.kinds import may_write, payload_of
from sync.model.language import mark
from sync.model.payloads import MemberSet
from sync.model.people import WRITERS, Role
from sync.store.opening import Store
from sync.store.settling import settle

WITHDRAWN = mark("It was written after the right to do so was withdrawn.")
SUGGESTS = "suggestion.made"
"""What someone who could write may still send."""

OF_ROLES = frozenset({"course.made", "course.shared", "member.set"})


@dataclass
class _Standing:
    """The roles that one person was given, in order; `began` who began the course."""

    began: bool = False
    given: list[tuple[Fact, MemberSet]] = field(default_factory=list)

    @property
    def wrote(self) -> bool:
        """Tell whether this person could ever write here."""
        return self.began or any(body.role in WRITERS for _, body in self.given)

    def role_at(self, fact: Fact) -> Role | Literal["none"] | None:
        """Tell the role in which a fact was written; None where nobody says."""
        before: Role | Literal["none"] | None = "owner" if self.began else None
        for word, body in self.given:
            if _had(word, body, fact):
                return before
            before = body.role
        return before


def _had(word: Fact, body: MemberSet, fact: Fact) -> bool:
    """Tell whether who gave a role had a fact then; by clocks where an older one says no more."""
    if body.known:
        return fact.clock <= body.known.get(fact.device, 0)
    return fact.clock < word.clock


def withdrawn(facts: Iterable[Fact]) -> dict[FactId, str]:
    """Find what does not count, with the reason; what builds on it is not named."""
    ordered = sorted(facts, key=lambda fact: fact.order)
    standings: dict[PersonId, _Standing] = {}
    found: dict[FactId, str] = {}
    made = next((fact for fact in ordered if fact.kind == "course.made"), None)
    if made is not None:
        standings[made.person] = _Standing(began=True)
    for fact in ordered:
        if fact.kind == "member.set":
            if _is_withdrawn(fact, standings):
                found[fact.id] = WITHDRAWN
                continue
            with suppress(BadInput):  # it is set aside, and shown
                body = payload_of(fact)
                standings.setdefault(body.person, _Standing()).given.append((fact, body))
    for fact in ordered:
        if fact.kind != "member.set" and _is_withdrawn(fact, standings):
            found[fact.id] = WITHDRAWN
    return found


def _is_withdrawn(fact: Fact, standings: dict[PersonId, _Standing]) -> bool:
    standing = standings.get(fact.person)
    if standing is None or not standing.given:
        return False
    role = standing.role_at(fact)
    if role is None or may_write(cast("Role", role), fact.kind):
        return False
    return not (fact.kind == SUGGESTS and standing.wrote)


def could_write(facts: Sequence[Fact]) -> set[PersonId]:
    """List who could ever write, by who began it and by the roles that were given."""
    found = {fact.person for fact in facts if fact.kind in ("course.made", "course.shared")}
    for fact in facts:
        if fact.kind == "member.set":
            with suppress(BadInput):
                body = payload_of(fact)
                found |= {body.person} if body.role in WRITERS else set()
    return found


def settle_withdrawn(store: Store, log: LogId) -> tuple[list[Fact], list[Fact]]:
    """Let count what counts by all facts that are here; return what no longer and what again does.

    Called inside a transaction, for a log of no server.
    """
    every = [one for one in store.log.every(log) if one.state != "aside"]
    why = withdrawn([one.fact for one in every])
    later = {one.fact.id: one.fact.causes for one in every if one.fact.id not in why}
    built_on = settle(later, kept=(), refused=why).refused
    refused = {one.fact.id for one in every if one.state == "refused"}
    back = refused - why.keys() - built_on.keys()
    again = store.log.reconsider(back) if back else []
    gone = {ident: text for ident, text in why.items() if ident not in refused}
    return store.log.refused(gone) if gone else [], again
