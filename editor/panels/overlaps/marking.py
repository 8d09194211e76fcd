"""Mark in each wording what its writer put in, and in the text between them whose each word is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.panels.cards.runs import Mark, Run, plain
from editor.panels.overlaps.values import OverlapItem
from sync.merge.matching import patience, slid_down
from sync.merge.words import tokens

MOST_TOKENS = 3000
"""Where more than this differs it is shown without marks of single words: comparing it would
stop the window."""


@dataclass(frozen=True)
class MarkedOverlap:
    """An overlap with its marks: one tuple of runs for each wording, one for what stands."""

    wordings: tuple[tuple[Run, ...], ...]
    now: tuple[Run, ...]


def marked(item: OverlapItem) -> MarkedOverlap:
    """Mark the wordings of an overlap against what it was."""
    texts = [words_of(text) for text in (item.was, item.now, *(w.text for w in item.wordings))]
    if max(map(len, texts)) <= MOST_TOKENS:
        return _marked(item, texts)
    head, tail = common_ends(texts)
    middles = [text[head : len(text) - tail] for text in texts]
    if max(map(len, middles)) > MOST_TOKENS:
        whole = tuple(plain(wording.text) for wording in item.wordings)
        return MarkedOverlap(whole, plain(item.now))
    between = _marked(item, middles)
    ends = "".join(texts[0][:head]), "".join(texts[0][len(texts[0]) - tail :])
    wordings = tuple(_within(runs, *ends) for runs in between.wordings)
    return MarkedOverlap(wordings, _within(between.now, *ends))


def common_ends(texts: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Count the words at the beginning, and those at the end, that all texts have."""
    least = min(map(len, texts))
    first = texts[0]
    head = next((n for n in range(least) if any(t[n] != first[n] for t in texts)), least)
    room = least - head
    tail = next((n for n in range(room) if any(t[-1 - n] != first[-1 - n] for t in texts)), room)
    return head, tail


def _within(runs: Sequence[Run], head: str, tail: str) -> tuple[Run, ...]:
    return tuple(_joined([(run.kind, run.text) for run in (*plain(head), *runs, *plain(tail))]))


def _marked(item: OverlapItem, texts: Sequence[Sequence[str]]) -> MarkedOverlap:
    base, now, *sides = texts
    kinds = [Mark.MINE if wording.is_mine else Mark.THEIRS for wording in item.wordings]
    wordings = tuple(
        tuple(_against(base, side, kind.value)) for side, kind in zip(sides, kinds, strict=True)
    )
    return MarkedOverlap(wordings, tuple(_attributed(base, now, sides, kinds)))


def words_of(text: str) -> list[str]:
    """Cut a text as the merge does, but leave “person’s” whole: half a word marked reads badly."""
    found: list[str] = []
    for token in tokens(text):
        letter = token[:1].isalnum()
        if letter and len(found) > 1 and found[-1] in ("'", "’") and found[-2][-1:].isalnum():
            mark = found.pop()
            found[-1] += mark + token
        else:
            found.append(token)
    return found


def _against(base: Sequence[str], side: Sequence[str], kind: str) -> Iterable[Run]:
    """Mark what a side put in; where it only took words out, show them struck."""
    pieces: list[tuple[str, str]] = []
    i = j = 0
    for base_at, side_at, length in [*matches(base, side), (len(base), len(side), 0)]:
        put, gone = side[j:side_at], base[i:base_at]
        pieces += [(kind, token) for token in put]
        if not _has_words(put) and _has_words(gone):
            pieces += [(Mark.GONE.value, token) for token in gone]
        pieces += [(Mark.SAME.value, token) for token in side[side_at : side_at + length]]
        i, j = base_at + length, side_at + length
    return _joined(pieces)


def _attributed(
    base: Sequence[str], now: Sequence[str], sides: Sequence[Sequence[str]], kinds: Sequence[Mark]
) -> Iterable[Run]:
    """Mark each word of the text between them that only one side has."""
    old = _places(base, now)
    writers: list[set[Mark]] = [set() for _ in now]
    for side, kind in zip(sides, kinds, strict=True):
        for place in _places(side, now):
            writers[place].add(kind)
    pieces = []
    for number, token in enumerate(now):
        alone = len(writers[number]) == 1 and number not in old
        pieces.append((next(iter(writers[number])).value if alone else Mark.SAME.value, token))
    return _joined(pieces)


def matches(one: Sequence[str], two: Sequence[str]) -> list[tuple[int, int, int]]:
    """Find the stretches that two texts share: where in each, and how long."""
    return slid_down(patience(one, two), one, two)


def _places(text: Sequence[str], now: Sequence[str]) -> set[int]:
    return {
        place for _, start, length in matches(text, now) for place in range(start, start + length)
    }


def _has_words(some: Sequence[str]) -> bool:
    return any(not token.isspace() for token in some)


def _joined(pieces: list[tuple[str, str]]) -> Iterable[Run]:
    """Join neighbours; a gap between two marked words of one kind is marked with them."""
    for number in range(1, len(pieces) - 1):
        kind, token = pieces[number]
        before, after = pieces[number - 1][0], pieces[number + 1][0]
        put_in = before == after and before not in (Mark.SAME.value, Mark.GONE.value)
        if put_in and kind == Mark.SAME.value and token.isspace() and "\n" not in token:
            pieces[number] = (before, token)
    found: list[Run] = []
    for kind, token in pieces:
        if found and found[-1].kind == kind:
            found[-1] = Run(kind, found[-1].text + token)
        else:
            found.append(Run(kind, token))
    return found
