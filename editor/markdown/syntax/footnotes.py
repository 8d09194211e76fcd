"""Find footnote references; the definitions are mdit-py-plugins' rule.

Which labels are defined comes with the environment, for a lesson is parsed a block at a time.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

_LONGEST = 200


def note_reference(state: StateInline, silent: bool) -> bool:
    """Take `[^label]` if a footnote of that label is defined."""
    src, pos = state.src, state.pos
    if not src.startswith("[^", pos):
        return False
    close = src.find("]", pos + 2, min(state.posMax, pos + _LONGEST))
    label = src[pos + 2 : close]
    if close < 0 or label not in state.env.get("notes", ()):
        return False
    if not silent:
        token = state.push("note_reference", "", 0)
        token.meta = {"label": label}
    state.pos = close + 1
    return True


def notes_of(env: EnvType) -> tuple[str, ...]:
    """Give the labels that a parsed block defines."""
    return tuple(label[1:] for label in env.get("footnotes", {}).get("refs", {}))


def footnotes_plugin(md: MarkdownIt) -> None:
    """Add definitions and references."""
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.inline.ruler.at("footnote_ref", note_reference)
    # Before links, so that a reference is never half of one.
    md.inline.ruler.before("link", "note_reference", note_reference)
    md.inline.ruler.disable("footnote_ref")
