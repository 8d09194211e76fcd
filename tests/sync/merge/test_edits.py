"""Differences as edits: they make the new text, they are small, and ranges can follow them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.merge.edits import Edit, apply, carry, edits
from sync.merge.words import MOST_TOKENS
from sync.model.errors import BadInput
from tests.sync.merge.writers import Writer, examples

SMALL = st.text("ab \n\r\u2028é", max_size=16)


def check(before: str, after: str) -> tuple[Edit, ...]:
    found = edits(before, after)
    assert apply(before, found) == after
    at = -1
    for edit in found:
        assert edit.start > at
        assert edit.deleted or edit.inserted
        at = edit.end
    return found


@given(SMALL, SMALL)
def test_edits_make_the_new_text_of_the_old(before: str, after: str) -> None:
    check(before, after)


@settings(max_examples=examples(150, 4000))
@given(st.integers(0, 2**32), st.integers(0, 12), st.integers(0, 5))
def test_edits_of_people(seed: int, size: int, times: int) -> None:
    writer = Writer(seed)
    before = writer.text(size)
    check(before, writer.edits(before, times))


def test_no_edit_for_equal_texts() -> None:
    assert edits("a\nb", "a\nb") == ()


def test_words_inside_a_line() -> None:
    assert edits("Open the valve slowly.\n", "Open the main valve slowly.\n") == (
        Edit(9, 0, "main "),
    )


def test_no_edit_cuts_a_word() -> None:
    assert edits("a slow valve here\n", "a low valve here\n") == (Edit(2, 4, "low"),)


def test_a_line_written_anew_is_replaced_whole() -> None:
    before, after = "keep\nthe old line\nkeep too\n", "keep\nsomething else here now\nkeep too\n"
    assert edits(before, after) == (Edit(5, 13, "something else here now\n"),)


def test_a_small_change_of_a_long_text_is_one_small_edit() -> None:
    before = "".join(f"A line of a long lesson, number {n}.\n" for n in range(5000))
    after = before.replace("number 2500.", "numbered 2500.")
    [edit] = check(before, after)
    assert (edit.deleted, edit.inserted) == (6, "numbered")


def test_changes_at_both_ends_and_a_missing_final_newline() -> None:
    before = "".join(f"Line {n} of the text.\n" for n in range(50))
    after = ("New first line.\n" + before).removesuffix("\n")
    assert len(check(before, after)) == 2
    assert len(check(after, before)) == 2


def test_one_very_long_line_with_a_small_change() -> None:
    before = "word " * (2 * MOST_TOKENS) + "end"
    after = before[:10_000] + "new " + before[10_000:]
    assert check(before, after) == (Edit(10_000, 0, "new "),) or len(check(before, after)) == 1


@pytest.mark.parametrize(
    "steps",
    [
        [Edit(0, 9, "")],
        [Edit(-1, 0, "x")],
        [Edit(1, -1, "x")],
        [Edit(2, 1, ""), Edit(1, 1, "")],
        [Edit(0, 2, ""), Edit(1, 1, "")],
        [Edit(4, 0, "x")],
    ],
)
def test_edits_that_do_not_fit_are_refused(steps: list[Edit]) -> None:
    with pytest.raises(BadInput):
        apply("abc", steps)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Edit(0, 0, "xx"), (5, 8, False)),  # before
        (Edit(0, 2, ""), (1, 4, False)),
        (Edit(3, 0, "xx"), (5, 8, False)),  # just before
        (Edit(2, 1, "xx"), (4, 7, False)),
        (Edit(4, 0, "xx"), (3, 8, True)),  # inside
        (Edit(3, 1, "xx"), (3, 7, True)),
        (Edit(5, 1, "xx"), (3, 7, True)),
        (Edit(3, 3, ""), (3, 3, True)),
        (Edit(3, 3, "xx"), (3, 5, True)),
        (Edit(2, 2, "xx"), (2, 6, True)),  # reaching in
        (Edit(5, 3, "xx"), (3, 7, True)),
        (Edit(2, 6, "xxx"), (2, 5, True)),  # all over
        (Edit(6, 0, "xx"), (3, 6, False)),  # just behind
        (Edit(6, 2, ""), (3, 6, False)),
    ],
)
def test_a_range_follows_an_edit(step: Edit, expected: tuple[int, int, bool]) -> None:
    assert carry([step], 3, 6) == expected


def test_an_empty_range_takes_in_what_is_put_there() -> None:
    assert carry([Edit(3, 0, "xx")], 3, 3) == (3, 5, True)
    assert carry([Edit(0, 0, "x"), Edit(3, 0, "xx")], 3, 3) == (4, 6, True)
    assert carry([Edit(0, 3, "")], 3, 3) == (0, 0, True)


@given(SMALL, SMALL, st.data())
def test_what_was_not_written_into_is_the_same_text(
    before: str, after: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    new_start, new_end, written = carry(edits(before, after), start, end)
    assert 0 <= new_start <= new_end <= len(after)
    if not written:
        assert after[new_start:new_end] == before[start:end]
