"""Keys: the list of all of them, help for where one is, and the way from pane to pane."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from app.session import Session
from app.shell.focusing import back_to, into
from app.shell.page_names import PLAY, WRITE
from app.shell.settings.help_places import HELP_PAGES, KEYS, HelpPage, find_help, page_of
from app.shell.settings.keymap import IN_THE_TEXT, KEYED, Keymap, shown
from editor.panels.jump.keys import KeyGroup, KeyLine, KeysPanel
from editor.panels.kit.banner import Banner
from sync.model.language import mark, say

_IN_PANELS = (
    KeyGroup(
        mark("In the outline"),
        (
            KeyLine("Alt+Up, Alt+Down", mark("Move the lesson or module")),
            KeyLine("F2", mark("Rename")),
            KeyLine("Del", mark("Take out")),
        ),
    ),
    KeyGroup(
        mark("On an overlap that has the focus"),
        (
            KeyLine("1", mark("Take yours")),
            KeyLine("2", mark("Take theirs")),
            KeyLine("Enter", mark("Keep what stands in the lesson")),
            KeyLine("E", mark("Write it anew")),
            KeyLine("Esc", mark("Back to the text")),
        ),
    ),
    KeyGroup(
        mark("On comments and suggestions"),
        (
            KeyLine("Ctrl+Enter", mark("Send what you wrote")),
            KeyLine("Up, Down", mark("From card to card")),
            KeyLine("A", mark("Accept the suggestion")),
            KeyLine("R", mark("Not now")),
            KeyLine("Esc", mark("Leave the form")),
        ),
    ),
)
"""Keys that a panel takes itself, only while it has the focus."""


def all_keys(keymap: Keymap) -> list[KeyGroup]:
    """Group every key of the window and of the text, as they are now, and of the cards."""
    groups: dict[str, list[KeyLine]] = {}
    for command in KEYED:
        keys = keymap.keys(command.name)
        if keys:
            line = KeyLine(shown(keys), command.words)
            groups.setdefault(command.group, []).append(line)
    text = groups.setdefault(IN_THE_TEXT, [])
    text.insert(0, KeyLine("/", say("Insert, on an empty line")))
    of_commands = [KeyGroup(say(title), tuple(lines)) for title, lines in groups.items()]
    return [*of_commands, *(_said(group) for group in _IN_PANELS)]


def _said(group: KeyGroup) -> KeyGroup:
    """Say a group of the table in the language of the person."""
    lines = (KeyLine(line.keys, say(line.does)) for line in group.lines)
    return KeyGroup(say(group.title), tuple(lines))


class KeysDesk(QObject):
    """Opens the list of keys, and help at the page for where the person is.

    `place` tells the page on show; `panes` are the parts of that page, in the order of the eye;
    messages stand before them.
    `help_wanted(course, lesson, line)` leads to the page that was found, and its heading.
    """

    help_wanted = Signal(object, object, int)

    def __init__(
        self,
        session: Session,
        window: QMainWindow,
        place: Callable[[], str],
        panes: Callable[[], dict[str, QWidget]],
        keymap: Keymap,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self._window, self._place, self._panes = session, window, place, panes
        self._keymap = keymap
        self.panel = KeysPanel(session.look, window)
        self._came_from: QWidget | None = None
        self.panel.left.connect(self._go_back)
        self.panel.help_wanted.connect(lambda: self.open_help(HELP_PAGES[KEYS]))

    def open(self) -> None:
        """Show all keys."""
        self._came_from = self._window.focusWidget()
        self.panel.show_keys(all_keys(self._keymap))

    def help_here(self) -> None:
        """Open the help at the page for where the focus is, else for the page on show."""
        place = self._place()
        page = page_of(self._window.focusWidget())
        if page is None or (page is HELP_PAGES[PLAY] and place != WRITE):
            page = HELP_PAGES.get(place)
        self.open_help(page)

    def next_pane(self) -> None:
        """Put the focus into the next part of the page."""
        self._step(1)

    def previous_pane(self) -> None:
        """Put the focus into the part of the page before."""
        self._step(-1)

    def open_help(self, page: HelpPage | None) -> None:
        """Open the help at a page; at its first page for none."""
        self.session.store.do(
            lambda ws: find_help(ws, page), lambda found: self.help_wanted.emit(*found)
        )

    def _step(self, by: int) -> None:
        panes = {name: pane for name, pane in self._parts().items() if pane.isVisible()}
        if not panes:
            return
        names = list(panes)
        now = self._pane_with_focus()
        at = names.index(now) if now in names else (-1 if by > 0 else 0)
        into(panes[names[(at + by) % len(names)]])

    def _parts(self) -> dict[str, QWidget]:
        """Name all that one goes to: a message cannot be answered by who does not come to it."""
        told = enumerate(one.to_answer for one in self._window.findChildren(Banner))
        messages = {f"message {n}": one for n, one in told if one is not None}
        return {**messages, **self._panes()}

    def _pane_with_focus(self) -> str:
        focused = self._window.focusWidget()
        for name, pane in self._parts().items():
            if focused is not None and (focused is pane or pane.isAncestorOf(focused)):
                return name
        return ""

    def _go_back(self) -> None:
        came_from, self._came_from = self._came_from, None
        back_to(came_from)
