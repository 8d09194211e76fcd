"""Draw up redactions: find what holds words, in whatever form, and what changes without them.

Nothing is written here. A revision may carry words as a difference, or make them of what stood
there and what it adds; a weave may bring two halves together; a comment quotes them in part.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from sync.merge.folding import Heads
from sync.merge.overlap import Overlap
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, Sha, sha_of
from sync.model.kinds import payload_of
from sync.model.payloads import (
    CommentMade,
    ContentRedacted,
    FilePlaced,
    StruckFact,
    StruckFold,
    SuggestionMade,
    TextRevised,
)
from sync.model.redaction import (
    STRUCK,
    WORDS,
    Place,
    Range,
    every_place,
    found_in,
    joined,
    mark_of,
    masked,
    places_in,
    struck,
)
from sync.store.fact_rows import Stored
from sync.store.opening import Store
from sync.workspace.revisions import LessonFacts

SHORTEST = 4
"""Fewer signs stand in too many places, and are guessed from what is left."""
_PART = 3
"""So many signs of words that were written in steps are a part of them."""


@dataclass
class Holding:
    """What one log holds of the words: facts with places, texts, attachments."""

    log: LogId
    facts: dict[FactId, Fact] = field(default_factory=dict)
    places: dict[FactId, list[Place]] = field(default_factory=dict)
    within: dict[FactId, list[Range]] = field(default_factory=dict)
    blobs: list[Sha] = field(default_factory=list)
    became: dict[str, str] = field(default_factory=dict)
    folds: list[StruckFold] = field(default_factory=list)

    def add(self, fact: Fact, places: Iterable[Place]) -> None:
        """Note places in the payload of a fact."""
        if found := list(places):
            self.facts[fact.id] = fact
            self.places.setdefault(fact.id, []).extend(found)

    def body(self, words: Collection[str], why: str) -> ContentRedacted | None:
        """Give the redaction that strikes all of it; None where there is nothing."""
        named = sorted({*self.places, *self.within})
        if not named and not self.blobs:
            return None
        return ContentRedacted(
            facts=tuple(
                StruckFact(i, _in_order(self.places.get(i, ())), tuple(self.within.get(i, ())))
                for i in named
            ),
            blobs=tuple(self.blobs),
            marks=tuple(mark_of(word) for word in sorted(words)),
            became=self.became,
            folds=tuple(self.folds),
            why=why,
        )


def holding(
    store: Store, log: LogId, words: Collection[str], whole: Collection[FactId] = ()
) -> Holding:
    """Find all that holds words in one log; the words of the facts in `whole` go altogether."""
    found = Holding(log)
    lessons: dict[NodeId, int] = {}
    remarks: list[tuple[Fact, CommentMade | SuggestionMade]] = []
    for stored in store.log.every(log):
        fact = stored.fact
        payload = bytes(fact.payload)
        found.add(fact, places_in(fact.kind, payload, words))
        if fact.id in whole:
            found.add(fact, every_place(fact.kind, payload))
        if stored.state == "kept" and fact.kind in WORDS:
            _sort_out(store, stored, words, found, lessons, remarks)
    for lesson, revisions in lessons.items():
        its = [(fact, body) for fact, body in remarks if body.lesson == lesson]
        if revisions > 1 or its:  # of a first text alone its payload is all there is
            _Lesson(store, found, lesson, words).look(its)
    return found


def _sort_out(
    store: Store,
    stored: Stored,
    words: Collection[str],
    found: Holding,
    lessons: dict[NodeId, int],
    remarks: list[tuple[Fact, CommentMade | SuggestionMade]],
) -> None:
    """Note what a fact is about, and which attachments with these words it places."""
    fact = stored.fact
    if fact.kind not in ("text.revised", "comment.made", "suggestion.made", "file.placed"):
        return
    body = payload_of(fact)
    if isinstance(body, TextRevised):
        lessons[body.lesson] = lessons.get(body.lesson, 0) + 1
        if body.text is not None and fact.id in found.places:
            ranges = [(start, length) for _, start, length in found.places[fact.id]]
            found.became[body.sha] = sha_of(masked(body.text, ranges))
    elif isinstance(body, CommentMade | SuggestionMade):
        remarks.append((fact, body))
    elif isinstance(body, FilePlaced):
        for placed in body.files:
            if (
                placed.sha
                and placed.sha not in found.blobs
                and holds_words(store, placed.sha, words)
            ):
                found.blobs.append(placed.sha)


def holds_words(store: Store, sha: Sha, words: Collection[str]) -> bool:
    """Tell whether the bytes of an attachment hold one of the words as text."""
    if not words or not store.media.has(sha):
        return False
    data = store.media.path(sha).read_bytes()
    return any(word.encode(form) in data for word in words for form in ("utf-8", "utf-16-le"))


class _Lesson:
    """One lesson's texts before and without the words."""

    def __init__(
        self, store: Store, found: Holding, lesson: NodeId, words: Collection[str]
    ) -> None:
        self.found = found
        self.lesson = lesson
        self.words = words
        self.old = LessonFacts(store, found.log, lesson)
        self.new = LessonFacts(store, found.log, lesson)
        self.new.kept = False
        self.new.struck |= {*self.new.revised, *self.new.suggested}

    def look(self, remarks: Sequence[tuple[Fact, CommentMade | SuggestionMade]]) -> None:
        """Find what is made of the words in this lesson, and what becomes of its weaves."""
        for ident in [*self.new.revised, *self.new.suggested]:
            self._strike(ident)
        order = self.old.history.ancestry.order
        for ident in order:
            if ranges := found_in(self.new.text_of(ident), self.words):
                self._note(ident, ranges)
        for ident in order:
            self._back(ident, found_in(self.old.text_of(ident), self.words))
        for ident in [*self.new.revised, *self.new.suggested]:
            self._strike(ident)
        self.new.forget_texts()
        self._folds([body.state.heads for _, body in remarks])
        for fact, body in remarks:
            self._quote(fact, body)

    def _strike(self, ident: FactId) -> None:
        if ident in self.found.places:
            known = self.new.revised if ident in self.new.revised else self.new.suggested
            fact = known[ident][0]
            left = struck(fact.kind, bytes(fact.payload), self.found.places[ident])
            changed = msgspec.structs.replace(fact, payload=msgspec.Raw(left))
            known[ident] = (changed, payload_of(changed))

    def _note(self, ident: FactId, ranges: Sequence[Range]) -> None:
        """Strike places out of a text, and what of them stands in its payload."""
        self.new.strike_within(ident, ranges)
        self.found.within.setdefault(ident, []).extend(ranges)
        if ident in self.old.suggested:
            fact, made = self.old.suggested[ident]
            self.found.add(fact, _inside(1, (made.start, len(made.after)), ranges))
            self.found.facts[ident] = fact
            return
        fact, body = self.old.revised[ident]
        self.found.facts[ident] = fact
        if body.base is None:
            self.found.add(fact, [(0, *one) for one in ranges])
        for number, span in enumerate(_inserted(body.edits)):
            self.found.add(fact, _inside(number, span, ranges))

    def _back(self, ident: FactId, ranges: Sequence[Range]) -> None:
        """Strike also what words that were written in steps had left before."""
        at = ident
        while ranges and at in self.old.revised:
            body = self.old.revised[at][1]
            if body.base is None:
                return
            text, base = self.old.text_of(at), self.old.text_of(body.base)
            earlier: list[Range] = []
            for start, length in ranges:
                stood = _before(body.edits, [(start, length)])
                if sum(one[1] for one in stood) < length:  # else it is older, and found there
                    earlier += stood
                    word = text[start : start + length]
                    earlier += _replaced(body.edits, (start, length), base, word)
            ranges = [one for one in joined(earlier) if one[1] >= _PART]
            at = body.base
            if ranges:
                self._note(at, ranges)

    def _folds(self, states: Iterable[Heads]) -> None:
        """Compare every weave; where the words decided how it was woven, its text is given."""
        old, new = self.old.history, self.new.history
        asked = {
            heads for heads in states if len(heads) > 1 and all(map(old.ancestry.knows, heads))
        }
        before = {heads: text for heads, (text, _) in old.folds.items()}
        before |= {heads: old.text_at(heads) for heads in asked}
        for heads, text in before.items():
            after = new.text_at(heads)
            if not _is_masked(text, after) or found_in(after, self.words):
                given = masked(text, found_in(text, self.words))
                self.found.folds.append(StruckFold(self.lesson, heads, given))
                self.new.given[heads] = given
        self.new.forget_history()
        for heads, (_, arisen) in old.folds.items():
            now = self.new.history.folds[heads][1]
            if len(now) != len(arisen):
                continue
            for was, one in zip(arisen, now, strict=True):
                texts = zip(_wordings(was.overlap), _wordings(one.overlap), strict=True)
                pairs = [(was.id, one.id), *((sha_of(a), sha_of(b)) for a, b in texts)]
                self.found.became |= {a: b for a, b in pairs if a != b}

    def _quote(self, fact: Fact, body: CommentMade | SuggestionMade) -> None:
        """Strike what a remark quotes of the words, also if only a part of them."""
        history = self.old.history
        if not all(map(history.ancestry.knows, body.state.heads)):
            return
        was = history.text_at(body.state.heads)
        now = self.new.history.text_at(body.state.heads)
        if len(was) != len(now):
            return
        gone = joined((n, 1) for n, sign in enumerate(now) if sign == STRUCK != was[n])
        if not gone:
            return
        quoted = [(0, body.start, body.before)]
        if isinstance(body, CommentMade):
            quoted = [
                (0, body.start, body.quote),
                (1, body.start - len(body.before), body.before),
                (2, body.end, body.after),
            ]
        for number, start, text in quoted:
            if start >= 0 and was[start : start + len(text)] == text:
                self.found.add(fact, _inside(number, (start, len(text)), gone))


