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

_END = re.compile(
    r"[.!?…:;؟۔։。！？．｡।॥](?:(?<=[.!?…:;؟۔։])[.!?…:;؟۔։]*(?=[\s\"'”’»)]|$)|(?<=[。！？．｡।॥]))"
)
"""What ends a sentence; it begins with a set of signs, so that the rest is passed over quickly."""
_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u200c\u200d"
_LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
_WORD = re.compile(rf"(?<!\w){_LETTER}+(?:['’-]{_LETTER}+)*(?!\w)")
_PLAIN_WORD = re.compile(r"(?<!\w)[A-Za-z]+(?:['-][A-Za-z]+)*(?!\w)", re.ASCII)
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_NO_BLANK = re.compile(r"\S")
_UNCUT = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_ALPHABET = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff]")
COUNTED = frozenset({"en", "de", "fr", "es"})
"""Languages with a formula that asks for syllables."""
LONG = 6
"""A word with more letters than this is a long one, in LIX and in the formula of Vienna."""


def counts(document: Document) -> Counts:
    """Count the sentences of a parsed lesson: its paragraphs, no headings, tables or questions."""
    read: list[str] = []
    sentences = signs = longest = line = 0
    for sentence, at in _sentences(document):
        if sentence.isascii():  # most are, and what follows takes three times as long
            words, own = _PLAIN_WORD.findall(sentence), 0
        else:
            words = _WORD.findall(_SIGN.sub(" ", sentence))
            own = len(_SIGN.findall(sentence))
        if not words and not own:
            continue
        read += words
        sentences, signs = sentences + 1, signs + own
        if len(words) + own > longest:
            longest, line = len(words) + own, at
    found = Counter(read)
    language = tongue_of(found)
    heard = ones = many = 0
    if language in COUNTED:
        for word, count in found.items():
            length = syllables(word, language)
            heard += length * count
            ones += count if length == 1 else 0
            many += count if length >= 3 else 0
    return Counts(
        sentences,
        len(read),
        sum(len(word) > LONG for word in read),
        language,
        heard,
        ones,
        many,
        signs,
        longest,
        line,
        _is_alphabetic("".join(found)[:5_000]),
    )


def _is_alphabetic(letters: str) -> bool:
    """Tell whether half of the signs of these words are of an alphabet; of plain ones more are."""
    return letters.isascii() or len(_ALPHABET.findall(letters)) * 2 >= len(letters)


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
    if not prose.isascii() and _UNCUT.search(prose):
        return
    at, line, counted = 0, first, 0
    ends = [(end.start(), end.end()) for end in _END.finditer(prose)]
    for end, after in (*ends, (len(prose), len(prose))):
        begun = _NO_BLANK.search(prose, at)  # a sentence stands where its first word does
        begins = begun.start() if begun else len(prose)
        line, counted = line + prose.count("\n", counted, begins), begins
        yield prose[at:end].replace("\n", " "), line
        at = after


def _words_in(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return "\n"
    return child.content if child.type == "text" else ""
