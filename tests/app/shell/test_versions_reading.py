"""What the page of versions reads: what was approved is said where the right answer changed."""

from __future__ import annotations

from pathlib import Path

from app.flows.courses import outlining
from app.flows.lesson.following import course_now
from app.flows.lesson.writing import edit
from app.flows.versions import publishing, reviewing
from app.shell.versions.versions_reading import read_versions
from editor.panels.versions.values import DRAFT
from sync.workspace.opening import Workspace

ASKED = "# Quiz\n\nWhich?\n\n[(X)] one\n[( )] two\n"


def test_an_approval_does_not_hold_for_another_right_answer(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        made = outlining.begin(ws, "Course")
        outlining.add(ws, made, "lesson", "Quiz", text=ASKED)
        made = ws.courses.at(made.id)
        publishing.publish(ws, made, "First")
        ((_, version),) = publishing.all_versions(ws, course_now(ws, made.log))
        assert read_versions(ws, made.log, version.id, DRAFT).shown.note == ""
        reviewing.review(ws, course_now(ws, made.log), version, "approve")
        lesson = made.outline.lessons()[0].id
        edit(
            ws,
            course_now(ws, made.log),
            lesson,
            ASKED.replace("( )", "(X)").replace("(X)", "( )", 1),
        )
        read = read_versions(ws, made.log, version.id, DRAFT)
        assert read.shown.note_title == "1 answer was approved otherwise"
        assert read.shown.note.startswith("You approved the earlier version.")
