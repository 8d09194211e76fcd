"""Count what the formulas of reading level are made of: sentences, words, letters, syllables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from markdown_it.token import Token

from editor.markdown.document import Document
from editor.markdown.reading.measured import Counts
from editor.markdown.reading.syllables import syllables
from editor.markdown.reading.tongue import tongue_of

_END = re.compile(r"[.!?…:;؟۔։]+(?=[\s\"'”’»)]|$)|[。！？．｡।॥]")
_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u200c\u200d"
_LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
_WORD = re.compile(rf"(?<!\w){_LETTER}+(?:['’-]{_LETTER}+)*(?!\w)")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_UNCUT = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_ALPHABET = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff]")
COUNTED = frozenset({"en", "de", "fr", "es"})
"""Languages with a formula that asks for syllables."""
LONG = 6
"""A word with more letters than this is a long one, in LIX and in the formula of Vienna."""


def counts(document: Document) -> Counts:
    """Count the sentences of a parsed lesson: its paragraphs, no headings, tables or questions."""
    found: Counter[str] = Counter()
    sentences = signs = longest = line = 0
    for sentence, at in _sentences(document):
        words = _WORD.findall(_SIGN.sub(" ", sentence))
        own = len(_SIGN.findall(sentence))
        if not words and not own:
            continue
        found.update(words)
        sentences, signs = sentences + 1, signs + own
        if len(words) + own > longest:
            longest, line = len(words) + own, at
    total = found.total()
    long_words = sum(count for word, count in found.items() if len(word) > LONG)
    letters = "".join(found)[:5_000]
    language = tongue_of(found)
    by_length = Counter[int]()
    if language in COUNTED:
        for word, count in found.items():
            by_length[syllables(word, language)] += count
    return Counts(
        sentences,
        total,
        long_words,
        language,
        sum(length * count for length, count in by_length.items()),
        by_length[1],
        sum(count for length, count in by_length.items() if length >= 3),
        signs,
        longest,
        line,
        len(_ALPHABET.findall(letters)) * 2 >= len(letters),
    )


def _sentences(document: Document) -> Iterator[tuple[str, int]]:
    """Give each sentence with its line; scripts that mark no ends of sentences are left out."""
    before: Token | None = None
    asked = 0
    for token in document.tokens():
        if token.type in ("quiz_open", "quiz_close"):
            asked += token.nesting
        elif (
            token.type == "inline"
            and token.map
            and not asked
            and before is not None
            and before.type == "paragraph_open"
        ):
            yield from _of_paragraph(token, token.map[0])
        before = token


def _of_paragraph(paragraph: Token, first: int) -> Iterator[tuple[str, int]]:
    prose = "".join(_words_in(child) for child in paragraph.children or [])
    if _UNCUT.search(prose):
        return
    at = 0
    for end in _END.finditer(prose):
        yield prose[at : end.start()].replace("\n", " "), first + _line_at(prose, at)
        at = end.end()
    yield prose[at:].replace("\n", " "), first + _line_at(prose, at)


def _line_at(prose: str, at: int) -> int:
    """Count the lines before a sentence, and before the blanks that it begins with."""
    begun = len(prose) - len(prose[at:].lstrip())
    return prose.count("\n", 0, begun)


def _words_in(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return "\n"
    return child.content if child.type == "text" else ""
