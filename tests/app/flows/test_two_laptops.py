"""One person at two laptops: the second joins with a code from the first, and both are them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.review import commenting
from app.flows.sharing import syncing
from app.story.people import Desk
from sync.model.errors import Refused
from tests.journeys.conftest import TEXT, Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """A server on a free port."""
    made = Team(tmp_path)
    yield made
    made.close()


@pytest.fixture
def first(team: Team) -> Desk:
    """An author who shares a course of one lesson."""
    desk = team.join("Author", "owner")
    course = outlining.begin(desk.ws, "Peer learning")
    desk.title = course.id
    outlining.add(desk.ws, desk.course, "lesson", "Feedback", text=TEXT)
    syncing.share(desk.ws, desk.course)
    desk.sync()
    return desk


def second_laptop(team: Team, first: Desk, folder: str = "second") -> Desk:
    """Give the author another laptop, on which something was written before."""
    desk = Desk.sit_down("Author", team.folder / folder)
    desk.title = first.title
    team.desks.append(desk)
    desk.ws.begin_course("Written before")
    syncing.connect(desk.ws, team.url, syncing.add_laptop(first.ws).code, "")
    desk.sync()
    return desk


def test_both_laptops_are_one_person(team: Team, first: Desk) -> None:
    second = second_laptop(team, first)
    assert second.ws.identity.person == first.ws.identity.person
    assert second.ws.identity.name == "Author"
    assert second.ws.identity.key.device != first.ws.identity.key.device
    [lesson] = second.lessons()
    second.replace(lesson.id, "Say what you saw", "Say precisely what you saw")
    first.replace(lesson.id, "Thank the author", "Thank the writer")
    commenting.comment_on_quote(second.ws, second.course, lesson.id, "an example", "Which?")
    team.sync_all()
    assert first.everything() == second.everything()
    assert not first.overlaps()
    [placed] = first.threads()
    assert placed.thread.person == first.ws.identity.person
    names = first.ws.courses.names(first.course)
    assert list(names.values()) == ["Author"], "nobody else came"


def test_a_window_beside_the_command_writes_in_the_new_name(team: Team, first: Desk) -> None:
    folder = team.folder / "second"
    window = Desk.sit_down("Author", folder)
    team.desks.append(window)
    second_laptop(team, first)  # another connection to the same workspace
    window.title = first.title
    [lesson] = window.lessons()
    written = writing.edit(window.ws, window.course, lesson.id, "# Feedback\n\nNew.\n")
    [fact] = written.changes.facts
    assert fact.person == first.ws.identity.person


def test_a_laptop_that_was_someone_elses_stays_theirs(team: Team, first: Desk) -> None:
    other = team.join("Colleague", "author")
    other.sync()
    before = other.ws.identity.person
    syncing.disconnect(other.ws)
    with pytest.raises(Refused, match="as someone else"):
        syncing.connect(other.ws, team.url, syncing.add_laptop(first.ws).code, "")
    assert other.ws.identity.person == before
