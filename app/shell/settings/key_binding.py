"""Let the keys of the keymap do what they stand for, and everything that shows them show them."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.shell.commands import WINDOW_COMMANDS
from app.shell.settings.keymap import Keymap, shown
from editor.panels.kit.look import Look
from editor.panels.source.commands import COMMANDS
from editor.panels.source.editor import SourceEditor

_ALSO = {"Ctrl++": "Ctrl+="}
"""Keys that people press without Shift where a keyboard asks for it."""


class WindowKeysFirst(QObject):
    """Keep the window's keys from a text field that would take some of them for itself.

    On Linux desktops Ctrl+K means "delete to the end of the line" to every field of Qt.
    """

    def __init__(self, keys: Iterable[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.set_keys(keys)

    def set_keys(self, keys: Iterable[str]) -> None:
        """Change which keys are the window's."""
        self._keys = {QKeySequence(one) for one in keys}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the window's keys to its shortcuts."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if QKeySequence(event.keyCombination()) not in self._keys:
            return False
        event.ignore()
        return True


class KeyBinding(QObject):
    """Binds every command of the window, and those of the text, to the keys that hold now."""

    def __init__(
        self,
        keymap: Keymap,
        look: Look,
        window: QWidget,
        editor: SourceEditor,
        do: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keymap, self._look, self._editor = keymap, look, editor
        self._shortcuts: dict[str, QShortcut] = {}
        for command in WINDOW_COMMANDS:
            shortcut = QShortcut(window)
            shortcut.setObjectName(command.name)
            shortcut.activated.connect(partial(do, command.name))
            self._shortcuts[command.name] = shortcut
        self._first = WindowKeysFirst((), self)
        editor.installEventFilter(self._first)
        keymap.changed.connect(self._bind)
        self._bind()

    def _bind(self) -> None:
        keys = self._keymap.all()
        for name, shortcut in self._shortcuts.items():
            shortcut.setKeys(_sequences(keys[name]))
        self._first.set_keys(one for name in self._shortcuts for one in _both(keys[name]))
        self._editor.set_keys({command.name: keys[command.name] for command in COMMANDS})
        self._look.set_keys({name: shown(one) for name, one in keys.items()})


def _both(keys: str) -> list[str]:
    return [one for one in (keys, _ALSO.get(keys, "")) if one]


def _sequences(keys: str) -> list[QKeySequence]:
    return [QKeySequence(one) for one in _both(keys)]
