"""What was said of an overlap goes back as what was done last, never another place's choice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.acts.taking_acts_back import ASKED, DONE, take_last_choice_back
from app.flows.overlaps import giving, merging
from app.flows.overlaps.asking import questions
from app.flows.overlaps.undoing import CHOSEN
from app.flows.review.commenting import resolve
from app.shell.course import overlap_acts as acts
from app.shell.course.overlap_reading import read_overlaps
from sync.model.errors import BadInput, Refused
from sync.model.ids import NodeId, PersonId
from sync.model.payloads import MemberSet
from tests.app.flows.test_taking_back import Two


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """Two overlaps; the author chose at the first of them."""
    made = Two(tmp_path)
    who = made.colleague.ws.identity.person
    made.author.ws.ledger.write(made.post.log, MemberSet(who, "Colleague", "author"))
    for old in ("effect", "the author"):
        made.writes(made.author, old, f"{old} of mine")
        made.writes(made.colleague, old, f"{old} of theirs")
    made.meet()
    first, _ = merging.overlaps(made.author.ws, made.author.course)
    acts.settle(made.author.ws, made.post.log, first.id, "mine", None)
    yield made
    made.author.ws.close()
    made.colleague.ws.close()


def left(two: Two) -> merging.OverlapView:
    [view] = merging.overlaps(two.author.ws, two.author.course)
    return view


def said(two: Two) -> tuple[str, str, str] | None:
    now = giving.given(two.author.course, left(two))
    return (now.to, now.why, now.until) if now else None


def back(two: Two) -> str:
    """Take the last thing back in the window; tell its kind."""
    undone = take_last_choice_back(two.author.ws, two.post.log)
    assert undone is not None
    return undone.kind


def test_each_word_of_whose_turn_it_is_is_one_step(two: Two) -> None:
    ws, log, ident = two.author.ws, two.post.log, left(two).id
    them = PersonId(two.colleague.ws.identity.person)
    acts.give_to(ws, log, ident, them, "Yours")
    acts.leave_for(ws, log, ident, 7)
    until = said(two)
    acts.take_it_up(ws, log, ident)
    assert said(two) is None
    assert back(two) == DONE and said(two) == until
    assert back(two) == DONE and said(two) == (them, "Yours", "")
    assert back(two) == DONE and said(two) is None
    assert len(merging.overlaps(ws, two.author.course)) == 1, "the choice before stands"
    assert back(two) == CHOSEN
    assert len(merging.overlaps(ws, two.author.course)) == 2
    two.meet()
    assert giving.given(two.colleague.course, left_there(two, ident)) is None


def test_what_was_given_to_one_who_left_waits_for_nobody(two: Two) -> None:
    ws, log, ident = two.author.ws, two.post.log, left(two).id
    them = PersonId(two.colleague.ws.identity.person)
    acts.give_to(ws, log, ident, them, "Yours")
    before = read_overlaps(ws, log, broken=False)
    ws.ledger.write(log, MemberSet(them, "Colleague", "none"))
    after = read_overlaps(ws, log, broken=False)
    whys = [
        [item.turn.why for item in read.items if item.turn is not None] for read in (before, after)
    ]
    assert whys == [["Yours"], ["Yours – Colleague has no access any more."]]
    assert them in [face.person for face in before.people]
    assert them not in [face.person for face in after.people]
    with pytest.raises(Refused, match="has no access"):
        acts.give_to(ws, log, ident, them, "Again")


def left_there(two: Two, ident: str) -> merging.OverlapView:
    views = merging.overlaps(two.colleague.ws, two.colleague.course)
    return next(view for view in views if view.id == ident)


def test_a_question_is_closed_again_and_where_others_went_on_it_is_said(two: Two) -> None:
    ws, log, ident = two.author.ws, two.post.log, left(two).id
    acts.ask_about(ws, log, ident, "Which?")
    assert len(questions(two.author.course, left(two))) == 1
    assert back(two) == ASKED
    assert questions(two.author.course, left(two)) == ()
    acts.ask_about(ws, log, ident, "And this?")
    [asked] = questions(two.author.course, left(two))
    with pytest.raises(BadInput, match="needs a reason"):
        resolve(ws, two.author.course, asked, "done", " ")
    resolve(ws, two.author.course, asked, "done", "This.")
    acts.give_to(ws, log, ident, PersonId(two.colleague.ws.identity.person), "")
    two.meet()
    theirs = left_there(two, ident)
    giving.give(two.colleague.ws, two.colleague.course, theirs, until="2040-01-01")
    two.meet()
    for _ in range(2):  # the giving, then the question: each is said, and no choice goes instead
        with pytest.raises(Refused):
            back(two)
    assert said(two) == ("", "", "2040-01-01")
    assert back(two) == CHOSEN


def test_what_was_closed_together_is_one_step(two: Two) -> None:
    ident = left(two).id
    two.writes(two.author, "the author of mine", "everyone")
    [settled] = [
        one
        for one in merging.overlaps(two.author.ws, two.author.course, settled=True)
        if one.state == "settled"
    ]
    assert settled.id == ident
    acts.settle_all_settled(two.author.ws, two.post.log)
    assert merging.overlaps(two.author.ws, two.author.course, settled=True) == []
    before = two.author.text(two.one)
    assert back(two) == DONE, "it is not open by that"
    states = [v.state for v in merging.overlaps(two.author.ws, two.author.course, settled=True)]
    assert states == ["settled"] and two.author.text(two.one) == before
    assert back(two) == CHOSEN


def test_a_choice_holds_for_what_was_in_view_alone(two: Two) -> None:
    ws, log, lesson = two.author.ws, two.post.log, NodeId(two.one)
    [seen] = read_overlaps(ws, log, broken=False).items
    assert not seen.over
    now = next(line for line in two.author.text(lesson).split("\n") if "the author of" in line)
    two.writes(two.colleague, now, "Colleague's later words.")
    two.meet()
    for take, text in (("1", None), ("merged", None), ("text", "My words.\n")):
        with pytest.raises(Refused):
            acts.settle(ws, log, seen.id, take, text, seen=seen)
    assert "Colleague's later words." in two.author.text(lesson)
    [today] = read_overlaps(ws, log, broken=False).items
    assert today.settled and [face.person for face in today.over] == [
        two.colleague.ws.identity.person
    ]
    acts.settle(ws, log, seen.id, "text", "My words.\n", seen=today)
    assert "\nMy words.\n" in two.author.text(lesson)
