"""Formulas give what their authors published; levels are of the language and the script."""

from __future__ import annotations

import pytest

from editor.markdown.document import Document
from editor.markdown.reading.counts import counts
from editor.markdown.reading.flesch import flesch
from editor.markdown.reading.level import ReadingLevel, reading_level
from editor.markdown.reading.lix import lix
from editor.markdown.reading.measured import Counts
from editor.markdown.reading.syllables import knows, syllables
from editor.markdown.reading.vienna import vienna

EASY = "The cat sat on the mat. A dog ran by. It was a hot day. We all sat in the sun. " * 8
HARD = (
    "Notwithstanding the considerable institutional disagreement concerning methodological "
    "appropriateness, interdisciplinary investigations demonstrated that statistically "
    "significant improvements are likely across heterogeneous populations receiving "
    "individualised interventions of the multidimensional variety. "
) * 8
GERMAN = "Die Katze saß auf der Matte. Der Hund lief vorbei und es war ein heißer Tag. " * 8
GERMAN_HARD = (
    "Ungeachtet der fortwährenden Auseinandersetzungen über die Verhältnismäßigkeit der "
    "Durchführungsbestimmungen ist die Berücksichtigung der wissenschaftlichen "
    "Untersuchungsergebnisse für die Weiterentwicklung der Qualifizierungsmaßnahmen nicht "
    "auszuschließen. "
) * 8
RUSSIAN = "Кот сидит на ковре. Собака бежит по двору и не лает. Мы идём в лес. " * 12
ARABIC = "جلس القط على السجادة. ركض الكلب في الحديقة. كان اليوم حارا؟ " * 14
ARABIC_HARD = "و" + "جلس القط على السجادة ثم ركض الكلب في الحديقة " * 14 + "."
JAPANESE = "猫は敷物の上に座る。犬は庭を走る。今日は暑い日です。" * 12
JAPANESE_HARD = ("猫は敷物の上に座り犬は庭を走りながら今日はとても暑い日であるので" * 6 + "。") * 3
THAI = "แมวนั่งบนเสื่อและสุนัขวิ่งในสวน" * 30


def level_of(text: str, language: str = "") -> ReadingLevel | None:
    return reading_level(counts(Document(text)), language)


def test_formulas_by_hand() -> None:
    counted = Counts(2, 20, 5, "de", 10 + 8 + 18, 10, 6)
    assert counted.words_a_sentence == 10
    assert counted.syllables_a_word == pytest.approx(1.8)
    assert lix(counted) == pytest.approx(10 + 25)
    assert flesch(counted) == pytest.approx(180 - 10 - 58.5 * 1.8)
    expected = 0.1935 * 30 + 0.1672 * 10 + 0.1297 * 25 - 0.0327 * 50 - 0.875
    assert vienna(counted) == pytest.approx(expected)


def test_prose_is_counted_and_nothing_else() -> None:
    text = (
        "---\ntitle: Not counted at all\n---\n# A heading\n\nOne two three. Four five!\n\n"
        "- six\n- seven `code here`\n\n| a table | is none |\n|---|---|\n| of | it |\n\n"
        "Which?\n\n[( )] no option\n[(X)] counts\n\nThis one is the\nlongest of them. End.\n"
    )
    counted = counts(Document(text))
    assert (counted.sentences, counted.words) == (6, 15)
    assert (counted.longest, counted.line) == (7, text[: text.index("This")].count("\n"))
    assert counts(Document("")) == Counts()


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


@pytest.mark.parametrize(
    ("text", "language", "step", "measure"),
    [
        (EASY, "en", 0, "Flesch"),
        (EASY, "", 0, "Flesch"),
        (HARD, "en-GB", 4, "Flesch"),
        (HARD, "tlh", 4, "LIX"),
        (EASY, "de", 0, "LIX"),
        (GERMAN, "de-AT", 0, "Vienna"),
        (GERMAN_HARD, "de", 4, "Vienna"),
        (RUSSIAN, "", 0, "LIX"),
        (ARABIC, "ar", 0, "words a sentence"),
        (ARABIC_HARD, "ar", 4, "words a sentence"),
        (JAPANESE, "ja", 0, "signs a sentence"),
        (JAPANESE_HARD, "ja", 4, "signs a sentence"),
    ],
)
def test_each_script_has_its_measure(text: str, language: str, step: int, measure: str) -> None:
    level = level_of(text, language)
    assert level is not None
    assert (level.step, level.measure) == (step, measure)


def test_what_is_too_short_or_marks_no_sentences_has_no_level() -> None:
    assert not knows("tlh")
    assert [level_of(text) for text in ("Three words here.", "", THAI)] == [None, None, None]
