"""What was said of a version is read with it, also after it was released and written over."""

from __future__ import annotations

from pathlib import Path

from app.flows.courses import outlining
from app.flows.lesson.writing import edit
from app.flows.review import commenting
from app.flows.versions import publishing
from app.shell.versions.talk_desk import read_talk
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT


def test_each_version_has_its_own(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        log = outlining.begin(ws, "Peer learning").log
        made = outlining.add(ws, ws.courses.open(log), "lesson", "Feedback", text=TEXT)
        [lesson] = made.nodes
        commenting.comment_on_quote(ws, ws.courses.open(log), lesson, "what you saw", "Only that?")
        publishing.publish(ws, ws.courses.open(log), "first")
        [thread] = ws.courses.open(log).facts.threads.values()
        commenting.resolve(ws, ws.courses.open(log), thread, "done", "Cut")
        edit(ws, ws.courses.open(log), lesson, "# Feedback\n\nQuite other.\n")
        publishing.publish(ws, ws.courses.open(log), "second")
        commenting.comment(ws, ws.courses.open(log), lesson, 0, 0, "Whose?", about="course")
        one, two = (version.id for _, version in publishing.all_versions(ws, ws.courses.open(log)))
        first, second = read_talk(ws, log, one), read_talk(ws, log, two)
        assert (first.version, first.count, first.resolved) == ("1", 1, 1)
        [(title, [note])] = first.lessons
        assert (title, note.start, note.may_answer) == ("Feedback", TEXT.index("what you"), False)
        assert [title for title, _ in second.lessons] == ["Peer learning", "Feedback"]
        assert second.lessons[1][1][0].start is None, "its words are not in the second version"
        assert read_talk(ws, log, "gone").count == 0
