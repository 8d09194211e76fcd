"""Keep the blocks of a lesson rendered, and what they share: references, footnotes, anchors.

An exchange of blocks renders the new ones, and of the others only those that name what changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NewType

from markdown_it import MarkdownIt

from editor.markdown.pieces import Piece, Reference, cut
from editor.markdown.place import Place
from editor.markdown.render import render_piece
from editor.markdown.slots import NONE, Numbering, Slots, fill, slots_in

BlockId = NewType("BlockId", int)
"""Names a block while it lives; a block that is only changed keeps its id."""

_MAY_LEAD_SOMEWHERE = re.compile(r"\[|<img|<a\s", re.IGNORECASE)
_LOOSE = re.compile(r"[\s>]+")


@dataclass(frozen=True)
class Patch:
    """What changed: from the block at index `at`, `removed` blocks give way to `html`.

    `others` are blocks elsewhere whose HTML changed with it: links whose reference was edited,
    numbers of footnotes. The index counts the blocks before the edit.
    """

    at: int
    removed: int
    html: tuple[tuple[BlockId, str], ...]
    others: tuple[tuple[BlockId, str], ...] = ()


@dataclass(slots=True, eq=False)
class RenderedBlock:
    """A block with its HTML; `raw` is that HTML with slots still open."""

    id: BlockId
    size: int
    source: str
    references: dict[str, Reference]
    notes: tuple[str, ...]
    front: bool = False
    as_written: bool = False
    raw: str = ""
    slots: Slots = NONE
    values: tuple[str, ...] = ()
    html: str = ""
    folded: str | None = None

    def names_one_of(self, labels: Iterable[str]) -> bool:
        """Say whether the block may refer to one of these folded labels."""
        if self.as_written or "[" not in self.source:
            return False
        if self.folded is None:
            self.folded = _fold(self.source)
        return any(label in self.folded for label in labels)


@dataclass(slots=True)
class _Again:
    """A block rendered again in its place, and how it was before."""

    block: RenderedBlock
    html: str
    slots: Slots


def _fold(text: str) -> str:
    """Fold a text so that any way of writing a label in it is found."""
    return _LOOSE.sub("", text).lower().upper()


class RenderedBlocks:
    """The blocks of one lesson, in order."""

    def __init__(self, md: MarkdownIt, place: Place) -> None:
        self._md = md
        self._place = place
        self._ids = count(1)
        self._references: dict[str, Reference] = {}
        self._notes: frozenset[str] = frozenset()
        self.blocks: list[RenderedBlock] = []

    def exchange(
        self, first: int, last: int, pieces: Sequence[Piece]
    ) -> tuple[Patch, int, int, int]:
        """Put `pieces` in place of blocks `first` to `last`.

        Gives the patch, and what was exchanged after all: equal blocks at both ends stay. That is
        the index of the first, how many went, and how many came.
        """
        made = [
            RenderedBlock(
                BlockId(0),
                len(piece.lines),
                piece.source,
                piece.references,
                piece.notes,
                piece.front,
                piece.as_written,
            )
            for piece in pieces
        ]
        head, tail = _same_ends(self.blocks, first, last, made)
        first, last = first + head, last - tail
        made, pieces = made[head : len(made) - tail], pieces[head : len(pieces) - tail]
        old = self.blocks[first:last]
        for at, block in enumerate(made):
            block.id = old[at].id if at < len(old) else BlockId(next(self._ids))
        self.blocks[first:last] = made
        labels = self._redefine(old, made)
        for block, piece in zip(made, pieces, strict=True):
            self._render(block, piece)
        others = self._others(old, made, self._follow(labels, made))
        same = len(old) == len(made) and all(
            a.html == b.html for a, b in zip(old, made, strict=True)
        )
        html = () if same else tuple((block.id, block.html) for block in made)
        patch = Patch(first, 0 if same else len(old), html, others)
        return patch, first, len(old), len(made)

    def refresh(self) -> tuple[tuple[BlockId, str], ...]:
        """Ask again where links and pictures lead; give the blocks that changed by it."""
        again = [
            self._render_again(block)
            for block in self.blocks
            if not block.as_written and _MAY_LEAD_SOMEWHERE.search(block.source)
        ]
        return self._others([], [], again)

    def _redefine(self, old: list[RenderedBlock], made: list[RenderedBlock]) -> set[str]:
        """Bring references and footnotes up to date; give the labels that now mean another."""
        if not any(block.references or block.notes for block in (*old, *made)):
            return set()
        references: dict[str, Reference] = {}
        notes: set[str] = set()
        for block in self.blocks:
            for label, reference in block.references.items():
                references.setdefault(label, reference)
            notes.update(block.notes)
        before, self._references = self._references, references
        notes_changed, self._notes = self._notes ^ notes, frozenset(notes)
        changed = {
            f"[{_fold(label)}]"
            for label in before.keys() | references.keys()
            if _meaning(before.get(label)) != _meaning(references.get(label))
        }
        return changed | {f"[^{_fold(label)}]" for label in notes_changed}

    def _follow(self, labels: set[str], made: list[RenderedBlock]) -> list[_Again]:
        if not labels:
            return []
        fresh = set(map(id, made))
        return [
            self._render_again(block)
            for block in self.blocks
            if id(block) not in fresh and block.names_one_of(labels)
        ]

    def _render(self, block: RenderedBlock, piece: Piece) -> None:
        block.raw = render_piece(self._md, piece, self._place, self._references, self._notes)
        block.slots = slots_in(block.raw)
        if not block.slots:
            block.html, block.values = block.raw, ()

    def _render_again(self, block: RenderedBlock) -> _Again:
        before = _Again(block, block.html, block.slots)
        lines = block.source.split("\n")
        if not block.front and block is not self.blocks[-1]:
            lines.append("")  # its last line has an end, which raw HTML shows
        [piece] = cut(self._md, lines, at_start=block is self.blocks[0])
        self._render(block, piece)
        return before

    def _others(
        self, old: list[RenderedBlock], made: list[RenderedBlock], again: list[_Again]
    ) -> tuple[tuple[BlockId, str], ...]:
        """Fill the slots; give the blocks elsewhere whose HTML changed."""
        same_slots = [b.slots for b in old] == [b.slots for b in made] and all(
            known.slots == known.block.slots for known in again
        )
        if same_slots:
            for before, block in zip(old, made, strict=True):
                block.values = before.values
            for block in (*made, *(known.block for known in again)):
                block.html = fill(block.raw, block.slots, block.values)
            moved = []
        else:
            moved = self._number({id(b) for b in (*made, *(known.block for known in again))})
        changed = [known.block for known in again if known.block.html != known.html] + moved
        return tuple((block.id, block.html) for block in changed)

    def _number(self, fresh: set[int]) -> list[RenderedBlock]:
        """Number the whole lesson anew; give the blocks that changed and are not fresh."""
        numbering = Numbering()
        holders = [block for block in self.blocks if block.slots]
        numbering.note(block.slots for block in holders)
        moved = []
        for block in holders:
            values = numbering.values(block.slots)
            if values == block.values and id(block) not in fresh:
                continue
            before, block.values = block.html, values
            block.html = fill(block.raw, block.slots, values)
            if id(block) not in fresh and block.html != before:
                moved.append(block)
        return moved


def _meaning(reference: Reference | None) -> tuple[object, object] | None:
    return None if reference is None else (reference.get("href"), reference.get("title"))


def _same(one: RenderedBlock, two: RenderedBlock) -> bool:
    kinds = (one.front, one.as_written), (two.front, two.as_written)
    return kinds[0] == kinds[1] and one.source == two.source


def _same_ends(
    blocks: list[RenderedBlock], first: int, last: int, made: list[RenderedBlock]
) -> tuple[int, int]:
    """Count the blocks that are the same at both ends, so that they keep their place in a page."""
    most = min(last - first, len(made))
    head = 0
    while head < most and _same(blocks[first + head], made[head]):
        head += 1
    tail = 0
    while tail < most - head and _same(blocks[last - 1 - tail], made[-1 - tail]):
        tail += 1
    return head, tail
