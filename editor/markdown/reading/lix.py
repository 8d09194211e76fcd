"""LIX: length of sentences and share of long words; needs no syllables, so any alphabet will do."""

from __future__ import annotations

from editor.markdown.reading.measured import Counts

ALLOWED = {"de": 8, "fi": 14, "et": 10, "hu": 8, "ru": 10, "uk": 10, "bg": 6, "pl": 8, "tr": 10}
"""Languages that build longer words: so much more LIX is as hard as in English."""


def lix(counts: Counts) -> float | None:
    """Give Björnsson's LIX: below 30 very easy, 40 a newspaper's middle, above 60 very hard.

    None where the script is no alphabet: long words would say nothing there.
    """
    if not counts.words or not counts.alphabet:
        return None
    return counts.words_a_sentence + counts.share(counts.long_words)
