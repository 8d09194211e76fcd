"""Code that is opened and not closed."""

from __future__ import annotations

from markdown_it.token import Token

from editor.markdown.checks.finding import Found, View
from editor.markdown.told import told
from sync.model.language import mark

NAME = "open-code"


def find(view: View) -> Found:
    """Name each code block that does not end."""
    lines = view.document.lines
    for token in view.document.tokens():
        if token.type != "fence" or not token.map:
            continue
        first, last = token.map[0], min(token.map[1], len(lines)) - 1
        if not _is_closed(token, lines[last], first == last):
            yield view.advice(
                NAME,
                first,
                told(mark("This code does not end: what comes after it is shown as code too.")),
                told(mark("Put a line of {fence} where the code ends."), fence=token.markup),
                view.span(first),
            )


def _is_closed(token: Token, last: str, is_one_line: bool) -> bool:
    text = last.strip().lstrip("> ").strip()
    mark = token.markup[0]
    return not is_one_line and len(text) >= len(token.markup) and not text.strip(mark)
