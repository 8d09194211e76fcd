"""Put what was pasted where the caret is: into the line, between lines, into a cell, a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from editor.writing.change import Change, Selection
from editor.writing.code_at import in_fence
from editor.writing.grid.table import table_at
from editor.writing.lines import (
    Head,
    head_of_line,
    line_above,
    line_below,
    line_end,
    line_of,
    line_start,
)
from editor.writing.paste.clipboard import Pasted, as_plain
from editor.writing.paste.pictures import named_in
from sync.merge.edits import Edit


def paste(text: str, selection: Selection, pasted: Pasted, plain: str) -> Change:
    """Put it in place of the selection: words into the line, blocks between empty lines.

    In code, the plain text is pasted; in a cell, one line; in a quote, all lines are quoted; a list
    goes on from an item that waits for its words.
    """
    first, last = selection.first, selection.last
    start, line = line_of(text, first)
    head = head_of_line(line)
    if in_fence(text, first):
        return _put(text, first, last, as_plain(plain) or pasted.text)
    if "|" in line and table_at(text, first) is not None:
        return _put(text, first, last, _in_a_cell(pasted.text, plain))
    if head.marker and line == head.written and _is_list(pasted.text) and first == last:
        return _put(text, start, start + len(line), _items(pasted.text, head))
    words, tail = pasted.text, ""
    if words != as_plain(plain):
        words = words.strip("\n")
        if "\n" in words or _is_block(words):
            words, tail = _between(text, first, last, words)
    return _put(text, first, last, words, tail)


def without_pictures(
    change: Change, names: Iterable[str]
) -> tuple[Change, dict[str, tuple[int, int]]]:
    """Leave the words of some pictures in their places; tell those places, after the change."""
    places: dict[str, tuple[int, int]] = {}
    if len(change.edits) != 1:
        return change, places
    [edit] = change.edits
    words, caret = edit.inserted, change.caret
    found = {name: match for name in names if (match := named_in(words, name))}
    if not found:
        return change, places
    shift = 0
    for name, match in sorted(found.items(), key=lambda one: one[1].start()):
        start = edit.start + match.start() - shift
        places[name] = start, start + len(match[1])
        at = match.start() - shift
        words = words[:at] + match[1] + words[at + len(match[0]) :]
        shift += len(match[0]) - len(match[1])
    left = Edit(edit.start, edit.deleted, words)
    edits = (left,) if words or edit.deleted else ()
    return Change(edits, caret - shift, caret - shift), places


def _put(text: str, first: int, last: int, words: str, tail: str = "") -> Change:
    end = first + len(words)
    if words + tail == text[first:last]:
        return Change((), end, end)
    return Change((Edit(first, last - first, words + tail),), end, end)


def _in_a_cell(words: str, plain: str) -> str:
    """Give what a cell can hold: one line, its pipes marked."""
    bare = words.strip("\n")
    bare = plain if "\n" in bare else bare
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(bare.split()))


def _is_list(words: str) -> bool:
    return bool(head_of_line(words.split("\n", 1)[0]).marker)


def _items(words: str, head: Head) -> str:
    """Let a list go on where an item waits for its words."""
    before = head.quote + head.indent
    return "\n".join(before + line if line else line for line in words.strip("\n").split("\n"))


def _between(text: str, first: int, last: int, words: str) -> tuple[str, str]:
    """Quote blocks as the line is, and give what puts empty lines around them."""
    start, end = line_start(text, first), line_end(text, last)
    quote = head_of_line(text[start:end]).quote[: first - start]
    before, after = text[start + len(quote) : first].strip(), text[last:end].strip()
    above, below = line_above(text, start), line_below(text, end)
    if before:
        words = "\n\n" + words
    elif above is not None and above.strip(" \t>"):
        words = "\n" + words
    tail = ""
    if after:
        tail = "\n\n"
    elif below is not None and below.strip(" \t>"):
        tail = "\n"
    return _quoted(words, quote), _quoted(tail, quote)


def _quoted(words: str, quote: str) -> str:
    bare = words.replace("\n", "\n" + quote)
    return re.sub(r"[ \t]+(?=\n)", "", bare) if quote else bare


def _is_block(words: str) -> bool:
    return _is_list(words) or words.startswith(("#", ">", "|", "```"))
