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
