"""What must hold for any two people's edits of any text; and faults, planted, are found by it."""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.merge.overlap import Overlap
from sync.merge.twice import LONG_LINE
from sync.merge.weave import Woven, weave
from tests.sync.merge.writers import Writer, examples, letters, markers, words

Weave = Callable[[str, str, str], Woven]
SEEDS = st.integers(0, 2**32)


def check_two_people(
    weave: Weave, seed: int, size: int, apart: tuple[int, int], alike: int
) -> None:
    """Two people edit one text apart, after having made some of the edits alike."""
    writer = Writer(seed)
    base = writer.text(size)
    shared = writer.edits(base, alike)
    one, two = writer.edits(shared, apart[0]), writer.edits(shared, apart[1])
    woven, swapped = weave(base, one, two), weave(base, two, one)

    assert swapped.text == woven.text
    assert swapped.places == woven.places
    assert [_turned(overlap) for overlap in swapped.overlaps] == list(woven.overlaps)

    shown = words(woven.text).union(*(words(o.one) | words(o.two) for o in woven.overlaps))
    assert (words(one) | words(two)) - words(base) <= shown, "a new word was lost"
    once = set.intersection(
        *({m for m, n in markers(t).items() if n == 1} for t in (base, one, two))
    )
    assert once <= shown, "a word that both kept was lost"
    assert words(woven.text) <= words(base) | words(one) | words(two), "a word nobody wrote"

    assert "".join(p if isinstance(p, str) else p.offer for p in woven.parts) == woven.text
    for overlap, (start, end) in zip(woven.overlaps, woven.places, strict=True):
        assert woven.text[start:end] == overlap.offer
        assert start == 0 or woven.text[start - 1] == "\n" or not overlap.offer
        assert overlap.one != overlap.two
    whole = {line for text in (base, one, two) for line in text.split("\n")} | {""}
    silent = [line for part in woven.parts if isinstance(part, str) for line in part.split("\n")]
    assert set(silent) <= whole, "a line nobody wrote, unmarked"

    if not woven.overlaps:
        counts = [Counter(map(str.strip, text.split("\n"))) for text in (base, one, two)]
        for line, n in Counter(map(str.strip, woven.text.split("\n"))).items():
            old, *sides = (count[line] for count in counts)
            if sides != [1, 1] or not letters(line):
                continue
            alike = letters(line) >= LONG_LINE and _beside(one, line) & _beside(two, line)
            if old == 1 or alike:
                assert n == 1, "a line doubled, unmarked"
    if {t[-1:] == "\n" for t in (base, one, two) if t} == {False}:
        assert not woven.text.endswith("\n") or woven.text.endswith("\n\n"), "a newline invented"
    assert weave(base, shared, shared).parts == (shared,)
    assert weave(base, one, base).text == one


def _beside(text: str, line: str) -> set[str]:
    """The full lines before and behind one that stands once."""
    full = [found for found in map(str.strip, text.split("\n")) if found]
    at = full.index(line)
    return {*full[max(at - 1, 0) : at], *full[at + 1 : at + 2]}


def _turned(overlap: Overlap) -> Overlap:
    return dataclasses.replace(overlap, one=overlap.two, two=overlap.one)


@settings(max_examples=examples(400, 12_000))
@given(
    SEEDS, st.integers(0, 12), st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(0, 3)
)
def test_two_people(seed: int, size: int, apart: tuple[int, int], alike: int) -> None:
    check_two_people(weave, seed, size, apart, alike)


class Truth(NamedTuple):
    """Three texts whose edits are known line by line, and what must come of them."""

    base: str
    one: str
    two: str
    parts: list[str | tuple[str, str, str]]


def make_truth(seed: int, size: int) -> Truth:
    """Edit single lines, all different, so that there is but one way to see what was done."""
    rng = random.Random(seed)
    lines = [f"line {n} of {seed % 997}\n" for n in range(size)]
    busy = rng.choice([0.05, 0.15, 0.4])
    sides: list[list[list[str]]] = []
    for side in ("one", "two"):
        done: list[list[str]] = []
        for n, line in enumerate(lines):
            what = rng.choices(["keep", "change", "delete", "insert"], [1 / busy, 3, 1, 1])[0]
            done.append(
                {
                    "keep": [line],
                    "change": [f"{side} changed {n}\n"],
                    "delete": [],
                    "insert": [line, f"{side} put in {n}\n"],
                }[what]
            )
        sides.append(done)
    for n in range(size):  # now and then both make the same edit
        if rng.random() < 0.05:
            sides[1][n] = sides[0][n]
    parts: list[str | tuple[str, str, str]] = []
    chunk: tuple[list[str], list[str], list[str]] = ([], [], [])

    def close() -> None:
        old, first, second = ("".join(text) for text in chunk)
        for text in chunk:
            text.clear()
        if first == old:
            parts.append(second)
        elif second in (old, first):
            parts.append(first)
        else:
            parts.append((old, first, second))

    for n, line in enumerate(lines):
        first, second = sides[0][n], sides[1][n]
        if line in first and line in second:
            close()
            parts.append(line)
            chunk[1].extend(first[1:])
            chunk[2].extend(second[1:])
        else:
            chunk[0].append(line)
            chunk[1].extend(first)
            chunk[2].extend(second)
    close()
    texts = ["".join(line for done in side for line in done) for side in sides]
    return Truth("".join(lines), texts[0], texts[1], parts)


