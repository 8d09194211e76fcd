"""Find the lines of a lesson that learners do not read as text, and what they stand inside.

A comment is never shown, code and formulas are shown as such, a solution or a folded box only
when it is opened. Lines count from 0, places count code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown_it.token import Token

    from editor.markdown.document import Document

InsideKind = Literal["comment", "code", "formula", "solution", "folded", "unseen"]
"""What lines may stand inside; `unseen` is HTML that goes with all that is in it."""
_HIDING = re.compile(
    r"(?P<comment><!--)(?P<hidden>.*?)(?P<end>-->|\Z)"
    r"|<(?P<tag>script|style|template|noscript|textarea|pre)\b[^<>]*>"
    r"(?P<held>.*?)(?P<close></(?P=tag)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?P<held>.+?)(?<!`)\1(?!`)", re.DOTALL)
_AROUND = " \t>"
_SIGNS = ("<", "`", "~~~", "$", "***", ":::", "    ", "\t")
"""A text without any of these has nothing inside anything."""


def key_of(line: str) -> str:
    """Give a line without what it stands in: it is known again by that."""
    return line.strip(_AROUND)


@dataclass(frozen=True)
class InnerLine:
    """The part of a line that stands inside; all of it, if `whole`."""

    line: int
    start: int
    end: int
    key: str
    whole: bool

    @property
    def has_words(self) -> bool:
        """Tell whether it is more than signs."""
        return any(sign.isalnum() for sign in self.key)


@dataclass(frozen=True)
class Inside:
    """One comment, code block …: its lines from `first` to the one before `after`, with its marks.

    One that is not `closed` takes all that follows. `inner` are its lines that are not blank.
    """

    kind: InsideKind
    first: int
    after: int
    closed: bool
    inner: tuple[InnerLine, ...]


class Insides:
    """All that stands inside something in one lesson, in the order of the text."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def every(self) -> tuple[Inside, ...]:
        """Every comment, code block … that has words in it."""
        if not any(sign in self.document.text for sign in _SIGNS):
            return ()
        return tuple(one for one in self._every() if any(line.has_words for line in one.inner))

    @cached_property
    def shown(self) -> frozenset[str]:
        """Every line of the text, as it is known again."""
        return frozenset(map(key_of, self.document.lines))

    @cached_property
    def _keys(self) -> dict[InsideKind, frozenset[str]]:
        found: dict[InsideKind, set[str]] = {}
        for one in self.every:
            found.setdefault(one.kind, set()).update(line.key for line in one.inner)
        return {kind: frozenset(keys) for kind, keys in found.items()}

    def keys(self, kind: InsideKind) -> frozenset[str]:
        """Give the lines inside anything of a kind, as they are known again."""
        return self._keys.get(kind, frozenset())

    def _every(self) -> Iterator[Inside]:
        for token in self.document.tokens():
            if token.type == "inline":
                if token.map and "\n" in token.content:
                    yield from self._in_words(token)
            elif token.type == "quiz_open":
                written = token.meta["quiz"]
                if written.solution:
                    head = self.document.front_matter.lines
                    first, end = (line + head for line in written.solution)
                    after = end + 1 if written.closed else end
                    yield self._of_lines("solution", first - 1, after, closed=written.closed)
            elif token.map:
                yield from self._of(token, *token.map)

    def _of(self, token: Token, first: int, after: int) -> Iterator[Inside]:
        after = min(after, len(self.document.lines))
        if token.type == "fence":
            last = self.document.lines[after - 1].strip(_AROUND)
            marks = token.markup
            closed = after - first > 1 and len(last) >= len(marks) and not last.strip(marks[0])
            yield self._of_lines("code", first, after, closed=closed)
        elif token.type == "code_block":
            yield self._of_lines("code", first - 1, after, closed=False)
        elif token.type == "math_block" and after - first > 1:
            yield self._of_lines("formula", first, after, closed=True)
        elif token.type == "callout_open" and token.tag == "details":
            quoted = self.document.lines[first].lstrip().startswith(">")
            last = self.document.lines[after - 1].strip()
            marked = last.startswith(":::") or last.lower().endswith("</details>")
            end = after - 1 if marked else after
            yield self._of_lines("folded", first, after, closed=marked or quoted, end=end)
        elif token.type == "html_block":
            yield from self._in_html(first, after)

    def _of_lines(
        self,
        kind: InsideKind,
        first: int,
        after: int,
        *,
        closed: bool,
        end: int | None = None,
    ) -> Inside:
        if end is None:
            end = after - 1 if closed else after
        starts = self.document.starts
        return self._made(kind, (first, after), closed, starts[first + 1], starts[end] - 1)

    def _made(
        self, kind: InsideKind, lines: tuple[int, int], closed: bool, start: int, end: int
    ) -> Inside:
        """Take the words from `start` to `end`, line by line."""
        document, inner = self.document, []
        for line in range(lines[0], min(lines[1], len(document.lines))):
            at, source = document.starts[line], document.lines[line]
            low, high = max(start, at), min(end, at + len(source))
            part = document.text[low:high] if low < high else ""
            key = key_of(part)
            if key:
                low += part.index(key)
                whole = key_of(source) == key
                inner.append(InnerLine(line, low, low + len(key), key, whole))
        return Inside(kind, lines[0], lines[1], closed, tuple(inner))

    def _in_html(self, first: int, after: int) -> Iterator[Inside]:
        starts, text = self.document.starts, self.document.text
        for found in _HIDING.finditer(text, starts[first], min(starts[after], len(text))):
            kind: InsideKind = "comment"
            closed = bool(found["end"] or found["close"])
            if not found["comment"]:
                kind = "code" if found["tag"].lower() == "pre" else "unseen"
            span = found.span("hidden" if found["comment"] else "held")
            yield self._made(kind, self._lines_of(*found.span()), closed, *span)

    def _in_words(self, token: Token) -> Iterator[Inside]:
        """Find what goes on over the ends of lines within a paragraph."""
        assert token.map
        starts, text = self.document.starts, self.document.text
        at, end = starts[token.map[0]], min(starts[token.map[1]], len(text))
        code = {
            "".join(child.content.split())
            for child in token.children or ()
            if child.type == "code_inline"
        }
        if code:
            for found in _CODE.finditer(text, at, end):
                if "\n" in found["held"] and "".join(found["held"].split()) in code:
                    yield self._made(
                        "code", self._lines_of(*found.span()), True, *found.span("held")
                    )
        for child in token.children or ():
            kind: InsideKind = "comment" if child.type == "html_inline" else "formula"
            if "\n" not in child.content or child.type not in ("html_inline", "math_inline"):
                continue
            place = text.find(child.content, at, end)
            if place < 0 or (kind == "comment" and not child.content.startswith("<!--")):
                continue
            at = place + len(child.content)
            span = (place + 4, at - 3) if kind == "comment" else (place, at)
            yield self._made(kind, self._lines_of(place, at), True, *span)

    def _lines_of(self, start: int, end: int) -> tuple[int, int]:
        text = self.document.text
        first = text.count("\n", 0, start)
        return first, first + text.count("\n", start, end) + 1
