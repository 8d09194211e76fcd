"""All keys at a glance, over the window: grouped, in the words of what they do."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.overlay import Overlay
from editor.panels.cards.scroll import Page
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.labels import KeyHint, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say

_WIDTH, _STEP, _BESIDE_FROM = 860, 48, 620


@dataclass(frozen=True)
class KeyLine:
    """Some keys, and what they do."""

    keys: str
    does: str


@dataclass(frozen=True)
class KeyGroup:
    """Keys that work in one place."""

    title: str
    lines: tuple[KeyLine, ...]


class KeysPanel(Overlay):
    """Show all keys; `help_wanted` leads to the page of the help about them."""

    help_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, say("Keys"), Frame(Box.DIALOG), _WIDTH)
        self._left, self._right = column(look, gap=16), column(look, gap=16)
        self._close = IconButton(look, "x", say("Close"), colour="text2", keys="Esc")
        help_page = Button(look, say("Read about them"), Kind.LINK, icon="life-buoy", small=True)
        head = row(
            look, Label(say("Keys"), Voice.PAGE), None, help_page, self._close,
            gap=12, margins=(32, 22, 24, 12),
        )  # fmt: skip
        self._both = row(look, (self._left, 1), (self._right, 1), gap=36, margins=(32, 18, 32, 26))
        self._page = Page(look, self._both, say("Keys"))
        self._head = holder(head)
        self.frame.setLayout(column(look, self._head, Hairline(look), (self._page, 1), gap=0))
        self._close.chosen.connect(self.close_it)
        help_page.chosen.connect(self._read_help)

    def show_keys(self, groups: Sequence[KeyGroup]) -> None:
        """Open on these groups, each in the column that is shorter by then."""
        empty(self._left)
        empty(self._right)
        lengths = {self._left: 0, self._right: 0}
        for group in groups:
            side = min(lengths, key=lambda one: lengths[one])
            side.addWidget(self._group(group))
            lengths[side] += len(group.lines) + 2
        for side in (self._left, self._right):
            side.addStretch(1)
        self._page.to_top()
        self.open_over(self._close)

    def wanted_height(self, width: int) -> int:
        """Measure the head and both columns, under each other where it is narrow."""
        ways, narrow = QBoxLayout.Direction, width < self.look.px(_BESIDE_FROM)
        self._both.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        inside = self._page.widget()
        page = inside.sizeHint().height() if inside is not None else 0
        return self._head.sizeHint().height() + page + 3

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows scroll: there is nothing else for them to do."""
        bar = self._page.verticalScrollBar()
        step = self.look.px(_STEP)
        page = self._page.viewport().height() - step
        ways = {
            Qt.Key.Key_Down: step,
            Qt.Key.Key_Up: -step,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if event.key() in ways:
            bar.setValue(bar.value() + ways[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _group(self, group: KeyGroup) -> QWidget:
        box: QVBoxLayout = column(self.look, Label(group.title, Voice.SECTION), gap=6)
        for line in group.lines:
            what = Label(line.does, Voice.SMALL_TEXT, wrap=True)
            what.setAccessibleName(f"{line.does}: {line.keys}")
            hints = [KeyHint(self.look, keys) for keys in line.keys.split(", ")]
            box.addLayout(row(self.look, (what, 1), *hints, gap=6))
        return holder(box)

    def _read_help(self) -> None:
        self.hide()
        self.help_wanted.emit()
