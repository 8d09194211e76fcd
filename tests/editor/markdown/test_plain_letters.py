"""What is looked for more quickly in a text of plain letters is what is found in any other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.markdown.checks.finding import LessonText
from editor.markdown.reading.counts import counts
from editor.markdown.reading.measured import Counts
from editor.markdown.structure import length_of
from editor.markdown.text import squeeze

PIECES = st.sampled_from(
    ["word", "Lesson", "a1b", "x_y", "don't", "well-known", "-", "'", "1", "_", ".", "?", " ", "\n"]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)
STRANGE = "ø"
"""A letter beside the plain ones: a text with it is read in the way for any text."""
PROMISES = (
    "By the end of this chapter all is clear.",
    "In this short course we tie knots.",
    "You'll then know how to tie it.",
    "You should learn it.",
    "Learners are able to tie it.",
    "Nach dieser Stunde geht es.",
    "Du kannst danach Knoten.",
    "Au terme de cette heure, tout va.",
    "Vous serez capable de tout.",
    "Al terminar, todo va.",
    "Seras capaz de todo.",
    "Ao final, tudo vai.",
    "Alla fine, tutto va.",
    "Na deze les gaat het.",
    "Po tej lekcji wiesz.",
)


def _read(text: str) -> Counts:
    return counts(LessonText("", "", text).document)


@settings(max_examples=150)
@given(TEXTS)
def test_words_are_counted_as_beside_other_letters(text: str) -> None:
    plain, strange = _read(f"{text} End"), _read(f"{text} End{STRANGE}")
    assert (plain.sentences, plain.words) == (strange.sentences, strange.words)
    assert length_of(f"{text} End").words == length_of(f"{text} End{STRANGE}").words


@settings(max_examples=150)
@given(st.lists(st.sampled_from(["a", "é", "_", "1", ".", "-", "  ", "\n", "क", "—"])).map("".join))
def test_blanks_go_but_between_words(text: str) -> None:
    words = " ".join(text.split())
    kept = [
        sign
        for at, sign in enumerate(words)
        if sign != " " or all(one.isalnum() or one == "_" for one in words[at - 1 : at + 2 : 2])
    ]
    assert squeeze(text) == "".join(kept)


@pytest.mark.parametrize("tail", ["", STRANGE])
@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_is_a_goal(promise: str, tail: str) -> None:
    assert LessonText("", "", f"# Knots\n\nWe tie. {promise}{tail}\n").aims
    assert not LessonText("", "", f"# Knots\n\nWe tie them twice.{tail}\n").aims
