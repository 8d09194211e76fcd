"""Headings, lists, quotes, indents and moved lines: what begins a line."""

from __future__ import annotations

import re
from collections.abc import Callable

from editor.panels.source.around import Around, Change, replaced_lines
from sync.merge.edits import Edit

_HEADING = re.compile(r"^(#{1,6})\s+")
_ITEM = re.compile(r"^(\s*)([-*+]|\d{1,9}[.)])(\s+)(\[[ xX]\]\s+)?")
_QUOTE = re.compile(r"^>\s?")
_CHOICE = re.compile(r"^(\s*)\[(\([ xX]\)|\[[ xX?]\])\](\s*)")
_ROW = re.compile(r"^\s*\|.*\|\s*$")


def heading(around: Around) -> Change | None:
    """Go round: text, heading 1, 2, 3, text."""
    found = _HEADING.match(around.lines[0])
    level = len(found[1]) if found else 0
    marks = "" if level >= 3 else "#" * (level + 1) + " "
    return _each(around, lambda line: marks + _HEADING.sub("", line) if line.strip() else line)


def bullets(around: Around) -> Change | None:
    """Make the lines a list with bullets, or plain again."""
    if all(_is_item(line, numbered=False) for line in around.lines if line.strip()):
        return _each(around, _plain)
    return _each(around, lambda line: _as_item(line, "- "))


def numbers(around: Around) -> Change | None:
    """Make the lines a numbered list, or plain again."""
    if all(_is_item(line, numbered=True) for line in around.lines if line.strip()):
        return _each(around, _plain)
    count = 0
    lines: list[str] = []
    for line in around.lines:
        count += 1 if line.strip() else 0
        lines.append(_as_item(line, f"{count}. "))
    return replaced_lines(around, lines)


def quote(around: Around) -> Change | None:
    """Make the lines a quote, or plain again."""
    if all(_QUOTE.match(line) for line in around.lines if line.strip()):
        return _each(around, lambda line: _QUOTE.sub("", line))
    return _each(around, lambda line: f"> {line}" if line else ">")


def indent(around: Around) -> Change | None:
    """Move the lines one step in."""
    return _each(around, lambda line: " " * _step(line, around.before) + line if line else line)


def outdent(around: Around) -> Change | None:
    """Move the lines one step out, as far as they have room."""

    def out(line: str) -> str:
        room = len(line) - len(line.lstrip(" "))
        return line[min(room, _step(line, around.before)) :]

    return _each(around, out)


def line_up(around: Around) -> Change | None:
    """Exchange the lines with the one above."""
    if around.before is None:
        return None
    size = len(around.before) + 1
    end = around.start + len(around.text)
    edits = (Edit(around.start - size, size, ""), Edit(end, 0, "\n" + around.before))
    return Change(edits, around.anchor - size, around.caret - size)


def line_down(around: Around) -> Change | None:
    """Exchange the lines with the one below."""
    if around.after is None:
        return None
    size = len(around.after) + 1
    end = around.start + len(around.text)
    edits = (Edit(around.start, 0, around.after + "\n"), Edit(end, size, ""))
    return Change(edits, around.anchor + size, around.caret + size)


def enter(around: Around) -> Change | None:
    """Go on with the list, quote, answers or table row that the caret is in; None if in none.

    On an item without words, the list ends instead.
    """
    if around.anchor != around.caret:
        return None
    line, column = around.lines[0], around.caret - around.start
    marker = _next_marker(line)
    if marker is None:
        return None
    own, following = marker
    if column < len(own):
        return None
    if not line[len(own) :].strip():
        return Change((Edit(around.start, len(line), ""),), around.start, around.start)
    if _ROW.match(line):
        if column < len(line.rstrip()):
            return None
        caret = around.caret + len(following[: following.index("|") + 2]) + 1
        return Change((Edit(around.caret, 0, "\n" + following),), caret, caret)
    spaces = len(line[column:]) - len(line[column:].lstrip(" "))
    caret = around.caret + 1 + len(following)
    return Change((Edit(around.caret, spaces, "\n" + following),), caret, caret)


def in_list(around: Around) -> bool:
    """Say whether Tab has a meaning here: list items, or several lines."""
    return len(around.lines) > 1 or bool(_ITEM.match(around.lines[0]))


def _next_marker(line: str) -> tuple[str, str] | None:
    """Return what begins this line and what the next one begins with."""
    item = _ITEM.match(line)
    if item:
        space, sign, gap, box = item.groups()
        if sign[:-1].isdigit():
            sign = f"{int(sign[:-1]) + 1}{sign[-1]}"
        return item[0], f"{space}{sign}{gap}{'[ ] ' if box else ''}"
    choice = _CHOICE.match(line)
    if choice:
        kind = {"(": "( )", "[": "[ ]"}[choice[2][0]]
        kind = "[?]" if choice[2] == "[?]" else kind
        return choice[0], f"{choice[1]}[{kind}] "
    found = _QUOTE.match(line)
    if found:
        return found[0], "> "
    if _ROW.match(line):
        cells = line.strip().count("|") - line.count("\\|") - 1
        return "", line[: len(line) - len(line.lstrip())] + "|" + "  |" * max(1, cells)
    return None


def _each(around: Around, change: Callable[[str], str]) -> Change | None:
    return replaced_lines(around, [change(line) for line in around.lines])


def _is_item(line: str, *, numbered: bool) -> bool:
    found = _ITEM.match(line)
    return bool(found) and (found[2][:-1].isdigit() == numbered if found else False)


def _plain(line: str) -> str:
    found = _ITEM.match(line)
    return found[1] + line[found.end() :] if found else line


def _as_item(line: str, marker: str) -> str:
    if not line.strip():
        return line
    bare = _plain(line)
    space = len(bare) - len(bare.lstrip(" "))
    return bare[:space] + marker + bare[space:]


def _step(line: str, before: str | None) -> int:
    """Measure a step: under an item, to where its words begin."""
    found = _ITEM.match(line) or (_ITEM.match(before) if before else None)
    if found is None:
        return 4
    return len(found[2]) + len(found[3].rstrip("\t")) if len(found[3]) < 5 else 4
