"""Find the words of prose, each at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u200c\u200d"
_LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
WORD = re.compile(rf"(?<![\w]){_LETTER}+(?:['’]{_LETTER}+)*(?![\w])")
"""Letters with their marks, apostrophes inside; nothing that holds a digit or an underscore."""


def words(prose: str) -> Iterator[tuple[int, str]]:
    """Give each word and where it begins."""
    for found in WORD.finditer(prose):
        yield found.start(), found[0]
