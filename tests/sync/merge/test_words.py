"""Words, gaps and marks; measures of change; merging by words."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.merge.words import MOST_TOKENS, WORD, kept, merge_words, tokens


@given(st.text())
def test_nothing_is_left_out(text: str) -> None:
    assert "".join(tokens(text)) == text


def test_no_letter_or_digit_of_any_script_is_taken_for_a_mark() -> None:
    """Else a merge by words could make a word that nobody wrote."""
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    cut = [c for c in re.findall(r"[^\W_]", everything) if not WORD.fullmatch(c)]
    assert not cut, [hex(ord(c)) for c in cut[:9]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open the valve.", ["Open", " ", "the", " ", "valve", "."]),
        ("well-known", ["well", "-", "known"]),
        ("**bold** `x`", ["**", "bold", "**", " ", "`", "x", "`"]),
        ("|---|:--|", ["|", "---", "|", ":", "--", "|"]),
        ("e\u0301cole", ["e\u0301cole"]),
        ("हिन्दी में।", ["हिन्दी", " ", "में", "।"]),
        ("蒸汽是湿的。", ["蒸汽是湿的", "。"]),
        ("👩🏽‍🔧👨‍🏫 ok", ["👩🏽‍🔧👨‍🏫", " ", "ok"]),
        ("a\u2028b\x85c\u00a0d", ["a", "\u2028", "b", "\x85", "c", "\u00a0", "d"]),
        ("a_b", ["a_b"]),
    ],
)
def test_cutting(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_measuring_a_change() -> None:
    assert kept("one two three four", "one two three four") == (1.0, 0)
    assert kept("one two three four", "one 2 three four") == (0.75, 2)
    assert kept("", "") == (1.0, 0)
    assert kept("one", "") == (0.0, 1)


@given(st.lists(st.sampled_from(["a", "b", "c", "x"]), max_size=9), st.data())
def test_measuring_counts_words_in_and_out(words: list[str], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.sampled_from(["a", "b", "d"]), max_size=9))
    share, changed = kept(" ".join(words), " ".join(other))
    assert 0 <= share <= 1
    assert changed >= abs(len(words) - len(other))
    assert (changed == 0) == (sorted(words) == sorted(other))


def merged(base: str, one: str, two: str) -> str | None:
    found = merge_words(base, one, two, prefer_one=True)
    again = merge_words(base, two, one, prefer_one=False)
    assert found == again
    return None if found is None else found.text


def test_edits_of_different_words_are_both_taken() -> None:
    assert merged("a b c d", "a B c d", "a b c D") == "a B c D"


def test_wrapping_a_line_is_no_change_of_words() -> None:
    assert merged("a b c d", "a b\nc d", "a b C d") == "a b\nC d"


def test_words_changed_by_both_are_the_leading_sides() -> None:
    found = merge_words("a b c d", "a X c d", "a Y c D", prefer_one=True)
    assert found == ("a X c D", True)


@pytest.mark.parametrize(
    ("base", "one", "two"),
    [
        ("a-b c", "ab c", "a-b-c"),
        ("*a* b", "**a** b", "*c a* b"),
        ("[a](b) c", "(b) c", "[a] c"),
    ],
)
def test_no_word_arises_and_no_mark_loses_its_partner(base: str, one: str, two: str) -> None:
    text = merged(base, one, two)
    if text is not None:
        assert set(WORD.findall(text)) <= set(WORD.findall(f"{base} {one} {two}"))
        assert text.count("*") % 2 == 0 and text.count("[") == text.count("]")


@given(st.lists(st.text("ab -*\n", max_size=12), min_size=3, max_size=3))
def test_merging_holds_only_words_that_somebody_wrote(texts: list[str]) -> None:
    text = merged(*texts)
    if text is not None:
        assert set(WORD.findall(text)) <= set(WORD.findall(" ".join(texts)))


def test_a_phrase_may_slide_along_a_common_end() -> None:
    assert merged("A of the Y", "A of the X of the Y", "B of the Y") == "B of the X of the Y"


def test_a_very_long_line_is_not_compared_by_words() -> None:
    line = "a " * MOST_TOKENS
    assert merge_words(line, "x" + line, line + "y", prefer_one=True) is None
