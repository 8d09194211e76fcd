"""Home goes to where the words of a line begin, and then to its very beginning."""

from __future__ import annotations

import re

from editor.writing.change import Selection
from editor.writing.lines import head_of_line, line_of

_ALSO = re.compile(r"#{1,6}[ \t]+|\[(?:\([ xX]\)|\[[ xX?]\])\][ \t]*")


def home(text: str, selection: Selection, *, extend: bool = False) -> Selection:
    """Give the selection after Home; with `extend`, after Shift+Home."""
    start, line = line_of(text, selection.caret)
    head = len(head_of_line(line).written)
    if also := _ALSO.match(line, head):
        head = also.end()
    words = start + head
    caret = start if selection.caret == words else words
    return Selection(selection.anchor if extend else caret, caret)