def _inserted(edits: Iterable[tuple[int, int, str]]) -> list[Range]:
    """Tell where in the new text the insertions of a difference stand."""
    spans, shift = [], 0
    for start, deleted, inserted in edits:
        spans.append((start + shift, len(inserted)))
        shift += len(inserted) - deleted
    return spans


def _before(edits: Iterable[tuple[int, int, str]], ranges: Iterable[Range]) -> list[Range]:
    """Give the parts of ranges in the new text that stood in the old one, as places there."""
    found: list[Range] = []
    old = new = 0
    for start, deleted, inserted in [*edits, (sys.maxsize, 0, "")]:
        kept = (new, start - old)
        found += [(at + old, length) for _, at, length in _inside(0, kept, ranges)]
        new += start - old + len(inserted)
        old = start + deleted
    return found


def _replaced(
    edits: Sequence[tuple[int, int, str]], span: Range, base: str, word: str
) -> list[Range]:
    """Find in the old text beginnings and ends of a word where the whole word was put."""
    found: list[Range] = []
    for (start, deleted, _), one in zip(edits, _inserted(edits), strict=True):
        if not _inside(0, one, [span]):
            continue
        before = base[start : start + deleted]
        for length in range(len(word) - 1, _PART - 1, -1):
            parts = [p for p in (word[:length], word[-length:]) if p in before]
            if parts:
                found += [(start + before.index(parts[0]), length)]
                break
    return found


def _wordings(overlap: Overlap) -> tuple[str, str, str]:
    return overlap.one, overlap.two, overlap.offer


def _inside(number: int, span: Range, ranges: Iterable[Range]) -> list[Place]:
    """Give the parts of ranges in a text that lie in a span, as places in the span's own text."""
    start, end = span[0], span[0] + span[1]
    return [
        (number, max(at, start) - start, min(at + length, end) - max(at, start))
        for at, length in ranges
        if at < end and at + length > start
    ]


def _is_masked(before: str, after: str) -> bool:
    return len(before) == len(after) and all(
        a == b or b == STRUCK for a, b in zip(before, after, strict=True)
    )


def _in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    by_text: dict[int, list[Range]] = {}
    for number, start, length in places:
        by_text.setdefault(number, []).append((start, length))
    return tuple((n, *one) for n in sorted(by_text) for one in joined(by_text[n]))
