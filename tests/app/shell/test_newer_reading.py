"""What changed since the version under review is counted by what it is."""

from __future__ import annotations

from pathlib import Path

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.versions import publishing
from app.shell.review.newer_reading import newer_draft
from sync.model.ids import NodeId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

TEXT = "# Quiz\n\nA fine question.\n\nWhich is it?\n\n[( )] One\n[(X)] Two\n[( )] Three\n"


def test_a_right_answer_and_a_removed_lesson_are_no_sentences(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        log = outlining.begin(ws, "Course").log

        def now() -> Course:
            return ws.courses.open(log)

        def add(title: str, text: str) -> NodeId:
            return outlining.add(ws, now(), "lesson", title, text=text).nodes[0]

        quiz, second = add("Quiz", TEXT), add("Second", "# Second\n")
        publishing.publish(ws, now())
        [version] = now().facts.versions.values()
        assert newer_draft(ws, now(), version) is None
        new = TEXT.replace("[(X)] Two", "[( )] Two").replace("[( )] Three", "[(X)] Three")
        writing.edit(ws, now(), quiz, new.replace("fine", "small"))
        outlining.remove(ws, now(), [now().outline.nodes[second]])
        outlining.add(ws, now(), "module", "Module")
        found = newer_draft(ws, now(), version)
        assert found is not None
        assert found.counts == {"answer": 1, "removed": 1, "outline": 1, "sentence": 1}
        assert found.told == (
            "You are reviewing version 1. Since then: 1 right answer changed, 1 lesson removed,"
            " 1 change of the outline, 1 sentence changed. None of it is in your open points."
        )
