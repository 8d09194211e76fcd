"""Find a lesson's title without reading the lesson: titles are asked for by the thousand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from editor.markdown.frontmatter import end_of, read
from editor.markdown.plain import plain_words
from editor.markdown.text import lines_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_FIRST_REACH = 40
_HEADING = re.compile(r"#{1,6}[ \t]+([^#$\\`~*_\[<&}]*[^\s#$\\`~*_\[<&}])[ \t]*$")
"""A heading whose words hold no sign that any rule asks for."""
_TABLE_BELOW = ("|", "-", ":")
_UNDERLINE = re.compile(r"[ \t>]*(?:=+|-+)[ \t]*$")


def title_of(text: str) -> str | None:
    """Give a lesson's title: the front matter's, else the first heading's, else None."""
    return read(text).title or _first_heading(lines_of(text))


def _first_heading(lines: Sequence[str]) -> str | None:
    start = end_of(lines)
    top = next((n for n in range(start, len(lines)) if lines[n].strip(" \t")), len(lines))
    if top == len(lines):
        return None
    plain = _HEADING.match(lines[top])
    below = lines[top + 1].lstrip() if top + 1 < len(lines) else ""
    if plain and not below.startswith(_TABLE_BELOW):
        return plain[1].strip() or None
    body = lines[start:]
    if not any("#" in line or _UNDERLINE.match(line) for line in body):
        return None
    return _parsed_heading(lines, start + _FIRST_REACH)


def _parsed_heading(lines: Sequence[str], reach: int) -> str | None:
    """Look for the heading from the top, a stretch at a time."""
    # loaded late: where a lesson begins with its heading, no parser is needed
    from editor.markdown.grammar import parser
    from editor.markdown.pieces import cut, finish

    while True:
        whole = reach >= len(lines)
        for piece in cut(parser(), lines[:reach])[: None if whole else -2]:
            if any(token.type == "heading_open" for token in piece.tokens):
                return _words_of_heading(finish(parser(), piece.tokens, {})) or None
        if whole:
            return None
        reach *= 4


def _words_of_heading(tokens: list[Token]) -> str:
    at = next(n for n, token in enumerate(tokens) if token.type == "heading_open")
    return plain_words(tokens[at + 1].children or []).strip()
