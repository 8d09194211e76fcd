"""A gap inside a sentence, which is shown to learners as it is written, with its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from editor.markdown.checks.finding import Found, View
from editor.markdown.told import told
from sync.model.language import mark

NAME = "gap-in-sentence"
_GAP = re.compile(r"(?<!\\)\[\[([^\[\]\n]+)\]\](?![(\[:])")
_CHOICE = re.compile(r"(?:^|\|)[ \t]*\([^()|]+\)[ \t]*(?:\||$)")
_SIGN = re.compile(r"\s*[xX?!]?\s*$")
_MOST = 60
_WHAT = mark(
    "“{gap}” stands inside a sentence: learners see it as it is written, with its brackets and "
    "its answer, and can fill in nothing."
)
_WAY = mark(
    "Put the question on a line of its own, with an empty line before it, and leave a blank in "
    "the sentence."
)
_PERHAPS = mark(
    "“{gap}” stands inside a sentence: learners see it as it is written, with its brackets."
)
_WAYS = mark(
    "If it is a question, put it on a line of its own, with an empty line before it. If it is a "
    "link to a page, write [words](page.md)."
)


def find(view: View) -> Found:
    """Name each gap that stands among other words: a question is only read on its own line.

    Double brackets are a link to a page as often as a question. Without a right answer in
    parentheses, they are taken for a question only in a lesson that has another one.
    """
    if "[[" not in view.lesson.text:
        return
    for token in view.document.tokens():
        if token.type != "inline" or not token.map:
            continue
        at = view.document.starts[token.map[0]]
        for gap, inside in _gaps(token):
            sure = bool(_CHOICE.search(inside))
            if not sure and (_SIGN.match(inside) or not view.lesson.asks):
                continue
            place = view.lesson.text.find(gap, at)
            if place < 0:
                continue
            at = place + len(gap)
            what, way = (_WHAT, _WAY) if sure else (_PERHAPS, _WAYS)
            shown = gap if len(gap) <= _MOST else f"{gap[:_MOST]}…"
            line = _line_of(view, place, token.map[0])
            yield view.advice(NAME, line, told(what, gap=shown), told(way), (place, at))


def _gaps(token: Token) -> Iterator[tuple[str, str]]:
    """Give each gap, and what is between its brackets; none that is code, a formula or escaped."""
    words = "\n".join(child.content for child in token.children or () if child.type == "text")
    for found in _GAP.finditer(token.content):
        if found[0] in words:
            yield found[0], found[1]


def _line_of(view: View, place: int, line: int) -> int:
    starts = view.document.starts
    while line + 1 < len(starts) and starts[line + 1] <= place:
        line += 1
    return line
