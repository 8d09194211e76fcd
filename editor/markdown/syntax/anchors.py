"""Read names given to places: `## Heading {#name}` and `[words]{#name}`, as Pandoc writes them."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

_AT_END = re.compile(r"(?<![ \t])[ \t]++\{#([\w.:-]{1,200}+)[^{}]*+\}[ \t]*$")
_AFTER = re.compile(r"\{([^{}]{1,300})\}")
_NAME = re.compile(r"#([\w.:-]{1,200})")
_LONGEST = 400
_SPANLIKE = re.compile(r"[.#][\w-]|[\w-]+=")


def _headings(state: StateCore) -> None:
    for opening, words in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open" and words.content.endswith("}"):
            found = _AT_END.search(words.content)
            if found:
                words.content = words.content[: found.start()]
                opening.meta["anchor"] = found[1]


def named_span(state: StateInline, silent: bool) -> bool:
    """Take `[words]{#name}`; classes and other attributes are read over."""
    start = state.pos
    if state.src[start] != "[":
        return False
    if state.src.find("]{", start, min(state.posMax, start + _LONGEST)) < 0:
        return False
    close = state.md.helpers.parseLinkLabel(state, start, False)
    found = _AFTER.match(state.src, close + 1, state.posMax) if close >= 0 else None
    if not found or not _SPANLIKE.match(found[1].strip()):
        return False
    if not silent:
        name = _NAME.search(found[1])
        opening = state.push("named_span_open", "span", 1)
        opening.meta = {"anchor": name[1] if name else ""}
        last = state.posMax
        state.pos, state.posMax = start + 1, close
        state.md.inline.tokenize(state)
        state.posMax = last
        state.push("named_span_close", "span", -1)
    state.pos = found.end()
    return True


def anchors_plugin(md: MarkdownIt) -> None:
    """Add both."""
    md.core.ruler.before("inline", "heading_names", _headings)
    md.inline.ruler.after("link", "named_span", named_span)
