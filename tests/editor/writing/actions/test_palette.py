"""The palette is found by any word that people use for a thing."""

from __future__ import annotations

import pytest

from editor.writing.actions.palette import blocks, find
from editor.writing.actions.table import ACTIONS


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("title", "heading-1"),
        ("head", "heading-1"),
        ("section", "heading-2"),
        ("photo", "image"),
        ("pic", "image"),
        ("todo", "tasks"),
        ("steps", "numbers"),
        ("quiz", "quiz-single"),
        ("matching", "quiz-match"),
        ("question order", "quiz-order"),
        ("gap", "quiz-text"),
        ("dropdown", "quiz-select"),
        ("equation", "formula-inline"),
        ("warning", "callout-warning"),
        ("tabel", "table"),
        ("hyperlnik", "link"),
        ("line", "rule"),
    ],
)
def test_found_first(words: str, name: str) -> None:
    found = [action.name for action in find(words)]
    assert found[:1] == [name] or name in found[:2], found[:4]


def test_all_words_must_mean_it() -> None:
    assert find("table xqz") == ()
    assert find("zzzz") == ()


def test_before_a_word_all_blocks_are_there() -> None:
    assert find("  ") == blocks()
    assert len(blocks()) > 15


def test_everything_can_be_found_by_its_title() -> None:
    for action in ACTIONS:
        assert action in find(action.title.replace(":", ""))
        assert action.about
        assert action.keywords
