"""Runs are said so that a person who cannot see the marks knows them."""

from __future__ import annotations

from editor.panels.cards.runs import Run, plain, shortened, spoken, text_of


def test_marks_are_said_in_words() -> None:
    runs = (
        Run("same", "It "),
        Run("gone", "does not"),
        Run("new", "rarely"),
        Run("same", " works"),
    )
    assert spoken(runs) == "It [deleted: does not] [inserted: rarely] works"


def test_whose_words_they_are_is_said() -> None:
    runs = (Run("mine", "a"), Run("theirs", "b"), Run("caret", " |"))
    assert spoken(runs) == "[yours: a] [theirs: b]"


def test_what_was_taken_out_is_not_in_the_text() -> None:
    assert text_of((Run("same", "a"), Run("gone", "b"), Run("new", "c"))) == "ac"


def test_an_empty_text_has_no_run() -> None:
    assert plain("") == ()


def test_a_text_is_cut_at_a_word_and_says_so() -> None:
    assert shortened("one two three", 9) == "one two …"
    assert shortened("onetwothree", 4) == "onet …"
    assert shortened("short", 9) == "short"
