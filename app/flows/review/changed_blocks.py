"""What differs between two texts, cut so that each change can be taken or left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sync.merge.matching import patience
from sync.merge.weave import weave

_AROUND = 600
_LIKE, _MOST_PAIRS = 0.3, 2_500
"""So far around two changes is looked whether they touch, in code points;
so much of its words makes a block the other's rewording; of so many pairs the best are found."""
LONGEST_WAY = 12_000
"""A block that moved further than this, in code points, goes and comes as two changes."""


@dataclass(frozen=True)
class BlockChange:
    """A stretch of whole blocks that differs: code points of the old text, and the new wording."""

    start: int
    end: int
    before: str
    after: str


def changed_blocks(before: str, after: str) -> list[BlockChange]:
    """List what differs, block by block; applying all gives `after` exactly.

    Neighbours that changed are one stretch where they cannot be decided apart: where blocks were
    added or taken out among them, or no blank line keeps them from touching. A block that moved
    is one stretch with all that it passed: taken alone, either end would lose it or double it.
    """
    old, new = _pieces(before), _pieces(after)
    pairs = patience([text for _, text in old], [text for _, text in new])
    found = []
    i = j = 0
    for i2, j2, count in [*pairs, (len(old), len(new), 0)]:
        if i < i2 or j < j2:
            start = old[i][0] if i < len(old) else len(before)
            gone, put = [text for _, text in old[i:i2]], [text for _, text in new[j:j2]]
            found += _decided_apart(start, gone, put)
        i, j = i2 + count, j2 + count
    return _with_moves(_that_weave(found, before), before)


def _that_weave(found: list[BlockChange], text: str) -> list[BlockChange]:
    """Join neighbours that touch: both accepted, they would be an overlap."""
    made: list[BlockChange] = []
    for change in found:
        made.append(change)
        while len(made) > 1 and made[-2].end == made[-1].start and _touch(made[-2], made[-1], text):
            made[-2:] = [_joined(made[-2:], text)]
    return made


def _touch(one: BlockChange, two: BlockChange, text: str) -> bool:
    """Tell whether two changes beside each other cannot be merged, by the blocks around them."""
    low, high = max(0, one.start - _AROUND), two.end + _AROUND
    low, high = text.rfind("\n", 0, low) + 1, text.find("\n", high) + 1 or len(text)
    begin, end = text[low : one.start], text[two.end : high]
    base = begin + one.before + two.before + end
    first = begin + one.after + two.before + end
    second = begin + one.before + two.after + end
    woven = weave(base, first, second)
    return bool(woven.overlaps) or woven.text != begin + one.after + two.after + end


def _with_moves(found: list[BlockChange], text: str) -> list[BlockChange]:
    """Make one change of all between the place that a block left and the one it came to."""
    if len(found) < 2:
        return found
    held = [(_blocks_in(one.before), _blocks_in(one.after)) for one in found]
    gone, come = [one - two for one, two in held], [two - one for one, two in held]
    made: list[BlockChange] = []
    first = 0
    while first < len(found):
        last = at = first
        while at <= last:
            for n in range(last + 1, len(found)):
                if _is_near(found[first], found[n]) and (gone[at] & come[n] or come[at] & gone[n]):
                    last = n
            at += 1
        made.append(_joined(found[first : last + 1], text))
        first = last + 1
    return made


def _is_near(one: BlockChange, two: BlockChange) -> bool:
    return two.end - one.start <= LONGEST_WAY


def _blocks_in(text: str) -> set[str]:
    found = {piece.strip() for _, piece in _pieces(text)} if text else set()
    return {block for block in found if any(sign.isalnum() for sign in block)}


def _joined(changes: Sequence[BlockChange], text: str) -> BlockChange:
    first, last = changes[0], changes[-1]
    if first is last:
        return first
    after = ""
    at = first.start
    for change in changes:
        after += text[at : change.start] + change.after
        at = change.end
    return BlockChange(first.start, last.end, text[first.start : last.end], after)


def _decided_apart(start: int, gone: list[str], put: list[str]) -> list[BlockChange]:
    """Cut one stretch of changed blocks into changes that can be taken each alone.

    A block that comes or goes belongs to the changed one after it: no line that stays would keep
    them apart. Behind the last one it is a change of its own.
    """
    found: list[BlockChange] = []
    before = after = ""
    for one, two in _aligned(gone, put):
        before, after = before + one, after + two
        if before == after or (one and two and _ends_apart(before, after)):
            found.append(BlockChange(start, start + len(before), before, after))
            start += len(before)
            before = after = ""
    found.append(BlockChange(start, start + len(before), before, after))
    return [change for change in found if change.before != change.after]


def _ends_apart(one: str, two: str) -> bool:
    """Tell whether the blank line at the end stays, and no other line is taken for it.

    It would be where the last line of one stands, and then a blank one, within the other.
    """
    if not (one.endswith("\n\n") and two.endswith("\n\n")):
        return False
    return not (_goes_on(one, two) or _goes_on(two, one))


def _goes_on(one: str, two: str) -> bool:
    end = two.rstrip("\n").rpartition("\n")[2] + "\n\n"
    return end in one[: -len("\n\n")]


def _aligned(gone: list[str], put: list[str]) -> list[tuple[str, str]]:
    """Pair the blocks that were reworded, in their order; what has no other half stands alone."""
    if len(gone) * len(put) > _MOST_PAIRS:
        return [("".join(gone), "".join(put))]
    likes = [[_likeness(one, two) for two in put] for one in gone]
    best = [[0.0] * (len(put) + 1) for _ in range(len(gone) + 1)]
    for i in reversed(range(len(gone))):
        for j in reversed(range(len(put))):
            paired = likes[i][j] + best[i + 1][j + 1] if likes[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    found: list[tuple[str, str]] = []
    i = j = last_i = last_j = 0
    while i < len(gone) and j < len(put):
        if likes[i][j] and best[i][j] == likes[i][j] + best[i + 1][j + 1]:
            found += [*_between(gone[last_i:i], put[last_j:j]), (gone[i], put[j])]
            i, j = i + 1, j + 1
            last_i, last_j = i, j
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return [*found, *_between(gone[last_i:], put[last_j:])]


def _between(gone: list[str], put: list[str]) -> list[tuple[str, str]]:
    """Pair blocks that are not alike: by their order, where there are as many."""
    if len(gone) == len(put):
        return list(zip(gone, put, strict=True))
    return [*((one, "") for one in gone), *(("", two) for two in put)]


def _likeness(one: str, two: str) -> float:
    """Tell from 0 to 1 how much of two blocks is the same words; little is none."""
    words, others = Counter(one.split()), Counter(two.split())
    both = (words & others).total()
    share = 2 * both / max(1, words.total() + others.total())
    return share if share >= _LIKE else 0.0


def _pieces(text: str) -> list[tuple[int, str]]:
    """Cut a text into its blocks, each with the blank lines after it; nothing is left out."""
    from editor.markdown.fingerprints import blocks

    starts = [block.start for block in blocks(text)]
    if not starts or starts[0] != 0:
        starts = [0, *starts]
    ends = [*starts[1:], len(text)]
    return [
        (start, text[start:end]) for start, end in zip(starts, ends, strict=True) if end > start
    ]
