"""Match two lists of tokens, lines or words, in two independent ways.

The patient way goes by anchors, the short way makes the shortest script. A match is a list of runs
`(start in a, start in b, length)`, rising on both sides: the same two lists always give the same
runs, on every machine. Nothing here comes from a library whose ties might one day be broken another
way: lesson texts depend on it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from itertools import compress

Run = tuple[int, int, int]
Trail = tuple[int, int, int, "Trail"] | None

MOST_EDITS = 200
"""The shortest script is given up past this many edits: its cost grows with their square."""
MOST_STEPS = 400_000
"""It is given up, too, after so many comparisons: thousands of lines of two or three kinds."""


def patience(a: Sequence[str], b: Sequence[str], once: Set[str] | None = None) -> list[Run]:
    """Match by anchors, tokens that stand once in either list; between them again, and again.

    Where no anchor is left the shortest script decides. `once` may hold what stands once in both
    lists, if the caller knows it.
    """
    found: list[Run] = []
    windows = [(0, len(a), 0, len(b))]
    while windows:
        a_lo, a_hi, b_lo, b_hi = windows.pop()
        if n := same_start(a, a_lo, a_hi, b, b_lo, b_hi):
            found.append((a_lo, b_lo, n))
            a_lo, b_lo = a_lo + n, b_lo + n
        if n := same_end(a, a_lo, a_hi, b, b_lo, b_hi):
            a_hi, b_hi = a_hi - n, b_hi - n
            found.append((a_hi, b_hi, n))
        if a_lo == a_hi or b_lo == b_hi or a_hi - a_lo == b_hi - b_lo == 1:
            continue  # nothing is left, or one token that became another
        inner_a, inner_b = a[a_lo:a_hi], b[b_lo:b_hi]
        if once is None:
            once = {token for token in once_in(inner_b, once_in(inner_a)) if token.strip()}
        if once:
            runs, gaps = _around(*anchors(inner_a, inner_b, once), inner_a, inner_b)
            windows += [(a_lo + i, a_lo + i2, b_lo + j, b_lo + j2) for i, i2, j, j2 in gaps]
        else:
            runs = shortest(inner_a, inner_b) or []
        once = None
        found += [(a_lo + i, b_lo + j, n) for i, j, n in runs]
    return _joined(sorted(found))


def shortest(a: Sequence[str], b: Sequence[str]) -> list[Run] | None:
    """Match by the shortest script of insertions and deletions; None if it is longer than allowed.

    Tokens that only one side has cannot match. They are left out first, which changes no match and
    makes the usual case, lines reworded in place, nearly free; only the rest counts as edits.
    """
    in_a, in_b = set(a), set(b)
    a_at = [i for i, token in enumerate(a) if token in in_b]
    b_at = [j for j, token in enumerate(b) if token in in_a]
    if not a_at:
        return []
    runs = _greedy([a[i] for i in a_at], [b[j] for j in b_at])
    if runs is None:
        return None
    return _joined([(a_at[i + k], b_at[j + k], 1) for i, j, n in runs for k in range(n)])


def slid_down(runs: Sequence[Run], a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Move each insertion or deletion that could stand in several places to the lowest of them.

    A new paragraph has a blank line above and one below, and either may be the old one: without
    this rule the choice would hang on edits far away, and with it whether the paragraph touches a
    neighbour's edit.
    """
    out: list[Run] = []
    i = j = 0
    for start, other, length in runs:
        while length and (i == start) != (j == other):
            down = b[j] == b[other] if i == start else a[i] == a[start]
            if not down:
                break
            if out and out[-1][0] + out[-1][2] == i and out[-1][1] + out[-1][2] == j:
                out[-1] = (out[-1][0], out[-1][1], out[-1][2] + 1)
            else:
                out.append((i, j, 1))
            i, j, start, other, length = i + 1, j + 1, start + 1, other + 1, length - 1
        if length:
            out.append((start, other, length))
            i, j = start + length, other + length
    i, j = (out[-1][0] + out[-1][2], out[-1][1] + out[-1][2]) if out else (0, 0)
    return _joined(out)


def _greedy(a: Sequence[str], b: Sequence[str]) -> list[Run] | None:
    """Run Myers' greedy algorithm: the furthest place on each diagonal, and the runs up to it."""
    reach: dict[int, tuple[int, Trail]] = {1: (0, None)}
    a_len, b_len = len(a), len(b)
    steps = 0
    for edits in range(min(a_len + b_len, MOST_EDITS) + 1):
        for diagonal in range(-edits, edits + 1, 2):
            if diagonal == -edits or (
                diagonal != edits and reach[diagonal - 1][0] < reach[diagonal + 1][0]
            ):
                start, trail = reach[diagonal + 1]
            else:
                start, trail = reach[diagonal - 1]
                start += 1
            i = start
            while i < a_len and i - diagonal < b_len and a[i] == b[i - diagonal]:
                i += 1
            steps += i - start
            if i > start:
                trail = (start, start - diagonal, i - start, trail)
            if i >= a_len and i - diagonal >= b_len:
                return _unwound(trail)
            reach[diagonal] = i, trail
        if steps > MOST_STEPS:
            break
    return None


