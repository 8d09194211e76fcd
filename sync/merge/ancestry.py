"""Who has seen what: the revisions of one lesson as a graph, with ancestors as bit masks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from sync.model.ids import FactId, PersonId


class Revision(msgspec.Struct, frozen=True):
    """The fact that a lesson's text became this; `parents` are the heads its writer's text held."""

    id: FactId
    parents: tuple[FactId, ...]
    person: PersonId
    at: int
    """Wall time, for display only: nothing here is decided by it."""
    restores: tuple[FactId, ...] = ()
    """The heads of a text that it puts back, in part or whole."""
    by: PersonId = PersonId("")
    """Whose words they are, where `person` only signed what they suggested."""


class Ancestry:
    """The graph of revisions. Those whose ancestors are not all here are left out."""

    def __init__(self, revisions: Iterable[Revision]) -> None:
        self.revisions = {revision.id: revision for revision in revisions}

    @cached_property
    def heads(self) -> tuple[FactId, ...]:
        """The revisions that no other one has seen, in id order."""
        known = self.revisions
        if all(parent in known for revision in known.values() for parent in revision.parents):
            seen = {parent for revision in known.values() for parent in revision.parents}
        else:
            seen = {parent for ident in self.order for parent in known[ident].parents}
            known = {ident: known[ident] for ident in self.order}
        return tuple(sorted(ident for ident in known if ident not in seen))

    @cached_property
    def order(self) -> list[FactId]:
        """All complete revisions, parents before children."""
        waiting: dict[FactId, int] = {}
        children: dict[FactId, list[FactId]] = {}
        ready: list[FactId] = []
        for ident, revision in self.revisions.items():
            parents = set(revision.parents)
            waiting[ident] = len(parents)
            for parent in parents:
                children.setdefault(parent, []).append(ident)
            if not parents:
                ready.append(ident)
        for ident in ready:  # grows while it is walked
            for child in children.get(ident, ()):
                waiting[child] -= 1
                if not waiting[child]:
                    ready.append(child)
        return ready

    @cached_property
    def place(self) -> dict[FactId, int]:
        """The bit of each complete revision."""
        return {ident: n for n, ident in enumerate(self.order)}

    @cached_property
    def _masks(self) -> list[int]:
        masks: list[int] = []
        for n, ident in enumerate(self.order):
            mask = 1 << n
            for parent in self.revisions[ident].parents:
                mask |= masks[self.place[parent]]
            masks.append(mask)
        return masks

    def knows(self, ident: FactId) -> bool:
        """Tell whether a revision is here with all its ancestors."""
        return ident in self.place

    def seen_by(self, *idents: FactId) -> int:
        """The mask of the given revisions and all their ancestors."""
        mask = 0
        for ident in idents:
            mask |= self._masks[self.place[ident]]
        return mask

    def mask_of(self, idents: Iterable[FactId]) -> int:
        """The mask of just these revisions."""
        return sum(1 << self.place[ident] for ident in set(idents))

    def heads_in(self, mask: int) -> tuple[FactId, ...]:
        """The heads among the revisions of a mask that holds the ancestors of each, in id order."""
        found: list[FactId] = []
        while mask:
            # The last in the order cannot be an ancestor of any other.
            top = mask.bit_length() - 1
            found.append(self.order[top])
            mask &= ~self._masks[top]
        return tuple(sorted(found))

    def heads_of(self, idents: Iterable[FactId]) -> tuple[FactId, ...]:
        """The heads among given revisions: those that no other one of them has seen."""
        chosen = set(idents)
        if len(chosen) < 2:
            return tuple(chosen)
        return self.heads_in(self.seen_by(*chosen))

    def restored(self, ident: FactId) -> tuple[FactId, ...]:
        """The heads of the text that a revision puts back; none if it had not seen all of them."""
        heads = self.revisions[ident].restores
        if not heads or not all(self.knows(head) for head in heads):
            return ()
        return () if self.mask_of(heads) & ~self.seen_by(ident) else self.heads_of(heads)

    def after(self, mask: int) -> list[FactId]:
        """List the revisions whose writers had seen all of a mask, parents before children."""
        first = mask.bit_length()  # none comes before what it has seen
        masks = self._masks[first:]
        return [
            ident for ident, seen in zip(self.order[first:], masks, strict=True) if not mask & ~seen
        ]

    def members(self, mask: int) -> Sequence[FactId]:
        """List the revisions of a mask, parents before children."""
        out: list[FactId] = []
        while mask:
            low = mask & -mask
            out.append(self.order[low.bit_length() - 1])
            mask ^= low
        return out
