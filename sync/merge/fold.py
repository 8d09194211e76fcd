"""The history of one lesson's text: today's text woven from its heads, and the overlaps in it.

Everything here is a pure function of the set of revisions and confirmations: whatever came first,
twice or late, laptops with the same facts get the same. It is computed when asked for and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from sync.merge.ancestry import Ancestry, Revision
from sync.merge.decisions import Confirmation, Decisions
from sync.merge.folding import Arising, Folder, Heads
from sync.merge.items import STATES, Found, Item, State, Wording, grouped, replaced
from sync.merge.places import Today
from sync.merge.wordings import Authorship, Behind
from sync.model.errors import BadInput, NotFound
from sync.model.ids import FactId, NodeId, sha_of
from sync.model.language import say
from sync.model.states import TextState

__all__ = ["Confirmation", "History", "Item", "Revision", "Wording", "choose"]


class History:
    """All revisions of one lesson, and what became of them.

    `text_of` reads the text of one revision. `given` holds the texts of sets of heads that are no
    longer what their weave gives, since words were struck out of them.
    """

    def __init__(
        self,
        lesson: NodeId,
        revisions: Iterable[Revision],
        text_of: Callable[[FactId], str],
        confirmations: Iterable[Confirmation] = (),
        *,
        given: Mapping[Heads, str] | None = None,
    ) -> None:
        self.lesson = lesson
        self.ancestry = Ancestry(revisions)
        self.confirmations = tuple(confirmations)
        self._folder = Folder(lesson, self.ancestry, text_of, given)

    @property
    def revisions(self) -> dict[FactId, Revision]:
        """All revisions by id, also those whose ancestors are missing."""
        return self.ancestry.revisions

    @property
    def heads(self) -> Heads:
        """The revisions that no other one has seen, in id order."""
        return self.ancestry.heads

    @cached_property
    def text(self) -> str:
        """Today's text."""
        return self._folder.text(self.heads)

    @cached_property
    def state(self) -> TextState:
        """The state that today's text is in."""
        return TextState(self.heads, sha_of(self.text))

    def text_at(self, heads: Iterable[FactId]) -> str:
        """Fold any revisions; raise NotFound if one of them, or of its ancestors, is not here."""
        chosen = tuple(heads)
        missing = [ident for ident in chosen if not self.ancestry.knows(ident)]
        if missing:
            raise NotFound(
                say("This text was made of a revision that is not here yet."),
                safe=say("Nothing was changed."),
                mend=say("Sync first."),
            )
        return self._folder.text(self.ancestry.heads_of(chosen))

    def has_seen(self, heads: Iterable[FactId], revision: FactId) -> bool:
        """Tell whether a text of these heads was written with a revision in view."""
        known = [head for head in heads if self.ancestry.knows(head)]
        if not self.ancestry.knows(revision):
            return False
        return bool(self.ancestry.seen_by(*known) >> self.ancestry.place[revision] & 1)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The overlaps of today's text and of every text that a revision was written on."""
        if not self._folds:
            return ()
        decisions = self._decisions
        today = Today(self._folder, self.heads, decisions.passed_over)
        authors = Authorship(self.ancestry, self._folder.text_of)
        arisen: dict[str, list[Arising]] = {}
        for heads in self._folds:
            for arising in self._folder.arising(heads):
                arisen.setdefault(arising.id, []).append(arising)
        found = {
            ident: min(
                (self._found(one, today, authors, decisions) for one in instances),
                key=lambda one: STATES.index(one.state),
            )
            for ident, instances in arisen.items()
        }
        for one in decisions.made_apart(self.lesson, today, arisen):
            found[one.id] = one
        return grouped(list(found.values()), self.text, self._saw)

    def _saw(self, later: Collection[FactId], earlier: Collection[FactId]) -> bool:
        if not all(map(self.ancestry.knows, (*later, *earlier))):
            return False  # a choice is no revision
        before = self.ancestry.mask_of(earlier)
        return any(not before & ~self.ancestry.seen_by(one) for one in later)

    @property
    def decided(self) -> Sequence[Confirmation]:
        """The decisions that count, each on the overlaps for which nobody took it back."""
        return self._decisions.all

    @cached_property
    def _decisions(self) -> Decisions:
        return Decisions(self.confirmations, self._folder)

    @property
    def folds(self) -> dict[Heads, tuple[str, tuple[Arising, ...]]]:
        """Every set of heads that somebody saw woven, with its text and the overlaps in it."""
        return {
            heads: (self._folder.text(heads), self._folder.arising(heads)) for heads in self._folds
        }

    @cached_property
    def _folds(self) -> list[Heads]:
        """Every set of heads that somebody saw woven: under each revision, put back, and today.

        Where a text is put back, what overlapped in it is open again: nobody decided on it.
        """
        under = (
            self.ancestry.heads_of(revision.parents)
            for revision in self.revisions.values()
            if len(revision.parents) > 1 and self.ancestry.knows(revision.id)
        )
        woven = {heads for heads in (*under, *self._put_back()) if len(heads) > 1}
        several = sorted(woven - {self.heads})
        return [self.heads, *several] if len(self.heads) > 1 else several

    def _put_back(self) -> Iterator[Heads]:
        """The heads of each text that a revision puts back."""
        for revision in self.revisions.values():
            if len(revision.restores) > 1 and self.ancestry.knows(revision.id):
                yield self.ancestry.restored(revision.id)

    def _found(
        self, arising: Arising, today: Today, authors: Authorship, decisions: Decisions
    ) -> Found:
        """Judge one overlap and follow it into today's text."""
        overlap = arising.overlap
        ones, twos = authors.of(arising)
        sides = ((overlap.one, ones), (overlap.two, twos))
        state: State = "open"
        if decisions.close(arising, self.ancestry.mask_of(ones.revisions | twos.revisions)):
            state = "confirmed"
        elif today.was_written_over(arising.heads, arising.start, arising.end):
            state = "settled"
        place = None
        if state != "confirmed":
            place = today.place(arising.heads, arising.start, arising.end)
        return Found(
            arising.id,
            overlap.kind,
            overlap.severity,
            overlap.base,
            tuple(self._wording(text, behind) for text, behind in sides),
            frozenset(text for text, behind in sides if behind.woven),
            overlap.offer,
            place,
            state,
        )

    def _wording(self, text: str, behind: Behind) -> Wording:
        people = {self.revisions[ident].person for ident in behind.revisions}
        return Wording(text, tuple(sorted(people)), tuple(sorted(behind.revisions)))


def choose(history: History, item: Item, wording: str) -> str:
    """Give today's text with an item's place in this wording; raise BadInput if it is confirmed."""
    if item.start is None or item.end is None:
        raise BadInput(
            say("This overlap was confirmed already."),
            safe=say(
                "The text is as it was decided; both wordings are kept in the list of overlaps."
            ),
            mend=say("Edit the text itself to change it again."),
        )
    return replaced(history.text, item.start, item.end, wording)
