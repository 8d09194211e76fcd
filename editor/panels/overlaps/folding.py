"""Fold what is the same in all texts of a long place: what differs is to be seen without a search.

Only stretches that no text has otherwise are folded, to a few words at their ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.panels.cards.runs import Mark, Run
from editor.panels.overlaps.marking import MOST_TOKENS, common_ends, matches, words_of
from editor.panels.overlaps.values import OverlapItem
from sync.model.language import say_many

LEAST, KEPT = 60, 12
"""So many words a stretch has at least to be folded, and so many of it stay at each end."""


@dataclass(frozen=True)
class Fold:
    """Letters `start` to `end` of a text, which are `words` words."""

    start: int
    end: int
    words: int


@dataclass(frozen=True)
class Folds:
    """What is folded in what it was, in what stands now, and in each wording."""

    was: tuple[Fold, ...] = ()
    now: tuple[Fold, ...] = ()
    wordings: tuple[tuple[Fold, ...], ...] = ()


def folds_of(item: OverlapItem) -> Folds:
    """Find what is to be folded in the texts of a place; what is short is left whole."""
    was = [words_of(item.was)] if item.was.strip() else []
    texts = [*was, *(words_of(text) for text in (item.now, *(w.text for w in item.wordings)))]
    found: list[list[Fold]] = [[] for _ in texts]
    if len(texts) > 1 and not item.in_outline and min(map(len, texts)) >= LEAST:
        for starts, length in _shared(texts):
            inner = _inner(texts[0][starts[0] : starts[0] + length])
            if inner is not None:
                for text, start, folds in zip(texts, starts, found, strict=True):
                    folds.append(_fold(text, start + inner[0], start + inner[1]))
    kept = [tuple(folds) for folds in found]
    return Folds(kept[0] if was else (), kept[len(was)], tuple(kept[len(was) + 1 :]))


def folded(runs: Sequence[Run], folds: Sequence[Fold]) -> tuple[Run, ...]:
    """Show each fold as how many words it has; what was taken out has no letters in the text."""
    found: list[Run] = []
    for at, run in _placed(runs):
        gone = run.kind == Mark.GONE.value
        end, start = at if gone else at + len(run.text), at
        for fold in folds:
            if gone or fold.end <= start or fold.start >= end:
                continue
            found.append(Run(run.kind, run.text[start - at : max(start, fold.start) - at]))
            if fold.start >= start:
                found.append(Run(Mark.ASIDE.value, _told(fold.words)))
            start = min(end, fold.end)
        found.append(run if gone else Run(run.kind, run.text[start - at :]))
    return tuple(run for run in found if run.text)


def _placed(runs: Sequence[Run]) -> Iterator[tuple[int, Run]]:
    at = 0
    for run in runs:
        yield at, run
        at += 0 if run.kind == Mark.GONE.value else len(run.text)


def _told(words: int) -> str:
    told = say_many(
        "… {count:,} word that is the same …", "… {count:,} words that are the same …", words
    )
    return f" {told} "


def _shared(texts: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[int, ...], int]]:
    """Find the stretches that all have: where each begins in each text, and its length."""
    head, tail = common_ends(texts)
    yield tuple(0 for _ in texts), head
    middles = [text[head : len(text) - tail] for text in texts]
    if max(map(len, middles)) <= MOST_TOKENS:
        for starts, length in _within(middles):
            yield tuple(start + head for start in starts), length
    yield tuple(len(text) - tail for text in texts), tail


def _within(texts: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[int, ...], int]]:
    first, *others = texts
    places = [
        {one + step: two + step for one, two, length in matches(first, other)
         for step in range(length)}
        for other in others
    ]  # fmt: skip
    at = 0
    while at < len(first):
        end = at
        while all(place.get(end, -1) == place.get(at, -2) + end - at for place in places):
            end += 1
        if end > at:
            yield (at, *(place[at] for place in places)), end - at
        at = max(end, at + 1)


def _inner(stretch: Sequence[str]) -> tuple[int, int] | None:
    """Find the part of a stretch between the words that stay at its ends; None if it is short."""
    words = [number for number, token in enumerate(stretch) if token[:1].isalnum()]
    if len(words) < LEAST:
        return None
    return words[KEPT - 1] + 1, words[-KEPT]


def _fold(text: Sequence[str], start: int, end: int) -> Fold:
    at = sum(map(len, text[:start]))
    folded_away = text[start:end]
    words = sum(token[:1].isalnum() for token in folded_away)
    return Fold(at, at + sum(map(len, folded_away)), words)
