"""All keys, each to be changed: by the next keys pressed, or back to the usual ones."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.rows import list_card, section
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.settings.key_line import KeyLine
from editor.panels.settings.section import Section
from editor.panels.settings.values import KeyRow, KeySection
from sync.model.language import mark, say, say_many


class KeysSection(Section):
    """List commands with their keys; `wanted(name, keys)`, `reset(name)`, `all_reset`.

    What is wanted is answered by `show_keys`, `show_refusal` or `show_clash`. Up and Down go from
    command to command.
    """

    wanted = Signal(str, str)
    reset = Signal(str)
    all_reset = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            mark("Keys"),
            say("“Change” takes the next keys you press. It holds at once, everywhere."),
        )
        self.lines: dict[str, KeyLine] = {}
        self._groups: list[tuple[QWidget, list[KeyLine]]] = []
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(say("Find a command or keys…"))
        self._filter.setAccessibleName(say("Find a command or keys"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._show_found)
        self._all = Button(look, say("Usual keys everywhere"), icon="rotate-ccw")
        self._all.chosen.connect(self.all_reset)
        self._none = Label("", Voice.MUTED)
        self._none.hide()
        self._list: QVBoxLayout = column(look, gap=0)
        self.box.addWidget(self._filter)
        self.box.addSpacing(look.px(2))
        self.box.addLayout(row(look, None, self._all))
        self.box.addSpacing(look.px(10))
        self.box.addWidget(self._none)
        self.box.addLayout(self._list)

    def show_keys(self, sections: Sequence[KeySection]) -> None:
        """Show the keys as they are now; the list stays in place while only keys differ."""
        rows = {shown.name: shown for one in sections for shown in one.rows}
        if list(rows) == list(self.lines):
            for name, line in self.lines.items():
                line.show_row(rows[name])
        else:
            self._fill(sections)
        changed = any(shown.is_changed for shown in rows.values())
        self._all.set_unavailable("" if changed else say("All commands have their usual keys."))
        follow_the_eye(self)

    def show_refusal(self, name: str, words: str) -> None:
        """Say why a command cannot have the keys pressed."""
        self.lines[name].show_refusal(words)

    def show_clash(self, name: str, keys: str, other: str, take: Callable[[], None]) -> None:
        """Say which other command has the keys pressed, and offer to take them."""
        self.lines[name].show_clash(keys, other, take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from command to command with Up and Down."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        by = steps.get(Qt.Key(event.key()))
        if by is None or not self._step(by):
            super().keyPressEvent(event)

    def _step(self, by: int) -> bool:
        lines = [line for line in self.lines.values() if line.isVisible()]
        focused = self.focusWidget()
        at = next((n for n, line in enumerate(lines) if line.isAncestorOf(focused or self)), None)
        if at is None and by > 0 and focused is not None and lines:
            lines[0].focus_first()
            return True
        if at is None or not 0 <= at + by < len(lines):
            return False
        lines[at + by].focus_first()
        return True

    def _fill(self, sections: Sequence[KeySection]) -> None:
        empty(self._list)
        self.lines, self._groups = {}, []
        for one in sections:
            lines = [self._line(shown) for shown in one.rows]
            box = column(self.look, section(self.look, one.title), gap=8)
            box.addWidget(list_card(self.look, lines, inset=20))
            box.addSpacing(self.look.px(18))
            group = holder(box)
            self._list.addWidget(group)
            self._groups.append((group, lines))
        self._show_found()

    def _line(self, shown: KeyRow) -> KeyLine:
        line = KeyLine(self.look, shown)
        name = shown.name
        line.wanted.connect(lambda keys: self.wanted.emit(name, keys))
        line.reset.connect(lambda: self.reset.emit(name))
        line.opened.connect(lambda: self._close_others(name))
        line.opened.connect(lambda: follow_the_eye(self))
        line.closed.connect(lambda: follow_the_eye(self))
        self.lines[name] = line
        return line

    def _close_others(self, name: str) -> None:
        for other, line in self.lines.items():
            if other != name and line.is_open:
                line.show_row(line.shown)

    def _show_found(self) -> None:
        words = self._filter.text().casefold().split()
        count = 0
        for group, lines in self._groups:
            some = False
            for line in lines:
                said = f"{line.shown.title} {line.shown.keys}".casefold()
                found = all(word in said for word in words)
                line.setVisible(found)
                some, count = some or found, count + found
            group.setVisible(some)
        self._none.setVisible(bool(words) and not count)
        if words:
            told = say("No command for “{words}”.", words=self._filter.text())
            if count:
                told = say_many("{count} found", "{count} found", count)
            self._none.say(told)
            announce(self._filter, told)
