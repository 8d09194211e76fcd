"""Code that is opened and not closed."""

from __future__ import annotations

from markdown_it.token import Token

from editor.markdown.checks.finding import Found, View

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
                "This code does not end: what comes after it is shown as code too.",
                f"Put a line of {token.markup} where the code ends.",
                view.span(first),
            )


def _is_closed(token: Token, last: str, is_one_line: bool) -> bool:
    text = last.strip().lstrip("> ").strip()
    mark = token.markup[0]
    return not is_one_line and len(text) >= len(token.markup) and not text.strip(mark)
