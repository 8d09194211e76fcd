"""Enter goes on with lists, tasks, quotes, answers and rows, and numbers count on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.writing.change import Selection, changed
from editor.writing.keys.enter import enter
from editor.writing.keys.numbering import counts, renumbered
from tests.editor.writing.carets import after, hold


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("- one¦", "- one\n- ¦"),
        ("- one¦ two", "- one\n- ¦two"),
        ("  * one¦", "  * one\n  * ¦"),
        ("- [x] done¦", "- [x] done\n- [ ] ¦"),
        ("1. one¦", "1. one\n2. ¦"),
        ("9) nine¦", "9) nine\n10) ¦"),
        ("1. one¦\n2. two\n3. three", "1. one\n2. ¦\n3. two\n4. three"),
        ("1. one\n   - in¦\n2. two", "1. one\n   - in\n   - ¦\n2. two"),
        ("1. a\n   1. b¦\n   2. c\n2. d", "1. a\n   1. b\n   2. ¦\n   3. c\n2. d"),
        ("1. one\n1. two¦\n1. three", "1. one\n1. two\n1. ¦\n1. three"),
        ("1. one\n5. two¦\n9. three", "1. one\n5. two\n6. ¦\n9. three"),
        ("- one\n- ¦", "- one\n¦"),
        ("1. one\n2. ¦\n3. three", "1. one\n¦\n2. three"),
        ("- one\n  - ¦", "- one\n- ¦"),
        ("1. one\n   - ¦\n2. two", "1. one\n2. ¦\n3. two"),
        ("> said¦", "> said\n> ¦"),
        (">said¦", ">said\n> ¦"),
        ("> said\n> ¦", "> said\n¦"),
        ("> - one¦", "> - one\n> - ¦"),
        ("> - one\n> - ¦", "> - one\n> ¦"),
        ("> > deep¦", "> > deep\n> > ¦"),
        ("[( )] no¦", "[( )] no\n[( )] ¦"),
        ("[(X)] yes¦", "[(X)] yes\n[( )] ¦"),
        ("[[x]] yes¦", "[[x]] yes\n[[ ]] ¦"),
        ("[[?]] hint¦", "[[?]] hint\n[[?]] ¦"),
        ("[( )] no\n[( )] ¦", "[( )] no\n¦"),
        ("| a | b |¦", "| a | b |\n| ¦ |  |"),
        ("| a \\| c | b |¦", "| a \\| c | b |\n| ¦ |  |"),
        ("| a | b |\n|  |  |¦", "| a | b |\n¦"),
        ("- 😀 one¦", "- 😀 one\n- ¦"),
    ],
)
def test_enter(before: str, expected: str) -> None:
    assert after(enter, before) == expected


@pytest.mark.parametrize(
    "picture",
    [
        "words¦",
        "¦- one",
        "-¦ one",
        "* * *¦",
        "---¦",
        "```yaml\n- one¦\n```",
        "~~~\n> a\n1. one¦",
        "- ‖one¦",
        "| a | ¦b |",
        "",
    ],
)
def test_a_plain_line_end(picture: str) -> None:
    assert after(enter, picture or "¦") is None


def test_after_a_fence_lists_go_on() -> None:
    assert after(enter, "```\n- no\n```\n- one¦") == "```\n- no\n```\n- one\n- ¦"


ITEM = st.tuples(st.sampled_from(["", "", "   "]), st.booleans(), st.sampled_from(["", "x", "y z"]))


@given(st.lists(ITEM, min_size=1, max_size=8), st.integers(0, 7), st.integers(1, 40))
def test_numbers_that_counted_go_on_counting(
    items: list[tuple[str, bool, str]], at: int, first: int
) -> None:
    lines, numbers = [], {"": first - 1, "   ": 0}
    for indent, bullet, words in items:
        if not indent:
            numbers["   "] = 0
        numbers[indent] += not (bullet and indent)
        lines.append(f"{indent}{'-' if bullet and indent else f'{numbers[indent]}.'} {words}")
    text = "\n".join(lines)
    if not counts(lines):
        return
    place = len("\n".join(lines[: at % len(lines) + 1]))
    change = enter(text, Selection.at(place))
    assert change is not None
    hold(text, Selection.at(place), change)
    rest = [line for line in changed(text, change).split("\n") if line]
    assert renumbered(rest) == rest
