"""Say every text that people read in their language: the one door for words of the interface.

What the person writes never goes through here; neither do logs, facts, or the names of commands
and keys that other programs rely on. The texts in the code are English and are themselves the
keys of the catalogues (gettext); without a catalogue they are said as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from gettext import NullTranslations


class _Voice:
    """Hold the catalogue that is in use: one for the whole process, as the system's locale is."""

    catalogue: NullTranslations = NullTranslations()


def speak(catalogue: NullTranslations) -> None:
    """Use this catalogue from now on; called once at the start, before the first text is said."""
    _Voice.catalogue = catalogue


def say(text: str, /, **values: object) -> str:
    """Translate a text, then put the values into its {places}.

    The text is a literal, so that it is found for the catalogues. Without values nothing is
    replaced, and braces are ordinary signs.
    """
    said = _Voice.catalogue.gettext(text) if text else ""  # "" asks for the catalogue's head
    return said.format_map(_isolated(values)) if values else said


def say_as(sense: str, text: str, /, **values: object) -> str:
    """Translate a short text that means different things in different places: "Open", the verb."""
    said = _Voice.catalogue.pgettext(sense, text)
    return said.format_map(_isolated(values)) if values else said


def say_many(one: str, many: str, count: int, /, **values: object) -> str:
    """Translate a text about a number, in the form that the language has for it; {count} is it."""
    said = _Voice.catalogue.ngettext(one, many, count)
    return said.format_map({"count": count, **_isolated(values)})


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_FIRST_STRONG, _POP = "\u2068", "\u2069"


def _isolated(values: Mapping[str, object]) -> dict[str, object]:
    """Set apart what is written from right to left: it would turn the sentence around it.

    By the isolates of Unicode's algorithm for both directions (UAX 9); what needs none has none.
    """
    return {
        name: f"{_FIRST_STRONG}{value}{_POP}"
        if isinstance(value, str) and _RIGHT_TO_LEFT.search(value)
        else value
        for name, value in values.items()
    }


def mark(text: str, /) -> str:
    """Mark a text of a table for the catalogues, where it stands; say it where it is shown."""
    return text
