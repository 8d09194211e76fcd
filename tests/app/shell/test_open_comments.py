"""Open comments are counted in the lesson that their words stand in today."""

from __future__ import annotations

from pathlib import Path

from app.flows.courses import outlining
from app.flows.lesson.writing import edit
from app.flows.review import commenting
from app.shell.course.course_desk import read_course
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT


def test_words_that_were_taken_to_another_lesson_count_there(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        log = outlining.begin(ws, "Peer learning").log
        [one, two] = [
            outlining.add(ws, ws.courses.open(log), "lesson", title, text=text).nodes[0]
            for title, text in (("Feedback", TEXT), ("More", "# More\n\nQuite other.\n"))
        ]
        course = ws.courses.open(log)
        commenting.comment_on_quote(ws, course, one, "what effect it had", "On whom?")
        commenting.comment_on_quote(ws, course, one, "what you saw", "Only that?")
        assert read_course(ws, course.id).open_comments == {one: 2}
        cut = "\n\nSay what effect it had on you."
        edit(ws, ws.courses.open(log), one, TEXT.replace(cut, ""))
        edit(ws, ws.courses.open(log), two, f"# More\n\nQuite other.{cut}\n")
        assert read_course(ws, course.id).open_comments == {one: 1, two: 1}
        beside = commenting.threads_beside(ws, ws.courses.open(log), two)
        assert [placed.thread.text for placed in beside] == ["On whom?"]
