"""Another server answers at the address of one's own: nothing changes, and no word goes astray."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.sharing import syncing
from app.story.people import Desk
from sync.model.errors import Refused
from sync.server.serving import Embedded
from tests.journeys.conftest import Team


@pytest.fixture
def left(two: tuple[Desk, Desk]) -> tuple[Desk, Desk]:
    """The two, of whom the author has written a sentence that waits to be sent."""
    author = two[0]
    lesson = author.lessons()[0].id
    author.replace(lesson, "for asking.", "for asking. Offline words.")
    return two


def another(team: Team, folder: Path) -> Embedded:
    """Let a server that was installed anew answer at the team's address."""
    team.server.stop()
    found = Embedded(folder, port=int(team.url.rsplit(":", 1)[1]))
    found.start()
    return found


def back(team: Team, instead: Embedded) -> None:
    """Let the team's own server answer again."""
    port = int(team.url.rsplit(":", 1)[1])
    instead.stop()
    team.server = Embedded(team.folder / "server", port=port)
    team.server.start()


def test_a_server_that_knows_nobody_takes_no_right_and_no_word(
    team: Team, left: tuple[Desk, Desk], tmp_path: Path
) -> None:
    author, colleague = left
    lesson = author.lessons()[0].id
    before, waiting = author.everything(), syncing.status(author.ws).waiting
    instead = another(team, tmp_path / "another")
    for _ in range(2):
        with pytest.raises(Refused, match="may not be your server") as raised:
            author.sync()
        assert "Nothing was taken in" in raised.value.safe
        assert "invite" in raised.value.mend
    assert author.everything() == before
    assert author.course.row.standing == "shared", "the course can still be written"
    author.replace(lesson, "Offline words.", "Offline words, and more.")
    assert syncing.status(author.ws).waiting > waiting, "all of it waits"
    back(team, instead)
    author.sync()
    colleague.sync()
    assert "Offline words, and more." in colleague.text(lesson)
    assert not author.course.facts.suggestions, "nothing went as something else"
    assert colleague.everything() == author.everything()
