"""How far each lesson of the outline is: released and in review go by its text."""

from __future__ import annotations

from pathlib import Path

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overview.library import overview
from app.flows.versions import publishing
from app.shell.course.outline_rows import rows_of
from editor.models.states import LessonState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

TEXT = "# {title}\n\nThree sentences, no more.\n"


def states(ws: Workspace, course: Course) -> dict[str, LessonState]:
    course = ws.courses.open(course.log)
    return {row.title: row.state for row in rows_of(overview(ws, course), {}, course.facts)}


def test_a_lesson_is_released_until_its_text_is_another(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "author") as ws:
        course = outlining.begin(ws, "Soldering")
        one, _ = (
            outlining.add(ws, course, "lesson", title, text=TEXT.format(title=title)).nodes[0]
            for title in ("Joint", "Wire")
        )
        assert set(states(ws, course).values()) == {LessonState.DRAFT}
        publishing.publish(ws, ws.courses.open(course.log), "First")
        version = ws.courses.open(course.log).facts.ordered_versions()[-1]
        publishing.release(ws, ws.courses.open(course.log), version)
        assert set(states(ws, course).values()) == {LessonState.RELEASED}

        text = TEXT.format(title="Joint")
        writing.edit(ws, ws.courses.open(course.log), one, text.replace("Three", "Four"))
        outlining.add(ws, ws.courses.open(course.log), "lesson", "New")
        assert states(ws, course) == {
            "Joint": LessonState.DRAFT,
            "Wire": LessonState.RELEASED,
            "New": LessonState.DRAFT,
        }
        me = ws.identity.person
        publishing.publish(ws, ws.courses.open(course.log), "Second", ask=[me])
        assert states(ws, course)["Joint"] is LessonState.IN_REVIEW
        writing.edit(ws, ws.courses.open(course.log), one, text)
        assert states(ws, course)["Joint"] is LessonState.RELEASED, "its words are back"
