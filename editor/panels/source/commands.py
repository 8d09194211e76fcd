"""What can be done to the source by a button or a key: the table of actions, and the editor's own.

What writes comes from `editor.writing.actions.table`; what searches, undoes or moves stands here.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.source.line_commands import heading_in_turn, line_down, line_up
from editor.writing.actions.table import ACTIONS
from editor.writing.change import Act
from editor.writing.keys.tab import shift_tab, tab
from sync.model.language import mark


@dataclass(frozen=True)
class Command:
    """A thing that the author can do; without `act` it is an action, or the editor's own.

    The title is to be said where it is shown.
    """

    name: str
    title: str
    icon: str = ""
    keys: str = ""
    act: Act | None = None


COMMANDS = (
    Command("heading", mark("Heading"), "heading", "Ctrl+Shift+H", heading_in_turn),
    *(Command(action.name, action.title, action.icon, action.keys) for action in ACTIONS),
    Command("indent", mark("Indent"), "list-indent-increase", "Ctrl+]", tab),
    Command("outdent", mark("Indent less"), "list-indent-decrease", "Ctrl+[", shift_tab),
    Command("line-up", mark("Move line up"), "arrow-up", "Alt+Up", line_up),
    Command("line-down", mark("Move line down"), "arrow-down", "Alt+Down", line_down),
    Command("insert", mark("Insert"), "plus", "Ctrl+Shift+Return"),
    Command("form", mark("Edit as a form"), "square-pen", "F2"),
    Command("paste-plain", mark("Paste without format"), "type", "Ctrl+Shift+V"),
    Command("undo", mark("Undo"), "undo-2", "Ctrl+Z"),
    Command("redo", mark("Redo"), "redo-2", "Ctrl+Shift+Z"),
    Command("find", mark("Find"), "search", "Ctrl+F"),
    Command("replace", mark("Find and replace"), "replace", "Ctrl+H"),
    Command("find-next", mark("Find next"), "chevron-down", "F3"),
    Command("find-before", mark("Find the one before"), "chevron-up", "Shift+F3"),
)

COMMAND = {command.name: command for command in COMMANDS}
