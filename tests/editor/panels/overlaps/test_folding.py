"""In a long place what differs is in sight; all of it is one click away."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.runs import Mark, text_of
from editor.panels.kit.look import Look
from editor.panels.overlaps.card import OverlapCard
from editor.panels.overlaps.folding import folded, folds_of
from editor.panels.overlaps.marking import marked
from editor.panels.overlaps.values import OverlapItem, Wording
from tests.editor.panels.cards.stage import press, stage
from tests.editor.panels.overlaps.examples import AK, LESSON, ME, SENTENCE

MANY = "word " * 6000


def place(was: str, one: str, two: str, now: str) -> OverlapItem:
    """A place with two wordings."""
    wordings = (Wording("1", one, (ME,)), Wording("2", two, (AK,)))
    return OverlapItem("x", "both-edited", LESSON, "T", was, wordings, now)


LONG = place(
    f"{MANY}end of it.\n", f"{MANY}END of it.\n", f"{MANY}finish of it.\n", f"{MANY}END of it.\n"
)


def shown(item: OverlapItem) -> list[str]:
    """What is to be read of what it was, of each wording, and of what stands now."""
    marks, folds = marked(item), folds_of(item)
    texts = [folded(runs, one) for runs, one in zip(marks.wordings, folds.wordings, strict=True)]
    texts.append(folded(marks.now, folds.now))
    return ["".join(run.text for run in runs) for runs in texts]


def test_what_differs_at_the_end_of_a_long_line_is_marked_and_in_sight() -> None:
    ends = "word " * 12
    told = f"{ends.rstrip()} … 5,976 words that are the same … {ends}"
    assert shown(LONG) == [f"{told}{end} of it.\n" for end in ("END", "finish", "END")]
    marks = marked(LONG)
    assert [run.text for run in marks.wordings[0] if run.kind == Mark.MINE.value] == ["END"]
    assert [run.text for run in marks.wordings[1] if run.kind == Mark.THEIRS.value] == ["finish"]


def test_what_one_of_them_changed_is_folded_in_no_text() -> None:
    lot = [f"w{number}" for number in range(400)]
    one, two = lot.copy(), lot.copy()
    one[100], two[300] = "mine", "theirs"
    both = one.copy()
    both[300] = "theirs"
    found = shown(place(*(" ".join(words) for words in (lot, one, two, both))))
    assert len({text.count("that are the same") for text in found}) == 1
    assert found[0].count("that are the same") == 3
    assert " mine " in found[0]
    assert " w300 " in found[0], "the other has it otherwise"
    assert " w100 " in found[1]
    assert " mine " in found[2]
    assert " theirs " in found[2]


def test_a_short_place_and_one_taken_out_are_left_whole() -> None:
    assert shown(SENTENCE)[0] == marked_text(SENTENCE)
    folds = folds_of(place(MANY, "", f"{MANY}more\n", f"{MANY}more\n"))
    assert not folds.now
    assert not any(folds.wordings)


def marked_text(item: OverlapItem) -> str:
    """All that is shown of the first wording where nothing is folded."""
    return "".join(run.text for run in marked(item).wordings[0])


_WORDS = st.lists(st.sampled_from(["a", "b", "c ", "\n", "x"] + ["long " * 30] * 3), max_size=9)


@given(_WORDS, _WORDS, _WORDS, _WORDS)
def test_what_is_folded_stands_in_every_text(
    was: list[str], one: list[str], two: list[str], now: list[str]
) -> None:
    item = place(*("".join(words) for words in (was, one, two, now)))
    folds = folds_of(item)
    texts = [(item.now, folds.now)]
    texts += [(w.text, f) for w, f in zip(item.wordings, folds.wordings, strict=True)]
    texts += [(item.was, folds.was)] if item.was.strip() else []
    away = [[text[fold.start : fold.end] for fold in some] for text, some in texts]
    assert all(one == away[0] for one in away)
    marks = marked(item)
    left = [text_of(folded(marks.now, folds.now))]
    assert left[0].count("that are the same") == len(folds.now)


def test_the_card_shows_it_folded_and_opens_it(look: Look, qtbot: QtBot) -> None:
    card = OverlapCard(look, LONG)
    stage(qtbot, card, 900, 800)
    texts = [text for text in card.findChildren(MarkedText) if text.isVisible()]
    assert len(texts) == 4
    assert all("5,976 words that are the same" in text.accessibleName() for text in texts)
    assert all(text.heightForWidth(400) < 400 for text in texts)
    press(qtbot, card, "Show all the words")
    assert not any("that are the same" in text.accessibleName() for text in texts)
    assert max(text.heightForWidth(400) for text in texts) > 4000, "to the very end"
    press(qtbot, card, "Fold what is the same")
    assert all("that are the same" in text.accessibleName() for text in texts)
    other = OverlapCard(look, replace(SENTENCE))
    stage(qtbot, other, 900, 800)
    assert "Show all the words" not in [
        way.accessibleName()
        for way in other.findChildren(type(card._buttons[0]))
        if way.isVisible()
    ]
