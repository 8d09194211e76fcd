"""Read the build of a lesson: headings, anchors, length."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it.token import Token

from editor.markdown.comments import without_comments
from editor.markdown.document import Document
from editor.markdown.frontmatter import end_of
from editor.markdown.plain import plain_words
from editor.markdown.safety import slug
from editor.markdown.text import lines_of

WORDS_A_MINUTE = 200
SIGNS_A_MINUTE = 400
"""Reading speed in scripts that are written without spaces."""

_ADDRESS = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|https?://\S+|</?[A-Za-z][^<>]*>")
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003134f]"
)
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff\u200c\u200d"
)
_SIGN = rf"[\w{_MARKS}]"
_WORD = re.compile(rf"{_SIGN}+(?:['’\-]{_SIGN}+)*")
"""Letters with the marks that stand on their own: without them one word in Hindi would be three."""
_PLAIN_WORD = re.compile(r"\w+(?:['\-]\w+)*", re.ASCII)
_IDS = re.compile(r"<\w+\b[^<>]*?\s(?:id|name)\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_NAMES = re.compile(r"\]\{#([\w.:-]+)")


@dataclass(frozen=True)
class Heading:
    """A heading: its level from 1, its words without marks, its line from 0, its anchor.

    One that stands in a quote, a list or a box is `inside`.
    """

    level: int
    words: str
    line: int
    anchor: str
    inside: bool = False


@dataclass(frozen=True)
class Length:
    """How long a lesson is; a sign of an unspaced script counts as a word."""

    words: int
    minutes: float


def headings(text: str) -> tuple[Heading, ...]:
    """Find the headings of a lesson."""
    return headings_of(Document(text))


def headings_of(document: Document) -> tuple[Heading, ...]:
    """Find the headings of a parsed lesson; equal ones get numbered anchors."""
    found: list[Heading] = []
    seen: dict[str, int] = {}
    previous: Token | None = None
    for token in document.tokens():
        if previous is not None and previous.type == "heading_open":
            words = plain_words(token.children or [])
            name = slug(words)
            anchor = previous.meta.get("anchor")
            if not anchor:
                count = seen.get(name, 0)
                seen[name] = count + 1
                anchor = f"{name}-{count}" if count else name
            line = (previous.map or [0])[0]
            level, inside = int(previous.tag[1]), previous.level > 0
            found.append(Heading(level, words.strip(), line, anchor, inside))
        previous = token
    return tuple(found)


def anchors_in(text: str, headings: Iterable[Heading]) -> frozenset[str]:
    """Give the places of a lesson that a link may name after `#`: headings, and own names."""
    own = _IDS.findall(text) + _NAMES.findall(text)
    return frozenset([heading.anchor for heading in headings] + own + [slug(name) for name in own])


def length_of(text: str) -> Length:
    """Count the words that are read: no front matter, comments, addresses or tags."""
    lines = lines_of(text)
    body = "\n".join(lines[end_of(lines) :])
    body = _ADDRESS.sub("] ", without_comments(body, " "))
    if body.isascii():
        signs, words = 0, len(_PLAIN_WORD.findall(body))
    else:
        signs = len(_UNSPACED.findall(body))
        words = len(_WORD.findall(_UNSPACED.sub(" ", body)))
    return Length(words + signs, words / WORDS_A_MINUTE + signs / SIGNS_A_MINUTE)
