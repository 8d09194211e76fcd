"""An expert's first quarter of an hour at the window, from an empty home to a published course.

A process of its own: called with the workspace's folder and a folder for pictures; only keys and
clicks are used. It says what it did, a line each.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from app.shell.application import make_application, make_look, make_preview
from app.shell.composition import Composition
from app.shell.course.course_page import VERSIONS
from editor.panels.source.editor import SourceEditor
from tests.journeys.hands import Hands

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
OUTLINE = "Say what you see\nSay what it does\n"
COURSE = "Useful feedback"
FIRST = "Begin with what is there: a word, a line, a picture. "
SECOND = "Then say what it did to you, and stop there."
NOTE = "The first two lessons"


class Expert:
    """Whoever sits before the window, and what they see at each stop."""

    def __init__(self, folder: Path, pictures: Path) -> None:
        look = make_look(make_application())
        self.pictures = pictures
        self.parts = Composition(folder, look, make_preview(folder, look, full=False))
        self.window = self.parts.window
        self.window.resize(1280, 800)
        self.window.show()
        self.parts.start()
        self.hands = Hands(self.window)
        self.window.activateWindow()  # a screen without a window manager does not do it
        self.hands.until(self.window.isActiveWindow, "the window does not come to the front")

    def take(self, name: str) -> None:
        """Say where we are, with a picture."""
        print(name, flush=True)
        assert self.window.grab().save(str(self.pictures / f"{name}.png"))

    def begin_a_course(self) -> None:
        """Make a course from a title and a typed outline."""
        hands = self.hands
        hands.see(QLineEdit, "Your name")
        self.take("1 an empty home")
        hands.press(Qt.Key.Key_N, CTRL)
        title = hands.see(QLineEdit, "Title of the course")
        hands.until(title.hasFocus, "the caret is not in the title")
        hands.type(COURSE)
        hands.press(Qt.Key.Key_Tab)
        hands.type(OUTLINE)
        self.take("2 a title and an outline")
        hands.click("Make the course")
        hands.until(lambda: self.parts.writing.lesson is not None, "no lesson is open")

    def write_at_the_end(self, text: str) -> None:
        """Click into the lesson, and go on below it."""
        self.hands.click_at(self.hands.see(SourceEditor, ""))
        self.hands.press(Qt.Key.Key_End, CTRL)
        self.hands.type("\n" + text)

    def write_a_lesson(self) -> None:
        """Write words, some of them bold, and a question; the list of answers goes on by itself."""
        hands = self.hands
        self.write_at_the_end(FIRST)
        hands.press(Qt.Key.Key_B, CTRL)
        hands.type("Nothing else")
        hands.press(Qt.Key.Key_B, CTRL)
        hands.type(".\n\nWhat do you say first?\n\n[(X)] What I see\nWhat I think")
        self.take("3 a lesson with a question")

    def comment_on_the_next(self) -> None:
        """Jump to the other lesson, write in it, and comment on what was written."""
        hands, first = self.hands, self.parts.writing.lesson
        hands.press(Qt.Key.Key_K, CTRL)
        hands.type("what it does")
        hands.press(Qt.Key.Key_Return)
        writing = self.parts.writing
        hands.until(lambda: writing.lesson not in (None, first), "the jump did not lead there")
        self.write_at_the_end(SECOND)
        hands.press(Qt.Key.Key_Home, SHIFT)
        hands.press(Qt.Key.Key_M, CTRL, ALT)
        field = hands.see(QPlainTextEdit, "Your comment")
        hands.until(field.hasFocus, "the caret is not in the comment")
        hands.type("An example is wanted here.")
        hands.press(Qt.Key.Key_Return, CTRL)
        hands.see(QAbstractButton, "Reply to the comment")
        self.take("4 a comment beside it")

    def publish(self) -> None:
        """Name the first version, and look at it."""
        hands = self.hands
        hands.click("Publish")
        note = hands.see(QPlainTextEdit, "What is new, in your words")
        hands.until(note.hasFocus, "the caret is not in the note")
        hands.type(NOTE)
        self.take("5 before publishing")
        hands.click("Publish version 1")
        hands.until(lambda: not note.isVisible(), "the dialog does not close")
        hands.click("See the versions")
        hands.until(lambda: self.parts.page.page == VERSIONS, "the versions are not shown")
        self.take("6 published")


def main(folder: Path, pictures: Path) -> None:
    """Go the whole way."""
    expert = Expert(folder, pictures)
    expert.begin_a_course()
    expert.write_a_lesson()
    expert.comment_on_the_next()
    expert.publish()
    expert.window.close()
    expert.parts.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
