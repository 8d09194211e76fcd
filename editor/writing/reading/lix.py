"""LIX: length of sentences and share of long words; needs no syllables, so any language will do."""

from __future__ import annotations

from editor.writing.reading.counts import Counts


def lix(counts: Counts) -> float | None:
    """Give Björnsson's LIX: below 30 very easy, 40 a newspaper's middle, above 60 very hard."""
    if not counts.words:
        return None
    return counts.words_a_sentence + counts.share(counts.long_words)
