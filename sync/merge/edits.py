"""The difference of two texts as edits, lines first and words inside: to store, send and apply.

All positions count code points, of the text before. The editor counts UTF-16 units: convert there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sync.merge.lines import split_keeping
from sync.merge.matching import patience
from sync.merge.words import MOST_TOKENS, SIMILAR, kept, tokens
from sync.model.errors import BadInput
from sync.model.language import say


class Edit(msgspec.Struct, frozen=True, array_like=True):
    """At `start`, take out `deleted` code points and put in `inserted`."""

    start: int
    deleted: int
    inserted: str

    @property
    def end(self) -> int:
        """Where the text taken out ends."""
        return self.start + self.deleted


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """Find what changed, from the top: whole lines, and words where most of the words stayed.

    No edit cuts a word, and a line that was written anew is replaced whole.
    """
    return tuple(fine for coarse in line_edits(before, after) for fine in by_words(before, coarse))


def line_edits(before: str, after: str) -> tuple[Edit, ...]:
    """Find what changed in whole lines alone."""
    if before == after:
        return ()
    head, tail = shared_lines(before, after)
    old = split_keeping(before[head : len(before) - tail])
    new = split_keeping(after[head : len(after) - tail])
    return tuple(Edit(at, len(gone), put) for at, gone, put in _differences(head, old, new))


def shared_lines(before: str, after: str) -> tuple[int, int]:
    """Measure the whole lines that two texts begin, and end, with alike: no edit is there."""
    head = before.rfind("\n", 0, _same_start(before, after)) + 1
    tail = _same_end(before, after, head)
    # A cut must stand at the start of a line in both texts.
    at = before.find("\n", len(before) - tail - 1) if tail else -1
    return head, len(before) - at - 1 if at >= 0 else 0


def by_words(before: str, edit: Edit) -> Iterator[Edit]:
    """Cut an edit of whole lines down to the words that changed, if most of them stayed."""
    gone = before[edit.start : edit.end]
    if gone and edit.inserted:
        yield from _in_words(edit.start, gone, edit.inserted)
    else:
        yield edit


def apply(text: str, steps: Iterable[Edit]) -> str:
    """Make the edits; raise BadInput if they do not fit the text."""
    out: list[str] = []
    at = 0
    for step in steps:
        if step.deleted < 0 or step.start < at or step.end > len(text):
            raise BadInput(
                say("A change does not fit the text that it should change."),
                safe=say("The text was left as it is."),
                mend=say("Sync again, or take the whole text."),
            )
        out += (text[at : step.start], step.inserted)
        at = step.end
    return "".join(out) + text[at:]


def carry(steps: Iterable[Edit], start: int, end: int) -> tuple[int, int, bool]:
    """Follow a range through edits: where it stands after them, and whether it was written into.

    What replaced part of the range belongs to it; what was put in just before or behind it does
    not, unless the range is empty.
    """
    shift_start = shift_end = 0
    new_start = new_end = -1
    written = False
    for step in steps:
        grown = len(step.inserted) - step.deleted
        if step.end < start or (step.end == start and start < end):
            shift_start += grown
            shift_end += grown
        elif step.start > end or (step.start == end and start < end):
            break
        else:
            written = True
            if step.start < start:
                new_start = step.start + shift_start
            if step.end > end:
                new_end = step.start + shift_end + len(step.inserted)
            shift_end += grown
    return (
        start + shift_start if new_start < 0 else new_start,
        end + shift_end if new_end < 0 else new_end,
        written,
    )


def _in_words(at: int, old: str, new: str) -> Iterator[Edit]:
    if kept(old, new).kept < SIMILAR:
        yield Edit(at, len(old), new)
        return
    a, b = tokens(old), tokens(new)
    skip = 0
    if max(len(a), len(b)) > MOST_TOKENS:  # one very long line: look at what differs in it
        skip = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
        at += sum(map(len, a[:skip]))
        a, b = a[skip:], b[skip:]
        last = _same_tokens_at_end(a, b)
        a, b = a[: len(a) - last], b[: len(b) - last]
        if max(len(a), len(b)) > MOST_TOKENS:
            yield Edit(at, sum(map(len, a)), "".join(b))
            return
    for start, gone, put in _differences(at, a, b):
        yield Edit(start, len(gone), put)


def _same_tokens_at_end(a: Sequence[str], b: Sequence[str]) -> int:
    n, most = 0, min(len(a), len(b))
    while n < most and a[-n - 1] == b[-n - 1]:
        n += 1
    return n


def _differences(at: int, a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """List `(place, taken out, put in)` between the runs that match."""
    i = j = 0
    for i2, j2, n in [*patience(a, b), (len(a), len(b), 0)]:
        gone, put = "".join(a[i:i2]), "".join(b[j:j2])
        if gone or put:
            yield at, gone, put
        at += len(gone) + sum(map(len, a[i2 : i2 + n]))
        i, j = i2 + n, j2 + n


def _same_start(a: str, b: str) -> int:
    """Count the characters that two texts begin with alike, by slices."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_end(a: str, b: str, start: int) -> int:
    """Count the characters that two texts end with alike, behind `start`."""
    low, high = 0, min(len(a), len(b)) - start
    while low < high:
        middle = (low + high + 1) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle - 1
    return low
