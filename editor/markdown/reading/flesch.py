"""Reading ease: Flesch's formula for English, and what was fitted for other languages."""

from __future__ import annotations

from editor.markdown.reading.measured import Counts

FORMULAS = {
    "en": (206.835, 1.015, 84.6),  # Flesch 1948
    "de": (180.0, 1.0, 58.5),  # Amstad 1978
    "fr": (207.0, 1.015, 73.6),  # Kandel and Moles 1958
    "es": (206.84, 1.02, 60.0),  # Fernández Huerta 1959
}
"""Language → what is taken from: points, points a word of a sentence, points a syllable."""


def flesch(counts: Counts) -> float | None:
    """Give the reading ease: 100 is very easy, 0 very hard; None where no formula was fitted."""
    formula = FORMULAS.get(counts.language)
    if formula is None or not counts.words or not counts.syllables:
        return None
    most, by_sentence, by_word = formula
    return most - by_sentence * counts.words_a_sentence - by_word * counts.syllables_a_word
