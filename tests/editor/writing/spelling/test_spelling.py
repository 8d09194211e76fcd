"""A word is right if one of the languages takes it; what cannot be judged is left in peace."""

from __future__ import annotations

import pytest

from app.paths import resource
from editor.writing.spelling.dictionaries import Dictionaries
from editor.writing.spelling.spelling import Spelling

pytest.importorskip("hunspell")

HERE = Dictionaries([resource("dictionaries")])


def spelling(*languages: str, own: tuple[str, ...] = ()) -> Spelling:
    return Spelling(languages, own, dictionaries=HERE)


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("lesson", True),
        ("Lesson", True),
        ("lessson", False),
        ("doesn’t", True),
        ("does'nt", False),
        ("cliché", True),
        ("NATO", True),
        ("JavaScript", True),
        ("урок", True),
        ("课程", True),
        ("Codeで開きます", True),
        ("smalł", False),
        ("x", True),
        ("", True),
        ("a" * 500, True),
        ("wor\0ld", True),
    ],
)
def test_english(word: str, right: bool) -> None:
    assert spelling("en").is_right(word) == right


def test_french_and_its_apostrophes() -> None:
    french = spelling("fr")
    words = ("l’école", "aujourd’hui", "l’écolle", "élève", "e\u0301le\u0300ve")
    assert [french.is_right(word) for word in words] == [True, True, False, True, True]


def test_two_languages_in_one_text() -> None:
    both = spelling("en", "es")
    assert both.is_right("lesson")
    assert both.is_right("lección")
    assert not both.is_right("leçon")
    assert not spelling("en").is_right("lección")


def test_a_language_without_dictionary_does_not_mark_its_words() -> None:
    both = spelling("en", "de")
    assert both.missing == ("de",)
    assert both.is_right("Überschneidung")


def test_english_of_each_country_and_of_any() -> None:
    tried = {tag: spelling(tag) for tag in ("en", "en-GB", "en-US")}
    found = {tag: (one.is_right("colour"), one.is_right("color")) for tag, one in tried.items()}
    assert found == {"en": (True, True), "en-GB": (True, False), "en-US": (False, True)}


def test_own_words() -> None:
    own = spelling("en", own=("Coursefolk", "lernen"))
    assert own.is_right("Coursefolk")
    assert own.is_right("Lernen")
    assert not own.is_right("coursefolk")
    assert not own.is_right("microcoursy")
    own.learn("microcoursy")
    assert own.is_right("microcoursy")
    assert own.is_right("Microcoursy")
    assert own.own_words == ("Coursefolk", "lernen", "microcoursy")
    own.forget("microcoursy")
    assert not own.is_right("microcoursy")


def test_suggestions_come_from_all_languages() -> None:
    assert "lesson" in spelling("en").suggest("lessson")
    both = spelling("en", "es").suggest("leccion")
    assert "lección" in both
    assert len(both) <= 6
    assert spelling("en-US").suggest("smalł") == ()
