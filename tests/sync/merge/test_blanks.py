"""Blank lines: who only spaces a text disagrees with nobody."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.merge.weave import weave
from tests.sync.merge.writers import Writer, examples, words

LIST = "- wash\n- dry\n- oil\n- store\n"


def test_a_list_spaced_out_by_one_and_edited_by_the_other() -> None:
    woven = weave(LIST, LIST.replace("\n", "\n\n"), LIST.replace("oil", "oil twice"))
    assert woven.parts == ("- wash\n\n- dry\n\n- oil twice\n\n- store\n\n",)


def test_blank_lines_put_beside_an_edited_paragraph() -> None:
    base = "Turn it.\n\nWait.\n\nSign.\n"
    woven = weave(base, "Turn it.\n\n\nWait.\n\nSign.\n", base.replace("Wait", "Wait long"))
    assert woven.parts == ("Turn it.\n\n\nWait long.\n\nSign.\n",)


def test_blank_lines_taken_away_beside_an_edited_paragraph() -> None:
    base = "Turn it.\n\nWait.\n\nSign.\n"
    woven = weave(base, "Turn it.\nWait.\n\nSign.\n", base.replace("Wait", "Wait long"))
    assert woven.parts == ("Turn it.\nWait long.\n\nSign.\n",)


def test_of_two_gaps_the_wider_one() -> None:
    woven = weave("a\nb\n", "a\n\nb\n", "a\n\n\nb\n")
    assert woven.parts == ("a\n\n\nb\n",)


def test_a_line_put_where_the_other_parted_two_keeps_them_parted() -> None:
    assert weave("a\nb\n", "a\n\nb\n", "a\nc\nb\n").parts == ("a\nc\n\nb\n",)


def test_what_one_took_out_stays_out_however_the_other_spaced_it() -> None:
    woven = weave("a\nb\nc\n", "a\n\nb\n\nc\n", "a\nc\n")
    assert not woven.overlaps
    assert words(woven.text) == {"a", "c"}


@pytest.mark.parametrize("indent", ["    ", "\t"])
def test_an_indent_is_no_blank_line(indent: str) -> None:
    """It turns text into code."""
    woven = weave("a\nb\n", f"a\n{indent}b\n", "a\nb now\n")
    assert [overlap.kind for overlap in woven.overlaps] == ["both-edited"]


@settings(max_examples=examples(150, 4_000))
@given(st.integers(0, 2**32))
def test_spacing_alone_never_stands_against_words(seed: int) -> None:
    writer = Writer(seed)
    base = "\n".join(line for line in writer.text(10).split("\n") if line.strip())
    spaced = "".join(line + "\n" * writer.rng.choice([1, 1, 2, 3]) for line in base.split("\n"))
    edited = writer.edits(base, 3)
    woven = weave(base, spaced, edited)
    assert not woven.overlaps
    assert words(woven.text) == words(edited)
    full = [line for line in woven.text.split("\n") if line.strip()]
    assert full == [line for line in edited.split("\n") if line.strip()]
