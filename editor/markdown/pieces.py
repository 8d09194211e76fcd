"""Cut a lesson into its top-level blocks, each parsed by itself.

A piece owns the blank lines after it; the first owns those before it. A quiz owns the paragraph
above it, its question. Where a piece begins depends only on what stands before it, and what it
is on its own lines and few after them: so that an edit needs only its neighbourhood parsed.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.parser_core import RuleFuncCoreType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from editor.markdown.frontmatter import end_of
from editor.markdown.immense import size_of, stretches
from editor.markdown.syntax.footnotes import notes_of
from editor.markdown.syntax.quiz import adopt_questions
from editor.markdown.syntax.words import is_one_paragraph, plain_words_of

Reference = dict[str, object]
_BEFORE_WORDS = frozenset({"normalize", "block", "questions"})


@dataclass(slots=True)
class Piece:
    """A top-level block: its lines, its tokens before the inline rules, what it defines.

    `front` marks front matter, `as_written` a stretch of a lesson that is too long to be read as
    Markdown: the same lines elsewhere would be prose.
    """

    lines: list[str]
    tokens: list[Token]
    used: int
    references: dict[str, Reference] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    front: bool = False
    as_written: bool = False

    @property
    def source(self) -> str:
        """Give the lines of the block with the blank ones after it."""
        return "\n".join(self.lines)


def cut(md: MarkdownIt, lines: Sequence[str], *, at_start: bool = True) -> list[Piece]:
    """Cut lines into pieces; front matter is one, without tokens, if they begin the lesson.

    An immense lesson is cut as it is written, and nothing in it is looked for.
    """
    head = end_of(lines) if at_start else 0
    rest = lines[head:] if head else lines
    body = _uncut(rest) if size_of(lines).is_immense else _merged(_cut(md, rest))
    return [Piece(list(lines[:head]), [], head, front=True), *body] if head else body


def _uncut(lines: Sequence[str]) -> list[Piece]:
    pieces = []
    for stretch in stretches(lines):
        shown = Token("code_block", "code", 0, map=[0, len(stretch)])
        shown.content = "\n".join(stretch) + "\n"
        tokens = [shown] if shown.content.strip() else []
        pieces.append(Piece(stretch, tokens, len(stretch), as_written=True))
    return pieces


@dataclass(slots=True)
class _Stretch:
    start: int
    end: int
    tokens: list[Token]
    env: EnvType
    used: int


def _cut(md: MarkdownIt, lines: Sequence[str]) -> list[Piece]:
    if not lines:
        return []
    source = "\n".join(lines)
    try:
        stretches = _stretches(md, source)
    except IndexError:
        # markdown-it reads past the end where a comment in a quote's list meets a last bare `>`
        stretches = _stretches(md, source + "\n")
    if not stretches:
        return [Piece(list(lines), [], 0)]
    stretches[0].start = 0
    for before, after in pairwise(stretches):
        before.end = after.start
    stretches[-1].end = len(lines)
    pieces = []
    for found in stretches:
        for token in found.tokens:
            if token.map:
                token.map = [token.map[0] - found.start, token.map[1] - found.start]
        pieces.append(
            Piece(
                list(lines[found.start : found.end]),
                found.tokens,
                found.used - found.start,
                found.env.get("references", {}),
                notes_of(found.env),
            )
        )
    return pieces


def _stretches(md: MarkdownIt, source: str) -> list[_Stretch]:
    """Run the block rules as markdown-it does, with an environment for each block."""
    state = StateBlock(source, md, {}, [])
    rules = md.block.ruler.getRules("")
    line, end = 0, state.lineMax
    found: list[_Stretch] = []
    while line < end:
        line = state.line = state.skipEmptyLines(line)
        if line >= end:
            break
        state.env, state.tokens = {}, []
        start = line
        for rule in rules:
            if rule(state, line, end, False):
                break
        state.tight = True
        line = state.line
        found.append(_Stretch(start, line, state.tokens, state.env, line))
        if line < end and state.isEmpty(line):
            line += 1
    return found


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Give each quiz the paragraph above it."""
    out: list[Piece] = []
    for piece in pieces:
        is_quiz = bool(piece.tokens) and piece.tokens[0].type == "quiz_open"
        if is_quiz and out and _is_paragraph(out[-1]):
            _join(out[-1], piece)
        else:
            out.append(piece)
    for piece in out:
        piece.tokens = adopt_questions(piece.tokens)
    return out


def _join(piece: Piece, quiz: Piece) -> None:
    """Put a quiz at the end of a piece in place: a thousand of them may follow each other."""
    shift = len(piece.lines)
    for token in quiz.tokens:
        _shift(token, shift)
    piece.lines += quiz.lines
    piece.tokens += quiz.tokens
    piece.used = shift + quiz.used
    piece.references.update(quiz.references)
    piece.notes += quiz.notes


def _is_paragraph(piece: Piece) -> bool:
    return bool(piece.tokens) and piece.tokens[0].type == "paragraph_open"


def _shift(token: Token, lines: int) -> None:
    if token.map:
        token.map = [token.map[0] + lines, token.map[1] + lines]


@functools.cache
def _rules_for_words(md: MarkdownIt) -> tuple[RuleFuncCoreType, ...]:
    named = zip(md.core.ruler.get_active_rules(), md.core.ruler.getRules(""), strict=True)
    return tuple(rule for name, rule in named if name not in _BEFORE_WORDS)


def finish(md: MarkdownIt, tokens: list[Token], env: EnvType) -> list[Token]:
    """Run the rules that come after the block rules: words, links, tasks, callouts; once only."""
    if is_one_paragraph(tokens):
        words = plain_words_of(tokens[1].content)
        if words is not None:
            tokens[1].children = words
            return tokens
    state = StateCore("", md, env, tokens)
    for rule in _rules_for_words(md):
        rule(state)
    return state.tokens
