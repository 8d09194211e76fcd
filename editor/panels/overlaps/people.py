"""Name the people of an overlap, and numbers of texts up to a handful, in words."""

from __future__ import annotations

from collections.abc import Sequence

from editor.panels.kit.avatars import Face
from editor.panels.overlaps.values import OverlapItem
from sync.model.language import mark, say, say_as

_NUMBERS = {2: mark("two"), 3: mark("three"), 4: mark("four"), 5: mark("five"), 6: mark("six")}


def names(faces: Sequence[Face], *, first: bool = True) -> str:
    """Name people: "You and A. K."; "you" if the sentence does not begin with it."""
    you = say_as("begins a sentence", "You") if first else say_as("in a sentence", "you")
    said = list(dict.fromkeys(you if face.me else face.name for face in faces)) or [say("Someone")]
    if len(said) == 1:
        return said[0]
    return say("{several} and {last}", several=", ".join(said[:-1]), last=said[-1])


def all_mine(faces: Sequence[Face]) -> bool:
    """Say whether it was I alone: then a sentence says “you”, in its own form."""
    return bool(faces) and all(face.me for face in faces)


def everyone(item: OverlapItem) -> list[Face]:
    """Give each person who wrote here, me first."""
    found: dict[str, Face] = {}
    for wording in item.wordings:
        if wording.is_third:
            continue
        for face in wording.faces:
            found.setdefault(face.person, face)
    return sorted(found.values(), key=lambda face: not face.me)


def number(count: int) -> str:
    """Say a small number in a word."""
    return say(_NUMBERS[count]) if count in _NUMBERS else str(count)
