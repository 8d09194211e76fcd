"""Links and pictures: the caret goes to what is still missing; a second press unlinks."""

from __future__ import annotations

import re

from editor.writing.actions.marks import chosen_words
from editor.writing.change import Change, Selection
from editor.writing.keys.address import is_address, written_address
from editor.writing.lines import line_of
from sync.merge.edits import Edit

_LINK = re.compile(
    r"(!?\[)((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)(\]\((?:<[^<>\n]*>|[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\))"
)


def link(text: str, selection: Selection) -> Change | None:
    """Make the words a link, or plain words again."""
    return _unlinked(text, selection, "[") or _linked(text, selection, "[")


def image(text: str, selection: Selection) -> Change | None:
    """Make the words a picture's description, or plain words again."""
    return _unlinked(text, selection, "![") or _linked(text, selection, "![")


def _linked(text: str, selection: Selection, opening: str) -> Change | None:
    first, last = chosen_words(text, selection)
    words = text[first:last]
    if "\n" in words:
        return None
    if is_address(words):
        edits = (Edit(first, last - first, f"{opening}]({written_address(words)})"),)
        return Change(edits, first + len(opening), first + len(opening))
    if first == last:
        caret = first + len(opening)
        return Change((Edit(first, 0, opening + "]()"),), caret, caret)
    caret = last + len(opening) + 2
    return Change((Edit(first, 0, opening), Edit(last, 0, "]()")), caret, caret)


def _unlinked(text: str, selection: Selection, opening: str) -> Change | None:
    """Leave the words of the link that the selection is in."""
    start, line = line_of(text, selection.first)
    for found in _LINK.finditer(line):
        inside = start + found.start() <= selection.first and selection.last <= start + found.end()
        if found[1] == opening and inside:
            first = start + found.start()
            opened = Edit(first, len(found[1]), "")
            closed = Edit(start + found.start(3), len(found[3]), "")
            whole = Edit(first, found.end() - found.start(), "")
            edits = (opened, closed) if found[2] else (whole,)
            return Change(edits, first, first + len(found[2]))
    return None
