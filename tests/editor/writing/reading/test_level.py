"""Formulas give what their authors published; levels are of the language."""

from __future__ import annotations

import pytest

from editor.writing.reading.counts import Counts, counts
from editor.writing.reading.flesch import flesch
from editor.writing.reading.level import reading_level
from editor.writing.reading.lix import lix
from editor.writing.reading.syllables import knows, syllables
from editor.writing.reading.vienna import vienna

EASY = "The cat sat on the mat. A dog ran by. It was a hot day. We all sat in the sun. " * 8
HARD = (
    "Notwithstanding considerable institutional disagreement concerning methodological "
    "appropriateness, interdisciplinary investigations demonstrated statistically significant "
    "improvements across heterogeneous populations receiving individualised interventions. "
) * 8


def test_formulas_by_hand() -> None:
    counted = Counts(2, 20, 5, (1,) * 10 + (2,) * 4 + (3,) * 6, "de")
    assert counted.words_a_sentence == 10
    assert counted.syllables_a_word == pytest.approx(1.8)
    assert lix(counted) == pytest.approx(10 + 25)
    assert flesch(counted) == pytest.approx(180 - 10 - 58.5 * 1.8)
    expected = 0.1935 * 30 + 0.1672 * 10 + 0.1297 * 25 - 0.0327 * 50 - 0.875
    assert vienna(counted) == pytest.approx(expected)


def test_counts_of_a_text() -> None:
    counted = counts("# A heading\n\nOne two three. Four five!\n\n- six\n- seven `code`\n", "en")
    assert (counted.sentences, counted.words) == (5, 9)
    assert counted.long_words == 1


@pytest.mark.parametrize(
    ("word", "language", "number"),
    [
        ("banana", "en", 3),
        ("made", "en-GB", 1),
        ("little", "en", 2),
        ("people", "en", 2),
        ("Donaudampfschiff", "de", 4),
        ("x", "tlh", 1),
    ],
)
def test_syllables(word: str, language: str, number: int) -> None:
    assert syllables(word, language) == number


def test_levels_tell_easy_from_hard() -> None:
    easy, hard = reading_level(EASY, "en"), reading_level(HARD, "en")
    assert easy is not None
    assert hard is not None
    assert easy.words == "very easy"
    assert hard.words == "very hard"
    assert (easy.flesch or 0) > 90
    assert (hard.flesch or 0) < 20
    assert easy.vienna is None


def test_a_language_without_formula_still_has_lix() -> None:
    assert not knows("tlh")
    level = reading_level(EASY, "tlh")
    assert level is not None
    assert (level.flesch, level.vienna) == (None, None)


def test_a_german_text_has_a_grade() -> None:
    text = "Die Katze saß auf der Matte. Der Hund lief vorbei. Es war ein heißer Tag. " * 8
    level = reading_level(text, "de-AT")
    assert level is not None
    assert level.vienna is not None
    assert level.vienna < 5


def test_little_text_has_no_level() -> None:
    assert reading_level("Three words here.", "en") is None
    assert reading_level("", "en") is None
