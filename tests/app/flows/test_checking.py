"""A lesson is checked among the others as its course is, read in turns where there are many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.courses.checking import check_among, check_course, neighbours
from app.flows.courses.gists import keep_gist
from app.flows.lesson import writing
from app.paths import resources_dir
from editor.markdown.checks.table import themes
from editor.markdown.gisting import gist_of
from sync.model.ids import NodeId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

TEXTS = {
    "Begin": "# Begin\n\nSee [the end](02-end.md#nowhere) and [none](gone.md).\n",
    "End": "# End\n\n### Deep\n\n" + "Words that say something. " * 60,
    "Again": "# End\n\nAfter this lesson you can end.\n\n[(X)] a\n[(X)] b\n",
}


@pytest.fixture
def course(tmp_path: Path) -> Iterator[tuple[Workspace, Course]]:
    with Workspace.open(tmp_path / "ws") as ws:
        made = outlining.begin(ws, "Ends")
        for title, text in TEXTS.items():
            outlining.add(ws, made, "lesson", title, text=text)
            made = ws.courses.at(made.id)
        yield ws, made


def _found(ws: Workspace, course: Course, lesson: NodeId) -> list[tuple[str, int, str]]:
    around = neighbours(ws, course)
    text = ws.lessons.today(course.log, lesson).text
    return sorted((c.rule, c.line + 1, c.what) for c in check_among(text, lesson, around).found)


def test_one_lesson_says_what_the_course_says_of_it(course: tuple[Workspace, Course]) -> None:
    ws, opened = course
    whole = check_course(ws, opened)
    assert {"dead-link", "dead-anchor", "heading-jump", "two-right-answers", "no-goal"} <= {
        one.rule for one in whole
    }
    for node in opened.outline.lessons():
        told = sorted((c.rule, c.line or 0, c.what) for c in whole if c.lesson == node.id)
        assert _found(ws, opened, node.id) == told


def test_many_lessons_are_read_in_turns(course: tuple[Workspace, Course]) -> None:
    ws, opened = course
    first = neighbours(ws, opened, None, lambda: True)
    assert (len(first.lessons), len(first.paths), first.whole) == (1, 3, False)
    node = next(n for n in opened.outline.lessons() if n.title == "Begin").id
    checked = check_among(TEXTS["Begin"], node, first)
    rules = [check.rule for check in checked.found]
    assert rules == ["dead-link"], "what only the whole course shows is not judged yet"
    second = neighbours(ws, opened, first, lambda: True)
    assert (len(second.lessons), second.whole) == (2, False)
    third = neighbours(ws, opened, second, lambda: True)
    assert (len(third.lessons), third.whole) == (3, True)
    again = neighbours(ws, opened, third)
    assert all(again.lessons[node] is lesson for node, lesson in third.lessons.items())
    assert again.are_as(third, node)
    assert not third.are_as(second, node)


def test_what_was_parsed_beside_is_not_parsed_again(
    course: tuple[Workspace, Course], monkeypatch: pytest.MonkeyPatch
) -> None:
    ws, opened = course
    node = opened.outline.lessons()[0].id
    around = neighbours(ws, opened)
    writing.edit(ws, opened, node, "# New\n\nWords.\n", ws.lessons.today(opened.log, node).state)
    opened = ws.courses.at(opened.id)
    checked = check_among("# New\n\nWords.\n", node, around)
    keep_gist(ws, checked.text, checked.gist)
    monkeypatch.setattr("app.flows.courses.gists._made", None)
    again = neighbours(ws, opened, around)
    assert again.lessons[node].gist == checked.gist == gist_of(checked.text)
    assert again.are_as(around, node)


def test_the_help_names_all_that_is_looked_at() -> None:
    [page] = (resources_dir() / "help").glob("*/*checks.md")
    named = {
        line.split("|")[1].strip() for line in page.read_text("utf-8").splitlines() if "|" in line
    }
    assert set(themes()) <= named
