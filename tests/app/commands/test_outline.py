"""add, move, rename, remove on the command line."""

from __future__ import annotations

from tests.app.commands.conftest import Coursefolk


def rows(coursefolk: Coursefolk, course: str) -> list[tuple[str, str | None]]:
    shown = coursefolk("show", course, "--json").json["outline"]
    titles = {row["id"]: row["title"] for row in shown}
    return [(row["title"], titles.get(row["parent"])) for row in shown]


def test_a_course_grows_and_is_reordered(coursefolk: Coursefolk) -> None:
    course = coursefolk("new", "C", "--json").json["course"]
    coursefolk("add", course, "--module", "M1", "--lesson", "One")
    two = coursefolk("add", course, "--module", "M1", "--lesson", "Two", "--json").json["id"]
    coursefolk("add", course, "--module", "M2")
    assert rows(coursefolk, course) == [("M1", None), ("One", "M1"), ("Two", "M1"), ("M2", None)]
    coursefolk("move", course, two, "--module", "M2")
    assert rows(coursefolk, course) == [("M1", None), ("One", "M1"), ("M2", None), ("Two", "M2")]
    coursefolk("move", course, "M2/Two", "--module", "M1", "--after", "M1/One")
    coursefolk("rename", course, "M1/Two", "Second")
    assert rows(coursefolk, course) == [("M1", None), ("One", "M1"), ("Second", "M1"), ("M2", None)]
    assert coursefolk("cat", course, two).text == "# Second\n"
    coursefolk("remove", course, "M1")
    assert rows(coursefolk, course) == [("M2", None)]


def test_a_module_cannot_go_into_itself(coursefolk: Coursefolk) -> None:
    course = coursefolk("new", "C", "--json").json["course"]
    coursefolk("add", course, "--module", "M1", "--lesson", "One")
    answer = coursefolk("move", course, "M1", "--module", "M1")
    assert answer.code == 1
    assert "itself" in answer.err


def test_titles_are_cleaned_and_never_empty(coursefolk: Coursefolk) -> None:
    course = coursefolk("new", "C", "--json").json["course"]
    coursefolk("add", course, "--lesson", "  One \n two ")
    assert rows(coursefolk, course) == [("One two", None)]
    for empty in ("   ", "\u200b", " \u2060\u00ad "):
        assert coursefolk("rename", course, "One two", empty).code == 1
    assert coursefolk("new", " ").code == 1
