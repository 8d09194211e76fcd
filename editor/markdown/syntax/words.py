"""Bound the work of the inline rules: an immense paragraph is shown without marks."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

LONGEST = 100_000
"""Longer stretches of text (signs) are no prose: a file that lost its line ends, or an attack."""


def _words(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if len(token.content) > LONGEST:
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def words_plugin(md: MarkdownIt) -> None:
    """Put our rule in place of the stock one."""
    md.core.ruler.at("inline", _words)
