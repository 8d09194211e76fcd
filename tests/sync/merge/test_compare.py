"""The difference of two versions, as an expert reads it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.merge.compare import BlockChange, Run, changes
from tests.sync.merge.writers import Writer, examples

BEFORE = """# Boilers

Steam is hot. Open the valve slowly, then wait. Read the gauge.

The keeper reads the gauge twice a day.

```
a = 1

b = 2
```

Close the valve before you leave.
"""


def shown(change: BlockChange) -> str:
    """Write a change as a line: [-gone-] and {+new+}."""
    marks = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
    return "".join(marks[run.kind][0] + run.text + marks[run.kind][1] for run in change.runs)


def compared(*replaced: tuple[str, str]) -> list[tuple[str, str]]:
    after = BEFORE
    for old, new in replaced:
        assert old in after
        after = after.replace(old, new)
    return [(change.kind, shown(change)) for change in changes(BEFORE, after)]


def check(before: str, after: str) -> None:
    """Runs put together are the blocks, up to spacing; places are right; nothing is left out."""
    found = changes(before, after)
    for change in found:
        assert _joined(change.runs, "gone") == change.after.split()
        assert _joined(change.runs, "new") == change.before.split()
        if change.kind in ("changed", "removed"):
            assert before[change.at_before :].lstrip("\n").startswith(change.before)
        if change.kind in ("changed", "added", "moved"):
            assert after[change.at_after :].lstrip("\n").startswith(change.after)
        for one, two in zip(change.runs, change.runs[1:], strict=False):
            assert one.kind != two.kind
    if not found:
        assert before.split() == after.split()


def _joined(runs: tuple[Run, ...], without: str) -> list[str]:
    return "".join(run.text for run in runs if run.kind != without).split()


@settings(max_examples=examples(200, 4000))
@given(st.integers(0, 2**32), st.integers(0, 12), st.integers(0, 6))
def test_of_any_edits(seed: int, size: int, times: int) -> None:
    writer = Writer(seed)
    before = writer.text(size)
    check(before, writer.edits(before, times))


@given(st.text("ab.\n `~", max_size=20), st.text("ab.\n `~", max_size=20))
def test_of_odd_little_texts(before: str, after: str) -> None:
    check(before, after)


def test_equal_texts_do_not_differ() -> None:
    assert changes(BEFORE, BEFORE) == ()


def test_a_word_changed() -> None:
    assert compared(("slowly", "gently")) == [
        (
            "changed",
            "Steam is hot. Open the valve [-slowly-]{+gently+}, then wait. Read the gauge.",
        )
    ]


def test_a_sentence_mostly_rewritten_is_gone_and_new_as_a_whole() -> None:
    assert compared(("Open the valve slowly, then wait.", "Nobody may touch it before noon.")) == [
        (
            "changed",
            "Steam is hot. [-Open the valve slowly, then wait. -]"
            "{+Nobody may touch it before noon. +}Read the gauge.",
        )
    ]


def test_islands_of_single_words_are_not_left_standing() -> None:
    before = "Take the old steel key from the board and open the valve.\n"
    after = "Take a new brass key off that board and open the valve.\n"
    [change] = changes(before, after)
    assert shown(change) == (
        "Take [-the old steel key from the-]{+a new brass key off that+} board and open the valve."
    )


def test_paragraphs_added_and_removed() -> None:
    assert compared(
        ("The keeper reads the gauge twice a day.\n\n", ""),
        ("Close the valve before you leave.", "Wear gloves.\n\nClose the valve before you leave."),
    ) == [
        ("removed", "[-The keeper reads the gauge twice a day.-]"),
        ("added", "{+Wear gloves.+}"),
    ]


def test_a_paragraph_moved_is_shown_once_where_it_stands_now() -> None:
    moved = "The keeper reads the gauge twice a day.\n\n"
    after = BEFORE.replace(moved, "") + "\n" + moved
    assert [(c.kind, c.before, c.after) for c in changes(BEFORE, after)] == [
        ("moved", moved.strip(), moved.strip())
    ]


def test_a_fenced_block_is_one_block() -> None:
    assert compared(("b = 2", "b = 3")) == [
        ("changed", "```\na = 1\n\nb = [-2-]{+3+}\n```"),
    ]


def test_a_line_wrapped_elsewhere_shows_no_words_gone() -> None:
    [change] = changes(BEFORE, BEFORE.replace("valve slowly", "valve\nslowly"))
    assert [run.kind for run in change.runs] == ["same"]


@pytest.mark.parametrize(
    ("before", "after", "kind"), [("", "a\n", "added"), ("a\n", "", "removed")]
)
def test_from_and_to_nothing(before: str, after: str, kind: str) -> None:
    assert [change.kind for change in changes(before, after)] == [kind]


def test_a_very_long_line_is_shown_whole() -> None:
    line = "word " * 10_000
    [change] = changes(line + "a\n", line + "b\n")
    assert change.kind == "changed"
