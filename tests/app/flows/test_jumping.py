"""The ranking behind the palette: names by how well they answer, near ones first."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.finding.jumping import Goal, command_goal, goals, rank, tidy
from sync.model.ids import CourseId
from sync.model.payloads import MemberSet
from sync.workspace.opening import Workspace


def _lesson(title: str, course: str = "c") -> Goal:
    return Goal("lesson", title, title, tidy(title), "", CourseId(course))


AMONG = [
    _lesson("Zebra crossings"),
    _lesson("Crossing the road"),
    _lesson("Crossing"),
    _lesson("Road works, and crossing them"),
    _lesson("Photography"),
    _lesson("Müllers Übung"),
    _lesson("机器学习入门"),
    command_goal("publish", "Publish a version", "release share name"),
    command_goal("find", "Find and replace", "search substitute"),
]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        (
            "crossing",
            [
                "Crossing",
                "Crossing the road",
                "Zebra crossings",
                "Road works, and crossing them",
            ],
        ),
        ("graphy", ["Photography"]),
        ("MUELLERS", ["Müllers Übung"]),
        ("mullers ub", ["Müllers Übung"]),
        ("学习", ["机器学习入门"]),
        ("release", ["Publish a version"]),
        ("fotography", ["Photography"]),
        ("publsih", ["Publish a version"]),
        ("", []),
        ("qqqqqqq", []),
    ],
)
def test_names_are_ranked(query: str, titles: list[str]) -> None:
    assert [goal.title for goal in rank(query, AMONG)][: len(titles) or 1] == titles


def test_the_course_before_ones_eyes_goes_first() -> None:
    among = [_lesson("First steps", "other"), _lesson("First steps", "here")]
    assert rank("first", among)[0].course == "other"
    assert rank("first", among, here=CourseId("here"))[0].course == "here"


def test_courses_lessons_and_people_are_goals(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        course = outlining.begin(ws, "Harbour safety")
        outlining.add(ws, course, "module", "Loads")
        opened = ws.courses.open(course.log)
        [module] = opened.outline.children[""]
        outlining.add(ws, opened, "lesson", "Lift", module)
        ws.ledger.write(course.log, MemberSet(ws.identity.person, "Colleague", "owner"))
        found = goals(ws)
        assert [(goal.kind, goal.title) for goal in found][:2] == [
            ("course", "Harbour safety"),
            ("lesson", "Lift"),
        ]
        assert [goal.kind for goal in found][2:] == ["person"]
        assert found[1].inside == "Harbour safety · Loads"
        assert found[1].lesson == found[1].ident
        assert found[0].lesson is None
        assert [goal.title for goal in rank("li", found)] == ["Lift"]
