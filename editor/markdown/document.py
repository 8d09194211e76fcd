"""Parse a lesson once, for everything that asks about it: blocks, quizzes, links, checks.

Lines count from 0. Positions count code points of the text with LF line ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

from markdown_it.token import Token

from editor.markdown.frontmatter import FrontMatter, read
from editor.markdown.grammar import parser
from editor.markdown.pieces import Piece, Reference, cut, finish
from editor.markdown.render import definitions
from editor.markdown.text import lines_of


@dataclass(frozen=True)
class Block:
    """A top-level block: `start` to `end` are its lines without the blank ones after it."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    piece: Piece

    @property
    def kind(self) -> str:
        """Give the name of the block: `paragraph`, `heading`, `quiz`, `fence`, `front_matter` …"""
        if self.piece.front:
            return "front_matter"
        if self.tokens:
            return self.tokens[0].type.removesuffix("_open")
        return "definition" if self.piece.references else "blank"


class Document:
    """A lesson, parsed; its tokens carry the lines of the whole text."""

    def __init__(self, text: str) -> None:
        self.text = "\n".join(lines_of(text))
        self.lines = self.text.split("\n")
        md = parser()
        pieces = cut(md, self.lines)
        self.references: dict[str, Reference]
        self.notes: frozenset[str]
        self.references, self.notes = definitions(pieces)
        self.blocks = tuple(self._blocks(pieces))

    def _blocks(self, pieces: list[Piece]) -> Iterator[Block]:
        md, start = parser(), 0
        for piece in pieces:
            blank = next((n for n, line in enumerate(piece.lines) if line.strip()), 0)
            env = {"references": self.references, "notes": self.notes}
            tokens = finish(md, piece.tokens, env)
            for token in tokens:
                if token.map:
                    token.map = [token.map[0] + start, token.map[1] + start]
            used = piece.used
            while used > blank and not piece.lines[used - 1].strip():
                used -= 1  # a list takes the blank line after it along
            yield Block(start + blank, start + used, tuple(tokens), piece)
            start += len(piece.lines)

    @cached_property
    def front_matter(self) -> FrontMatter:
        """Read the front matter."""
        return read(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Give the position at which each line begins."""
        return [0, *accumulate(len(line) + 1 for line in self.lines)]

    @cached_property
    def all_tokens(self) -> tuple[Token, ...]:
        """Give the tokens of all blocks, top down: every rule goes through them."""
        return tuple(chain.from_iterable(block.tokens for block in self.blocks))

    def tokens(self) -> Iterator[Token]:
        """Go through the tokens of all blocks, top down."""
        return iter(self.all_tokens)
