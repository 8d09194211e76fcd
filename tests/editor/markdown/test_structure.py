"""The build of lessons: titles, headings, length."""

from __future__ import annotations

import pytest

from editor.markdown.structure import Heading, headings, length_of
from editor.markdown.titles import title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: From above\n---\n# Heading", "From above"),
        ("---\nother: 1\n---\n\nwords\n\n## A *heading* `b`\n# C", "A heading b"),
        ("Setext\nover two\n---", "Setext over two"),
        ("```\n# not this\n```\n\n# This", "This"),
        ("words only", None),
        ("", None),
        ("#", None),
        ("\n" * 300 + "# Far below", "Far below"),
        ("word\n" * 300 + "\n# Far below", "Far below"),
        ("---\ntitle: [\n---\n# Still this", "Still this"),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert title_of(text) == title


def test_headings_have_levels_lines_and_anchors() -> None:
    text = "---\na: 1\n---\n# One\n\n> ## Two {#zwei}\n\n# One\n\nLow\n---"
    assert headings(text) == (
        Heading(1, "One", 3, "one"),
        Heading(2, "Two", 5, "zwei", inside=True),
        Heading(1, "One", 7, "one-1"),
        Heading(2, "Low", 9, "low"),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two, three's well-known.", 4),
        ("---\ntitle: not counted\n---\nword", 1),
        ("a <!-- not\ncounted --> b", 2),
        ("[two words](https://example.org/not/counted) ![x](y.png)", 3),
        ("# Über größe", 2),
        ("学习很好", 4),
        ("ひらがな and カタカナ", 9),
        ("한국어 단어", 2),
        ("", 0),
        ("<b>x</b> y", 2),
    ],
)
def test_words_are_counted_as_they_are_read(text: str, words: int) -> None:
    assert length_of(text).words == words


def test_minutes_follow_the_script() -> None:
    assert length_of("word " * 400).minutes == pytest.approx(2)
    assert length_of("字" * 400).minutes == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("हिन्दी में एक पाठ।", 4),
        ("বাংলা ভাষা", 2),
        ("مُحَمَّدٌ يكتب", 2),
        ("שָׁלוֹם עולם", 2),
        ("e\u0301te\u0301 et hiver", 3),
        ("日本語です", 5),
        ("한국어 문장", 2),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert length_of(text).words == words