def check_truth(weave: Weave, seed: int, size: int) -> None:
    """Where both sides changed a chunk differently there is an overlap; all else is as edited."""
    truth = make_truth(seed, size)
    expected: list[str | tuple[str, str, str]] = []
    for part in truth.parts:
        if isinstance(part, str) and expected and isinstance(expected[-1], str):
            expected[-1] += part
        elif part:
            expected.append(part)
    found = [
        part if isinstance(part, str) else (part.base, part.one, part.two)
        for part in weave(truth.base, truth.one, truth.two).parts
    ]
    assert [part for part in found if part] == expected


@settings(max_examples=examples(200, 4_000))
@given(SEEDS, st.integers(1, 60))
def test_every_clash_is_marked_and_nothing_else(seed: int, size: int) -> None:
    check_truth(weave, seed, size)


@settings(max_examples=examples(200, 4_000))
@given(st.lists(st.text("ab\n \r\u2028\x85\x0b\x0c", max_size=12), min_size=3, max_size=3))
def test_odd_little_texts(texts: list[str]) -> None:
    base, one, two = texts
    woven, swapped = weave(base, one, two), weave(base, two, one)
    assert woven.text == swapped.text
    lines = {line for text in texts for line in text.split("\n")}
    for part in woven.parts:
        if isinstance(part, str):
            assert set(part.split("\n")) <= lines | {""}
    assert not set(woven.text) - set("".join(texts)) - {"\n"}


# -- faults


def forgets_marks(base: str, one: str, two: str) -> Woven:
    return Woven((weave(base, one, two).text,))


def takes_one(base: str, one: str, two: str) -> Woven:
    """Offer side one everywhere."""
    return _with(weave(base, one, two), lambda o: dataclasses.replace(o, offer=o.one))


def drops_last_line(base: str, one: str, two: str) -> Woven:
    parts = weave(base, one, two).parts
    return Woven((*parts[:-1], *(p.rpartition("\n")[0] for p in parts[-1:] if isinstance(p, str))))


def glues_lines(base: str, one: str, two: str) -> Woven:
    return Woven(tuple(p.replace("\n", "", 1) if isinstance(p, str) else p
                       for p in weave(base, one, two).parts))  # fmt: skip


def doubles(base: str, one: str, two: str) -> Woven:
    """Hold what both sides did alike twice."""
    parts = weave(base, one, two).parts
    return Woven((*parts, *parts[:1])) if len(parts) == 1 else Woven(parts)


def merges_letters(base: str, one: str, two: str) -> Woven:
    return _with(weave(base, one, two), lambda o: dataclasses.replace(
        o, offer="".join(a + b for a, b in zip(o.one, o.two, strict=False))))  # fmt: skip


def merges_what_touches(base: str, one: str, two: str) -> Woven:
    """Stay silent where edits of different lines touch."""
    woven = weave(base, one, two)
    return Woven(tuple(
        p.offer if isinstance(p, Overlap) and p.severity == "may" else p for p in woven.parts
    ))  # fmt: skip


def _with(woven: Woven, change: Callable[[Overlap], Overlap]) -> Woven:
    return Woven(tuple(change(p) if isinstance(p, Overlap) else p for p in woven.parts))


@pytest.mark.parametrize(
    "fault",
    [
        forgets_marks, takes_one, drops_last_line, glues_lines, doubles, merges_letters,
        merges_what_touches,
    ],
)  # fmt: skip
def test_planted_faults_are_found(fault: Weave) -> None:
    rng = Counter[str]()
    for seed in range(60):
        try:
            check_two_people(fault, seed, 6, (4, 4), 1)
            check_truth(fault, seed, 20)
        except AssertionError:
            rng["found"] += 1
    assert rng["found"] >= 3
