"""Reading time in the outline of the real window."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson.writing import edit
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window


@pytest.fixture
def course(tmp_path: Path) -> str:
    """A course of a long lesson and a short one."""
    with Workspace.open(tmp_path / "ws") as ws:
        made = outlining.begin(ws, "Course")
        outlining.add(ws, made, "lesson", "Long", text="# Long\n\n" + "word " * 1400)
        made = ws.courses.open(made.log)
        outlining.add(ws, made, "lesson", "Short", text="# Short\n\n漢字" + "字" * 900)
        return made.id


def test_minutes_stand_in_the_outline_and_follow_the_text(window: Window, course: str) -> None:
    outline = window.parts.page.outline

    def minutes() -> list[int]:
        return [row.minutes for row in outline.tree.model().rows]

    window.until(lambda: minutes() == [7, 2])
    assert outline._under.text() == "Draft of version 1 · 9 min"
    assert outline.tree.model().rows[0].sentence.endswith("reads in 7 minutes")
    with Workspace.open(window.folder) as ws:
        made = ws.courses.at(course)
        lesson = made.outline.lessons()[0].id
        edit(ws, made, lesson, "---\nminutes: 5\n---\n\n# Long\n\n" + "word " * 400)
    window.until(lambda: minutes() == [2, 2])
    long, short = outline.tree.model().rows
    assert (long.declared, long.differs, short.differs) == (5, True, False)
    assert long.sentence.endswith("reads in 2 minutes, 5 minutes declared")
