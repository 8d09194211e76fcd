"""new, list, show, check, search: whole courses on the command line."""

from __future__ import annotations

from tests.app.commands.conftest import Coursefolk


def test_a_new_course_is_listed_and_shown(coursefolk: Coursefolk) -> None:
    made = coursefolk("new", "First hour", "--json").json["course"]
    [row] = coursefolk("list", "--json").json
    assert (row["id"], row["title"], row["lessons"], row["state"]) == (
        made,
        "First hour",
        0,
        "draft",
    )
    shown = coursefolk("show", "First hour", "--json").json
    assert shown["outline"] == []
    assert coursefolk("show", made[:8], "--json").json["id"] == made


def test_an_empty_library_says_how_to_begin(coursefolk: Coursefolk) -> None:
    assert coursefolk("list", "--json").json == []
    assert "coursefolk new" in coursefolk("list").text


def test_an_unknown_course_is_exit_1_with_the_way_on(coursefolk: Coursefolk) -> None:
    answer = coursefolk("show", "Nothing")
    assert answer.code == 1
    assert "coursefolk list" in answer.err
    assert answer.out == b""
    asked = coursefolk("show", "Nothing", "--json")
    assert asked.json["error"]["what"]


def test_two_courses_of_one_title_must_be_told_apart(coursefolk: Coursefolk) -> None:
    one = coursefolk("new", "Twin", "--json").json["course"]
    coursefolk("new", "Twin")
    answer = coursefolk("show", "Twin")
    assert answer.code == 1
    assert one[:8] in answer.err
    assert coursefolk("show", one).code == 0


def test_usage_is_exit_2(coursefolk: Coursefolk) -> None:
    assert coursefolk("weather").code == 2
    assert coursefolk("new").code == 2
    assert coursefolk("add", "x").code == 2


def test_show_has_the_keys_of_the_contract(coursefolk: Coursefolk, course: str) -> None:
    shown = coursefolk("show", course, "--json").json
    assert set(shown) >= {"id", "title", "outline", "versions", "people"}
    assert all(set(row) >= {"id", "kind", "title", "parent", "words"} for row in shown["outline"])
    titles = [(row["kind"], row["title"]) for row in shown["outline"]]
    assert ("module", "01 Start") in titles
    assert ("lesson", "Why peers teach well") in titles
    [me] = shown["people"]
    assert me["role"] == "owner"


def test_search_finds_words_titles_and_follows_edits(coursefolk: Coursefolk, course: str) -> None:
    hits = coursefolk("search", "remember", "--json").json
    assert [hit["title"] for hit in hits] == ["Why peers teach well"]
    assert set(hits[0]) >= {"kind", "course", "lesson", "title", "snippet"}
    coursefolk("edit", course, "Useful feedback", "--file", "-", stdin=b"# F\n\nzebra crossing\n")
    assert coursefolk("search", "zeb", "--json").json
    assert coursefolk("search", "nowhere-to-be", "--json").json == []
    coursefolk("rename", course, "01 Start/Why peers teach well", "Giraffe")
    assert coursefolk("search", "giraf", "--json").json[0]["title"] == "Giraffe"


def test_check_tells_what_to_mend(coursefolk: Coursefolk, course: str) -> None:
    text = b"# Q\n\nWhich?\n\n[( )] one\n[( )] two\n\n![x](missing.png)\n"
    coursefolk("edit", course, "Useful feedback", "--file", "-", stdin=text)
    rows = coursefolk("check", course, "--json").json
    assert all(set(row) >= {"rule", "level", "lesson", "line", "what", "mend"} for row in rows)
    assert any(row["level"] == "blocks" for row in rows)
    assert coursefolk("check", course).code == 0
    assert coursefolk("check", course, "--strict").code == 1