def _unwound(trail: Trail) -> list[Run]:
    """List a trail's runs from the first to the last."""
    found: list[Run] = []
    while trail is not None:
        i, j, n, trail = trail
        found.append((i, j, n))
    return found[::-1]


def _joined(runs: list[Run]) -> list[Run]:
    """Join runs that continue each other, so that equal matches are equal lists."""
    out: list[Run] = []
    for i, j, n in runs:
        if out and out[-1][0] + out[-1][2] == i and out[-1][1] + out[-1][2] == j:
            i0, j0, n0 = out[-1]
            out[-1] = (i0, j0, n0 + n)
        else:
            out.append((i, j, n))
    return out


def once_in(tokens: Sequence[str], among: Set[str] | None = None) -> set[str]:
    """Collect the tokens that stand exactly once; all of them, or those of a set."""
    row = tokens if among is None else list(filter(among.__contains__, tokens))
    found = set(row)
    if len(found) < len(row):
        found = {token for token, n in Counter(row).items() if n == 1}
    return found


def anchors(
    a: Sequence[str], b: Sequence[str], once: Set[str]
) -> tuple[Sequence[int], Sequence[int]]:
    """Find the places of the longest row of tokens in `once` that rises on both sides."""
    in_a, in_b = list(map(once.__contains__, a)), list(map(once.__contains__, b))
    places_a, places_b = list(compress(range(len(a)), in_a)), list(compress(range(len(b)), in_b))
    row_a, row_b = list(compress(a, in_a)), list(compress(b, in_b))
    if row_a == row_b:
        return places_a, places_b
    place = dict(zip(row_b, places_b, strict=True))
    chain = _rising([(i, place[token]) for i, token in zip(places_a, row_a, strict=True)])
    return [i for i, _ in chain], [j for _, j in chain]


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the longest row of pairs that rises on both sides."""
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        k = bisect_left(tails, j)
        tails[k : k + 1] = [j]
        tail_at[k : k + 1] = [n]
        before.append(tail_at[k - 1] if k else -1)
    chain: list[tuple[int, int]] = []
    n = tail_at[-1]
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def _around(
    anchors_a: Sequence[int], anchors_b: Sequence[int], a: Sequence[str], b: Sequence[str]
) -> tuple[list[Run], list[tuple[int, int, int, int]]]:
    """Follow what is equal from each anchor; list these runs, and the gaps between them."""
    runs: list[Run] = []
    gaps: list[tuple[int, int, int, int]] = []
    i = j = n = 0
    while n < len(anchors_a):
        at, there = anchors_a[n], anchors_b[n]
        if i < at and j < there:
            gaps.append((i, at, j, there))
        length = same_start(a, at, len(a), b, there, len(b))
        i, j = at + length, there + length
        runs.append((at, there, length))
        n = max(bisect_left(anchors_a, i, n), bisect_left(anchors_b, j, n))
    if i < len(a) and j < len(b):
        gaps.append((i, len(a), j, len(b)))
    return runs, gaps


def same_start(
    a: Sequence[str], a_lo: int, a_hi: int, b: Sequence[str], b_lo: int, b_hi: int
) -> int:
    """Count the equal tokens at the start of two windows; slices compare long stretches fast."""
    most = min(a_hi - a_lo, b_hi - b_lo)
    if most <= 0 or a[a_lo] != b[b_lo]:
        return 0
    n, step, growing = 1, 1, True
    while step:
        if n + step <= most and a[a_lo + n : a_lo + n + step] == b[b_lo + n : b_lo + n + step]:
            n += step
        else:
            growing = False
        step = step * 2 if growing else step // 2
    return n


def same_end(a: Sequence[str], a_lo: int, a_hi: int, b: Sequence[str], b_lo: int, b_hi: int) -> int:
    """Count the equal tokens at the end of two windows."""
    most = min(a_hi - a_lo, b_hi - b_lo)
    if most <= 0 or a[a_hi - 1] != b[b_hi - 1]:
        return 0
    n, step, growing = 1, 1, True
    while step:
        if n + step <= most and a[a_hi - n - step : a_hi - n] == b[b_hi - n - step : b_hi - n]:
            n += step
        else:
            growing = False
        step = step * 2 if growing else step // 2
    return n
