"""Snippets: the place that was found, as the author wrote it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.store.folding import fold, fold_with_places, terms_of
from sync.store.snippets import AFTER, BEFORE, WORD_END, marks, snippet

FILLER = "Nothing of note here. " * 40


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("ecole", "L'École des femmes"),
        ("strasse", "Die lange Straße am Fluß"),
        ("branch", "a new **Branch** is born"),
        ("学習", "機械学習法の基本"),
        ("cafe", "the cafe\u0301 is open"),
        ("λογος", "ο ΛΌΓΟΣ είναι"),
    ],
)
@pytest.mark.parametrize("before", [FILLER, "ß🎉\u00ad" * 30 + FILLER])
def test_the_place_is_shown_as_it_was_written(query: str, written: str, before: str) -> None:
    shown = snippet(f"{before}{written}. {FILLER}", terms_of(query)).shown
    assert written in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_words_that_stand_together_win() -> None:
    text = f"A branch alone. {FILLER} Delete the branch of git here. {FILLER}"
    assert "Delete the branch of git" in snippet(text, terms_of("git branch")).shown


def test_a_word_inside_another_is_not_the_place() -> None:
    text = f"Embranchment. {FILLER} Branches grow. {FILLER}"
    assert "Branches grow" in snippet(text, terms_of("branch")).shown


def test_a_short_text_is_shown_whole_on_one_line() -> None:
    assert snippet("# Title\n\nfirst\tline\n", terms_of("nowhere")).shown == "# Title first line"
    assert snippet("", terms_of("word")).shown == ""


@given(st.text(max_size=400), st.text(max_size=20))
def test_any_text_and_query_give_a_short_line(text: str, query: str) -> None:
    shown = snippet(text * 3, terms_of(query)).shown
    assert len(shown) <= BEFORE + AFTER + 2 * WORD_END + 4
    assert "\n" not in shown


@given(st.text(max_size=300), st.text(max_size=20))
def test_marks_and_places_are_spans_of_what_they_mark(text: str, query: str) -> None:
    terms = terms_of(query)
    found = snippet(text, terms)
    for spans, inside in ((found.marks, found.shown), (marks(text, terms), text)):
        ends = [place for span in spans for place in span]
        assert ends == sorted(ends)
        assert all(0 <= start < end <= len(inside) for start, end in spans)
    if found.place is not None:
        start, end = found.place
        assert fold(text[start:end]).strip()


@given(st.text(max_size=100))
def test_each_folded_sign_knows_where_it_is_from(text: str) -> None:
    folded, places = fold_with_places(text)
    assert len(places) == len(folded) + 1
    assert list(places) == sorted(places)
    assert places[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Photography, geography", "graph", ["graph", "graph"]),
        ("A graph of photography", "graph", ["graph"]),
        ("Die Straße am Fluß", "strasse fluss", ["Straße", "Fluß"]),
        ("the cafe\u0301 is open", "cafe", ["cafe\u0301"]),
        ("が\u3099 ガラス", "ガラス", ["ガラス"]),
        ("機械学習法", "学習", ["学習"]),
        ("bend the knees, the back", "the knees", ["the", "knees", "the"]),
        ("a & b", "&", []),
    ],
)
def test_the_words_are_marked(text: str, query: str, marked: list[str]) -> None:
    assert [text[a:b] for a, b in marks(text, terms_of(query))] == marked


def test_the_place_is_where_most_words_stand_side_by_side() -> None:
    text = f"The first. {FILLER} Mind the load: bend the knees, lift the load."
    place = snippet(text, terms_of("bend the knees")).place
    assert place is not None
    assert text[place[0] : place[1]] == "bend the knees"
