"""Fingerprint blocks and digest right answers, so that a server can tell what changed.

A fingerprint covers a block's text without meaningless spacing, the bytes of its pictures, what
its references point to, and its right answers; a comment in it, which no learner sees, it leaves
out. Two laptops compute the same from the same text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from editor.markdown.comments import is_comment, without_comments
from editor.markdown.document import Block, Document
from editor.markdown.prints import hash_of, picture, print_from, shows_files
from editor.markdown.quizzes import Quiz, quiz_of, quizzes_of
from editor.markdown.text import squeeze

_VERBATIM = ("fence", "code_block", "html_block", "math_block")
_SAYS_BY_COMMENT = ("fence", "code_block", "math_block", "quiz")
"""Kinds of blocks in which a comment is shown, or settles something."""
_MANY = 200
UNSEEN = "-"
"""Stands in place of the fingerprint of a comment alone."""


@dataclass(frozen=True)
class TextBlock:
    """A top-level block: a list, a table, a whole quiz is one.

    `first_line` and `end_line` (the line after) count from 0, `start` and `end` code points.
    """

    kind: str
    first_line: int
    end_line: int
    start: int
    end: int
    text: str
    fingerprint: str


def _unknown(path: str) -> None:
    return


def blocks(
    text: str, *, path: str = "", media: Callable[[str], str | None] = _unknown
) -> tuple[TextBlock, ...]:
    """Cut a lesson at `path` into blocks; `media` gives the SHA-256 of a course file."""
    document = Document(text)
    return tuple(
        _text_block(block, document, path, media)
        for block in document.blocks
        if block.kind != "blank"
    )


def _text_block(
    block: Block, document: Document, path: str, media: Callable[[str], str | None]
) -> TextBlock:
    kind = block.kind
    start, end = document.starts[block.start], document.starts[block.end] - 1
    text = document.text[start:end]
    print_ = print_from(_parts(block, document, text), path, media)
    return TextBlock(kind, block.start, block.end, start, end, text, print_)


def parts_of(document: Document) -> tuple[tuple[str, ...], ...]:
    """Give what each block's fingerprint is made of; those without pictures are made already."""
    found: list[tuple[str, ...]] = []
    for block in document.blocks:
        if block.kind == "blank":
            continue
        parts = _parts(block, document, _text_of(block, document))
        is_ready = len(parts) == 1
        found.append(tuple(parts) if is_ready or shows_files(parts) else (hash_of(parts),))
    return tuple(found)


def _text_of(block: Block, document: Document) -> str:
    return document.text[document.starts[block.start] : document.starts[block.end] - 1]


def _is_comment(block: Block, text: str) -> bool:
    return block.kind == "html_block" and not without_comments(text).strip()


def _comments(block: Block) -> Iterator[str]:
    """Yield the comments between its words; what stands in code is none."""
    for token in block.tokens:
        for child in token.children or []:
            if child.type == "html_inline" and is_comment(child.content):
                yield child.content


def _cut_out(text: str, comments: list[str]) -> str:
    """Take comments out of a block's text; so many that it counts are looked for in their order."""
    if len(comments) < _MANY:
        for comment in comments:
            text = text.replace(comment, "", 1)
        return text
    kept, at = [], 0
    for comment in comments:
        found = text.find(comment, at)
        if found >= 0:
            kept.append(text[at:found])
            at = found + len(comment)
    return "".join(kept) + text[at:]


def _parts(block: Block, document: Document, text: str) -> list[str]:
    kind = block.kind
    if _is_comment(block, text):
        return [UNSEEN]
    if kind == "html_block":
        text = without_comments(text)
    elif kind not in _SAYS_BY_COMMENT:
        text = _cut_out(text, list(_comments(block)))
    if kind == "quiz":
        text = _options_sorted(text)
    words = text if kind in _VERBATIM else squeeze(text)
    return [kind, words, *_facts(block, document)]


_OPTION = re.compile(r"\s*\[[(\[]\s*+(?:[xX]\s*+)?[)\]]\]")


def _options_sorted(text: str) -> str:
    """Put options into one order, each with the lines below it: theirs says nothing."""
    units: list[list[str]] = []
    for line in text.split("\n"):
        if units and not _OPTION.match(line) and not line.lstrip().startswith("[["):
            units[-1].append(line)
        else:
            units.append([line])
    found: list[str] = []
    options: list[str] = []
    for unit in units:
        joined = "\n".join(unit)
        if _OPTION.match(joined):
            options.append(squeeze(joined))
            continue
        found += [*sorted(options), joined]
        options = []
    return "\n".join([*found, *sorted(options)])


def questions_of(document: Document) -> Iterator[tuple[int, str, str, str]]:
    """Yield each question: the number of its block, what is asked, its options, what is right.

    All but the number are hashes. What is asked is the question itself, or the block before it.
    """
    asked, number = "", -1
    for block in document.blocks:
        if block.kind == "blank":
            continue
        number += 1
        text = _text_of(block, document)
        found = [
            quiz_of(token, document.lines, document.front_matter.lines)
            for token in block.tokens
            if token.type == "quiz_open"
        ]
        for quiz in found:
            asks = squeeze(quiz.question) or asked
            options = sorted(squeeze(option.text) for option in quiz.options)
            yield number, hash_of([asks]), hash_of([quiz.kind, *options]), digest_of(quiz)
        if not _is_comment(block, text):
            asked = "" if found else squeeze(text)


def _facts(block: Block, document: Document) -> Iterator[str]:
    """Give what a block depends on beyond its own text."""
    for token in block.tokens:
        if token.type == "quiz_open":
            quiz = quiz_of(token, document.lines, document.front_matter.lines)
            yield "right:" + digest_of(quiz)
        for child in token.children or []:
            yield from _fact(child)


def _fact(token: Token) -> Iterator[str]:
    if token.type == "link_open":
        yield f"link:{token.attrGet('href')}"
    elif token.type == "image":
        yield picture(str(token.attrGet("src") or ""))


def digest_of(quiz: Quiz) -> str:
    """Digest what is right in a quiz, and its pass mark; wording elsewhere does not count."""
    if quiz.columns:
        columns = [squeeze(column) for column in quiz.columns]
        right = [
            [squeeze(o.text), *(columns[n] for n in o.places if n < len(columns))]
            for o in quiz.options
        ]
    else:
        right = [[squeeze(option.text)] for option in quiz.right]
    return hash_of([quiz.kind, json.dumps(sorted(right)), str(quiz.pass_mark)])


def answer_digest(text: str) -> str:
    """Digest the right answers of all quizzes of a lesson; "" if it has none."""
    return digest_of_answers(quizzes_of(Document(text)))


def digest_of_answers(quizzes: Iterable[Quiz]) -> str:
    """Digest the right answers of some quizzes; "" if there are none."""
    found = [digest_of(quiz) for quiz in quizzes]
    return hash_of(found) if found else ""


def print_of(text: str, *, path: str = "", media: Callable[[str], str | None] = _unknown) -> str:
    """Join the fingerprints of a lesson's blocks, in order, for a version."""
    return " ".join(block.fingerprint for block in blocks(text, path=path, media=media))
