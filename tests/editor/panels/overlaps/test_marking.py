"""Each word is marked as whose it is, and the texts stay as they were."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.panels.cards.runs import text_of
from editor.panels.overlaps.marking import MOST_TOKENS, marked
from editor.panels.overlaps.values import OverlapItem, Wording
from tests.editor.panels.overlaps.examples import AK, LESSON, ME, SENTENCE


def marks(runs: tuple[object, ...]) -> list[tuple[str, str]]:
    return [(run.kind, run.text) for run in runs if run.kind != "same"]  # type: ignore[attr-defined]


def test_words_are_marked_as_in_the_picture() -> None:
    found = marked(SENTENCE)
    assert marks(found.wordings[0]) == [("mine", "person’s character")]
    assert marks(found.wordings[1]) == [("theirs", "rarely works")]
    assert marks(found.now) == [("theirs", "rarely works"), ("mine", "person’s character")]


def test_a_mere_deletion_is_shown_struck() -> None:
    one = replace(SENTENCE.wordings[0], text="It does not work.\n")
    found = marked(replace(SENTENCE, wordings=(one, SENTENCE.wordings[1])))
    assert [kind for kind, _ in marks(found.wordings[0])] == ["gone"]


def test_what_both_wrote_belongs_to_nobody() -> None:
    wordings = (Wording("1", "a new b\n", (ME,)), Wording("2", "a new c\n", (AK,)))
    item = OverlapItem("x", "both-edited", LESSON, "T", "a b\n", wordings, "a new b c\n")
    assert ("mine", "new") not in marks(marked(item).now)
    assert ("theirs", "new") not in marks(marked(item).now)
    assert ("theirs", "c") in [(kind, text.strip()) for kind, text in marks(marked(item).now)]


def test_a_place_too_long_to_compare_is_shown_whole() -> None:
    long = "word " * (MOST_TOKENS + 1)
    found = marked(replace(SENTENCE, now=long))
    assert text_of(found.now) == long
    assert marks(found.now) == []


_TEXTS = st.text(alphabet="ab' \n.’", max_size=24)


@given(_TEXTS, _TEXTS, _TEXTS, _TEXTS)
def test_marks_change_no_letter(was: str, one: str, two: str, now: str) -> None:
    wordings = (Wording("1", one, (ME,)), Wording("2", two, (AK,)))
    found = marked(OverlapItem("x", "both-edited", LESSON, "T", was, wordings, now))
    assert [text_of(runs) for runs in found.wordings] == [one, two]
    assert text_of(found.now) == now
