"""Count the words of a text, in any script."""

from __future__ import annotations

import re

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SPACES = bytes(ord(" ") if chr(point).isspace() else ord("x") for point in range(128)) * 2
"""A table for `bytes.translate`; only its ASCII half is used."""


def count_words(text: str) -> int:
    """Count words as a reader would: runs between spaces, and each CJK sign."""
    if text.isascii():
        # three times as fast as to split, which matters where a thousand lessons come at once
        return (b" " + text.encode().translate(_SPACES)).count(b" x")
    return len(text.split()) + len(_CJK.findall(text))
