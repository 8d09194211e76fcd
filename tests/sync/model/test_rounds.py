"""A round by its facts, in whatever order they come; days and reminders by the calendar."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId, PersonId, sha_of
from sync.model.payloads import CommentMade, ReviewGiven, VersionNamed
from sync.model.replay import replay
from sync.model.round_payloads import Asked, ReviewAsked, ReviewDone, ReviewWithdrawn
from sync.model.rounds import (
    Reminder,
    Reviewer,
    Round,
    Standing,
    asks_me,
    comes_after,
    days_left,
    due_after,
    reminder,
    round_of,
)
from sync.model.states import TextState
from tests.sync.model.test_replay import LOG, write

COLLEAGUE, REVIEWER, SECOND = (
    PersonId("colleague"),
    PersonId("reviewer"),
    PersonId("second reviewer"),
)
DUE = "2026-11-26"


@pytest.fixture
def facts() -> list[Fact]:
    return []


def named(facts: list[Fact], number: int = 7) -> FactId:
    return write(facts, VersionNamed(number, "", {}, (), sha_of(""), sha_of(str(number)))).id


def now(facts: list[Fact], version: FactId) -> Round:
    course = replay(LOG, facts)
    assert replay(LOG, reversed(facts)).asked == course.asked
    return round_of(course, course.versions[version])


def standings(found: Round) -> dict[str, str]:
    return {one.person: one.standing for one in found.people}


def test_a_round_tells_where_each_stands(facts: list[Fact]) -> None:
    version = named(facts)
    people = (Asked(COLLEAGUE, "knows it"), Asked(REVIEWER))
    write(facts, ReviewAsked(version, people, DUE, ("Goal",), "Look at step 2"), "p")
    found = now(facts, version)
    assert (found.due, found.checklist, found.note) == (DUE, ("Goal",), "Look at step 2")
    assert standings(found) == {COLLEAGUE: "waiting", REVIEWER: "waiting"}
    assert replay(LOG, facts).versions[version].state == "in review"
    nothing = TextState((), sha_of(""))
    write(facts, CommentMade(NodeId("l"), nothing, 0, 0, "", "", "", "why?"), COLLEAGUE)
    assert standings(now(facts, version))[COLLEAGUE] == "reviewing"
    write(facts, ReviewGiven(version, "approve"), COLLEAGUE)
    write(facts, ReviewDone(version, ticks=("Goal",)), COLLEAGUE)
    write(facts, ReviewDone(version, "cannot", note="on leave"), REVIEWER)
    found = now(facts, version)
    assert standings(found) == {COLLEAGUE: "approved", REVIEWER: "cannot"}
    assert (found.people[0].ticks, found.people[1].note) == (("Goal",), "on leave")
    assert found.waits_for() == ()
    write(facts, ReviewGiven(version, "ask-changes"), REVIEWER)  # could, after all
    assert standings(now(facts, version))[REVIEWER] == "changes asked"
    second = named(facts, 2)
    write(facts, ReviewAsked(second, people, DUE), "p")
    write(facts, ReviewDone(second), COLLEAGUE)  # as an application may that asks for no verdict
    found = now(facts, second)
    assert (standings(found)[COLLEAGUE], [one.person for one in found.waits_for()]) == (
        "done",
        [REVIEWER],
    )


def test_someone_else_takes_the_place_of_one_who_is_no_longer_asked(facts: list[Fact]) -> None:
    version = named(facts)
    write(facts, ReviewAsked(version, (Asked(COLLEAGUE), Asked(REVIEWER)), DUE))
    write(facts, ReviewWithdrawn(version, COLLEAGUE, SECOND, "is on leave"))
    found = now(facts, version)
    assert [(one.person, one.why, one.due) for one in found.people] == [
        (REVIEWER, "", DUE),
        (SECOND, "is on leave", DUE),
    ]
    assert found.withdrawn == (COLLEAGUE,)
    assert replay(LOG, facts).versions[version].asked == (REVIEWER, SECOND)
    write(facts, ReviewGiven(version, "approve"), COLLEAGUE)  # unasked by now, and still a word
    assert now(facts, version).of(COLLEAGUE) is not None
    write(facts, ReviewAsked(version, (Asked(COLLEAGUE),)))
    assert now(facts, version).withdrawn == ()


def test_a_newer_round_takes_the_place_of_an_older_one(facts: list[Fact]) -> None:
    seven = named(facts)
    write(facts, ReviewAsked(seven, (Asked(COLLEAGUE),), DUE))
    named(facts, 8)
    mine = asks_me(replay(LOG, facts), COLLEAGUE)
    assert mine is not None and mine.version.number == 7
    nine = named(facts, 9)
    write(facts, ReviewAsked(nine, (Asked(REVIEWER),)))
    assert asks_me(replay(LOG, facts), COLLEAGUE) is None


@pytest.mark.parametrize(
    ("today", "wanted"),
    [
        ("2026-11-24", None),
        ("2026-11-25", "before"),
        ("2026-11-26", "today"),
        ("2026-11-27", "after"),
        ("2027-01-30", "after"),
    ],
)
def test_reminders_come_the_day_before_on_the_day_and_after_it(
    today: str, wanted: Reminder | None
) -> None:
    one = Reviewer(COLLEAGUE, by=REVIEWER, due=DUE)
    assert reminder(one, date.fromisoformat(today)) == wanted
    for done in get_args(Standing)[2:]:
        over = Reviewer(COLLEAGUE, by=REVIEWER, due=DUE, standing=done)
        assert reminder(over, date.fromisoformat(today)) is None


def test_a_calendar_that_is_set_back_reminds_of_nothing_again() -> None:
    assert comes_after("before", None)
    assert comes_after("after", "before")
    assert not comes_after("today", "today")
    assert not comes_after("before", "after")


@pytest.mark.parametrize("odd", ["", "soon", "2026-13-01", "20261126", "2026-W48-4", "26.11.2026"])
def test_what_is_no_day_is_never_late(odd: str) -> None:
    assert days_left(odd, date(2026, 11, 26)) is None
    assert reminder(Reviewer(COLLEAGUE, by=REVIEWER, due=odd), date(2026, 11, 26)) is None


def test_a_round_takes_so_many_days_of_the_calendar() -> None:
    assert due_after(date(2026, 12, 29), 5) == "2027-01-03"
    assert due_after(date(2026, 3, 28), 1) == "2026-03-29"  # a day of 23 hours, somewhere
