"""Jumping: from anywhere to a course, a lesson, some words of a text, or to a command."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from app.session import Session
from app.shell.commands import WINDOW_COMMANDS
from app.shell.course_desk import CourseDesk
from app.shell.jump_finding import Answer, Asked, Do, GoTo, Place, SearchTexts, find, read_places
from app.shell.keymap import Keymap, shown
from editor.panels.jump.panel import JumpPanel
from sync.model.ids import CourseId, NodeId
from sync.workspace.opening import Workspace


class JumpDesk(QObject):
    """Opens the jump field over the window and answers what is typed there.

    `lesson_wanted(course, lesson)` leads to what was chosen (the lesson may be None), and
    `command_wanted(name)` to a command of the window.
    """

    lesson_wanted = Signal(object, object)
    command_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        window: QMainWindow,
        course: CourseDesk,
        keymap: Keymap,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.course, self._window = session, course, window
        self._keymap = keymap
        self.panel = JumpPanel(session.look, window)
        self._places: tuple[Place, ...] | None = None
        self._came_from: QWidget | None = None
        self._words_wanted: tuple[NodeId, str] | None = None
        self.panel.asked.connect(self._ask)
        self.panel.chosen.connect(self._chosen)
        self.panel.left.connect(self._go_back)
        course.writing.shown.connect(lambda read: self._show_words(read.node.id))

    def open(self, words: str = "", *, in_texts: bool = False) -> None:
        """Open the field; the words typed elsewhere go on in it."""
        if self.panel.isHidden():
            self._came_from = self._window.focusWidget()
        self._places = None  # titles may have changed since
        self.panel.open_with(words, in_texts=in_texts)

    def open_for_texts(self) -> None:
        """Open the field for a search in all texts; selected words are looked for at once."""
        editor = self.course.page.pane.editor
        words = ""
        if editor.hasFocus():
            start, end = sorted(editor.selection())
            words = editor.text()[start:end].strip()
        self.open(words if "\n" not in words else "", in_texts=True)

    def _ask(self, words: str, in_texts: bool) -> None:
        here = CourseId(self.course.course) if self._in_course() else None
        lesson = self.course.writing.lesson if here else None
        asked, known = Asked(words, in_texts, here, lesson), self._places
        commands = [
            replace(c, keys=shown(self._keymap.keys(c.name)))
            for c in WINDOW_COMMANDS
            if c.offered and (here or not c.in_course)
        ]

        def look(ws: Workspace) -> tuple[tuple[Place, ...], Answer]:
            places = read_places(ws) if known is None else known
            return places, find(ws, asked, places, commands)

        self.session.store.do(look, lambda found: self._found(*found), kind="jump")

    def _found(self, places: tuple[Place, ...], answer: Answer) -> None:
        if self.panel.isHidden():
            return
        self._places = places
        asked = answer.asked
        if (asked.words, asked.in_texts) != (self.panel.field.text(), self.panel.in_texts):
            return
        if answer.more:  # what was typed meanwhile is saved first
            self._ask(asked.words, asked.in_texts)
        if answer.groups or not answer.more:
            self.panel.show_results(asked.words, answer.groups)

    def _in_course(self) -> bool:
        return self.course.log is not None and bool(self.course.course)

    def _chosen(self, aim: object) -> None:
        self._go_back()
        if isinstance(aim, SearchTexts):
            self.open(aim.words, in_texts=True)
        elif isinstance(aim, Do):
            self.command_wanted.emit(aim.command)
        elif isinstance(aim, GoTo):
            wanted = bool(aim.words and aim.lesson)
            self._words_wanted = (aim.lesson, aim.words) if aim.lesson and wanted else None
            self.lesson_wanted.emit(aim.course, aim.lesson)

    def _go_back(self) -> None:
        """Give the focus back to where it was."""
        came_from, self._came_from = self._came_from, None
        if came_from is not None and came_from.isVisible():
            came_from.setFocus()

    def _show_words(self, lesson: NodeId) -> None:
        """Select the words that were looked for, once their lesson is there."""
        if self._words_wanted is None or self._words_wanted[0] != lesson:
            return
        words, self._words_wanted = self._words_wanted[1], None
        editor = self.course.page.pane.editor
        place = place_of(editor.text(), words)
        if place is not None:
            editor.select(*place)
            editor.centerCursor()


def place_of(text: str, words: str) -> tuple[int, int] | None:
    """Find the words in a text, side by side, else the longest of them; in code points."""
    parts = [re.escape(word) for word in words.split()]
    if not parts:
        return None
    for pattern in (r"\W+".join(parts), *sorted(parts, key=len, reverse=True)):
        found = re.search(rf"(?<!\w){pattern}", text, re.I) or re.search(pattern, text, re.I)
        if found is not None:
            return found.span()
    return None
