"""Fill what a block's HTML cannot know: numbers of footnotes, ids of headings with equal words.

A slot is written between two control signs that no text can hold (`text.fit` takes them out).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from editor.markdown.safety import ANCHOR

_SLOT = re.compile("\x01([HND])([^\x01\x02]*)\x02")


def heading_slot(name: str) -> str:
    """Stand for the id of a heading."""
    return f"\x01H{escape(name)}\x02"


def note_slot(label: str, *, defines: bool = False) -> str:
    """Stand for the number of a footnote, where it is named or where it is written."""
    return f"\x01{'D' if defines else 'N'}{escape(label)}\x02"


@dataclass(frozen=True, slots=True)
class Slots:
    """What one block asks for, in the order in which it asks."""

    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    defined: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.headings or self.notes or self.defined)


NONE = Slots()


def slots_in(html: str) -> Slots:
    """Collect the slots of a block."""
    if "\x01" not in html:
        return NONE
    found = _SLOT.findall(html)
    return Slots(*(tuple(name for kind, name in found if kind == sort) for sort in "HND"))


@dataclass(slots=True)
class Numbering:
    """Give each slot of a lesson its value, by going through the blocks in order."""

    _notes: dict[str, int] = field(default_factory=dict)
    _seen: Counter[str] = field(default_factory=Counter)

    def note(self, slots: Iterable[Slots]) -> None:
        """Number the footnotes in the order in which they are named; unnamed ones come last."""
        known = list(slots)
        for block in known:
            for label in block.notes:
                self._notes.setdefault(label, len(self._notes) + 1)
        for block in known:
            for label in block.defined:
                self._notes.setdefault(label, len(self._notes) + 1)

    def values(self, slots: Slots) -> tuple[str, ...]:
        """Give the values of one block's slots; the blocks must come in order."""
        return (
            *(self._heading(name) for name in slots.headings),
            *(str(self._notes[label]) for label in (*slots.notes, *slots.defined)),
        )

    def _heading(self, name: str) -> str:
        count = self._seen[name]
        self._seen[name] += 1
        return f"{ANCHOR}{name}-{count}" if count else f"{ANCHOR}{name}"


def fill(html: str, slots: Slots, values: tuple[str, ...]) -> str:
    """Write the values into a block's HTML."""
    if not slots:
        return html
    heads, notes = len(slots.headings), len(slots.notes)
    queues = {
        "H": iter(values[:heads]),
        "N": iter(values[heads : heads + notes]),
        "D": iter(values[heads + notes :]),
    }
    return _SLOT.sub(lambda found: next(queues[found[1]]), html)
