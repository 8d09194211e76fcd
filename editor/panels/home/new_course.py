"""A new course, in place: a title, and one line for each lesson."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from editor.panels.cards.form import Words, press_focused
from editor.panels.home.outline_text import counted, read_outline
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look

_HINT = "Why peers teach well\nRoles and expectations\n\n# Practice\nGiving useful feedback"


class NewCourseCard(Frame):
    """Ask for a course; `course_wanted(title, lines)` gives its title and `OutlineLine`s."""

    course_wanted = Signal(str, object)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CARD)
        self._title = QLineEdit()
        self._title.setAccessibleName("Title of the course")
        self._title.setPlaceholderText("What it is about")
        self._outline = Words(look, "Lessons, one a line", _HINT, lines=8)
        self._count = Label("", Voice.SMALL)
        self._make = Button(look, "Make the course", Kind.PRIMARY, tip="Ctrl+Enter")
        self._make.chosen.connect(self._send)
        self._make.why_asked.connect(lambda _: self._title.setFocus())
        leave = Button(look, "Not now", tip="Esc")
        leave.chosen.connect(self.left)
        self._title.textChanged.connect(self._weigh)
        self._title.returnPressed.connect(self._outline.setFocus)
        self._outline.textChanged.connect(self._weigh)
        self._outline.sent.connect(self._send)
        self._outline.left.connect(self.left)
        told = (
            "Indented lines make modules, and so does “# Module”. All of it can be changed later."
        )
        self.setLayout(
            column(
                look,
                Label("New course", Voice.CARD),
                8,
                Label("Title", Voice.SMALL_STRONG),
                self._title,
                8,
                Label("Lessons, one a line", Voice.SMALL_STRONG),
                self._outline,
                Label(told, Voice.SMALL, wrap=True),
                12,
                row(look, self._count, None, leave, self._make, gap=10),
                gap=6,
                margins=(28, 24, 28, 24),
            )
        )
        self._weigh()

    def begin(self) -> None:
        """Put the caret into the title; what was typed before is still there."""
        self._title.setFocus()

    def clear(self) -> None:
        """Empty the card, once the course was made."""
        self._title.clear()
        self._outline.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc; Enter presses the button that has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not press_focused(self, event):
            super().keyPressEvent(event)

    def _weigh(self) -> None:
        lines = read_outline(self._outline.words())
        self._count.say(counted(lines) if lines else "")
        self._make.set_unavailable("" if self._title.text().strip() else "Give it a title first.")

    def _send(self) -> None:
        title = self._title.text().strip()
        if not title:
            self._title.setFocus()
            return
        self.course_wanted.emit(title, read_outline(self._outline.words()))
