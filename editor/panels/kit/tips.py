"""Tips that show words as they are: Qt would take a name with a tag in it for HTML."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """Make a tip of plain words: where a tag stands in them, its signs are shown as signs."""
    if "<" not in text:
        return text
    return f"<span>{escape(text)}</span>".replace("\n", "<br>")
