"""Jumping: from anywhere to a course, a lesson, a person, words of a text, or a command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from app import paths
from app.flows.beginning.help_index import HelpIndex
from app.flows.beginning.helping import HELP_FOLDER
from app.session import Session
from app.shell.commands import WINDOW_COMMANDS
from app.shell.course.course_desk import CourseDesk
from app.shell.finding.jump_finding import (
    Answer,
    Asked,
    Do,
    GoTo,
    ReadHelp,
    SearchTexts,
    WrittenBy,
    find,
    read_goals,
)
from app.shell.finding.search_desk import SearchDesk
from app.shell.finding.search_finding import FoundAt
from app.shell.focusing import back_to
from app.shell.settings.keymap import Keymap, shown
from editor.panels.jump.panel import JumpPanel
from sync.model.ids import CourseId
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.finding.jumping import Goal


class JumpDesk(QObject):
    """Opens the jump field over the window and answers what is typed there.

    `lesson_wanted(course, lesson)` leads to what was chosen (the lesson may be None), and
    `command_wanted(name)` to a command of the window; `help_wanted(page)` to a page of the help.
    """

    lesson_wanted = Signal(object, object)
    help_wanted = Signal(object)
    command_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        window: QMainWindow,
        course: CourseDesk,
        search: SearchDesk,
        keymap: Keymap,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.course, self._window = session, course, window
        self._keymap, self._search = keymap, search
        self.panel = JumpPanel(session.look, window)
        self._goals: tuple[Goal, ...] | None = None
        self._pages = HelpIndex(paths.resource(HELP_FOLDER))
        self._came_from: QWidget | None = None
        self.panel.asked.connect(self._ask)
        self.panel.chosen.connect(self._chosen)
        self.panel.left.connect(self._go_back)
        self.panel.texts_wanted.connect(search.open)

    def open(self, words: str = "") -> None:
        """Open the field; the words typed elsewhere go on in it."""
        if self.panel.isHidden():
            self._came_from = self._window.focusWidget()
        self._goals = None  # titles may have changed since
        self.panel.open_with(words)

    def _ask(self, words: str) -> None:
        here = CourseId(self.course.course) if self._in_course() else None
        lesson = self.course.writing.lesson if here else None
        asked, known = Asked(words, here, lesson), self._goals
        commands = [
            replace(c, keys=shown(self._keymap.keys(c.name)))
            for c in WINDOW_COMMANDS
            if c.offered and (here or not c.in_course)
        ]

        def look(ws: Workspace) -> tuple[tuple[Goal, ...], Answer]:
            goals = read_goals(ws) if known is None else known
            return goals, find(ws, asked, goals, commands, self._pages)

        self.session.store.do(look, lambda found: self._found(*found), kind="jump")

    def _found(self, goals: tuple[Goal, ...], answer: Answer) -> None:
        if self.panel.isHidden():
            return
        self._goals = goals
        words = answer.asked.words
        if words != self.panel.field.text():
            return
        if answer.more:  # what was typed meanwhile is saved first
            self._ask(words)
        if answer.groups or not answer.more:
            self.panel.show_results(words, answer.groups)

    def _in_course(self) -> bool:
        return self.course.log is not None and bool(self.course.course)

    def _chosen(self, aim: object) -> None:
        self._go_back()
        if isinstance(aim, SearchTexts):
            self._search.open(aim.words)
        elif isinstance(aim, WrittenBy):
            self._search.open_by(aim.person, aim.name)
        elif isinstance(aim, FoundAt):
            self._search.go_to(aim)
        elif isinstance(aim, ReadHelp):
            self.help_wanted.emit(aim.page)
        elif isinstance(aim, Do):
            self.command_wanted.emit(aim.command)
        elif isinstance(aim, GoTo):
            self.lesson_wanted.emit(aim.course, aim.lesson)

    def _go_back(self) -> None:
        came_from, self._came_from = self._came_from, None
        back_to(came_from)
