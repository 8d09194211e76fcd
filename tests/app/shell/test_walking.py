"""One key walks every open thing of the whole course in reading order, and says what it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overview.open_things import next_thing, open_things
from app.flows.review import commenting, suggesting
from app.shell.sharing.news_line import NewsLine
from sync.model.payloads import CommentMade
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window

SECOND = "# Second\n\nAfter this lesson you can listen.\n\nA line to discuss.\n\nThe last line.\n"
SHORT = "# Short\n\nWords.\n"
THIRD = "# Third\n\nSee [it](nowhere.md).\n\nSay what effect it had.\n"


@pytest.fixture
def walked(window: Window, course: str) -> list[str]:
    """Open things in three lessons; what is said of each."""
    with Workspace.open(window.folder) as ws:
        outlining.add(ws, ws.courses.at(course), "lesson", "Second", text=SECOND)
        outlining.add(ws, ws.courses.at(course), "lesson", "Third", text=THIRD)
        for number in range(4, 13):
            outlining.add(ws, ws.courses.at(course), "lesson", f"{number}", text=SHORT)
        opened = ws.courses.at(course)
        first, second, third, *more = (node.id for node in opened.outline.lessons())
        for lesson in more:
            commenting.comment_on_quote(ws, opened, lesson, "Words", "Which words?")
        state = ws.lessons.today(opened.log, more[-1]).state
        body = CommentMade(
            more[-1], state, 2, 7, "Short", "# ", "", "Is it?", mentions=(ws.identity.person,)
        )
        ws.ledger.write(opened.log, body)
        commenting.comment_on_quote(ws, opened, first, "what effect", "Which effect?")
        commenting.comment_on_quote(ws, opened, second, "A line to discuss.", "Why here?")
        text = SECOND.replace("The last line.", "The very last line.")
        suggesting.suggest(ws, ws.courses.at(course), second, text, "It is the last")
        state = ws.lessons.today(opened.log, third).state
        for words in ("Name **what** it did.", "Tell *how* you felt."):
            changed = THIRD.replace("Say what effect it had.", words)
            writing.edit(ws, opened, third, changed, state)
        things = open_things(ws, ws.courses.at(course))
    assert [thing.place for thing in things] == sorted(thing.place for thing in things)
    assert next_thing(things, things[-1].place, 1) == things[0]
    assert next_thing(things, things[0].place, -1) == things[-1]
    assert next_thing([], (0, 0, 0, ""), 1) is None
    return [thing.kind for thing in things]


def news_of(window: Window) -> str:
    [line] = window.parts.window.findChildren(NewsLine)
    return line.words


def press_f8(window: Window, before: str, *, back: bool = False) -> str:
    """Press the key, wait until one is there, and tell what the line says."""
    shift = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(window.parts.window, Qt.Key.Key_F8, shift)
    window.until(lambda: news_of(window) not in ("", before))
    window.until(lambda: window.parts.walk._wanted is None)
    window.settled()
    return news_of(window)


def test_f8_walks_all_of_twelve_lessons_and_shift_f8_walks_back(
    window: Window, walked: list[str]
) -> None:
    assert {"comment", "suggestion", "check", "overlap", "question"} <= set(walked)
    assert len(walked) >= 14
    lessons, heard = [], [""]
    window.editor.select(0, 0)
    # what stands at the very beginning of the text is where the caret is already
    for _ in walked:
        heard.append(press_f8(window, heard[-1]))
        lessons.append(window.parts.course.lesson)
    heard = heard[1:]
    assert len({_place(one) for one in heard}) == len(walked), "each once, then round"
    assert all(f" of {len(walked)} open" in one for one in heard)
    said = sorted(heard, key=_place)
    assert [one.removeprefix(AGAIN).partition(",")[0] for one in said] == [
        SAID[kind] for kind in walked
    ]
    assert len(set(lessons)) == 12
    assert not any("*" in one for one in heard), "as learners read it"
    last = heard[-1]
    round_again = press_f8(window, last)
    assert AGAIN in "".join([*heard, round_again])
    assert _place(press_f8(window, round_again, back=True)) == _place(last)
    window.parts.do("versions")
    assert news_of(window) == "", "it was said of where the person is no more"


AGAIN = "From the beginning again. "
SAID = {
    "overlap": "Overlap",
    "check": "Worth a look",
    "comment": "Comment",
    "question": "A question for you",
    "suggestion": "Suggestion",
}


def _place(said: str) -> int:
    return int(said.removeprefix(AGAIN).split(" of ", maxsplit=1)[0].rsplit(" ", 1)[1])
