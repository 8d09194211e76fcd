"""An expert's first quarter of an hour at the window, from an empty home to a published course.

A process of its own: called with the workspace's folder and a folder for pictures; only keys and
clicks are used. It says what it did, a line each.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.shell.application import make_application, make_look, make_preview
from app.shell.composition import Composition
from app.shell.course_page import VERSIONS
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


def main(folder: Path, pictures: Path) -> None:
    """Go the whole way."""
    application = make_application()
    look = make_look(application)
    parts = Composition(folder, look, make_preview(folder, look, full=False))
    window = parts.window
    window.resize(1280, 800)
    window.show()
    parts.start()
    hands = Hands(window)
    window.activateWindow()  # a screen without a window manager does not do it
    hands.until(window.isActiveWindow, "the window does not come to the front")

    def take(name: str) -> None:
        print(name, flush=True)
        assert window.grab().save(str(pictures / f"{name}.png"))

    hands.see(QLineEdit, "Your name")
    take("1 an empty home")

    hands.press(Qt.Key.Key_N, CTRL)
    title = hands.see(QLineEdit, "Title of the course")
    hands.until(title.hasFocus, "the caret is not in the title")
    hands.type(COURSE)
    hands.press(Qt.Key.Key_Tab)
    hands.type(OUTLINE)
    take("2 a title and an outline")
    hands.click("Make the course")

    editor = hands.see(SourceEditor, "")
    hands.until(lambda: parts.writing.lesson is not None, "no lesson is open")
    first = parts.writing.lesson
    hands.click_at(editor)
    hands.press(Qt.Key.Key_End, CTRL)
    hands.type("\n" + FIRST)
    hands.press(Qt.Key.Key_B, CTRL)
    hands.type("Nothing else")
    hands.press(Qt.Key.Key_B, CTRL)
    hands.type(
        ".\n\nWhat do you say first?\n\n[(X)] What I see\nWhat I think"
    )  # the list of answers goes on by itself
    take("3 a lesson with a question")

    hands.press(Qt.Key.Key_K, CTRL)
    hands.type("what it does")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: parts.writing.lesson not in (None, first), "the jump did not lead there")
    hands.click_at(editor)
    hands.press(Qt.Key.Key_End, CTRL)
    hands.type("\n" + SECOND)
    hands.press(Qt.Key.Key_Home, SHIFT)
    hands.press(Qt.Key.Key_M, CTRL, ALT)
    field = hands.see(QPlainTextEdit, "Your comment")
    hands.until(field.hasFocus, "the caret is not in the comment")
    hands.type("An example is wanted here.")
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.see(QPlainTextEdit, "")
    take("4 a comment beside it")

    hands.click("Publish")
    note = hands.see(QPlainTextEdit, "What is new, in your words")
    hands.until(note.hasFocus, "the caret is not in the note")
    hands.type(NOTE)
    take("5 before publishing")
    hands.click("Publish version 1")
    hands.until(lambda: not note.isVisible(), "the dialog does not close")
    hands.click("See the versions")
    hands.until(lambda: parts.page.page == VERSIONS, "the versions are not shown")
    take("6 published")
    window.close()
    parts.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
