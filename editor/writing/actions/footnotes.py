"""A footnote: its number at the caret, its text at the end of the lesson, the caret in it."""

from __future__ import annotations

import re

from editor.writing.change import Change, Selection
from sync.merge.edits import Edit

_NAME = re.compile(r"\[\^([^\]\s]+)\]")
_LAST_IS_NOTE = re.compile(r"(?:\A|\n)\[\^[^\]\s]+\]:[^\n]*\n\Z")


def footnote(text: str, selection: Selection) -> Change:
    """Write a footnote behind the selection; needs the whole lesson."""
    used = {int(name) for name in _NAME.findall(text) if name.isdecimal()}
    number = next(n for n in range(1, len(used) + 2) if n not in used)
    mark, place = f"[^{number}]", selection.last
    if not text or text.endswith("\n\n") or _LAST_IS_NOTE.search(text):
        gap = ""
    else:
        gap = "\n" if text.endswith("\n") else "\n\n"
    note = f"{gap}{mark}: \n"
    caret = len(text) + len(mark) + len(note) - 1
    if place == len(text):
        note = note if gap else "\n\n" + note
        caret = place + len(mark) + len(note) - 1
        return Change((Edit(place, 0, mark + note),), caret, caret)
    return Change((Edit(place, 0, mark), Edit(len(text), 0, note)), caret, caret)
