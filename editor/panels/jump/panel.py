"""The jump field over the window: type a few letters, choose, be there."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.panels.cards.overlay import Overlay
from editor.panels.jump.results import ResultList
from editor.panels.jump.values import JumpGroup, JumpItem, count_of
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.glass import Glass
from editor.panels.kit.labels import KeyHint, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say, say_as

_WIDTH, _TOP, _MOST, _PAGE = 680, 76, 520, 8
_HINTS_FROM = 500
_USUAL = "Ctrl+Shift+F"


class JumpField(QLineEdit):
    """The field that also walks the list, by `stepped(by)`; `texts_wanted` is the key for texts."""

    stepped = Signal(int)
    texts_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def _keys_of_texts(self) -> str:
        """The keys of the search in texts: the window's own rest while this field is open."""
        native = QKeySequence.SequenceFormat.NativeText
        return QKeySequence(self._look.keys("search-texts") or _USUAL, native).toString()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on the keys that are for the list."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _PAGE,
            Qt.Key.Key_PageUp: -_PAGE,
        }
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = QKeySequence(event.keyCombination()).toString()
        if event.key() in steps and not modifiers:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif keys and keys == self._keys_of_texts():
            self.texts_wanted.emit()
        else:
            super().keyPressEvent(event)


class JumpPanel(Overlay):
    """Ask where to; `asked(words)` follows the typing, `chosen(aim)` ends it.

    With another `hint` it asks for a choice of something else, and stays. `texts_wanted(words)`
    leaves for the page that searches in all texts.

    Results come by `show_results` with the words they answer; those of other words are not shown.
    Enter pressed before they are here chooses the first of them when they come.
    """

    asked = Signal(str)
    chosen = Signal(object)
    texts_wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget, hint: str = "") -> None:
        self.field = JumpField(look)
        self._may_leave = not hint
        hint = hint or say("Search or jump to a course, a lesson, a person or a command…")
        self.results = ResultList(look)
        self._nothing = Label("", Voice.MUTED, wrap=True)
        self._rest = holder(column(look, self._nothing, margins=(24, 16, 24, 18)))
        name = hint.rstrip("…")
        super().__init__(look, parent, name, Frame(Box.DIALOG), _WIDTH)
        self._answered = self._enter_waits = False
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(name)
        Glass(look, self.field)
        about = say("Up and Down choose, Enter goes there, Esc leaves.")
        self.field.setAccessibleDescription(about)
        head = holder(column(look, self.field, margins=(14, 14, 14, 10)))
        self._parts = (head, self._keys())
        self.frame.setLayout(
            column(look, head, Hairline(look), (self.results, 1), self._rest, self._parts[1], gap=0)
        )
        self._rest.hide()
        self._connect()

    @property
    def nothing_said(self) -> str:
        """What is said in place of results; empty if there are some."""
        return "" if self._rest.isHidden() else self._nothing.accessibleName()

    def open_with(self, words: str = "") -> None:
        """Open with some words already there, ready to be written over or gone on with."""
        self.field.setText(words)
        self.field.setCursorPosition(len(words))
        if self.isHidden():
            self.results.show_groups(())
            self._rest.hide()
        self.open_over(self.field)
        self._ask()

    def show_results(self, words: str, groups: Sequence[JumpGroup]) -> None:
        """Show what was found for these words, if they are still what is asked for."""
        if words != self.field.text() or self.isHidden():
            return
        self._answered = True
        self.results.show_groups(groups)
        none = not count_of(groups)
        self._rest.setVisible(none)
        self.results.setVisible(not none)
        if none:
            self._nothing.say(self._none_words(words))
            announce(self.field, self._none_words(words))
        self.place()
        self.results.say_current(self.field)
        if self._enter_waits:
            self._enter()

    def wanted_height(self, width: int) -> int:
        """Measure the field and all results, up to what is easily looked over."""
        for hint in self._texts_hint:
            hint.setVisible(self._may_leave and width >= self.look.px(_HINTS_FROM))
        fixed = sum(part.sizeHint().height() for part in self._parts) + 1
        if not self._rest.isHidden():
            return fixed + self._rest.sizeHint().height()
        return fixed + min(self.results.whole_height() + self.look.px(8), self.look.px(_MOST))

    def place(self) -> None:
        """Hang the frame from the upper part of the window, so that the field stays in place."""
        super().place()
        place = self.frame.geometry()
        top = min(self.look.px(_TOP), max(0, (self.height() - place.height()) // 2))
        self.frame.move(place.x(), top)

    def _connect(self) -> None:
        self.field.textEdited.connect(self._ask)
        self.field.stepped.connect(partial(self.results.walk, self.field))
        self.field.returnPressed.connect(self._enter)
        self.field.texts_wanted.connect(self._leave_for_texts)
        self.results.chosen.connect(self._choose)

    def _keys(self) -> QWidget:
        look = self.look
        parts: list[QWidget] = []
        for keys, words in (
            ("↑ ↓", say_as("what keys do", "choose")),
            ("Enter", say_as("what keys do", "go there")),
            ("Esc", say_as("what keys do", "back")),
        ):
            parts += [KeyHint(look, keys), Label(words, Voice.NOTE)]
        line = row(look, *parts, None, gap=7, margins=(18, 8, 18, 8))
        texts = Label(say_as("what keys do", "in all texts"), Voice.NOTE)
        self._texts_hint = (KeyHint(look, command="search-texts"), texts)
        for part in self._texts_hint:
            line.addWidget(part)
        return holder(column(look, Hairline(look), line, gap=0))

    def _none_words(self, words: str) -> str:
        if not words.strip():
            return say("Nothing is here yet.")
        return say("Nothing found for “{words}”.", words=words.strip())

    def _ask(self) -> None:
        self._answered = self._enter_waits = False
        self.asked.emit(self.field.text())

    def _leave_for_texts(self) -> None:
        if not self._may_leave:
            return
        self.hide()
        self.texts_wanted.emit(self.field.text())

    def _enter(self) -> None:
        item = self.results.current()
        if not self._answered:
            self._enter_waits = True
        elif item is not None:
            self._choose(item)

    def _choose(self, item: JumpItem) -> None:
        self.hide()
        self.chosen.emit(item.aim)
