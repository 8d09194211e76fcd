"""A lesson is read, written in and moved through by way of the accessibility bus alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from app.flows.courses import outlining
from sync.workspace.opening import Workspace
from tests.faults.laptop import ROOT, surroundings
from tests.screen_reader.bus import Node, Session, lacking, session, until
from tests.screen_reader.listening import Heard, listening

pytestmark = pytest.mark.soak(row="heard by a screen reader (tests)")

LESSON = "# Feedback\n\nSay what you saw.\n\nDire l’effet, « ici ».\n\nسمعت ذلك.\n"
NAMED = {
    "button", "push button", "toggle button", "check box", "radio button", "page tab",
    "combo box", "slider", "spin button", "tree", "list", "table",
}  # fmt: skip
"""Roles that a person acts on: each must be called something."""
END, UP, DOWN = 0xFF57, 0xFF52, 0xFF54
"""Symbols of X for keys."""


class Reader:
    """The window of one course, as the screen reader has it."""

    def __init__(self, session: Session, folder: Path, course: str) -> None:
        self.session, self.folder, self.course = session, folder, course
        until(session.programs, "the window is not on the accessibility bus")
        self.window = session.programs()[0]
        self.source = self.find("text", "Lesson text")

    def all(self) -> list[tuple[Node, str, str]]:
        """Read role and name of everything in the window."""
        ask = self.session
        return [(node, ask.role(node), ask.name(node)) for node in ask.under(self.window)]

    def find(self, role: str, name: str) -> Node:
        """Wait for the object of a role and a name."""
        found: list[Node] = []

        def look() -> bool:
            for node, its_role, its_name in self.all():
                if its_role == role and its_name.startswith(name):
                    found.append(node)
            return bool(found)

        until(look, f"no {role} is called {name}")
        return found[0]

    def stored(self) -> str:
        """Read the lesson as the command line does."""
        with Workspace.open(self.folder) as ws:
            course = ws.courses.at(self.course)
            (lesson,) = [node.id for node in course.outline.lessons()]
            return ws.lessons.seen_now(course.log, lesson).text


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The program's own window on a course of one lesson, on a screen reader's bus."""
    if missing := lacking():
        pytest.skip(f"not here: {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("reader")
    with Workspace.open(folder / "ws") as ws:
        course = outlining.begin(ws, "Peer learning")
        outlining.add(ws, course, "lesson", "Feedback", text=LESSON)
    with session(tmp_path_factory.mktemp("run")) as found:
        more = {
            **found.environment,
            "QT_QPA_PLATFORM": "xcb",
            "COURSEFOLK_LIGHT_PREVIEW": "1",
            "COURSEFOLK_SETTINGS": str(folder / "settings"),
        }
        command = [sys.executable, "-m", "app.main", "--workspace", str(folder / "ws")]
        window = subprocess.Popen([*command, "open", course.id], env=surroundings(**more), cwd=ROOT)
        try:
            yield Reader(found, folder / "ws", course.id)
        finally:
            window.terminate()
            window.wait()


def test_everything_that_can_be_acted_on_has_a_name(reader: Reader) -> None:
    found = reader.all()
    assert len(found) > 60
    ask = reader.session
    nameless = [(role, node) for node, role, name in found if role in NAMED and not name]
    assert [(role, node.path) for role, node in nameless if ask.is_showing(node)] == []


def test_the_lesson_is_heard_as_it_is(reader: Reader) -> None:
    assert reader.session.text(reader.source) == reader.stored()


def test_what_is_typed_is_heard_and_saved(reader: Reader) -> None:
    ask, source = reader.session, reader.source
    ask.focus(source)
    for key in (UP,) * 12 + (END,):
        ask.press(key)
    until(lambda: ask.caret(source) == len("# Feedback"), "the caret is not on the heading")
    with listening(ask) as heard:
        for letter in " now":
            ask.press(ord(letter))
        until(lambda: "# Feedback now" in ask.text(source), "nothing was typed")
        until(lambda: len(heard.said("TextChanged")) >= 4, "typing is not heard")
    said = "".join(heard.said("TextChanged"))
    assert all(f'string "{letter}"' in said for letter in "now")
    assert ask.line_at(source, ask.caret(source)).strip() == "# Feedback now"
    until(lambda: "# Feedback now" in reader.stored(), "what was typed is not saved")


def test_the_caret_is_heard_line_by_line(reader: Reader) -> None:
    ask, source = reader.session, reader.source
    ask.focus(source)
    for _ in range(12):
        ask.press(UP)
    until(lambda: ask.caret(source) <= len("# Feedback now"), "the caret is not at the top")
    lines = []
    with listening(ask) as heard:
        for _ in range(6):
            at, moves = ask.caret(source), len(heard.said("TextCaretMoved"))
            lines.append(ask.line_at(source, at).strip())
            ask.press(DOWN)
            until(partial(_moved_on, heard, moves), "a move is not heard")
    assert lines == LESSON.replace("Feedback", "Feedback now").split("\n")[:6]


def _moved_on(heard: Heard, moves: int) -> bool:
    return len(heard.said("TextCaretMoved")) > moves
