"""One key walks every open thing of the whole course in reading order, and says what it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overview.open_things import next_thing, open_things
from app.flows.review import commenting, suggesting
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window

SECOND = "# Second\n\nAfter this lesson you can listen.\n\nA line to discuss.\n\nThe last line.\n"
THIRD = "# Third\n\nSee [it](nowhere.md).\n\nSay what effect it had.\n"


@pytest.fixture
def walked(window: Window, course: str) -> list[str]:
    """Open things in three lessons; what is said of each."""
    with Workspace.open(window.folder) as ws:
        outlining.add(ws, ws.courses.at(course), "lesson", "Second", text=SECOND)
        outlining.add(ws, ws.courses.at(course), "lesson", "Third", text=THIRD)
        opened = ws.courses.at(course)
        first, second, third = (node.id for node in opened.outline.lessons())
        commenting.comment_on_quote(ws, opened, first, "what effect", "Which effect?")
        commenting.comment_on_quote(ws, opened, second, "A line to discuss.", "Why here?")
        text = SECOND.replace("The last line.", "The very last line.")
        suggesting.suggest(ws, ws.courses.at(course), second, text, "It is the last")
        state = ws.lessons.today(opened.log, third).state
        for words in ("Name what it did.", "Tell how you felt."):
            changed = THIRD.replace("Say what effect it had.", words)
            writing.edit(ws, opened, third, changed, state)
        things = open_things(ws, ws.courses.at(course))
    assert [thing.place for thing in things] == sorted(thing.place for thing in things)
    assert next_thing(things, things[-1].place, 1) == things[0]
    assert next_thing(things, things[0].place, -1) == things[-1]
    assert next_thing([], (0, 0, 0, ""), 1) is None
    return [thing.kind for thing in things]


def test_f8_walks_all_of_the_course_and_shift_f8_walks_back(
    window: Window, walked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr("app.shell.course.walk_desk.announce", lambda _, text: heard.append(text))
    assert {"comment", "suggestion", "check", "overlap"} <= set(walked)
    lessons = []
    window.editor.select(0, 0)
    # what stands at the very beginning of the text is where the caret is already
    for number in range(1, len(walked) + 1):
        QTest.keyClick(window.parts.window, Qt.Key.Key_F8)
        window.until(lambda number=number: len(heard) == number)  # type: ignore[misc]
        window.settled()
        window.until(lambda: window.parts.walk._wanted is None)
        lessons.append(window.parts.course.lesson)
    assert len(set(heard)) == len(walked), "each once, then round"
    assert [one.partition(",")[0] for one in sorted(heard, key=_place)] == [
        SAID[kind] for kind in walked
    ]
    assert len(set(lessons)) == 3
    last = heard[-1]
    QTest.keyClick(window.parts.window, Qt.Key.Key_F8)
    window.until(lambda: len(heard) == len(walked) + 1)
    window.until(lambda: window.parts.walk._wanted is None)
    QTest.keyClick(window.parts.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    window.until(lambda: len(heard) == len(walked) + 2)
    assert heard[-1] == last


SAID = {
    "overlap": "Overlap",
    "check": "Worth a look",
    "comment": "Comment",
    "suggestion": "Suggestion",
}


def _place(said: str) -> int:
    return int(said.split(" of ", maxsplit=1)[0].rsplit(" ", 1)[1])
