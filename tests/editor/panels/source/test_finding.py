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


def test_an_accent_counts_only_where_it_should() -> None:
    text = "Un r\u00e9sum\u00e9, un re\u0301sume\u0301, un resume, \U0001f600 El\u00e8ve."
    assert len(find(text, Query("resume")).places) == 1
    assert len(find(text, Query("r\u00e9sum\u00e9")).places) == 2, "however the accent is written"
    loose = find(text, Query("r\u00e9sume", accents=False)).places
    assert [text[a:b] for a, b in loose] == [
        "r\u00e9sum\u00e9", "re\u0301sume\u0301", "resume",
    ]  # fmt: skip
    (place,) = find(text, Query("eleve", accents=False, whole_words=True)).places
    assert text[slice(*place)] == "El\u00e8ve"
    assert find(
        "\u043c\u043e\u0439 \u043c\u043e\u0438", Query("\u043c\u043e\u0438", accents=False)
    ).places == ((4, 7),)


def test_groups_keep_their_accents_and_see_what_is_around_them() -> None:
    query = Query(r"(?<=\b)(cafe)s(?= noirs)", pattern=True, accents=False)
    text = "\U0001f600 caf\u00e9s noirs, caf\u00e9s verts"
    found = find(text, query)
    made = apply(text, replacements(text, query, found.places, r"<\1>"))
    assert made == "\U0001f600 <caf\u00e9> noirs, caf\u00e9s verts"


def test_words_that_begin_with_a_sign_are_whole_words_too() -> None:
    assert find("C++ and C++x", Query("C++", whole_words=True)).places == ((0, 3),)


def test_many_hits_in_a_text_of_wide_signs_are_counted_once_through() -> None:
    text = "\U0001f600 word " * 20_000
    query = Query("(wo)rd", pattern=True)
    found = find(text, query)
    assert found.places[-1] == (len(text) - 5, len(text) - 1)
    assert len(replacements(text, query, found.places, r"\1")) == 20_000
