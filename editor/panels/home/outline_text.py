"""Read a typed outline: one line a lesson; indented lines and “# Module” lines make modules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sync.model.language import say_many
from sync.model.payloads import NodeKind

_HASHES = re.compile(r"(#{1,6})\s*(.+)")
_BULLET = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+")
_TAB = 4


@dataclass(frozen=True)
class OutlineLine:
    """A module or a lesson; `depth` is how many modules it is in."""

    depth: int
    kind: NodeKind
    title: str


def read_outline(text: str) -> tuple[OutlineLine, ...]:
    """Read the lines of an outline.

    A line with deeper lines below it is a module; so is every line that begins with “#”, and
    what follows it, up to the next such line of its rank, is in it. Bullets and numbers before
    a title are left out.
    """
    rows = [row for line in text.split("\n") if line.strip() and (row := _row(line))[2]]
    found: list[OutlineLine] = []
    headings: list[int] = []
    indents: list[int] = []
    for place, (rank, indent, title) in enumerate(rows):
        if rank:
            headings = [known for known in headings if known < rank]
            found.append(OutlineLine(len(headings), "module", title))
            headings.append(rank)
            indents = []
            continue
        while indents and indents[-1] >= indent:
            indents.pop()
        below = rows[place + 1] if place + 1 < len(rows) else None
        is_module = below is not None and not below[0] and below[1] > indent
        kind: NodeKind = "module" if is_module else "lesson"
        found.append(OutlineLine(len(headings) + len(indents), kind, title))
        if is_module:
            indents.append(indent)
    return tuple(found)


def counted(lines: tuple[OutlineLine, ...]) -> str:
    """Say how much it makes: “2 modules, 5 lessons”."""
    modules = sum(line.kind == "module" for line in lines)
    lessons = len(lines) - modules
    said = [say_many("{count} lesson", "{count} lessons", lessons)]
    if modules:
        said.insert(0, say_many("{count} module", "{count} modules", modules))
    return ", ".join(said)


def _row(line: str) -> tuple[int, int, str]:
    """Take a line apart: rank of its heading or 0, indent in columns, title."""
    wide = line.expandtabs(_TAB)
    indent = len(wide) - len(wide.lstrip())
    text = line.strip()
    heading = _HASHES.fullmatch(text)
    if heading:
        return len(heading[1]), 0, heading[2].strip().rstrip("#").strip()
    return 0, indent, _BULLET.sub("", text, count=1).strip()
