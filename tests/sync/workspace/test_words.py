"""Words are counted as a reader would, whatever stands between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.workspace.words import count_words


@given(st.text(st.sampled_from("ab \n\t\v\f\r\x00\x1b\x1c\x1d\x1e\x1f"), max_size=40))
def test_plain_texts_are_counted_as_they_split(text: str) -> None:
    assert count_words(text) == len(text.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("\n\n", 0),
        ("One, two.\n", 2),
        ("Übung macht den Meister", 4),
        ("機械学習", 5),
        ("a 学 b", 4),
    ],
)
def test_words_of_any_script(text: str, words: int) -> None:
    assert count_words(text) == words
