"""An overlap is told in a sentence that blames nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.panels.overlaps.outline_sentences import outline_sentence
from editor.panels.overlaps.sentences import (
    about_minutes,
    afterwards,
    headline,
    keep,
    question,
    release_note,
    stands,
    use,
)
from editor.panels.overlaps.values import OverlapItem, Wording
from tests.editor.panels.overlaps.examples import (
    AK,
    FOUND,
    KEYS,
    LESSON,
    ME,
    MOVED,
    RM,
    SENTENCE,
    SETTLED,
    THREE,
    TITLES,
)


def test_the_title_is_the_sentence_of_the_design() -> None:
    assert question(SENTENCE) == "You and A. K. both changed this sentence"
    assert question(THREE) == "You, A. K. and R. M. all changed this sentence"


def test_a_bystander_reads_who_it_was() -> None:
    one, two = SENTENCE.wordings
    item = replace(SENTENCE, wordings=(replace(one, faces=(RM,)), two))
    assert question(item) == "R. M. and A. K. both changed this sentence"
    assert [use(item, wording) for wording in item.wordings] == ["Use R. M.’s", "Use A. K.’s"]


def test_the_choices_are_named() -> None:
    assert [use(SENTENCE, w) for w in SENTENCE.wordings] == ["Use mine", "Use theirs"]
    assert [use(THREE, w) for w in THREE.wordings] == ["Use mine", "Use A. K.’s", "Use R. M.’s"]
    assert [use(MOVED, w) for w in MOVED.wordings] == ["Put it there", "Take it out"]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (MOVED, "You moved “Curating” to Practice; A. K. removed it."),
        (
            FOUND,
            "A. K. removed “Running a circle”; you went on writing in it."
            " It is in “Found”, with all that was written.",
        ),
        (TITLES, "You named it “Feedback that helps”; A. K. named it “Useful feedback”."),
    ],
)
def test_outline_overlaps_are_sentences(item: OverlapItem, told: str) -> None:
    assert outline_sentence(item) == told


def test_two_right_answers_are_said_loudly() -> None:
    assert headline(KEYS) == (
        "Two different right answers",
        "Final quiz: you B, A. K. C. Only one may be right.",
    )
    assert question(KEYS) == "You and A. K. both changed this question"


def test_who_took_a_text_out_is_said() -> None:
    assert question(SETTLED) == "You changed this sentence; A. K. took it out"


@pytest.mark.parametrize(
    ("was", "word"),
    [
        ("One. Two.\n", "paragraph"),
        ("# Head\n", "heading"),
        ("| a | b |\n", "table row"),
        ("- a\n- b\n", "place"),
        ("一つ。二つ。\n", "sentence"),
    ],
)
def test_the_place_is_named_by_what_it_is(was: str, word: str) -> None:
    item = replace(SENTENCE, was=was)
    assert question(item) == f"You and A. K. both changed this {word}"


def test_what_stands_is_said_truly() -> None:
    assert stands(SENTENCE) == "Both together · this is in the lesson now"
    assert stands(replace(SENTENCE, now=SENTENCE.wordings[0].text)).startswith("Your text")
    assert stands(replace(SENTENCE, now=SENTENCE.wordings[1].text)).startswith("A. K.’s text")
    assert stands(THREE).startswith("All together")


def test_what_is_kept_is_counted() -> None:
    assert "all three texts are kept, and A. K. sees" in afterwards(SENTENCE)
    mine = replace(SENTENCE, now=SENTENCE.wordings[0].text)
    assert "both texts are kept" in afterwards(mine)
    assert "A. K. and R. M. see your choice" in afterwards(THREE)


def test_a_found_lesson_is_brought_back() -> None:
    assert (keep(FOUND), keep(MOVED), keep(SENTENCE)) == ("Bring it back", "Keep this", "Keep this")


def test_no_word_of_war_is_used() -> None:
    for item in (SENTENCE, THREE, MOVED, FOUND, TITLES, SETTLED, KEYS):
        said = " ".join((question(item), *headline(item), afterwards(item), stands(item))).lower()
        for word in ("conflict", "merge", "commit", "branch", "push", "!"):
            assert word not in said


def test_an_unknown_kind_still_reads() -> None:
    item = OverlapItem(
        "x",
        "new-kind",
        LESSON,
        "T",
        "a\n",
        (Wording("1", "b\n", (ME,)), Wording("2", "c\n", (AK,))),
        "b\n",
    )
    assert question(item) == "You and A. K. both changed this sentence"


def test_pace_and_release_agree_with_the_count() -> None:
    assert about_minutes(1) == "About 1 minute. You may stop at any time."
    assert about_minutes(3) == "About 2 minutes. You may stop at any time."
    assert release_note(1) == "A version can be released when this one is checked."
    assert release_note(3) == "A version can be released when all three are checked."


@pytest.mark.parametrize(
    ("kind", "asked", "listed"),
    [
        ("moved-edited", "one moved this", "Moved here, changed there"),
        ("moved-deleted", "the other took it out", "Moved here, taken out there"),
        ("moved-apart", "to different places", "Moved to two places"),
        ("both-reordered", "in different orders", "The same lines in two orders"),
        ("chosen-apart", "chose differently", "Two choices for one place"),
    ],
)
def test_later_kinds_have_sentences_of_their_own(kind: str, asked: str, listed: str) -> None:
    item = replace(SENTENCE, kind=kind)
    assert asked in question(item)
    assert headline(item)[0] == listed
