"""What writing is made of: a selection, and a change of the text with the selection after it.

All places are code points. All edits of one change speak of the text before any of them, in order
and without touching, so that one change is one step to undo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sync.merge.edits import Edit

Edits = tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Where a selection was begun and where the caret is; both the same without a selection."""

    anchor: int
    caret: int

    @classmethod
    def at(cls, place: int) -> Selection:
        """Give a caret without a selection."""
        return cls(place, place)

    @property
    def first(self) -> int:
        """Where the selection begins."""
        return min(self.anchor, self.caret)

    @property
    def last(self) -> int:
        """Where the selection ends."""
        return max(self.anchor, self.caret)

    @property
    def is_empty(self) -> bool:
        """Say whether there is only a caret."""
        return self.anchor == self.caret


@dataclass(frozen=True, slots=True)
class Change:
    """What a key or a button does: edits of the text, and the selection after them."""

    edits: Edits
    anchor: int
    caret: int

    @property
    def selection(self) -> Selection:
        """The selection after the change."""
        return Selection(self.anchor, self.caret)

    def moved(self, by: int) -> Change:
        """Count from an earlier place: for a caller that showed only a part of its text."""
        edits = tuple(Edit(edit.start + by, edit.deleted, edit.inserted) for edit in self.edits)
        return Change(edits, self.anchor + by, self.caret + by)


Act = Callable[[str, Selection], Change | None]
"""Say what to do to a text; None where there is nothing to do."""


def changed(text: str, change: Change) -> str:
    """Give the text after the change; the edits are known to fit."""
    parts: list[str] = []
    at = 0
    for edit in change.edits:
        parts += (text[at : edit.start], edit.inserted)
        at = edit.end
    return "".join(parts) + text[at:]


def undone(text: str, change: Change, selection: Selection) -> Change:
    """Give the change that takes `change`, made to `text` at `selection`, back."""
    edits, shift = [], 0
    for edit in change.edits:
        edits.append(Edit(edit.start + shift, len(edit.inserted), text[edit.start : edit.end]))
        shift += len(edit.inserted) - edit.deleted
    return Change(tuple(edits), selection.anchor, selection.caret)


def smallest(start: int, old: str, new: str) -> Edits:
    """Give the smallest edit that turns `old`, which begins at `start`, into `new`."""
    if old == new:
        return ()
    head, most = 0, min(len(old), len(new))
    step = most
    while step:  # by halves: a long text is compared in a few strokes
        if head + step <= most and old.startswith(new[head : head + step], head):
            head += step
        else:
            step //= 2
    tail, step = 0, most - head
    while step:
        end = len(old) - tail
        piece = new[len(new) - tail - step : len(new) - tail]
        if tail + step <= most - head and old.startswith(piece, end - step):
            tail += step
        else:
            step //= 2
    return (Edit(start + head, len(old) - head - tail, new[head : len(new) - tail]),)


def joined(edits: Iterable[Edit]) -> Edits:
    """Put edits in order and make one of those that touch."""
    out: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if out and out[-1].end == edit.start:
            before = out.pop()
            inserted = before.inserted + edit.inserted
            edit = Edit(before.start, before.deleted + edit.deleted, inserted)
        if edit.deleted or edit.inserted:
            out.append(edit)
    return tuple(out)


def followed(place: int, edits: Sequence[Edit], *, stays: bool = False) -> int:
    """Say where a place is after edits; what is put in right there pushes it, unless it `stays`."""
    shift = 0
    for edit in edits:
        if edit.start > place or (edit.start == place and (stays or edit.deleted)):
            break
        if edit.end > place:
            return edit.start + shift + (0 if stays else len(edit.inserted))
        shift += len(edit.inserted) - edit.deleted
    return place + shift
