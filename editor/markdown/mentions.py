"""Find what a lesson links to and shows, with the place of each in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Literal

from editor.markdown.plain import plain_words
from editor.markdown.safety import Target, target_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from editor.markdown.document import Document

_HTML = re.compile(
    r"<(a|img)\b[^<>]*?\s(?:href|src)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))[^<>]*>",
    re.IGNORECASE,
)
_ALT = re.compile(r"\salt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)

Kind = Literal["link", "image"]


@dataclass(frozen=True)
class Mention:
    """A link or a picture: `words` are its text or alternative text, as they are read.

    `start` and `end` count code points; of a link by reference they hold its use.
    """

    kind: Kind
    address: str
    words: str
    line: int
    start: int
    end: int
    target: Target


def mentions(text: str, path: str = "") -> tuple[Mention, ...]:
    """Find the links and pictures of the lesson that stands at `path`."""
    # loaded late, as below: who looks at mentions found before parses nothing
    from editor.markdown.document import Document

    return mentions_of(Document(text), path)


def mentions_of(document: Document, path: str = "") -> tuple[Mention, ...]:
    """Find the links and pictures of a parsed lesson."""
    finder = _Finder(document)
    found = []
    for kind, address, words, start, end in finder.all():
        line = bisect_right(document.starts, start) - 1
        target = target_of(address, path)
        found.append(Mention(kind, address, words.strip(), line, start, end, target))
    return tuple(found)


_Found = tuple[Kind, str, str, int, int]


class _Finder:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._reached: dict[int, int] = {}  # cells of one row are looked for from left to right
        self._html_reached = 0

    def all(self) -> Iterator[_Found]:
        for token in self._document.tokens():
            if token.type == "inline" and token.map:
                yield from self._in_words(token, token.map)
            elif token.type == "html_block" and token.map:
                yield from self._in_html(token.content, token.map)

    def _in_words(self, token: Token, lines: list[int]) -> Iterator[_Found]:
        children = token.children or []
        rows: list[tuple[int, int]] | None = None
        for at, child in enumerate(children):
            if child.type == "html_inline":
                yield from self._in_html(child.content, lines)
            if child.type not in ("link_open", "image") or "at" not in child.meta:
                continue
            rows = self._rows(token.content, lines) if rows is None else rows
            begin, end = (_position(place, rows) for place in child.meta["at"])
            if child.type == "image":
                given = child.meta.get("attributes", {}).get("alt", "")
                words = plain_words(child.children or []) or given
                yield "image", str(child.attrGet("src") or ""), words, begin, end
            else:
                words = plain_words(_until_close(children, at))
                yield "link", str(child.attrGet("href") or ""), words, begin, end

    def _rows(self, content: str, lines: list[int]) -> list[tuple[int, int]]:
        """Find for each line of a stretch of text its offset there and its position here."""
        rows, line, offset = [], lines[0], 0
        last = min(lines[1], len(self._document.lines))
        for row in content.split("\n"):
            wanted = row.strip()
            line, column = self._find(wanted, line, last)
            self._reached[line] = column + len(wanted)
            indent = len(row) - len(row.lstrip())
            rows.append((offset, self._document.starts[line] + column - indent))
            offset += len(row) + 1
            if last - lines[0] > 1:
                line = min(line + 1, last - 1)
        return rows

    def _find(self, wanted: str, first: int, last: int) -> tuple[int, int]:
        for line in range(first, last):
            source = self._document.lines[line]
            column = source.find(wanted, self._reached.get(line, 0))
            column = source.find(wanted) if column < 0 else column
            if column >= 0:
                return line, column
        return first, 0

    def _in_html(self, html: str, lines: list[int]) -> Iterator[_Found]:
        starts = self._document.starts
        first, last = starts[lines[0]], starts[min(lines[1], len(starts) - 1)]
        for found in _HTML.finditer(html):
            begin = self._document.text.find(found[0], max(first, self._html_reached), last)
            begin = first if begin < 0 else begin
            self._html_reached = end = begin + len(found[0])
            address = unescape(next((part for part in found.groups()[1:] if part), ""))
            alt = _ALT.search(found[0])
            words = unescape(next((part for part in alt.groups() if part), "")) if alt else ""
            yield ("image" if found[1].lower() == "img" else "link"), address, words, begin, end


def _position(at: int, rows: list[tuple[int, int]]) -> int:
    """Turn an offset in a stretch of text into a position in the lesson."""
    offset, position = rows[bisect_right(rows, at, key=lambda row: row[0]) - 1]
    return position + at - offset


def _until_close(children: list[Token], at: int) -> list[Token]:
    depth = 0
    for end in range(at, len(children)):
        depth += children[end].nesting if children[end].type.startswith("link_") else 0
        if depth == 0:
            return children[at:end]
    return children[at:]
