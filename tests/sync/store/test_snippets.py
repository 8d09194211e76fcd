"""Snippets: the place that was found, as the author wrote it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.store.folding import terms_of
from sync.store.snippets import AFTER, BEFORE, WORD_END, snippet

FILLER = "Nothing of note here. " * 40


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("ecole", "L'École des femmes"),
        ("strasse", "Die lange Straße am Fluß"),
        ("branch", "a new **Branch** is born"),
        ("学習", "機械学習法の基本"),
        ("cafe", "the cafe\u0301 is open"),
        ("λογος", "ο ΛΌΓΟΣ είναι"),
    ],
)
@pytest.mark.parametrize("before", [FILLER, "ß🎉\u00ad" * 30 + FILLER])
def test_the_place_is_shown_as_it_was_written(query: str, written: str, before: str) -> None:
    shown = snippet(f"{before}{written}. {FILLER}", terms_of(query)).shown
    assert written in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_words_that_stand_together_win() -> None:
    text = f"A branch alone. {FILLER} Delete the branch of git here. {FILLER}"
    assert "Delete the branch of git" in snippet(text, terms_of("git branch")).shown


def test_a_word_inside_another_is_not_the_place() -> None:
    text = f"Embranchment. {FILLER} Branches grow. {FILLER}"
    assert "Branches grow" in snippet(text, terms_of("branch")).shown


def test_a_short_text_is_shown_whole_on_one_line() -> None:
    assert snippet("# Title\n\nfirst\tline\n", terms_of("nowhere")).shown == "# Title first line"
    assert snippet("", terms_of("word")).shown == ""


@given(st.text(max_size=400), st.text(max_size=20))
def test_any_text_and_query_give_a_short_line(text: str, query: str) -> None:
    shown = snippet(text * 3, terms_of(query)).shown
    assert len(shown) <= BEFORE + AFTER + 2 * WORD_END + 4
    assert "\n" not in shown
