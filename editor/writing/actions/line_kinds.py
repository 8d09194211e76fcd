"""Bullets, numbers, tasks and quotes for whole lines; a second press takes them off."""

from __future__ import annotations

import re
from collections.abc import Callable

from editor.writing.change import Change, Selection
from editor.writing.lines import Head, head_of_line, rewritten, touched

_ALERT = re.compile(r"\[!([A-Za-z][\w-]*)\]")


def bullets(text: str, selection: Selection) -> Change | None:
    """Make the lines items of a list, or plain if all of them are."""
    return _toggle(
        text,
        selection,
        lambda head: bool(head.marker) and not head.is_numbered and not head.box,
        _bullet,
    )


def numbers(text: str, selection: Selection) -> Change | None:
    """Make the lines a numbered list that counts from 1, or plain if all of them are one."""
    return _toggle(text, selection, lambda head: head.is_numbered and not head.box, _numbered)


def tasks(text: str, selection: Selection) -> Change | None:
    """Make the lines tasks to tick, or plain if all of them are."""
    return _toggle(text, selection, lambda head: bool(head.box), _task)


def quote(text: str, selection: Selection) -> Change | None:
    """Put the lines one quote deeper, or take them out if all of them are in one."""
    start, lines = touched(text, selection)
    if all(head_of_line(line).quote.strip() for line in lines):
        return rewritten(selection, start, lines, [_unquoted(line) for line in lines])
    new = ["> " + line if line or len(lines) == 1 else ">" for line in lines]
    return rewritten(selection, start, lines, new)


def _unquoted(line: str) -> str:
    return re.sub(r"^[ ]{0,3}>[ ]?", "", line, count=1)


def _toggle(
    text: str,
    selection: Selection,
    is_one: Callable[[Head], bool],
    write: Callable[[Head, int], str],
) -> Change | None:
    start, lines = touched(text, selection)
    heads = [head_of_line(line) for line in lines]
    # An empty line between others stays empty; alone, it becomes the first item of a list.
    meant = [bool(line.strip(" \t>")) or len(lines) == 1 for line in lines]
    on = not all(is_one(head) for head, means in zip(heads, meant, strict=True) if means)
    new: list[str] = []
    count = 0
    for line, head, means in zip(lines, heads, meant, strict=True):
        count += means
        words = line[len(head.written) :]
        marker = write(head, count) if on else ""
        new.append(head.quote + head.indent + marker + words if means else line)
    return rewritten(selection, start, lines, new)


def _bullet(head: Head, count: int) -> str:
    return head.marker + (head.gap or " ") if head.marker and not head.is_numbered else "- "


def _numbered(head: Head, count: int) -> str:
    return f"{count}. "


def _task(head: Head, count: int) -> str:
    if head.box:
        return head.marker + head.gap + head.box
    return (head.marker + (head.gap or " ") if head.marker else "- ") + "[ ] "
