"""What people of other tools met when they wrote apart, each as a short story with its outcome.

The list is that of a tool which has been in the field since 2009 and never asks to merge first:
removed against edited, both reordered, put in at different places, moved and edited, moved apart,
both renamed, two right answers; here with two people, and with three in any order of arrival.
"""

from __future__ import annotations

from itertools import permutations

import pytest

from sync.merge.fold import History
from sync.merge.weave import weave
from tests.sync.merge.lessons import (
    BASE,
    CLOSE,
    OPEN,
    SIGN,
    VALVE,
    WAIT,
    WRITE,
    lesson,
    moved,
    without,
)
from tests.sync.merge.story import LESSON, Story
from tests.sync.merge.test_weave import kinds
from tests.sync.merge.writers import words

QUIZ = "Which valve first?\n\n[( )] the red one\n[(X)] the blue one\n[( )] the green one\n"


def test_removed_against_edited() -> None:
    woven = weave(BASE, without(WAIT), BASE.replace("ten", "twenty"))
    assert kinds(woven) == [("edited-deleted", "must")]


def test_removed_by_both_is_gone() -> None:
    assert weave(BASE, without(WAIT), without(WAIT)).parts == (without(WAIT),)


def test_both_reordered() -> None:
    one = lesson(OPEN, WAIT, VALVE, WRITE, SIGN, CLOSE)
    woven = weave(BASE, one, lesson(WAIT, VALVE, OPEN, WRITE, SIGN, CLOSE))
    assert [kind for kind, _ in kinds(woven)] in (["both-reordered"], ["moved-apart"])
    assert all(woven.text.count(step) == 1 for step in (VALVE, OPEN, WAIT))


def test_put_in_at_one_place_by_both() -> None:
    one, two = (BASE.replace(WAIT, f"{WAIT}\n\n{new}") for new in ("Breathe.", "Listen."))
    woven = weave(BASE, one, two)
    assert kinds(woven) == [("both-added", "may")]
    assert "Breathe." in woven.text and "Listen." in woven.text


def test_put_in_at_different_places() -> None:
    one = BASE.replace(VALVE, f"{VALVE}\n\nBreathe.")
    two = BASE.replace(SIGN, f"{SIGN}\n\nListen.")
    assert weave(BASE, one, two).parts == (one.replace(SIGN, f"{SIGN}\n\nListen."),)


def test_one_moved_the_other_edited() -> None:
    woven = weave(BASE, moved(WAIT, SIGN), BASE.replace("ten", "twenty"))
    assert kinds(woven) == [("moved-edited", "may")]
    assert woven.text == moved(WAIT, SIGN).replace("ten", "twenty")


def test_moved_to_two_places() -> None:
    woven = weave(BASE, moved(VALVE, WAIT), moved(VALVE, SIGN))
    assert kinds(woven) == [("moved-apart", "may")]
    assert woven.text.count(VALVE) == 1


def test_one_moved_the_other_removed() -> None:
    assert kinds(weave(BASE, moved(WAIT, SIGN), without(WAIT))) == [("moved-deleted", "must")]


def test_both_renamed() -> None:
    base = "## Valves\n\n" + BASE
    woven = weave(base, base.replace("Valves", "Taps"), base.replace("Valves", "Cocks"))
    assert kinds(woven) == [("both-edited", "must")]
    assert [(o.base, o.one, o.two) for o in woven.overlaps] == [
        ("## Valves\n", "## Taps\n", "## Cocks\n")
    ]


def test_two_right_answers() -> None:
    """Each moved the mark to another option."""
    none = QUIZ.replace("(X)", "( )")
    one, two = (
        none.replace(f"( )] the {which}", f"(X)] the {which}") for which in ("red", "green")
    )
    woven = weave(QUIZ, one, two)
    assert kinds(woven) == [("both-edited", "may")]
    assert {woven.overlaps[0].one, woven.overlaps[0].two} == {
        text.removeprefix("Which valve first?\n\n") for text in (one, two)
    }


def test_two_right_answers_that_do_not_touch() -> None:
    """No clash of lines: the check of the merged course finds it."""
    more = QUIZ + "[( )] none of them\n"
    woven = weave(
        more,
        more.replace("[( )] the red", "[(X)] the red"),
        more.replace("[( )] none", "[(X)] none"),
    )
    assert not woven.overlaps
    assert woven.text.count("(X)") == 3


def test_two_rows_of_a_table() -> None:
    table = "| part | bar |\n| --- | --- |\n| valve | 2 |\n| pipe | 3 |\n| tank | 4 |\n"
    woven = weave(table, table.replace("| 2 |", "| 20 |"), table.replace("| 4 |", "| 40 |"))
    assert woven.parts == (table.replace("| 2 |", "| 20 |").replace("| 4 |", "| 40 |"),)


def test_two_words_of_one_long_line() -> None:
    """Sentences of one line are no units of their own: both edits are offered, and asked about.

    Of 150 overlaps in real merges ten were edits of different sentences. People made the text that
    is offered here of eight of them, and another one of two: silence would have been wrong there.
    """
    base = lesson(" ".join(STEP for STEP in (VALVE, OPEN, WAIT, WRITE)))
    one, two = base.replace("left", "right"), base.replace("ten", "twenty")
    woven = weave(base, one, two)
    assert kinds(woven) == [("both-edited", "may")]
    assert woven.text == one.replace("ten", "twenty")


THREE = {
    "edited": ("ten", ("twenty", "thirty", "forty")),
    "removed by one, edited by two": (f"{WAIT}\n\n", ("", f"{WAIT} Go.\n\n", f"{WAIT} Stop.\n\n")),
    "put in": (f"{WAIT}\n", (f"{WAIT}\n\nOne.\n", f"{WAIT}\n\nTwo.\n", f"{WAIT}\n\nThree.\n")),
}


@pytest.mark.parametrize("what", THREE)
def test_three_people_in_any_order(what: str) -> None:
    """Whatever name a revision goes by and whatever came first: one item, all wordings in it."""
    old, news = THREE[what]
    new_words = words(" ".join(news)) - words(BASE)
    seen = set()
    for names in permutations("abc"):
        story = Story(BASE)
        for name, new in zip(names, news, strict=True):
            story.change(name, ("r",), old, new)
        for revisions in permutations(story.revisions):
            history = History(LESSON, revisions, story.texts.__getitem__)
            [item] = history.items
            assert item.state == "open"
            assert new_words <= words(" ".join(wording.text for wording in item.wordings))
            seen.add((names, history.text))
    assert len(seen) == 6, "one text for each set of names, however it came"


def test_three_people_move_remove_and_edit_one_paragraph() -> None:
    texts = (moved(WAIT, SIGN), without(WAIT), BASE.replace("ten", "twenty"))
    for names in permutations("abc"):
        story = Story(BASE)
        for name, text in zip(names, texts, strict=True):
            story.write(name, ("r",), text)
        history = story.history()
        assert history.items
        assert all(item.state == "open" for item in history.items)
        shown = history.text.join(w.text for item in history.items for w in item.wordings)
        assert "twenty minutes" in shown
        assert history.text.count("Wait for") <= 1
