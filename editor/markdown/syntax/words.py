"""Bound the work of the inline rules, and pass plain prose by: the immense shows without marks."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from editor.markdown.syntax.marks import TOO_DEEP

LONGEST = 100_000
"""Longer stretches of text (signs) are no prose: a file that lost its line ends, or an attack."""
_MARKS = re.compile(r"[$\\`~*_\[<&]")
"""Without one of these, none of the inline rules of our grammar finds anything."""


def _words(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        plain = plain_words_of(token.content)
        if plain is not None:
            token.children = plain
            continue
        token.children = []
        if len(token.content) > LONGEST:
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            if state.env.pop(TOO_DEEP, False):
                token.meta[TOO_DEEP] = True


def plain_words_of(content: str) -> list[Token] | None:
    """Give the tokens of a stretch of text without any mark; None where a rule must look."""
    if not content or len(content) > LONGEST or _MARKS.search(content):
        return None
    if "\n" not in content:
        return [Token("text", "", 0, content=content)]
    tokens: list[Token] = []
    for line in content.split("\n"):
        words = line.lstrip(" \t") if tokens else line
        if not words or words.endswith(" "):
            return None
        tokens += (Token("text", "", 0, content=words), Token("softbreak", "br", 0))
    tokens.pop()
    return tokens


def is_one_paragraph(tokens: list[Token]) -> bool:
    """Say whether these are the tokens of a paragraph and of nothing else."""
    return len(tokens) == 3 and tokens[0].type == "paragraph_open"


def words_plugin(md: MarkdownIt) -> None:
    """Put our rule in place of the stock one."""
    md.core.ruler.at("inline", _words)
