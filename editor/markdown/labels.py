"""What a lesson names by a label: notes and addresses, where each is written and where it is used.

`[^label]` leads to a note, `[words][label]`, `[label][]` and `[label]` to an address. Of a label
that is written twice the first counts. Places count code points.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from markdown_it.common.utils import normalizeReference

if TYPE_CHECKING:
    from markdown_it.token import Token

    from editor.markdown.document import Block, Document
    from editor.markdown.mentions import Mention

Kind = Literal["note", "address"]
_WORD = r"(?:\\.|[^\[\]\\]){1,999}"
_WRITTEN = re.compile(
    rf"^[ \t>]*(?:(?:[-+*]|\d{{1,9}}[.)])[ \t]+)?\[(?P<label>{_WORD})\]:[ \t]*(?P<says>.*)"
)
_NOTE = re.compile(r"^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?\[\^(?P<label>[^\]\n]+)\]:")
_SECOND = re.compile(rf"\]\[(?P<label>{_WORD}|)\]$", re.S)
_LOOSE = re.compile(
    rf"(?<!\\)\[(?P<first>{_WORD})\](?:\[(?P<second>{_WORD}|)\])?(?![\[(:{{])", re.S
)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_MOST = 500


@dataclass(frozen=True)
class Written:
    """A label where it is written: `at` is the place of the label in it, `says` what it means.

    `start` to `end` are its lines, without what ends the last.
    """

    kind: Kind
    label: str
    key: str
    line: int
    start: int
    end: int
    at: int
    says: str


@dataclass(frozen=True)
class Use:
    """A label where it is used; one that is `short` has no words beside it."""

    kind: Kind
    label: str
    key: str
    line: int
    start: int
    end: int
    at: int
    short: bool = False


class Labels:
    """The labels of one lesson."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document, self._mentions = document, mentions

    @cached_property
    def written(self) -> tuple[Written, ...]:
        """Every note and address that is written, in the order of the text."""
        found = [*self._notes(), *self._addresses()]
        return tuple(sorted(found, key=lambda one: one.start))

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every use that leads to one of them."""
        found = [*self._marks(), *self._links()]
        return tuple(sorted(found, key=lambda one: one.start))

    @cached_property
    def loose(self) -> tuple[Use, ...]:
        """What stands in brackets as a use would, and nothing is written for it: the first 500."""
        found = []
        for use in self._loose():
            found.append(use)
            if len(found) == _MOST:
                break
        return tuple(found)

    def again(self, kind: Kind) -> Iterator[tuple[Written, Written]]:
        """Give each label that is used and written again otherwise, with the one that counts."""
        first: dict[str, Written] = {}
        used: set[str] | None = None
        for one in self.written:
            if one.kind != kind:
                continue
            counts = first.setdefault(one.key, one)
            if counts is one or counts.says == one.says:
                continue
            if used is None:
                used = {use.key for use in self.uses if use.kind == kind}
            if one.key in used:
                yield counts, one

    @cached_property
    def _plain(self) -> str:
        """The text with blanks in place of code within a line."""
        text = self._document.text
        if "`" not in text:
            return text
        return "\n".join(
            _CODE.sub(lambda code: " " * len(code[0]), line) for line in self._document.lines
        )

    # -- notes

    def _notes(self) -> Iterator[Written]:
        document = self._document
        for token in document.tokens():
            if token.type != "footnote_reference_open" or not token.map:
                continue
            line = token.map[0]
            label, found = str(token.meta["label"]), _NOTE.match(document.lines[line])
            if found is None or found["label"] != label:
                continue
            last = min(token.map[1], len(document.lines))
            while last > line + 1 and not document.lines[last - 1].strip():
                last -= 1
            start = document.starts[line]
            end = document.starts[last - 1] + len(document.lines[last - 1])
            says = " ".join(document.text[start + found.end() : end].split())
            at = start + found.start("label")
            yield Written("note", label, label, line, start, end, at, says)

    def _marks(self) -> Iterator[Use]:
        document = self._document
        if not document.notes:
            return
        line = reached = 0
        for token in document.tokens():
            line = token.map[0] if token.map else line
            reached = max(reached, document.starts[line])
            for child in token.children or []:
                if child.type != "note_reference":
                    continue
                label = str(child.meta["label"])
                start = self._mark(label, reached)
                if start < 0:
                    continue
                reached = start + len(label) + 3
                where = bisect_right(document.starts, start) - 1
                yield Use("note", label, label, where, start, reached, start + 2, short=True)

    def _mark(self, label: str, reached: int) -> int:
        """Find the next mark of a note, not the place where the note is written."""
        text, sign = self._plain, f"[^{label}]"
        start = text.find(sign, reached)
        while start >= 0:
            line = text.rfind("\n", 0, start) + 1
            head = _NOTE.match(text, line)
            if head is None or head.start("label") != start + 2:
                return start
            start = text.find(sign, start + 1)
        return -1

    # -- addresses

    def _addresses(self) -> Iterator[Written]:
        for block in self._document.blocks:
            if block.piece.references:
                yield from self._in_block(block)

    def _in_block(self, block: Block) -> Iterator[Written]:
        document, seen = self._document, set()
        lines = range(block.start, min(block.end, len(document.lines)))
        for line in lines:
            found = _WRITTEN.match(document.lines[line])
            key = normalizeReference(found["label"]) if found else ""
            if found is None or key not in block.piece.references:
                continue
            last = block.end - 1 if block.kind == "definition" else line
            says = found["says"].strip()
            if key not in seen:
                known = block.piece.references[key]
                says = f"{known.get('href', '')} {known.get('title', '')}".strip()
            seen.add(key)
            start = document.starts[line]
            end = document.starts[last] + len(document.lines[last])
            at = start + found.start("label")
            yield Written("address", found["label"], key, line, start, end, at, says)
            if block.kind == "definition":
                return

    def _links(self) -> Iterator[Use]:
        references, text = self._document.references, self._document.text
        if not references:
            return
        for mention in self._mentions:
            source = text[mention.start : mention.end]
            opens = source.find("[") + 1
            if not source.endswith("]") or opens not in (1, 2):
                continue
            second = _SECOND.search(source)
            if second and second["label"].strip():
                label, at = second["label"], second.start("label")
            else:
                label, at = source[opens : second.start() if second else -1], opens
            key = normalizeReference(label)
            if key in references:
                yield Use(
                    "address", label, key, mention.line, mention.start, mention.end,
                    mention.start + at, short=not (second and second["label"].strip()),
                )  # fmt: skip

    def _loose(self) -> Iterator[Use]:
        document, lines = self._document, self._document.lines
        if "[" not in document.text:
            return
        line = 0
        for token in document.tokens():
            line = token.map[0] if token.map else line
            words = _words_of(token) if token.children else ""
            reached = document.starts[line]
            last = document.starts[min(token.map[1] if token.map else line + 1, len(lines))]
            for found in _LOOSE.finditer(words) if "[" in words else ():
                label = found["second"] or found["first"]
                key = normalizeReference(label)
                if not key or label.startswith("^") or key in document.references:
                    continue
                start = self._plain.find(found[0], reached, last)
                if start < 0:
                    continue
                reached = start + len(found[0])
                at = start + found.start("second" if found["second"] else "first") - found.start()
                where = bisect_right(document.starts, start) - 1
                yield Use(
                    "address", label, key, where, start, reached, at, short=not found["second"]
                )


def _words_of(token: Token) -> str:
    """Give the words of a stretch of text with a sign in place of what is no text."""
    said = {"text": None, "softbreak": "\n", "hardbreak": "\n"}
    return "".join(
        (child.content if said[child.type] is None else str(said[child.type]))
        if child.type in said
        else "\x00"
        for child in token.children or []
    )
