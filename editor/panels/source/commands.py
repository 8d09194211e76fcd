"""The one table of what can be done to the source: name, words, icon, keys, function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.panels.source import inline_commands as inline
from editor.panels.source import line_commands as lines
from editor.panels.source.around import Around, Change

Writes = Callable[[Around], Change | None]


@dataclass(frozen=True)
class Command:
    """A thing that the author can do; without `change` the editor does it by itself."""

    name: str
    title: str
    icon: str = ""
    keys: str = ""
    change: Writes | None = None


COMMANDS = (
    Command("heading", "Heading", "heading", "Ctrl+Shift+H", lines.heading),
    Command("bold", "Bold", "bold", "Ctrl+B", inline.bold),
    Command("italic", "Italic", "italic", "Ctrl+I", inline.italic),
    Command("struck", "Struck", "strikethrough", "Ctrl+Shift+X", inline.struck),
    Command("code", "Code", "code", "Ctrl+E", inline.code),
    Command("link", "Link", "link", "Ctrl+L", inline.link),
    Command("bullets", "List", "list", "Ctrl+Shift+8", lines.bullets),
    Command("numbers", "Numbered list", "list-ordered", "Ctrl+Shift+7", lines.numbers),
    Command("quote", "Quote", "quote", "Ctrl+Shift+9", lines.quote),
    Command("indent", "Indent", "list-indent-increase", "Ctrl+]", lines.indent),
    Command("outdent", "Indent less", "list-indent-decrease", "Ctrl+[", lines.outdent),
    Command("line-up", "Move line up", "arrow-up", "Alt+Up", lines.line_up),
    Command("line-down", "Move line down", "arrow-down", "Alt+Down", lines.line_down),
    Command("footnote", "Footnote", "superscript", "Ctrl+Shift+F7"),
    Command("picture", "Picture", "image"),
    Command("insert", "Insert", "plus", "Ctrl+Shift+Return"),
    Command("undo", "Undo", "undo-2", "Ctrl+Z"),
    Command("redo", "Redo", "redo-2", "Ctrl+Shift+Z"),
    Command("find", "Find", "search", "Ctrl+F"),
    Command("replace", "Find and replace", "replace", "Ctrl+H"),
    Command("find-next", "Find next", "chevron-down", "F3"),
    Command("find-before", "Find the one before", "chevron-up", "Shift+F3"),
)

COMMAND = {command.name: command for command in COMMANDS}
