"""Decisions about overlaps; those made apart that differ are an overlap themselves.

The weave may see nothing in them: where one decision kept the text offered and the other took the
second wording, only one of the two revisions changed the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from sync.merge.edits import carry, line_edits
from sync.merge.folding import Arising, Folder
from sync.merge.items import Found, State, Wording
from sync.merge.places import Today, whole_lines
from sync.model.ids import FactId, NodeId, PersonId, Sha


class Confirmation(msgspec.Struct, frozen=True):
    """The fact that a person decided on overlaps, and the revision written with it."""

    id: FactId
    overlaps: frozenset[str]
    revision: FactId
    sha: Sha
    """Of the wording chosen; empty, it takes back the decisions on these overlaps that it saw."""
    person: PersonId
    also: frozenset[FactId] = frozenset()
    """The revisions of decisions made apart that it takes back, too, though their texts stand."""


class Decisions:
    """All confirmations of one lesson's overlaps whose revisions are here.

    Those that were taken back are left out: a decision on several overlaps stays one on the others.
    """

    def __init__(self, confirmations: Iterable[Confirmation], folder: Folder) -> None:
        self.folder = folder
        self.ancestry = folder.ancestry
        ordered = sorted(confirmations, key=lambda one: one.id)
        known = [one for one in ordered if self.ancestry.knows(one.revision)]
        undone = [one for one in known if not one.sha]
        decided = [one for one in known if one.sha]
        self.all = [left for one in decided if (left := self._left(one, undone)).overlaps]
        self.passed_over = self.ancestry.mask_of(
            one.revision
            for one in decided
            if any(
                one.revision in undoing.also and undoing.overlaps & one.overlaps
                for undoing in undone
            )
        )
        """The revisions whose texts stand, but not as decisions: they settle nothing by it."""

    def _left(self, one: Confirmation, undone: Sequence[Confirmation]) -> Confirmation:
        """Give what a decision still decides: not what someone who had it in view took back."""
        back = [undoing.overlaps for undoing in undone if self._takes_back(undoing, one)]
        return msgspec.structs.replace(one, overlaps=one.overlaps.difference(*back))

    def _takes_back(self, undoing: Confirmation, one: Confirmation) -> bool:
        if one.revision in undoing.also:
            return True
        seen = self.ancestry.seen_by(undoing.revision)
        return bool(seen >> self.ancestry.place[one.revision] & 1)

    def close(self, arising: Arising, sources: int) -> bool:
        """Tell whether someone decided on an overlap who had seen all that it arises from.

        `sources` is the mask of the revisions behind its wordings. The same clash made again by
        another revision is open again.
        """
        return any(
            arising.id in one.overlaps and not sources & ~self.ancestry.seen_by(one.revision)
            for one in self.all
        )

    def made_apart(
        self, lesson: NodeId, today: Today, arising: Mapping[str, Sequence[Arising]]
    ) -> Iterator[Found]:
        """Find decisions about one overlap that differ, neither made with the other in view."""
        for one, two in self._pairs():
            shared = one.overlaps & two.overlaps
            if one.sha == two.sha or self._in_view(one, two):
                continue
            roots = [root for ident in sorted(shared) for root in arising.get(ident, ())]
            chosen = [self._chosen(decision, roots) for decision in (one, two)]
            if chosen[0] is None or chosen[1] is None:
                continue  # an overlap of the outline
            yield self._found(lesson, today, (one, two), (chosen[0], chosen[1]))

    def _pairs(self) -> Iterator[tuple[Confirmation, Confirmation]]:
        """All pairs of decisions that speak of a common overlap, each pair once."""
        about: dict[str, list[int]] = {}
        for n, one in enumerate(self.all):
            for ident in one.overlaps:
                about.setdefault(ident, []).append(n)
        pairs = {pair for numbers in about.values() for pair in combinations(numbers, 2)}
        for n, m in sorted(pairs):
            yield self.all[n], self.all[m]

    def _in_view(self, one: Confirmation, two: Confirmation) -> bool:
        seen = self.ancestry.seen_by
        place = self.ancestry.place
        return bool(
            seen(one.revision) >> place[two.revision] & 1
            or seen(two.revision) >> place[one.revision] & 1
        )

    def _chosen(
        self, decision: Confirmation, roots: Sequence[Arising]
    ) -> tuple[Arising, int, int] | None:
        """Find the place decided on in the text of the decision's revision."""
        ancestry = self.ancestry
        seen = ancestry.seen_by(decision.revision)
        view = ancestry.heads_of(ancestry.revisions[decision.revision].parents)
        known = [root for root in roots if not ancestry.seen_by(*root.heads) & ~seen]
        if not known:
            return None
        root = next((root for root in known if root.heads == view), known[0])
        steps = self.folder.line_steps(root.heads, (decision.revision,))
        start, end, _ = carry(steps, root.start, root.end)
        text = self.folder.text_of(decision.revision)
        return root, *whole_lines(text, start, end)

    def _found(
        self,
        lesson: NodeId,
        today: Today,
        decisions: tuple[Confirmation, Confirmation],
        chosen: tuple[tuple[Arising, int, int], tuple[Arising, int, int]],
    ) -> Found:
        one, two = decisions
        heads = self.ancestry.heads_of((one.revision, two.revision))
        text = self.folder.text(heads)
        _, start, end = chosen[0]
        steps = line_edits(self.folder.text_of(one.revision), text)
        start, end, _ = carry(steps, start, end)
        start, end = whole_lines(text, start, end)
        wordings = tuple(
            Wording(
                self.folder.text_of(decision.revision)[place[1] : place[2]],
                (decision.person,),
                (decision.revision,),
            )
            for decision, place in zip(decisions, chosen, strict=True)
        )
        ident = apart_id(lesson, one.id, two.id)
        both = self.ancestry.seen_by(one.revision, two.revision)
        ids = one.overlaps | two.overlaps | {ident}
        state: State = "open"
        if any(
            ids & later.overlaps and not both & ~self.ancestry.seen_by(later.revision)
            for later in self.all
        ):
            state = "confirmed"
        elif today.was_written_over(heads, start, end):
            state = "settled"
        place = None if state == "confirmed" else today.place(heads, start, end)
        base = chosen[0][0].overlap.base
        return Found(
            ident,
            "chosen-apart",
            "must",
            base,
            wordings,
            frozenset(),
            text[start:end],
            place,
            state,
        )


def apart_id(lesson: NodeId, one: FactId, two: FactId) -> str:
    """Name the overlap of two decisions made apart."""
    parts = ":".join(("chosen-apart", lesson, *sorted((one, two))))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]
