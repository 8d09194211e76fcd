"""The texts of revisions: rebuilt from differences, and the history that is folded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Protocol

from sync.merge.edits import Edit, apply, edits
from sync.merge.fold import Confirmation, History, Revision
from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, Sha, sha_of
from sync.model.kinds import payload_of
from sync.model.payloads import (
    ContentRedacted,
    Mark,
    OverlapConfirmed,
    SuggestionDecided,
    SuggestionMade,
    TextRevised,
)
from sync.model.redaction import REDACTED, Range, marked_in, masked
from sync.model.states import TextState

OF_A_LESSON = frozenset({"text.revised", "suggestion.made", "overlap.confirmed"})
"""The kinds of facts that a lesson's text is woven from, which name it."""
LONGEST_CHAIN = 48
"""A revision this far from a whole text is written whole again."""


class FactsKept(Protocol):
    """Where facts are read: a workspace's log, or the facts that a server has in hand."""

    def facts(
        self, log: LogId, *, kinds: Collection[str] | None = None, subject: str | None = None
    ) -> list[Fact]:
        """Read the facts that count, in the order of replay."""


class TextsKept(Protocol):
    """Where whole texts of revisions may be kept, to save time."""

    def kept(self, revision: FactId) -> str | None:
        """Read the whole text of a revision, None if it is not kept."""


class Kept(Protocol):
    """All that a lesson's text is read from: a workspace's store is one such."""

    @property
    def log(self) -> FactsKept:
        """The facts."""

    @property
    def texts(self) -> TextsKept:
        """Whole texts."""


