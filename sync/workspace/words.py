"""Count the words of a text, in any script."""

from __future__ import annotations

import re

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def count_words(text: str) -> int:
    """Count words as a reader would: runs between spaces, and each CJK sign."""
    words = len(text.split())
    return words if text.isascii() else words + len(_CJK.findall(text))
