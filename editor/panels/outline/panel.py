"""The side bar of a course: way back, search, title, outline, new lessons, and a foot."""
# ruff: noqa: N802

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from editor.models.outline_rows import OutlineRow
from editor.panels.kit.arrange import add, column, holder, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.outline.tree import OutlineTree
from sync.model.ids import NodeId
from sync.model.language import say

_WIDTH = 280


class OutlinePanel(Frame):
    """Show a course's outline and tell what people wish of it; ids go as objects."""

    lesson_chosen = Signal(object)
    moved = Signal(object, object, object)
    renamed = Signal(object, object)
    removed = Signal(object)
    add_lesson = Signal(object)
    add_module = Signal()
    home_wanted = Signal()
    jump_wanted = Signal()
    hide_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.SIDE)
        self._look = look
        self.tree = OutlineTree(look)
        self._title = Label("", Voice.ROW, wrap=True)
        self._under = Label("", Voice.NOTE)
        self._said_under = ""
        self._rows: tuple[OutlineRow, ...] = ()
        self._minutes: dict[NodeId, int] = {}
        self._to_approve: dict[NodeId, int] = {}
        self._declared: dict[NodeId, int] = {}
        self._foot = QVBoxLayout()
        self.setMinimumWidth(look.px(220))
        layout = column(look, gap=0)
        self._adding = self._new()
        for part in (self._top(), self._titles(), (self.tree, 1), self._adding, self._foot):
            add(layout, look, part)
        self.setLayout(layout)
        self._connect()

    def sizeHint(self) -> QSize:
        """Ask for the width that LOOK gives to the side."""
        size = super().sizeHint()
        size.setWidth(self._look.px(_WIDTH))
        return size

    def show_course(self, title: str, under: str) -> None:
        """Show the course's title, and under it what is being written ("Draft of version 8")."""
        self._title.say(title)
        self._said_under = under
        self._say_under()

    def show_rows(self, rows: Sequence[OutlineRow]) -> None:
        """Show the outline."""
        self._rows = tuple(rows)
        self._show_rows()

    def show_to_approve(self, counts: Mapping[NodeId, int]) -> None:
        """Mark the lessons with blocks that changed since this person approved them."""
        if counts != self._to_approve:
            self._to_approve = dict(counts)
            self._show_rows()

    def show_minutes(self, minutes: Mapping[NodeId, int], declared: Mapping[NodeId, int]) -> None:
        """Show how long each lesson takes to read, and under the title all of them.

        What an author declares is shown beside it where it is something else.
        """
        if (minutes, declared) != (self._minutes, self._declared):
            self._minutes, self._declared = dict(minutes), dict(declared)
            self._show_rows()
            self._say_under()

    def _show_rows(self) -> None:
        known, said = self._minutes, self._declared
        rows = [
            replace(
                row,
                minutes=known.get(row.id, 0),
                declared=said.get(row.id, 0),
                to_approve=self._to_approve.get(row.id, 0),
            )
            for row in self._rows
        ]
        self.tree.show_rows(rows)

    def _say_under(self) -> None:
        whole = sum(self._minutes.values())
        minutes = say("{minutes} min", minutes=whole)
        self._under.say(f"{self._said_under} · {minutes}" if whole else self._said_under)

    def show_open(self, lesson: NodeId | None) -> None:
        """Show which lesson is open."""
        self.tree.show_open(lesson)

    def show_writing(self, writes: bool) -> None:
        """Offer to change the outline to who writes the course; others only read it here."""
        self._adding.setVisible(writes)
        self.tree.writes = writes

    def set_foot(self, widget: QWidget) -> None:
        """Put something at the foot, above a line: the status trail."""
        self._foot.addWidget(Hairline(self._look))
        self._foot.addWidget(widget)

    def rename(self, node: NodeId) -> None:
        """Begin to rename something in place: what was just added."""
        self.tree.rename(node)

    def _top(self) -> QWidget:
        look = self._look
        home = Button(look, say("Home"), Kind.QUIET, icon="chevron-left", small=True)
        hide = IconButton(
            look, "panel-left", say("Hide outline"), colour="text2", command="outline"
        )
        hide.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # one click hides, wherever one was
        jump = Button(look, say("Search or jump to…"), Kind.FIELD, icon="search", command="jump")
        jump.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        home.chosen.connect(self.home_wanted)
        hide.chosen.connect(self.hide_wanted)
        jump.chosen.connect(self.jump_wanted)
        return holder(column(look, row(look, home, None, hide), jump, margins=(12, 10, 12, 0)))

    def _titles(self) -> QWidget:
        return holder(column(self._look, self._title, self._under, gap=1, margins=(18, 12, 12, 4)))

    def _new(self) -> QWidget:
        look = self._look
        lesson = Button(look, say("New lesson"), Kind.QUIET, icon="plus", small=True)
        module = IconButton(look, "folder-plus", say("New module"), colour="text2")
        lesson.chosen.connect(lambda: self.add_lesson.emit(self.tree.current_module()))
        module.chosen.connect(self.add_module)
        return holder(row(look, lesson, None, module, margins=(10, 2, 12, 6)))

    def _connect(self) -> None:
        tree = self.tree
        tree.lesson_chosen.connect(self.lesson_chosen)
        tree.moved.connect(self.moved)
        tree.renamed.connect(self.renamed)
        tree.removed.connect(self.removed)
        tree.lesson_wanted.connect(self.add_lesson)
        tree.module_wanted.connect(self.add_module)
