"""Folding: what people mean by the same word is one word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.store.folding import QUERY_AT_MOST, TERMS_AT_MOST, fold, terms_of, words_of

SAME = {
    "case": ("STRASSE", "straße"),
    "accents": ("École déjà vue", "ecole deja vue"),
    "decomposed": ("cafe\u0301", "CAFÉ"),
    "letters of their own": ("Ørsted Łódź Þór ĐÀ", "orsted lodz thor da"),
    "ligatures": ("ﬁle Æon œuvre", "file aeon oeuvre"),
    "Turkish": ("İstanbul ısı", "istanbul isi"),
    "wide": ("Ｐｙｔｈｏｎ３", "python3"),
    "Greek final sigma": ("ΛΌΓΟΣ", "λογος"),
    "Cyrillic": ("Ёлка Й", "елка и"),
    "Hebrew points": ("שָׁלוֹם", "שלום"),
    "Arabic points and hamza": ("أَهْلاً مدرســة", "اهلا مدرسة"),
    "soft hyphen": ("soft\u00adhyphen zero\u200dwidth", "softhyphen zerowidth"),
    "half-width kana": ("ｶﾞｯｺｳ", "ガッコウ"),
}


@pytest.mark.parametrize(("one", "two"), SAME.values(), ids=SAME)
def test_one_word(one: str, two: str) -> None:
    assert fold(one) == fold(two)


@pytest.mark.parametrize(
    ("one", "two"), [("カラス", "ガラス"), ("बिल", "बल"), ("ไก่", "ไก"), ("word", "words")]
)
def test_two_words(one: str, two: str) -> None:
    assert fold(one) != fold(two)


def test_scripts_without_spaces_become_pairs() -> None:
    assert words_of("Python入門2学習法。").split() == [
        *("python", "入門", "門", "2", "学習", "習法", "法"),
    ]
    assert words_of("한국어").split() == ["한국", "국어", "어"]


def test_marks_and_emoji() -> None:
    assert words_of("“well—done”…🎉now").split() == ["well", "done", "🎉", "now"]


def test_terms_of_a_query() -> None:
    assert [term.match for term in terms_of("Git bra")] == ['"git"', '"bra"*']
    assert [term.match for term in terms_of("Git bra ")] == ['"git"', '"bra"']
    assert [term.match for term in terms_of("学習法 学")] == ['"学習 習法"', '"学"*']
    assert terms_of(' "*" -- (') == []


@given(st.text())
def test_any_text_folds_to_words_between_spaces(text: str) -> None:
    folded = fold(text)
    assert fold(folded).split() == folded.split()
    assert not set(folded) & set('"*^:(){}+-\0\n')
    assert not any("\ud800" <= sign <= "\udfff" for sign in folded)
    assert words_of(text).split() == words_of(text + " ").split()


@given(st.text())
def test_any_query_has_few_and_harmless_terms(query: str) -> None:
    terms = terms_of(query * 50)
    assert len(terms) <= TERMS_AT_MOST
    assert sum(len(term.folded) for term in terms) <= QUERY_AT_MOST * 3
    for term in terms:
        assert '"' not in term.folded
        assert term.folded == fold(term.folded).strip()
