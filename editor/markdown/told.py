"""A text that is kept before it is said: its words in the code, and what goes into their places.

What is found in a lesson is stored beside it, and read in another language tomorrow, by another
person, or by a command. So it is never stored as it was said.
"""

from __future__ import annotations

import msgspec

from sync.model.language import say

Value = str | int


class Told(msgspec.Struct, frozen=True, array_like=True):
    """A marked text with the values of its {places}, by name; `str` says it."""

    text: str = ""
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        """Say it in the language of who reads it."""
        return say(self.text, **dict(self.values))


def told(text: str, /, **values: Value) -> Told:
    """Keep a marked text with what goes into its places."""
    return Told(text, tuple(values.items()))


class Done(msgspec.Struct, frozen=True, array_like=True):
    """What somebody did, as a whole sentence of its own for me and for others, who are {who}."""

    you: str
    they: str
    values: tuple[tuple[str, Value], ...] = ()

    def said(self, who: str = "") -> str:
        """Say it of me, or of somebody by name."""
        values = dict(self.values)
        return say(self.they, **{**values, "who": who}) if who else say(self.you, **values)


def done(you: str, they: str, /, **values: Value) -> Done:
    """Keep two marked texts with what goes into their places."""
    return Done(you, they, tuple(values.items()))
