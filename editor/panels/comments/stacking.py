"""Where cards stand: each beside its text, none over another, the active one exactly there."""

from __future__ import annotations

from collections.abc import Sequence


def stacked(
    wanted: Sequence[float], heights: Sequence[float], gap: float, active: int | None = None
) -> list[float]:
    """Place cards, in the order of their texts, as near to `wanted` as they fit.

    Without an active card each is pushed down by those above it. The active card stands where it
    wants to; those above it are pushed up, those below it down.
    """
    tops: list[float] = []
    edge = float("-inf")
    for number, (want, height) in enumerate(zip(wanted, heights, strict=True)):
        top = want if number == active else max(want, edge)
        tops.append(top)
        edge = top + height + gap
    if active is not None:
        for number in range(active - 1, -1, -1):
            highest = tops[number + 1] - gap - heights[number]
            tops[number] = min(tops[number], highest)
    return tops


def with_those_above(
    wanted: Sequence[float],
    heights: Sequence[float],
    gap: float,
    active: int,
    *,
    top: float,
    most: float,
) -> list[float]:
    """Place cards, the active one lower by at most `most` where that brings others into sight.

    Those are the cards pushed up over `top` although their text is in sight: the text may stand at
    its very beginning, and cannot be scrolled to show them.
    """
    tops = stacked(wanted, heights, gap, active)
    lacking = [
        min(want, top) - at for want, at in zip(wanted[:active], tops, strict=False) if want >= 0
    ]
    lower = max((lack for lack in lacking if 0 < lack <= most), default=0.0)
    if not lower:
        return tops
    moved = list(wanted)
    moved[active] += lower
    return stacked(moved, heights, gap, active)
