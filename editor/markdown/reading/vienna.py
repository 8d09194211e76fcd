"""The first formula of Vienna for factual texts in German, which gives a grade of school."""

from __future__ import annotations

from editor.markdown.reading.measured import Counts


def vienna(counts: Counts) -> float | None:
    """Give the grade (4 very easy, 15 very hard); None in other languages than German."""
    if counts.language != "de" or not counts.syllables:
        return None
    many, one = counts.share(counts.threes), counts.share(counts.ones)
    long_words = counts.share(counts.long_words)
    sentence = counts.words_a_sentence
    return 0.1935 * many + 0.1672 * sentence + 0.1297 * long_words - 0.0327 * one - 0.875
