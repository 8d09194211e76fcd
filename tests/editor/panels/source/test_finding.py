"""Find: plain, by pattern, in code points, and never without end."""

from __future__ import annotations

from editor.panels.source.finding import Query, find, replacements
from sync.merge.edits import apply


def test_places_are_code_points() -> None:
    text = "😀 one 😀 One"
    assert find(text, Query("one")).places == ((2, 5), (8, 11))
    assert find(text, Query("one", case=True)).places == ((2, 5),)
    assert find(text, Query("😀")).places == ((0, 1), (6, 7))


def test_plain_words_are_no_pattern() -> None:
    assert find("a.b axb", Query("a.b")).places == ((0, 3),)
    assert find("a.b axb", Query("a.b", pattern=True)).places == ((0, 3), (4, 7))
    assert find("cat concat", Query("cat", whole_words=True)).places == ((0, 3),)


def test_lines_begin_and_end() -> None:
    assert find("one\ntwo\n", Query("^t", pattern=True)).places == ((4, 5),)
    assert find("one", Query("x*", pattern=True)).places == ()
    assert find("one", Query("")).places == ()


def test_an_unfinished_or_endless_pattern_is_a_message() -> None:
    assert "not finished" in find("one", Query("(", pattern=True)).problem
    assert "too long" in find("a" * 40 + "b", Query("(a+)+$", pattern=True)).problem


def test_replacements_may_name_groups() -> None:
    text = "2025-11-22 and 2024-01-02"
    query = Query(r"(\d+)-(\d+)-(\d+)", pattern=True)
    places = list(find(text, query).places)
    assert apply(text, replacements(text, query, places, r"\3.\2.\1")) == (
        "22.11.2025 and 02.01.2024"
    )
    plain = Query("and")
    places = list(find(text, plain).places)
    assert apply(text, replacements(text, plain, places, r"\1")) == "2025-11-22 \\1 2024-01-02"
