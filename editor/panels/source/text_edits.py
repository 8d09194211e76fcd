"""Edits of a text as values; all places are code points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class TextEdit:
    """`deleted` code points from `start` on are replaced by `inserted`.

    All edits of one list speak of the text before any of them; they ascend and do not overlap.
    """

    start: int
    deleted: int
    inserted: str = ""

    @property
    def end(self) -> int:
        """Where the deleted text ends."""
        return self.start + self.deleted

    @property
    def growth(self) -> int:
        """How much longer the text becomes."""
        return len(self.inserted) - self.deleted


Edits = tuple[TextEdit, ...]


def apply_to(text: str, edits: Sequence[TextEdit]) -> str:
    """Return `text` after the edits."""
    parts: list[str] = []
    place = 0
    for edit in edits:
        parts += [text[place : edit.start], edit.inserted]
        place = edit.end
    return "".join([*parts, text[place:]])


def inverse(edits: Sequence[TextEdit], removed: Sequence[str]) -> Edits:
    """Return the edits that take `edits` back; `removed` are the texts that they delete."""
    shift = 0
    found: list[TextEdit] = []
    for edit, text in zip(edits, removed, strict=True):
        found.append(TextEdit(edit.start + shift, len(edit.inserted), text))
        shift += edit.growth
    return tuple(found)


def moved(place: int, edits: Sequence[TextEdit], *, stays: bool = False) -> int:
    """Say where a place is after the edits; text put right there pushes it, unless it `stays`."""
    shift = 0
    for edit in edits:
        before = edit.start < place or (edit.start == place and not stays and not edit.deleted)
        if not before:
            break
        if edit.end > place:
            return edit.start + shift + (0 if stays else len(edit.inserted))
        shift += edit.growth
    return place + shift


def smallest(start: int, old: str, new: str) -> TextEdit | None:
    """Return the smallest edit that turns `old`, which begins at `start`, into `new`."""
    if old == new:
        return None
    most = min(len(old), len(new))
    head = 0
    while head < most and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return TextEdit(start + head, len(old) - head - tail, new[head : len(new) - tail])
