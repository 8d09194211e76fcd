"""The second opinion: the shortest script watches over the patient matching.

Patience can anchor on the wrong line and merge silently what the other side never meant. So
wherever both sides changed something near each other the shortest script is made too. If the
patient matching keeps as many lines, it *is* a shortest script, and both matchers agree. If it
keeps fewer, the stretch from one line on which both agree to the next is merged both ways: if one
way finds a clash, the clash stands; if both are silent but differ, all of it is an overlap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from sync.merge.chunks import Chunk, three_way
from sync.merge.matching import Run, shortest, slid_down
from sync.merge.pieces import Texts, silent_lines

SURE = 3
"""So many matched lines in a row, with one inside that stands once in each text, part two zones."""


def watched(
    chunks: Sequence[Chunk],
    to_one: Sequence[Run],
    to_two: Sequence[Run],
    texts: Texts,
    once: Set[str],
) -> list[Chunk]:
    """Go through the chunks of the first matcher; put others where the second one disagrees.

    `once` holds the keys that stand exactly once in each text.
    """
    return _by_zones(list(chunks), to_one, to_two, texts, once, SURE)


def _by_zones(
    chunks: list[Chunk],
    to_one: Sequence[Run],
    to_two: Sequence[Run],
    texts: Texts,
    once: Set[str],
    sure: int,
) -> list[Chunk]:
    """Ask about each zone in which both sides changed something."""
    out: list[Chunk] = []
    zone: list[Chunk] = []
    for chunk in chunks:
        inner = _sure_lines(chunk, once, texts, sure) if chunk.stable else None
        if inner is None:
            zone.append(chunk)
            continue
        before, middle, after = _cut(chunk, *inner)
        if _is_mixed(zone, texts):
            out += _agreed([*zone, *before], to_one, to_two, texts, once, sure)
            out += middle
        else:
            out += zone
            out += [*before, *middle]
        zone = after
    if _is_mixed(zone, texts):
        return out + _agreed(zone, to_one, to_two, texts, once, sure)
    return out + zone


def _sure_lines(chunk: Chunk, once: Set[str], texts: Texts, sure: int) -> tuple[int, int] | None:
    """Find the lines of a stable chunk that no sensible matcher would match otherwise."""
    edge = sure // 2
    lo, hi = chunk.base_lo + edge, chunk.base_hi - edge
    keys = texts[0].keys
    for first in range(lo, hi):
        if keys[first] in once:
            return first, next(n for n in range(hi, lo, -1) if keys[n - 1] in once)
    return None


def _is_mixed(zone: Sequence[Chunk], texts: Texts) -> bool:
    """Tell whether both sides changed something in a zone."""
    if sum(not chunk.stable for chunk in zone) == 0:
        return False
    base, one, two = _keys(_whole(zone), texts)
    return base not in (one, two)


def _cut(chunk: Chunk, *at: int) -> list[list[Chunk]]:
    """Cut a stable chunk before the given base lines; an empty part is an empty list."""
    out: list[list[Chunk]] = []
    for lo, hi in pairwise((chunk.base_lo, *at, chunk.base_hi)):
        one = chunk.one_lo + lo - chunk.base_lo
        two = chunk.two_lo + lo - chunk.base_lo
        n = hi - lo
        out.append([Chunk(lo, hi, one, one + n, two, two + n, True)] if n else [])
    return out


def _agreed(
    zone: list[Chunk],
    to_one: Sequence[Run],
    to_two: Sequence[Run],
    texts: Texts,
    once: Set[str],
    sure: int,
) -> list[Chunk]:
    """Ask the second matcher about one zone."""
    whole = _whole(zone)
    base, one, two = _keys(whole, texts)
    short_one, short_two = shortest(base, one), shortest(base, two)
    if short_one is None or short_two is None:
        if sure == 1:
            return zone
        # Too much changed to be seen at once: ask about smaller zones.
        return _by_zones(zone, to_one, to_two, texts, once, 1)
    patient_one = _inside(to_one, whole.base_lo, whole.base_hi, whole.one_lo, whole.one_hi)
    patient_two = _inside(to_two, whole.base_lo, whole.base_hi, whole.two_lo, whole.two_hi)
    as_good_one = _matched(patient_one) >= _matched(short_one)
    as_good_two = _matched(patient_two) >= _matched(short_two)
    if as_good_one and as_good_two:
        return zone
    other = three_way(
        patient_one if as_good_one else slid_down(short_one, base, one),
        patient_two if as_good_two else slid_down(short_two, base, two),
        len(base), len(one), len(two),
    )  # fmt: skip
    return list(_reconciled(zone, [_moved(chunk, whole) for chunk in other], whole, texts))


def _reconciled(
    first: Sequence[Chunk], second: Sequence[Chunk], whole: Chunk, texts: Texts
) -> Iterator[Chunk]:
    """Walk from one line on which both agree to the next; between them take what clashes."""
    ours, theirs = _single(first), _single(second)
    agreed = sorted({c[:6] for c in ours if c.stable} & {c[:6] for c in theirs if c.stable})
    at = (whole.base_lo, whole.one_lo, whole.two_lo)
    end = (whole.base_hi, whole.base_hi, whole.one_hi, whole.one_hi, whole.two_hi, whole.two_hi)
    for stop in [*agreed, end]:
        stretch = Chunk(at[0], stop[0], at[1], stop[2], at[2], stop[4], False)
        mine = [c for c in ours if _within(c, stretch)]
        other = [c for c in theirs if _within(c, stretch)]
        if mine != other:
            silent, watching = silent_lines(mine, texts), silent_lines(other, texts)
            if silent is not None and watching is None:
                mine = other
            elif silent is not None and silent != watching:
                mine = [stretch]
        yield from mine
        if stop is not end:
            yield Chunk(*stop, True)
        at = (stop[1], stop[3], stop[5])


def _whole(zone: Sequence[Chunk]) -> Chunk:
    first, last = zone[0], zone[-1]
    return Chunk(
        first.base_lo, last.base_hi, first.one_lo, last.one_hi, first.two_lo, last.two_hi, False
    )


def _keys(whole: Chunk, texts: Texts) -> tuple[list[str], list[str], list[str]]:
    base, one, two = texts
    return (
        base.keys[whole.base_lo : whole.base_hi],
        one.keys[whole.one_lo : whole.one_hi],
        two.keys[whole.two_lo : whole.two_hi],
    )


def _inside(runs: Sequence[Run], lo: int, hi: int, side_lo: int, side_hi: int) -> list[Run]:
    """Cut runs to a window and count from its corner."""
    out: list[Run] = []
    for n in range(max(bisect_left(runs, (lo, 0, 0)) - 1, 0), len(runs)):
        i, j, length = runs[n]
        if i >= hi:
            break
        skip = max(lo - i, side_lo - j, 0)
        left = min(length, hi - i, side_hi - j) - skip
        if left > 0:
            out.append((i + skip - lo, j + skip - side_lo, left))
    return out


def _matched(runs: Sequence[Run]) -> int:
    return sum(n for _, _, n in runs)


def _moved(chunk: Chunk, whole: Chunk) -> Chunk:
    base, one, two = whole.base_lo, whole.one_lo, whole.two_lo
    return Chunk(
        chunk.base_lo + base, chunk.base_hi + base,
        chunk.one_lo + one, chunk.one_hi + one,
        chunk.two_lo + two, chunk.two_hi + two,
        chunk.stable,
    )  # fmt: skip


def _single(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Cut stable chunks into single lines."""
    out: list[Chunk] = []
    for c in chunks:
        if c.stable:
            steps = range(c.base_hi - c.base_lo)
            out += [
                Chunk(
                    c.base_lo + n, c.base_lo + n + 1,
                    c.one_lo + n, c.one_lo + n + 1,
                    c.two_lo + n, c.two_lo + n + 1,
                    True,
                )
                for n in steps
            ]  # fmt: skip
        else:
            out.append(c)
    return out


def _within(chunk: Chunk, stretch: Chunk) -> bool:
    return (
        stretch.base_lo <= chunk.base_lo
        and chunk.base_hi <= stretch.base_hi
        and stretch.one_lo <= chunk.one_lo
        and chunk.one_hi <= stretch.one_hi
        and stretch.two_lo <= chunk.two_lo
        and chunk.two_hi <= stretch.two_hi
    )
