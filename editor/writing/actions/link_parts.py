"""Take a link, a picture or a footnote apart for a form, and write it again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.writing.code_at import in_fence
from editor.writing.keys.address import written_address
from editor.writing.lines import line_of

_LINK = re.compile(
    r"(!?)\[((?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)\]\(((?:<[^<>\n]*>|[^()\n]|\([^()\n]*\))*)\)"
)
_INSIDE = re.compile(r"\s*(<[^<>]*>|[^\s<]\S*)?(.*)$", re.DOTALL)
_BRACKET = re.compile(r"(\\.)|([\[\]])")
"""A sign with a backslash before it, which stays, or a bracket that has none."""
_NOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")


@dataclass(frozen=True)
class LinkParts:
    """A link or a picture; `rest` is what stands behind the address, as a title, kept as it is."""

    words: str
    address: str
    is_picture: bool = False
    rest: str = ""

    @property
    def written(self) -> str:
        """The Markdown of it."""
        bare = self.address.replace("<", "%3C").replace(">", "%3E")
        address = written_address(bare) if bare.strip() else ""
        if ("(" in address or ")" in address) and not address.startswith("<"):
            address = f"<{address}>"
        return f"{'!' * self.is_picture}[{_balanced(self.words)}]({address}{self.rest})"


def link_at(text: str, place: int) -> tuple[int, int, LinkParts] | None:
    """Find the link or picture that a place is in, with its range; a picture in a link is first."""
    start, line = line_of(text, place)
    if in_fence(text, start):
        return None
    for found in _LINK.finditer(line):
        first, last = start + found.start(), start + found.end()
        if first <= place <= last:
            parts = parts_of(text[first:last])
            return (first, last, parts) if parts is not None else None
    return None


def parts_of(written: str) -> LinkParts | None:
    """Take the Markdown of one link or picture apart; None if it is none."""
    found = _LINK.fullmatch(written)
    if found is None:
        return None
    inside = _INSIDE.match(found[3])
    address = (inside[1] or "") if inside else ""
    rest = inside[2] if inside else ""
    if address.startswith("<"):
        address = address[1:-1]
    return LinkParts(found[2], address, bool(found[1]), rest)


def rewritten(old: str, parts: LinkParts) -> str:
    """Write a link over its source: what the form did not change stays as it was written."""
    before = parts_of(old)
    if before is None:
        return parts.written
    if before == parts:
        return old
    if before.address == parts.address:
        opening = f"{'!' * parts.is_picture}[{_balanced(parts.words)}]("
        return opening + _inside(old) + ")"
    return parts.written


def note_at(text: str, place: int) -> tuple[int, int] | None:
    """Find the words of the footnote that a place is in, or whose mark it is at; None if none."""
    start, line = line_of(text, place)
    for found in _NOTE.finditer(line):
        if not found.start() <= place - start <= found.end() and not (
            found[2] and not found.start()
        ):
            continue
        defined = re.search(rf"^\[\^{re.escape(found[1])}\]:[ \t]*(.*)$", text, re.MULTILINE)
        return defined.span(1) if defined else None
    return None


def _inside(written: str) -> str:
    found = _LINK.fullmatch(written)
    return found[3] if found else ""


def _balanced(words: str) -> str:
    if (len(words) - len(words.rstrip("\\"))) % 2:
        words += "\\"  # else it would take the bracket's meaning away
    plain = re.sub(r"\\.", "", words)
    depth = 0
    for sign in plain:
        depth += (sign == "[") - (sign == "]")
        if depth < 0 or depth > 1:
            break
    if depth == 0:
        return words
    return _BRACKET.sub(lambda found: found[1] or f"\\{found[2]}", words)
