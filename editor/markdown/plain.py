"""Give the words of parsed text as they are read, without marks and tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


def plain_words(tokens: Sequence[Token]) -> str:
    """Join the words of inline tokens; a picture counts with its alternative text."""
    words = []
    for token in tokens:
        if token.type == "image":
            words.append(plain_words(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type != "html_inline":
            words.append(token.content)
    return "".join(words)
