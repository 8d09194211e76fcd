"""A reviewer gives a verdict on a version, and sees that the draft moved on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.panels.cards.elided import ElidedLabel
from editor.panels.cards.form import Words
from editor.panels.kit.avatars import Face
from editor.panels.kit.buttons import Button
from editor.panels.kit.choices import CheckBox
from editor.panels.kit.frames import ToneBox
from editor.panels.kit.look import Look
from editor.panels.review.newer_draft import NewerDraftLine
from editor.panels.review.side import ReviewSide
from editor.panels.review.values import (
    Due,
    NewerDraft,
    Place,
    Point,
    RemovedLesson,
    ReviewerRow,
    ReviewView,
)
from tests.editor.panels.cards.stage import (
    HOSTILE,
    button,
    named,
    press,
    rich_texts,
    stage,
    tab_chain,
    texts,
)
from tests.editor.panels.conftest import unnamed_controls

VIEW = ReviewView(
    "Peer learning at work",
    "v7",
    "version 7",
    "the author",
    (
        ReviewerRow(Face("ls", "L. S."), "approved", "all of it"),
        ReviewerRow(Face("me", "Me", me=True), "reviewing"),
    ),
    open_points=2,
)


def side(look: Look, qtbot: QtBot, view: ReviewView = VIEW) -> ReviewSide:
    made = ReviewSide(look)
    made.show_review(view)
    stage(qtbot, made, 300, 860)
    return made


def test_before_anything_was_read_it_asks_for_nothing(look: Look, qtbot: QtBot) -> None:
    fresh = ReviewSide(look)
    stage(qtbot, fresh, 300, 860)
    boxes = [*fresh.findChildren(ToneBox), fresh.verdict]
    assert not any(one.isVisible() for one in boxes), "no empty warning, and no verdict on nothing"
    fresh.show_review(VIEW)
    assert fresh.verdict.isVisible()


def test_it_says_which_version_and_who_looks_at_it(look: Look, qtbot: QtBot) -> None:
    said = texts(side(look, qtbot))
    for words in ("Review of version 7 · asked for by the author", "L. S.", "Approved", "You"):
        assert words in said


def test_lessons_that_were_removed_since_stand_in_it_with_the_way_to_them(
    look: Look, qtbot: QtBot
) -> None:
    assert "Removed since" not in texts(side(look, qtbot))
    removed = tuple(RemovedLesson(f"l{n}", f"Lesson {n} {HOSTILE}") for n in range(8))
    shown = side(look, qtbot, replace(VIEW, removed=removed))
    said = texts(shown)
    assert "Removed since version 7" in said and "Lesson 5" in said
    assert "Lesson 6" not in said and "and 2 more" in said
    assert unnamed_controls(shown) == [] and not rich_texts(shown)
    [way] = [w for w in shown.findChildren(Button) if "“Lesson 3" in w.accessibleName()]
    with qtbot.waitSignal(shown.removed_wanted) as wanted:
        way.click()
    assert wanted.args == ["l3"]


def test_who_named_the_version_hears_that_their_approval_does_not_count(
    look: Look, qtbot: QtBot
) -> None:
    why = "Your own approval does not count: you named this version. Ask someone else."
    shown = side(look, qtbot, replace(VIEW, uncounted=why))
    assert why not in texts(shown)
    press(qtbot, shown, "Approve")
    assert why in texts(shown)
    press(qtbot, shown, "Ask for changes")
    assert why not in texts(shown)


def test_a_verdict_comes_first(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    with qtbot.assertNotEmitted(shown.reviewed):
        press(qtbot, shown, "I am done reviewing")
    assert button(shown, "Approve").hasFocus()
    told = "Choose a verdict first. 2 of your own comments and suggestions are open."
    assert told in texts(shown)


def test_approving_is_tied_to_the_version(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    press(qtbot, shown, "Approve")
    assert button(shown, "Approve").isChecked()
    with qtbot.waitSignal(shown.reviewed) as said:
        press(qtbot, shown, "I am done reviewing")
    assert said.args == ["v7", "approve", ""]


def test_asking_for_changes_takes_a_word_and_ctrl_enter(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    press(qtbot, shown, "Approve")
    press(qtbot, shown, "Ask for changes")
    assert not button(shown, "Approve").isChecked()
    note = shown.findChild(QPlainTextEdit)
    qtbot.keyClicks(note, "Step 2")
    with qtbot.waitSignal(shown.reviewed) as said:
        qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["v7", "ask-changes", "Step 2"]


def test_a_choice_outlives_what_comes_in_but_not_another_version(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    press(qtbot, shown, "Approve")
    shown.show_review(replace(VIEW, open_points=3))
    assert button(shown, "Approve").isChecked()
    shown.show_review(replace(VIEW, version="v8", name="version 8"))
    assert not button(shown, "Approve").isChecked()


def test_a_verdict_once_given_can_be_changed(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot, replace(VIEW, given="approve", note="Good."))
    assert "You approved version 7." in texts(shown)
    press(qtbot, shown, "Ask for changes")
    with qtbot.waitSignal(shown.reviewed) as said:
        press(qtbot, shown, "Change my verdict")
    assert said.args == ["v7", "ask-changes", "Good."]


def test_one_who_may_not_approve_is_told_why(look: Look, qtbot: QtBot) -> None:
    why = "You wrote this right answer, so the approval cannot be yours."
    shown = side(look, qtbot, replace(VIEW, hindrance=why))
    with qtbot.assertNotEmitted(shown.reviewed):
        press(qtbot, shown, "Approve")
        press(qtbot, shown, "I am done reviewing")
    assert not button(shown, "Approve").isChecked()
    assert why in texts(shown)


def test_the_way_back(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    with qtbot.waitSignal(shown.back):
        press(qtbot, shown, "Back")


def test_tab_ends_at_the_verdict(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    chain = tab_chain(shown, button(shown, "Back"))
    assert chain == ["Back", "Approve", "Ask for changes", "I am done reviewing"]


def test_every_control_has_a_name_and_nothing_is_obeyed(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot, replace(VIEW, course=HOSTILE, asked_by=HOSTILE))
    assert unnamed_controls(shown) == []
    assert rich_texts(shown) == []


@pytest.mark.parametrize(
    ("newer", "told"),
    [
        (
            NewerDraft("version 7", {"sentence": 3}, 0),
            "You are reviewing version 7. Since then: 3 sentences changed. None of it is in your"
            " open points.",
        ),
        (
            NewerDraft("version 7", {"sentence": 1, "removed": 1, "answer": 1}, 1),
            "You are reviewing version 7. Since then: 1 right answer changed, 1 lesson removed,"
            " 1 sentence changed. 1 of these is in your open points.",
        ),
        (
            NewerDraft("version 7", {"outline": 2, "added": 1, "mark": 1}, 2),
            "You are reviewing version 7. Since then: 1 pass mark changed, 1 new lesson,"
            " 2 changes of the outline. 2 of these are in your open points.",
        ),
        (
            NewerDraft("version 7", {"sentence": 1}, 1),
            "You are reviewing version 7. Since then: 1 sentence changed. It is in one of your open"
            " points.",
        ),
        (
            NewerDraft("version 7", {"sentence": 1}, 0, is_mine=False),
            "The review is of version 7. Since then: 1 sentence changed.",
        ),
    ],
)
def test_a_newer_draft_is_told_in_a_sentence(newer: NewerDraft, told: str) -> None:
    assert newer.told == told


def test_the_line_leads_to_the_changes_and_goes_away(look: Look, qtbot: QtBot) -> None:
    line = NewerDraftLine(look)
    line.show_newer(NewerDraft("version 7", {"sentence": 3}, 0))
    stage(qtbot, line, 1000, 80)
    assert "There is a newer draft." in texts(line)
    with qtbot.waitSignal(line.changes_asked):
        press(qtbot, line, "See the 3 changes")
    line.show_newer(None)
    assert line.isHidden()


ROUND = replace(
    VIEW,
    reviewers=(
        ReviewerRow(Face("ls", "L. S."), "approved", "all of it", "ls"),
        ReviewerRow(Face("ak", "A. K."), "waiting", "new to it", "ak", True, True),
    ),
    due=Due("Due Thursday, 26 November", "in 4 days; a reminder the day before"),
    word="“Look at step 2”",
    points=(Point("The goal can be checked", True), Point("Right answers are right")),
    approved="You approved 41 of 43 blocks; 2 changed since.",
    left=(Place("lesson", 4, "“Feedback”: Say what you saw"),),
    own=(Place("quiz", 2, "“Quiz”: Which?", "You wrote this right answer", True),),
    is_asked=True,
    waiting="Waiting for A. K.",
    may_ask=True,
)


def test_the_longest_name_leaves_each_row_its_menu(look: Look, qtbot: QtBot) -> None:
    name = ("Longestofallnamesthatmaybe " * 3)[:80].strip()
    long = ReviewerRow(Face("lo", name), "waiting", "answered here", "lo", True, True)
    shown = side(look, qtbot, replace(ROUND, reviewers=(long,)))
    more = named(shown, f"Ask someone else, or {name} no longer")
    assert more.visibleRegion().boundingRect().width() == more.width()
    [told] = [one for one in shown.findChildren(ElidedLabel) if one.text() == name]
    assert told.toolTip() == told.accessibleName() == name


def test_a_round_shows_its_day_who_is_late_and_what_is_left(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot, ROUND)
    said = texts(shown)
    for words in (
        "Due Thursday, 26 November",
        "“Look at step 2”",
        "Late",
        "1 of 2",
        "You approved 41 of 43 blocks; 2 changed since.",
        "You wrote this right answer",
        "Waiting for A. K.",
    ):
        assert words in said
    with qtbot.waitSignal(shown.gone_to) as caught:
        named(shown, "Go to it: “Feedback”: Say what you saw").click()
    assert caught.args == ["lesson", 4]
    with qtbot.waitSignal(shown.asking):
        press(qtbot, shown, "Ask someone else…")
    assert unnamed_controls(shown) == []


def test_points_are_ticked_and_one_who_cannot_says_so(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot, ROUND)
    with qtbot.waitSignal(shown.ticked) as caught:
        next(b for b in shown.findChildren(CheckBox) if "Right" in b.accessibleName()).click()
    assert caught.args == ["v7", "Right answers are right", True]
    with qtbot.waitSignal(shown.cannot) as caught:
        press(qtbot, shown, "I cannot review it")
    assert caught.args == ["v7"]
    assert "1 point of the list is not ticked yet." in texts(shown)


def test_another_is_asked_in_the_place_of_who_is_late(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot, ROUND)
    more = named(shown, "Ask someone else, or A. K. no longer")
    [menu] = more.findChildren(QMenu)
    with qtbot.waitSignal(shown.replaced) as caught:
        menu.actions()[0].trigger()
    assert caught.args == ["v7", "ak"]
    with qtbot.waitSignal(shown.withdrawn) as caught:
        menu.actions()[1].trigger()
    assert caught.args == ["v7", "ak"]


def test_what_came_after_a_release_warns(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot, replace(VIEW, warning="Learners have version 7, and …"))
    assert "Learners have version 7, and …" in texts(shown)


def test_a_verdict_begun_waits_for_its_version(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    press(qtbot, shown, "Ask for changes")
    (note,) = shown.verdict.findChildren(Words)
    qtbot.keyClicks(note, "Step 2")
    shown.show_review(replace(VIEW, version="w1", name="version 1", course="Another"))
    assert note.words() == "" and set(shown.verdict.begun()) == {"v7"}
    shown.show_review(VIEW)
    assert note.words() == "Step 2" and not note.isHidden()
    shown.show_review(replace(VIEW, given="ask-changes", note="Step 2"))
    assert shown.verdict.begun() == {}, "given"
