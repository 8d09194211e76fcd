"""A typed outline is read as it was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.panels.home.outline_text import OutlineLine, counted, read_outline


def lines(text: str) -> list[tuple[int, str, str]]:
    return [(line.depth, line.kind, line.title) for line in read_outline(text)]


def test_one_line_is_one_lesson() -> None:
    assert lines("One\n\nTwo\n") == [(0, "lesson", "One"), (0, "lesson", "Two")]


def test_indented_lines_make_their_head_a_module() -> None:
    assert lines("Basics\n  One\n  Two\nAlone") == [
        (0, "module", "Basics"),
        (1, "lesson", "One"),
        (1, "lesson", "Two"),
        (0, "lesson", "Alone"),
    ]


def test_tabs_and_deeper_modules() -> None:
    assert lines("A\n\tB\n\t\tC\n\tD") == [
        (0, "module", "A"),
        (1, "module", "B"),
        (2, "lesson", "C"),
        (1, "lesson", "D"),
    ]


def test_headings_make_modules_of_their_rank() -> None:
    assert lines("# A\none\n## B\ntwo\n# C\nthree") == [
        (0, "module", "A"),
        (1, "lesson", "one"),
        (1, "module", "B"),
        (2, "lesson", "two"),
        (0, "module", "C"),
        (1, "lesson", "three"),
    ]


@pytest.mark.parametrize("typed", ["- One", "* One", "1. One", "12) One", "• One", "  One  "])
def test_bullets_and_numbers_are_left_out(typed: str) -> None:
    assert lines(typed)[0][1:] == ("lesson", "One")


def test_a_year_is_no_number_of_a_list() -> None:
    assert lines("2024 in numbers")[0][2] == "2024 in numbers"


def test_it_says_what_it_makes() -> None:
    assert counted(read_outline("# A\none\ntwo\n# B\nthree")) == "2 modules, 3 lessons"
    assert counted(read_outline("one")) == "1 lesson"


@given(st.text(alphabet="ab# -\t1.\n", max_size=60))
def test_each_lesson_is_in_the_module_above_it(text: str) -> None:
    found: list[OutlineLine] = list(read_outline(text))
    open_modules = 0
    for line in found:
        assert line.title == line.title.strip() != ""
        assert 0 <= line.depth <= open_modules
        open_modules = line.depth + (line.kind == "module")
