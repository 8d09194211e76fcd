"""No action touches a byte that it need not: undone or pressed twice, the text is what it was."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editor.writing.actions.press import press
from editor.writing.actions.table import ACTION, ACTIONS
from editor.writing.change import Selection, changed, undone
from tests.editor.writing.carets import hold

BITS = [
    "words", "a b", "*", "**", "`", "``", "~~", "$", "[", "](x)", "![", "# ", "## ", "> ", "- ",
    "* ", "1. ", "12) ", "[ ] ", "[X] ", "[(X)] ", "[[?]] ", "\n", "\n\n", "    ", "\t", "---",
    "| a | b |\n", "```\n", "$$\n", "[^1]", "[^1]: ", "> [!NOTE]\n", "é", "😀", "\\", "***",
    "===\n", "<b>", "  ",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(BITS), max_size=25).map("".join)
PLACE = st.floats(0, 1)


def place_in(text: str, at: float) -> int:
    """Give a place in a text, by its share."""
    return round(at * len(text))


def try_all(text: str, selection: Selection) -> None:
    """Do each action on a text; undo it; press it twice."""
    for action in ACTIONS:
        change = action.act(text, selection)
        if change is None:
            continue
        hold(text, selection, change)
        new = changed(text, change)
        assert changed(new, undone(text, change, selection)) == text
        first = press(action, text, selection, None)
        if first is None or not action.toggles:
            continue
        second = press(action, first.text, first.change.selection, first)
        assert second is not None
        assert second.text == text
        assert second.change.selection == selection


@settings(max_examples=300)
@given(TEXT, PLACE, PLACE)
@example("a b===\n---", 0.0, 0.6875)
def test_generated_texts(text: str, anchor: float, caret: float) -> None:
    try_all(text, Selection(place_in(text, anchor), place_in(text, caret)))


ON_OFF = ["bold", "italic", "struck", "code", "bullets", "numbers", "tasks", "heading-2", "quote"]


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(["words", "a b.", "é 😀", "x-y", "\n", "\n\n"]), min_size=1).map(
        "".join
    ),
    PLACE,
    PLACE,
    st.sampled_from(ON_OFF),
)
def test_on_and_off_needs_no_memory_where_nothing_was(
    text: str, anchor: float, caret: float, name: str
) -> None:
    selection = Selection(place_in(text, anchor), place_in(text, caret))
    change = ACTION[name].act(text, selection)
    if change is None:
        return
    new = changed(text, change)
    back = ACTION[name].act(new, change.selection)
    assert back is not None
    assert changed(new, back) == text


@pytest.mark.parametrize("name", ["bold", "heading-1"])
def test_a_second_press_elsewhere_is_a_first_one(name: str) -> None:
    text = "one two"
    first = press(ACTION[name], text, Selection.at(1), None)
    assert first is not None
    assert press(ACTION["quote"], first.text, first.change.selection, first) is not None
    typed = first.text + "!"
    other = press(ACTION[name], typed, first.change.selection, first)
    assert other is not None
    assert "!" in other.text


def test_shared_courses(shared: Path) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    lessons = sorted((shared / "corpus" / "courses").rglob("*.md"))
    courses = {path.relative_to(shared / "corpus" / "courses").parts[0] for path in lessons}
    assert len(courses) >= 6
    for path in chance.sample(lessons, 60):
        text = path.read_text("utf-8", "replace").replace("\r\n", "\n")
        for _ in range(4):
            anchor = chance.randint(0, len(text))
            reach = chance.choice([0, 0, 10, 100, 1000])
            try_all(text, Selection(anchor, min(len(text), anchor + reach)))


def test_the_key_of_bold_begins_and_ends_it_while_one_writes() -> None:
    first = press(ACTION["bold"], "so ", Selection.at(3), None)
    assert first is not None
    typed = "so **all of it**"
    second = press(ACTION["bold"], typed, Selection.at(len(typed) - 2), first)
    assert second is not None
    assert (second.text, second.change.selection) == (typed, Selection.at(len(typed)))
