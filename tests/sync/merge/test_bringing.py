"""What stood in an earlier text comes back, and nothing newer goes for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.merge.bringing import brought_back, place_of
from tests.sync.merge.lessons import BASE, CLOSE, OPEN, SIGN, VALVE, WAIT, lesson, moved, without
from tests.sync.merge.writers import Writer, examples, words

PARAGRAPH = f"{VALVE} {OPEN} {WAIT}\n"


def at(text: str, quote: str) -> tuple[int, int]:
    found = place_of(text, quote)
    assert found is not None
    return found


def test_a_reworded_sentence_reads_as_it_did_and_its_neighbours_as_they_do() -> None:
    now = PARAGRAPH.replace("ten", "twenty").replace("left", "right") + "\nNew.\n"
    back = brought_back(PARAGRAPH, now, *at(PARAGRAPH, "for ten minutes"))
    assert back == now.replace("twenty", "ten")


def test_a_sentence_taken_out_stands_again_where_it_stood() -> None:
    for gone in (f"{VALVE} ", f"{OPEN} ", f" {WAIT}"):
        now = PARAGRAPH.replace(gone, "")
        assert brought_back(PARAGRAPH, now, *at(PARAGRAPH, gone)) == PARAGRAPH


def test_a_paragraph_taken_out_stands_again_where_it_stood() -> None:
    for step in (VALVE, WAIT, CLOSE):
        now = without(step).replace("colleague", "neighbour")
        assert brought_back(BASE, now, *at(BASE, step)) == BASE.replace("colleague", "neighbour")


def test_what_was_written_since_stays_also_in_the_same_paragraph() -> None:
    now = PARAGRAPH.replace("ten", "twenty").replace(OPEN, f"{OPEN} Listen to it.")
    assert brought_back(PARAGRAPH, now) == PARAGRAPH.replace(OPEN, f"{OPEN} Listen to it.")


def test_a_list_comes_back_line_by_line() -> None:
    then = "- wash it well\n- dry it\n- oil it twice\n"
    now = "- wash it very well\n- oil it twice\n- store it\n"
    assert brought_back(then, now, *at(then, "dry it")) == (
        "- wash it very well\n- dry it\n- oil it twice\n- store it\n"
    )


def test_a_right_answer_comes_back() -> None:
    then = "Which?\n\n[( )] red\n[(X)] blue\n"
    now = "Which one?\n\n[(X)] red\n[( )] blue\n"
    assert brought_back(then, now, 8, len(then)) == then.replace("Which?", "Which one?")


def test_a_paragraph_that_stands_elsewhere_is_not_doubled() -> None:
    now = moved(VALVE, SIGN)
    assert brought_back(BASE, now) == now


@pytest.mark.parametrize("now", ["", "\n", "Other words."])
def test_into_a_text_that_has_nothing_of_it(now: str) -> None:
    back = brought_back(BASE, now)
    assert words(BASE) | words(now) == words(back)


def test_a_quote_is_found_however_it_is_spaced() -> None:
    text = "One\ntwo  three.\n"
    assert text[slice(*at(text, "two three"))] == "two  three"
    assert place_of(text, "four") is None
    assert place_of(text, " ") is None


def test_back_into_the_same_text_changes_nothing() -> None:
    for text in (BASE, PARAGRAPH, lesson(), "a\n\n\nb"):
        assert brought_back(text, text) == text


@settings(max_examples=examples(200, 5_000))
@given(st.integers(0, 2**32), st.integers(0, 6))
def test_all_words_of_then_are_back_and_new_blocks_stay(seed: int, edits: int) -> None:
    writer = Writer(seed)
    then = writer.text(8)
    now = writer.edits(then, edits)
    back = brought_back(then, now)
    assert words(then) <= words(back)
    assert words(back) <= words(then) | words(now)
    assert back.endswith("\n") == now.endswith("\n") or not now.strip()
