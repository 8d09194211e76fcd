"""Find the HTML comments of a text in one pass, however many are opened and never closed."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""The first that is never closed is taken to the end: behind it, none of the others is closed."""
_SHORTEST = len("<!---->")


def is_comment(text: str) -> bool:
    """Say whether a text is a comment from its first sign to its last."""
    return len(text) >= _SHORTEST and text.startswith("<!--") and text.endswith("-->")


def without_comments(text: str, instead: str = "") -> str:
    """Take the comments out of a text; one that is not closed stays."""
    if "-->" not in text:
        return text
    return _COMMENT.sub(lambda found: instead if is_comment(found[0]) else found[0], text)
