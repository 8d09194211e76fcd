"""Find in a lesson's Markdown the words that a person selected as learners see them."""

from __future__ import annotations

import re

from editor.panels.preview.values import Selected
from sync.merge.words import WORD

_BETWEEN = r"(?:[^\w\n]|_|\n(?!\s*\n)|\]\([^)\s]*\))*?"
"""What may stand between two words that are shown one after another: marks, a link's address."""
_MOST_WORDS = 400


def span_shown(text: str, shown: Selected) -> tuple[int, int] | None:
    """Find the words in the lines they were shown from, else these lines; None if there are none.

    Code points of the text; of words that stand there twice the first is meant.
    """
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: shown.first_line])
    end = min(len(text), sum(len(line) + 1 for line in lines[: shown.end_line]))
    words = WORD.findall(shown.quote)
    if not words or start >= end:
        return None
    if len(words) <= _MOST_WORDS:
        found = re.compile(_BETWEEN.join(map(re.escape, words))).search(text, start, end)
        if found is not None:
            return found.span()
    part = text[start:end]
    low, high = start + len(part) - len(part.lstrip()), start + len(part.rstrip())
    return (low, high) if low < high else None
