"""More about edits of a text: their inverse, where a place goes, the smallest one.

All places are code points; all edits of one list speak of the text before any of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sync.merge.edits import Edit

Edits = tuple[Edit, ...]


def growth(edit: Edit) -> int:
    """Say how much longer the text becomes."""
    return len(edit.inserted) - edit.deleted


def inverse(edits: Sequence[Edit], removed: Sequence[str]) -> Edits:
    """Return the edits that take `edits` back; `removed` are the texts that they delete."""
    shift = 0
    found: list[Edit] = []
    for edit, text in zip(edits, removed, strict=True):
        found.append(Edit(edit.start + shift, len(edit.inserted), text))
        shift += growth(edit)
    return tuple(found)


def moved(place: int, edits: Sequence[Edit], *, stays: bool = False) -> int:
    """Say where a place is after the edits; text put right there pushes it, unless it `stays`."""
    shift = 0
    for edit in edits:
        before = edit.start < place or (edit.start == place and not stays and not edit.deleted)
        if not before:
            break
        if edit.end > place:
            return edit.start + shift + (0 if stays else len(edit.inserted))
        shift += growth(edit)
    return place + shift


def smallest(start: int, old: str, new: str) -> Edit | None:
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
    return Edit(start + head, len(old) - head - tail, new[head : len(new) - tail])
