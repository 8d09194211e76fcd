"""Say every text that people read in their language: the one door for words of the interface.

What the person writes never goes through here; neither do logs, facts, or the names of commands
and keys that other programs rely on. The texts in the code are English and are themselves the
keys of the catalogues (gettext); without a catalogue they are said as they stand.
"""

from __future__ import annotations

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
    return said.format_map(values) if values else said


def say_as(sense: str, text: str, /, **values: object) -> str:
    """Translate a short text that means different things in different places: "Open", the verb."""
    said = _Voice.catalogue.pgettext(sense, text)
    return said.format_map(values) if values else said


def say_many(one: str, many: str, count: int, /, **values: object) -> str:
    """Translate a text about a number, in the form that the language has for it; {count} is it."""
    said = _Voice.catalogue.ngettext(one, many, count)
    return said.format_map({"count": count, **values})


def mark(text: str, /) -> str:
    """Mark a text of a table for the catalogues, where it stands; say it where it is shown."""
    return text
