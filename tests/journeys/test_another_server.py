"""Another server answers at the address of one's own: nothing changes, and no word goes astray."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from app.flows.courses import outlining
from app.flows.sharing import syncing
from app.flows.sharing.server_identity import accept_server, known_server
from app.story.people import Desk
from sync.client.failures import NotYourServer
from sync.model.errors import BadInput, Refused
from sync.model.server_words import words_of
from sync.server import operations
from sync.server.keeping import backup, restore
from sync.server.serving import Embedded
from sync.wire.problems import problem
from sync.wire.routes import VERSION_HEADER
from tests.journeys.conftest import Team
from tests.sync.client.strangers import Said, Stranger


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


def test_another_server_takes_no_right_and_no_word(
    team: Team, left: tuple[Desk, Desk], tmp_path: Path
) -> None:
    author, colleague = left
    lesson = author.lessons()[0].id
    before, waiting = author.everything(), syncing.status(author.ws).waiting
    instead = another(team, tmp_path / "another")
    for safe in ("may have reached that server", "Nothing was sent and nothing was taken in"):
        with pytest.raises(NotYourServer, match="may not be your server") as raised:
            author.sync()
        assert safe in raised.value.safe, "the second time it is asked first who is there"
    assert author.everything() == before
    assert author.course.row.standing == "shared", "the course can still be written"
    author.replace(lesson, "Offline words.", "Offline words, and more.")
    status = syncing.status(author.ws)
    assert status.waiting > waiting, "all of it waits"
    [told] = status.problems
    assert words_of(raised.value.said)[0] in told["mend"]
    back(team, instead)
    author.sync()
    assert syncing.status(author.ws).problems == []
    colleague.sync()
    assert "Offline words, and more." in colleague.text(lesson)
    assert not author.course.facts.suggestions, "nothing went as something else"
    assert colleague.everything() == author.everything()


def test_nothing_that_another_server_says_of_rights_is_believed(
    team: Team, left: tuple[Desk, Desk]
) -> None:
    """Not even a withdrawal: it proves nothing, and is asked without a token from then on."""
    author = left[0]
    before, port = author.everything(), int(team.url.rsplit(":", 1)[1])
    said = msgspec.json.encode(problem("token-withdrawn", "The access was withdrawn."))
    team.server.stop()
    stranger = Stranger(lambda *_: Said(401, said, {VERSION_HEADER: "1"}), port)
    for _ in range(2):
        with pytest.raises(NotYourServer, match="does not prove who it is"):
            author.sync()
    stranger.close()
    *_, (method, path, headers) = stranger.asked
    assert (method, path) == ("GET", "/healthz")
    assert "Authorization" not in headers
    assert (author.everything(), author.course.row.standing) == (before, "shared")
    team.server = Embedded(team.folder / "server", port=port)
    team.server.start()
    author.sync()
    assert not author.course.facts.suggestions


def test_a_server_set_back_to_before_one_joined_takes_nothing_away(
    team: Team, tmp_path: Path
) -> None:
    """It is their own server, and does not know them: a new invite is all that is needed."""
    owner = team.join("Owner", "owner")
    backup(team.folder / "server", tmp_path / "backup")
    late = team.join("Late", "author")
    course = outlining.begin(late.ws, "Peer learning")
    late.title = owner.title = course.id
    syncing.share(late.ws, late.course)
    late.sync()
    outlining.add(late.ws, late.course, "module", "Written offline")
    port = int(team.url.rsplit(":", 1)[1])
    team.server.stop()
    restore(team.folder / "server", tmp_path / "backup")
    team.server = Embedded(team.folder / "server", port=port)
    team.server.start()
    with pytest.raises(Refused, match="does not know this computer") as raised:
        late.sync()
    assert not isinstance(raised.value, NotYourServer)
    assert "new invite" in raised.value.mend
    assert late.course.row.standing == "shared"
    again = operations.invite(team.folder / "server", role="author")
    syncing.connect(late.ws, team.url, again.invite, "Late")
    late.sync()
    owner.sync()
    assert "Written offline" in str(owner.everything())


def test_a_new_identity_is_accepted_by_its_six_words(
    team: Team, left: tuple[Desk, Desk], tmp_path: Path
) -> None:
    author = left[0]
    instead = another(team, tmp_path / "another")
    assert instead.invitation
    invite = instead.invitation.invite
    with pytest.raises(NotYourServer) as raised:
        syncing.connect(author.ws, team.url, invite, "Author")
    assert "Nothing was sent" in raised.value.safe, "not even the invite"
    with pytest.raises(BadInput, match="not the six words"):
        syncing.connect(author.ws, team.url, invite, "Author", "one two three four five six")
    words = " - ".join(words_of(raised.value.said)).upper()
    assert accept_server(author.ws, words) == raised.value.said
    with pytest.raises(Refused, match="does not know this computer"):
        author.sync()
    assert syncing.connect(author.ws, team.url, invite, "Author") == ["team"]
    author.sync()
    instead.stop()


def test_a_workspace_connected_before_servers_proved_themselves_knows_its_own(
    team: Team, left: tuple[Desk, Desk], tmp_path: Path
) -> None:
    author = left[0]
    for name in ("server.key", "server.key_since"):
        author.ws.store.settings.set(name, None)
    instead = another(team, tmp_path / "another")
    with pytest.raises(NotYourServer):
        author.sync()
    back(team, instead)
    author.sync()
    key = author.ws.store.settings.get("server.key")
    assert key and key == known_server(author.ws, team.url)
