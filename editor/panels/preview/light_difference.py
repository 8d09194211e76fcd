"""Find which blocks to write anew, from what is written and what is to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.preview.values import Blocks


@dataclass(frozen=True)
class Difference:
    """The first block to write, the end of those written, and the end of those wanted."""

    first: int
    last: int
    end: int


def difference(old: Blocks, new: Blocks) -> Difference:
    """Compare; equal ends stay, and while a lesson still grows only its beginning is looked at."""
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    if first == len(old):
        return Difference(first, first, first)
    tail = 0
    while tail < most - first and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if not tail and len(old) < len(new):
        return Difference(first, len(old), min(len(new), len(old)))
    return Difference(first, len(old) - tail, len(new) - tail)


def blocks_to_write(old: Blocks, new: Blocks, found: Difference) -> int:
    """Count them."""
    if found.last != found.end:
        return max(found.last, found.end) - found.first
    return sum(old[at] != new[at] for at in range(found.first, found.end))


def as_far_as(old: Blocks, new: Blocks) -> Blocks:
    """Give the new blocks down to the last old one that is still among them."""
    places = {block: at for at, (block, _) in enumerate(new)}
    last = next((block for block, _ in reversed(old) if block in places), None)
    return new[: places[last] + 1] if last is not None else []
