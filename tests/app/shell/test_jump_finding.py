"""What is found for a few letters: names first by likeness, then texts by their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.review import commenting
from app.shell.commands import WINDOW_COMMANDS
from app.shell.finding.jump_finding import Asked, Do, GoTo, find, read_goals
from app.shell.finding.search_finding import FoundAt
from editor.panels.jump.values import JumpGroup, JumpItem
from sync.model.ids import CourseId
from sync.workspace.opening import Workspace


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = Workspace.open(tmp_path / "ws")
    for title in ("Peer learning", "Cranes"):
        course = outlining.begin(made, title)
        module = outlining.add(made, course, "module", "Practice").nodes[0]
        for lesson in ("Feedback", "Loads"):
            course = made.courses.open(course.log)
            outlining.add(
                made, course, "lesson", lesson, module, text=f"# {lesson}\n\nThe boom of {title}.\n"
            )
    return made


def asked(ws: Workspace, words: str, *, here: str = "") -> list[JumpGroup]:
    course = next((CourseId(e.row.course) for e in ws.courses.entries() if e.title == here), None)
    answer = find(ws, Asked(words, course), read_goals(ws), WINDOW_COMMANDS)
    assert not answer.more
    return list(answer.groups)


def items(groups: list[JumpGroup], title: str) -> list[JumpItem]:
    return [item for group in groups if group.title == title for item in group.items]


def test_lessons_of_this_course_come_apart_from_those_of_others(ws: Workspace) -> None:
    groups = asked(ws, "loads", here="Cranes")
    [mine] = items(groups, "In this course")
    [other] = items(groups, "Lessons")
    assert (mine.title, mine.place) == ("Loads", "Practice")
    assert (other.title, other.place) == ("Loads", "Peer learning · Practice")
    assert isinstance(mine.aim, GoTo) and mine.aim.lesson is not None
    ws.close()


def test_courses_and_commands_are_found_by_name_and_by_other_words(ws: Workspace) -> None:
    assert items(asked(ws, "peer"), "Courses")[0].title == "Peer learning"
    assert items(asked(ws, "publ"), "Do")[0].aim == Do("publish")
    assert items(asked(ws, "import"), "Do")[0].aim == Do("open-folder")
    ws.close()


def test_texts_and_comments_are_found_with_a_snippet(ws: Workspace) -> None:
    entry = next(e for e in ws.courses.entries() if e.title == "Cranes")
    course = ws.courses.open(entry.row)
    lesson = course.outline.lessons()[0]
    commenting.comment_on_quote(ws, course, lesson.id, "The boom", "Which jib is meant?")
    hits = items(asked(ws, "boom", here="Cranes"), "In the texts")
    places = [hit.place for hit in hits]
    assert sorted(places[:3]) == ["Comment · Cranes", "Lesson · Cranes", "Lesson · Cranes"]
    assert places[3:] == ["Lesson · Peer learning", "Lesson · Peer learning"]
    assert all(("boom", True) in hit.found for hit in hits if hit.place.startswith("Lesson"))
    [comment] = items(asked(ws, "jib"), "In the texts")
    assert comment.place == "Comment · Cranes"
    assert isinstance(comment.aim, FoundAt) and comment.aim.lesson == lesson.id
    ws.close()


def test_before_anything_is_typed_what_is_near_is_offered(ws: Workspace) -> None:
    groups = asked(ws, "", here="Cranes")
    assert [group.title for group in groups] == ["In this course", "Courses", "Do"]
    assert [item.title for item in items(groups, "Courses")] == ["Peer learning"]
    ws.close()


def test_nothing_found_is_no_group_at_all(ws: Workspace) -> None:
    assert asked(ws, "qqqzzz") == []
    ws.close()