class LessonFacts:
    """All facts about one lesson's text, decoded once."""

    def __init__(self, store: Kept, log: LogId, lesson: NodeId) -> None:
        self.store = store
        self.log = log
        self.lesson = lesson
        facts = store.log.facts(log, kinds=OF_A_LESSON, subject=lesson)
        self.revised: dict[FactId, tuple[Fact, TextRevised]] = {}
        self.suggested: dict[FactId, tuple[Fact, SuggestionMade]] = {}
        self.confirmed: list[tuple[Fact, OverlapConfirmed]] = []
        for fact in facts:
            body = payload_of(fact)
            if isinstance(body, TextRevised):
                self.revised[fact.id] = (fact, body)
            elif isinstance(body, SuggestionMade):
                self.suggested[fact.id] = (fact, body)
            elif isinstance(body, OverlapConfirmed):
                self.confirmed.append((fact, body))
        self.within: dict[FactId, list[Range]] = {}
        """Places struck out of the texts of revisions and suggestions."""
        self.struck: set[FactId] = set()
        """Facts out of which words were struck: their texts hash to something else by now."""
        self.marks: list[Mark] = []
        """What tells struck words again."""
        self.became: dict[str, str] = {}
        self.given: dict[tuple[FactId, ...], str] = {}
        self.unsound: set[FactId] = set()
        """Revisions among those read whose edits do not give the text that they name."""
        for fact in store.log.facts(log, kinds={REDACTED}):
            self.redact(payload_of(fact))
        self.kept = True
        """Texts kept to save time may be read."""
        self._texts: dict[FactId, str] = {}

    def redact(self, body: ContentRedacted) -> None:
        """Take note of what a redaction strikes out; the payloads are struck already."""
        for one in body.facts:
            self.struck.add(one.fact)
            if one.within:
                self.within.setdefault(one.fact, []).extend(one.within)
        self.marks += body.marks
        self.became |= body.became
        self.given |= {fold.heads: fold.text for fold in body.folds if fold.lesson == self.lesson}

    def strike_within(self, ident: FactId, ranges: Iterable[Range]) -> None:
        """Strike places out of a text, in memory."""
        self.within.setdefault(ident, []).extend(ranges)
        self._texts[ident] = masked(self.text_of(ident), self.within[ident])

    def forget_texts(self) -> None:
        """Build all texts anew when they are asked for next."""
        self._texts.clear()
        self.forget_history()

    def forget_history(self) -> None:
        """Fold anew when it is asked for next."""
        self.__dict__.pop("history", None)

    @property
    def is_struck(self) -> bool:
        """Tell whether words were struck out of any text of this lesson."""
        about = (*self.revised, *self.suggested) if self.struck else ()
        return any(ident in self.struck for ident in about)

    @property
    def only_root(self) -> tuple[Fact, TextRevised] | None:
        """The single revision of a lesson that was never changed, which needs no weaving."""
        if self.is_struck:
            return None  # it is no longer what its hash says
        if len(self.revised) == 1 and not self.suggested and not self.confirmed:
            fact, body = next(iter(self.revised.values()))
            return (fact, body) if not body.parents and body.text is not None else None
        return None

    @cached_property
    def accepted(self) -> set[FactId]:
        """Suggestions that some author said yes to."""
        if not self.suggested:
            return set()
        decided = self.store.log.facts(self.log, kinds={"suggestion.decided"})
        bodies = [payload_of(fact) for fact in decided]
        return {
            body.suggestion
            for body in bodies
            if isinstance(body, SuggestionDecided) and body.decision == "accept"
        } & set(self.suggested)

    @cached_property
    def history(self) -> History:
        """The history to fold: revisions, accepted suggestions, confirmations."""
        revisions = [
            Revision(fact.id, body.parents, fact.person, fact.at, body.restores)
            for fact, body in self.revised.values()
        ]
        for ident in sorted(self.accepted):
            fact, made = self.suggested[ident]
            revisions.append(Revision(fact.id, made.state.heads, fact.person, fact.at, by=made.by))
        confirmations = [
            Confirmation(
                f.id,
                self._now(b.overlaps),
                b.revision,
                self.sha_now(b.sha),
                f.person,
                frozenset(b.also),
            )
            for f, b in self.confirmed
        ]
        return History(self.lesson, revisions, self.text_of, confirmations, given=self.given)

    def _now(self, overlaps: Iterable[str]) -> frozenset[str]:
        """Name overlaps also as they are called since words were struck out of them."""
        return frozenset(name for one in overlaps for name in (one, self.became.get(one, one)))

    def sha_now(self, sha: Sha) -> Sha:
        """Give the hash that a wording or first text has since words were struck out of it."""
        return Sha(self.became.get(sha, sha))

    def history_at(self, heads: Sequence[FactId]) -> History:
        """The history as it was when these were the heads, with what was confirmed by then."""
        ancestry = self.history.ancestry
        then = set(ancestry.members(ancestry.seen_by(*heads)))
        revisions = [self.history.revisions[ident] for ident in sorted(then)]
        confirmations = [c for c in self.history.confirmations if c.revision in then]
        return History(self.lesson, revisions, self.text_of, confirmations, given=self.given)

    def text_of(self, revision: FactId) -> str:
        """Rebuild a revision's text; one whose edits do not give what it names changes nothing.

        Such a one is forged, for an honest laptop never writes it. All laptops that have the same
        facts find it so, in whatever order these came; `unsound` names it.
        """
        if revision in self._texts:
            return self._texts[revision]
        if revision in self.suggested:
            return self._keep(revision, self._suggested_text(revision))
        chain: list[tuple[FactId, TextRevised]] = []
        at = revision
        while True:
            text = self._texts.get(at) or (self.store.texts.kept(at) if self.kept else None)
            if text is not None or at in self.suggested:
                text = self.text_of(at) if text is None else text
                break
            body = self.revised[at][1]
            if body.base is None:
                text = self._keep(at, body.text or "")
                break
            chain.append((at, body))
            at = body.base
        for ident, body in reversed(chain):
            given = self._edited(ident, body, text)
            if given is None:
                self.unsound.add(ident)
                text = self._keep(ident, self._unchanged(body, text))
            else:
                text = self._keep(ident, given)
        return text

    def unsound_among(self, revisions: Collection[FactId]) -> set[FactId]:
        """Name those of these revisions that change nothing, as their edits do not fit."""
        for ident in revisions:
            if ident in self.revised and self.history.ancestry.knows(ident):
                self.text_of(ident)
        return self.unsound & set(revisions)

    def _edited(self, ident: FactId, body: TextRevised, before: str) -> str | None:
        """Make a revision's edits; None if they do not fit, or do not give what it names."""
        try:
            text = apply(before, [Edit(*edit) for edit in body.edits])
        except BadInput:
            return None
        # what builds on a text out of which words were struck has another hash, too
        sound = sha_of(text) == body.sha or ident in self.within or self.is_struck
        return text if sound else None

    def _unchanged(self, body: TextRevised, before: str) -> str:
        """Give what all that a revision builds on gives together."""
        known = all(self.history.ancestry.knows(parent) for parent in body.parents)
        return self.history.text_at(body.parents) if len(body.parents) > 1 and known else before

    def _keep(self, revision: FactId, text: str) -> str:
        if revision in self.within:
            text = masked(text, self.within[revision])
        self._texts[revision] = text
        return text

    def _suggested_text(self, suggestion: FactId) -> str:
        made = self.suggested[suggestion][1]
        text = self.history.text_at(made.state.heads)
        return text[: made.start] + made.after + text[made.end :]

    def chain_length(self, revision: FactId) -> int:
        """Count the differences between a revision and the next whole text."""
        length = 0
        at: FactId | None = revision
        while at in self.revised and (base := self.revised[at][1].base) is not None:
            length += 1
            at = base
        return length

    def writes_again(self, body: TextRevised) -> bool:
        """Tell whether a revision would bring in words that were struck out."""
        written = [body.text or "", *(inserted for _, _, inserted in body.edits)]
        return any(marked_in(text, self.marks) for text in written)

    def draw_revision(self, parents: Sequence[FactId], text: str) -> TextRevised:
        """Write a text as a revision after exactly these parents, as a small difference."""
        sha = sha_of(text)
        whole = TextRevised(self.lesson, tuple(sorted(parents)), sha, text=text)
        best: TextRevised | None = None
        size = len(text) // 2 + 64
        for parent in parents:
            if self.chain_length(parent) >= LONGEST_CHAIN:
                continue
            steps = tuple(
                (edit.start, edit.deleted, edit.inserted)
                for edit in edits(self.text_of(parent), text)
            )
            cost = sum(16 + len(inserted) for _, _, inserted in steps)
            if cost < size:
                size = cost
                best = TextRevised(self.lesson, whole.parents, sha, base=parent, edits=steps)
        return best or whole


def state_of(history: History) -> TextState:
    """The state of today's text."""
    return history.state
