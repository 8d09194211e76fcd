"""What a person saw on one of their laptops is no news on the other, once both have synced."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.overview import seen
from app.flows.overview.since import since, unseen
from app.flows.review import commenting
from app.flows.sharing import syncing
from app.story.people import Desk
from sync.model.ids import DeviceId, NodeId
from sync.workspace.last_seen import MOST_LESSONS, Moment
from tests.app.flows.test_two_laptops import second_laptop
from tests.journeys.conftest import TEXT, Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.close()


class Three:
    """An author at two laptops, and a colleague who goes on writing."""

    def __init__(self, team: Team) -> None:
        self.team = team
        self.first = team.join("Author", "owner")
        self.first.title = outlining.begin(self.first.ws, "Peer learning").id
        for title in ("One", "Two"):
            outlining.add(self.first.ws, self.first.course, "lesson", title, text=TEXT)
        syncing.share(self.first.ws, self.first.course)
        self.first.sync()
        self.colleague = team.join("Colleague", "author")
        self.colleague.title = self.first.title
        self.second = second_laptop(team, self.first)
        self.one, self.two = (lesson.id for lesson in self.first.lessons())
        self.mark(self.first)
        self.sync()

    def sync(self) -> None:
        for _ in range(2):
            self.team.sync_all()

    def mark(self, desk: Desk) -> None:
        seen.note_course(desk.ws, desk.course)

    def look(self, desk: Desk, lesson: NodeId) -> None:
        seen.note_lesson(desk.ws, desk.course, lesson)

    def says(self, lesson: NodeId, words: str) -> None:
        commenting.comment_on_quote(
            self.colleague.ws, self.colleague.course, lesson, "an example", words
        )

    def news(self, desk: Desk) -> int:
        return since(desk.ws, desk.course).count


@pytest.fixture
def three(team: Team) -> Three:
    return Three(team)


def test_what_was_marked_as_seen_on_one_laptop_is_seen_on_the_other(three: Three) -> None:
    three.says(three.one, "Which?")
    three.sync()
    assert (three.news(three.first), three.news(three.second)) == (1, 1)
    three.mark(three.first)
    assert (three.news(three.first), three.news(three.second)) == (0, 1)
    three.sync()
    assert (three.news(three.first), three.news(three.second)) == (0, 0)
    assert (
        since(three.second.ws, three.second.course).since
        == since(three.first.ws, three.first.course).since
    )
    three.says(three.two, "And here?")
    three.sync()
    assert (three.news(three.first), three.news(three.second)) == (1, 1)


def test_a_lesson_that_was_read_on_one_laptop_was_read(three: Three) -> None:
    three.says(three.one, "Which?")
    three.says(three.two, "And here?")
    three.sync()
    three.look(three.second, three.one)
    three.sync()
    for desk in (three.first, three.second):
        [lesson] = since(desk.ws, desk.course).lessons
        assert lesson.lesson == three.two


def test_an_answer_seen_in_a_lesson_is_seen_on_the_other_laptop(three: Three) -> None:
    """An answer names its thread, not its lesson."""
    three.says(three.one, "Which?")
    three.sync()
    three.look(three.first, three.one)
    [thread] = three.colleague.course.facts.threads.values()
    commenting.reply(three.colleague.ws, three.colleague.course, thread, "That one.")
    three.sync()
    assert (three.news(three.first), three.news(three.second)) == (1, 1)
    three.look(three.first, three.one)
    three.sync()
    assert (three.news(three.first), three.news(three.second)) == (0, 0)


def test_a_new_laptop_knows_what_was_seen(three: Three) -> None:
    three.says(three.one, "Which?")
    three.sync()
    three.mark(three.first)
    three.says(three.two, "And here?")
    three.sync()
    third = second_laptop(three.team, three.first, "third")
    told = since(third.ws, third.course)
    assert not told.first
    assert [lesson.lesson for lesson in told.lessons] == [three.two]


def test_what_is_marked_as_not_seen_is_news_on_both(three: Three) -> None:
    three.says(three.one, "Which?")
    three.sync()
    three.mark(three.first)
    three.sync()
    assert three.news(three.second) == 0
    assert seen.set_back(three.first.ws, three.first.course)
    assert (three.news(three.first), three.news(three.second)) == (1, 0)
    three.sync()
    assert (three.news(three.first), three.news(three.second)) == (1, 1)
    three.mark(three.second)
    three.sync()
    assert (three.news(three.first), three.news(three.second)) == (0, 0)


def test_one_laptop_alone_tells_nothing(three: Three) -> None:
    desk = three.colleague
    three.mark(desk)
    three.sync()
    with sqlite3.connect(three.team.folder / "server" / "server.db") as connection:
        told = connection.execute("SELECT person FROM seen").fetchall()
    connection.close()
    assert (desk.ws.identity.person,) not in told


def test_others_are_told_nothing(three: Three) -> None:
    three.says(three.one, "Which?")
    three.mark(three.first)
    three.sync()
    assert three.colleague.ws.last_seen.elsewhere(three.colleague.course.id) is None
    answer = syncing.sync(three.second.ws)
    assert answer["seen"] is False, "nothing is told twice"
    with sqlite3.connect(three.team.folder / "server" / "server.db") as connection:
        told = connection.execute("SELECT person, length(body) FROM seen").fetchall()
    connection.close()
    assert {person for person, _ in told} == {three.first.ws.identity.person}
    assert max(size for _, size in told) < 400


def test_a_server_that_was_set_back_is_told_again(three: Three) -> None:
    three.says(three.one, "Which?")
    three.sync()
    three.mark(three.first)
    three.first.sync()
    with sqlite3.connect(three.team.folder / "server" / "server.db") as connection:
        connection.execute("DELETE FROM seen")
        connection.execute("UPDATE meta SET value='another' WHERE key='epoch'")
    connection.close()
    three.sync()
    assert (three.news(three.first), three.news(three.second)) == (0, 0)


def test_two_laptops_agree_on_what_was_seen(three: Three) -> None:
    """At random: marks, looks and syncs; what is left over is news on both, and no more."""
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    rng = random.Random(seed)
    for step in range(40):
        desk = rng.choice((three.first, three.second))
        act = rng.randrange(6)
        if act < 2:
            three.says(rng.choice((three.one, three.two)), f"Remark {step}.")
        elif act == 2:
            three.mark(desk)
        elif act == 3:
            three.look(desk, rng.choice((three.one, three.two)))
        else:
            rng.choice((desk, three.colleague)).sync()
    before = [_left(desk) for desk in (three.first, three.second)]
    three.sync()
    first, second = _left(three.first), _left(three.second)
    assert first == second
    assert first <= before[0] | before[1] | _late(three)


def _left(desk: Desk) -> set[str]:
    known = seen.seen(desk.ws, desk.course)
    assert known is not None
    return {one.id for one, _ in unseen(desk.ws, desk.course, known)}


def _late(three: Three) -> set[str]:
    """What the colleague said: it may have come with the last syncs."""
    return set(three.colleague.course.facts.threads)


def test_of_many_lessons_those_seen_last_are_told(three: Three) -> None:
    course = three.first.course
    for number in range(1_000):
        moment = Moment(1, number, vector={DeviceId(f"{number:064x}"): 1})
        three.first.ws.last_seen.note(course.id, moment, NodeId(f"{number:032x}"))
    three.sync()
    told = three.second.ws.last_seen.elsewhere(course.id)
    assert told is not None
    assert sorted(told.lessons) == [f"{n:032x}" for n in range(1_000 - MOST_LESSONS, 1_000)]
