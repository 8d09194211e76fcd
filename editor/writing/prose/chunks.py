"""Cut a lesson where nothing crosses: each chunk is read by itself, and remembered by its text.

A chunk ends at blank lines before a line without indent, outside of code, formulas, comments and
raw HTML that may hold blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.markdown.frontmatter import end_of

_CUT = re.compile(r"(?<=\S)[ \t]*+\n(?:[ \t]*+\n)++(?=\S)")
_MAY_OPEN = ("```", "~~~", "<!--", "<pre", "<script", "<style", "<textarea", "<PRE", "<SCRIPT")
_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})(.*)$")
_RAW = re.compile(r"<(?:!--|(pre|script|style|textarea)\b)", re.IGNORECASE)


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """Give each chunk and where it begins; front matter is left out."""
    start = scanned = head_of(text)
    held = ""
    for cut in _CUT.finditer(text, start):
        held = _held(text[scanned : cut.end()], held)
        scanned = cut.end()
        if not held:
            yield start, text[start : cut.end()]
            start = cut.end()
    if start < len(text):
        yield start, text[start:]


def head_of(text: str) -> int:
    """Count the code points of the front matter."""
    if not text.startswith(("---", "+++")):
        return 0
    lines = text.split("\n", 5_000)
    return min(len(text), sum(len(line) + 1 for line in lines[: end_of(lines)]))


def _held(part: str, held: str) -> str:
    """Say what is still open at the end of a part: a fence, a tag or a comment."""
    if not held and not any(sign in part for sign in _MAY_OPEN):
        return ""
    for line in part.split("\n"):
        held = _after(line, held)
    return held


def _after(line: str, held: str) -> str:
    if held[:1] in ("`", "~"):
        bare = line.strip(" \t>")
        closes = bare.startswith(held) and not bare.strip(held[0])
        return "" if closes else held
    if held:
        return "" if held in line.lower() else held
    fence = _FENCE.match(line)
    if fence:
        return "" if fence[1][0] == "`" and "`" in fence[2] else fence[1]
    found = _RAW.search(line)
    if not found:
        return ""
    closing = f"</{found[1].lower()}>" if found[1] else "-->"
    return "" if closing in line.lower()[found.end() :] else closing
