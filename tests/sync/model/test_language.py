"""Texts of the interface: said as they stand, or as the catalogue has them."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from sync.model.language import mark, say, say_as, say_many, speak


class Loud(NullTranslations):
    """A catalogue that shouts, and has a plural from three on."""

    def gettext(self, message: str) -> str:
        if not message:
            return "Content-Type: text/plain"
        return message.upper() if "{" not in message else f"<{message}>"

    def pgettext(self, context: str, message: str) -> str:
        return f"{message} ({context})"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"<{msgid1 if n < 3 else msgid2}>"


@pytest.fixture
def loud() -> Iterator[None]:
    speak(Loud())
    yield
    speak(NullTranslations())


def test_texts_are_said_as_they_stand_without_a_catalogue() -> None:
    assert say("Add a lesson") == "Add a lesson"
    assert say("{title} is here", title="Knots") == "Knots is here"
    assert say("A brace { alone") == "A brace { alone"
    assert say_as("verb", "Open") == "Open"
    assert say_many("{count} lesson", "{count} lessons", 1) == "1 lesson"
    assert say_many("{count} lesson of {who}", "{count} lessons of {who}", 2, who="me") == (
        "2 lessons of me"
    )
    assert mark("Library") == "Library"


@pytest.mark.usefixtures("loud")
def test_texts_are_said_in_the_words_of_the_catalogue() -> None:
    assert say("Add a lesson") == "ADD A LESSON"
    assert say("{title} is here", title="Knots") == "<Knots is here>"
    assert say_as("verb", "Open") == "Open (verb)"
    assert say("") == "", "a catalogue gives its head for it"
    assert say_many("{count} lesson", "{count} lessons", 2) == "<2 lesson>"
    assert say_many("{count} lesson", "{count} lessons", 3) == "<3 lessons>"


def test_what_a_person_wrote_may_hold_braces() -> None:
    assert say("{title} is here", title="{x} {0} {{") == "{x} {0} {{ is here"


def test_a_name_from_right_to_left_turns_nothing_around_it() -> None:
    name = "\u0623\u062d\u0645\u062f"
    assert say("{who} wrote", who=name) == f"\u2068{name}\u2069 wrote"
    assert say("{who} wrote", who="\u05d0") == "\u2068\u05d0\u2069 wrote"
    assert say_many("{count} of {who}", "{count} of {who}", 1, who=name).startswith("1 of \u2068")
    assert say("{who} wrote", who="\u00c5sa \U0001f393") == "\u00c5sa \U0001f393 wrote"
