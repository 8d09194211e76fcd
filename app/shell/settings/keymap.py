"""The keys of every command of the window and of the text: the usual ones, and those changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from app.shell.commands import WINDOW_COMMANDS
from editor.panels.source.commands import COMMANDS
from sync.model.language import mark, say

IN_THE_TEXT = mark("In the text")
FIXED = {
    "Ctrl+C": mark("Copy"),
    "Ctrl+X": mark("Cut"),
    "Ctrl+V": mark("Paste"),
    "Ctrl+A": mark("Select all"),
    "Ctrl+Return": mark("Send what you wrote"),
}
"""Keys that every field knows: no command may take them."""

_MODIFIERS = ("Ctrl+", "Alt+", "Meta+")
_ALONE = re.compile(r"(?:Shift\+)?F\d{1,2}")


@dataclass(frozen=True)
class Keyed:
    """A command that can have keys; `usual` ones hold until others are given."""

    name: str
    title: str
    group: str
    usual: str = ""

    @property
    def words(self) -> str:
        """Name it in the language of the person, without the sign that more is asked."""
        return say(self.title).rstrip("…")


KEYED = (
    *(Keyed(c.name, c.title, c.group, c.keys) for c in WINDOW_COMMANDS),
    *(Keyed(c.name, c.title, IN_THE_TEXT, c.keys) for c in COMMANDS),
)
_KEYED = {command.name: command for command in KEYED}


class Keymap(QObject):
    """Hold which keys do what; `changed` says that all that shows or takes keys must ask again.

    Keys are written as Qt writes them everywhere (`Ctrl+Shift+P`). What a file gives to a command
    that is not known, or that are no keys, is left alone and does nothing.
    """

    changed = Signal()

    def __init__(self, changes: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._changes = dict(changes or {})

    @property
    def changes(self) -> dict[str, str]:
        """What differs from the usual keys, by the name of the command."""
        return dict(self._changes)

    def take(self, changes: Mapping[str, str]) -> None:
        """Take all changes anew."""
        if dict(changes) != self._changes:
            self._changes = dict(changes)
            self.changed.emit()

    def keys(self, name: str) -> str:
        """Return the keys of a command; empty if it has none."""
        changed = self._changes.get(name)
        if changed is None or (changed and not plain(changed)):
            return _KEYED[name].usual
        return plain(changed)

    def all(self) -> dict[str, str]:
        """Return the keys of every command, by name."""
        return {command.name: self.keys(command.name) for command in KEYED}

    def of(self, names: Iterable[str]) -> list[str]:
        """Return the keys of these commands, without those that have none."""
        return [keys for keys in map(self.keys, names) if keys]

    def is_changed(self, name: str) -> bool:
        """Tell whether a command has other keys than the usual ones."""
        return self.keys(name) != plain(_KEYED[name].usual)

    def holder(self, keys: str, but: str = "") -> Keyed | None:
        """Return the other command that has these keys already."""
        wanted = plain(keys)
        for command in KEYED:
            if command.name != but and wanted and plain(self.keys(command.name)) == wanted:
                return command
        return None

    def give(self, name: str, keys: str) -> None:
        """Give keys to a command; whichever had them is left without."""
        wanted = plain(keys)
        other = self.holder(wanted, name)
        while other is not None:
            self._put(other.name, "")
            other = self.holder(wanted, name)
        self._put(name, wanted)
        self.changed.emit()

    def reset(self, name: str) -> None:
        """Give a command its usual keys again, from whichever has them now."""
        self.give(name, _KEYED[name].usual)

    def reset_all(self) -> None:
        """Let the usual keys hold everywhere."""
        self.take({})

    def _put(self, name: str, keys: str) -> None:
        if keys == plain(_KEYED[name].usual):
            self._changes.pop(name, None)
        else:
            self._changes[name] = keys


def plain(keys: str) -> str:
    """Write keys in their one portable form; empty if they are no keys."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def shown(keys: str) -> str:
    """Write keys as this computer's people know them."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("Return", "Enter")


def why_not(keys: str) -> str:
    """Say why keys cannot be given to any command; empty if they can."""
    written = plain(keys)
    if not written:
        return say("These are no keys that can be used.")
    if written in FIXED:
        return say(
            "{keys} means “{command}” in every field, and stays there.",
            keys=shown(keys),
            command=say(FIXED[written]),
        )
    if not _ALONE.fullmatch(written) and not any(one in written for one in _MODIFIERS):
        return say(
            "{keys} alone is for typing. Hold Ctrl or Alt with it, or use F1 to F12.",
            keys=shown(keys),
        )
    return ""
