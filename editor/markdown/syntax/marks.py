"""Remember where links and pictures stand, and read a picture's `{alt="…"}`.

markdown-it gives inline tokens no place: each link and picture gets `meta["at"]`, its start and
end in the stretch of text that holds it. Pandoc's attributes after a picture are read, not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link

_Rule = Callable[[StateInline, bool], bool]
_ATTRIBUTES = re.compile(r"\{([^{}]{0,600})\}")
_PAIR = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
_MARKED = ("link_open", "image")
DEEPEST_LABEL = 8
"""Brackets nested deeper are no links: each of `[[[[…` would be looked at once for each level."""

TOO_DEEP = "too_deep"
"""Named in the environment where brackets went beyond, and in what is noted of those words."""


def _placed(rule: _Rule) -> _Rule:
    def place(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        if state.src[start] in "[!":
            if state.html_terminator_last("]") < start:
                return False
            if silent and state.level > DEEPEST_LABEL:
                state.env[TOO_DEEP] = True
                state.pos = state.posMax  # as markdown-it does where nesting is too deep
                return True
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[known:]:
                if token.type in _MARKED and "at" not in token.meta:
                    token.meta["at"] = (start, state.pos)
                    break
        return True

    return place


def _picture(state: StateInline, silent: bool) -> bool:
    if not image(state, silent):
        return False
    found = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if found and ("=" in found[1] or found[1].lstrip().startswith((".", "#"))):
        if not silent:
            state.tokens[-1].meta["attributes"] = {
                pair[1]: next(part for part in pair.groups()[1:] if part is not None)
                for pair in _PAIR.finditer(found[1])
            }
        state.pos = found.end()
    return True


def marks_plugin(md: MarkdownIt) -> None:
    """Put our rules in place of the stock ones, around them."""
    md.inline.ruler.at("link", _placed(link))
    md.inline.ruler.at("image", _placed(_picture))
    md.inline.ruler.at("autolink", _placed(autolink))
