"""The first formula of Vienna for factual texts in German, which gives a grade of school."""

from __future__ import annotations

from editor.writing.reading.counts import Counts


def vienna(counts: Counts) -> float | None:
    """Give the grade (4 very easy, 15 very hard); None in other languages than German."""
    if not counts.language.lower().startswith("de") or not counts.syllables:
        return None
    many = counts.share(sum(number >= 3 for number in counts.syllables))
    one = counts.share(sum(number == 1 for number in counts.syllables))
    long_words = counts.share(counts.long_words)
    sentence = counts.words_a_sentence
    return 0.1935 * many + 0.1672 * sentence + 0.1297 * long_words - 0.0327 * one - 0.875
