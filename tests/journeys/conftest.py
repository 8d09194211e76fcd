"""Two people, two laptops, one real server over the loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.flows.courses import outlining
from app.flows.files import importing
from app.flows.sharing import syncing
from app.flows.versions.read_for_server import read_versions
from app.story.people import Desk
from sync.model.people import Role
from sync.server import operations
from sync.server.serving import Embedded

TEXT = (
    "# Feedback\n\nSay what you saw in the draft.\n\nSay what effect it had on you.\n\n"
    "Suggest one change, with an example.\n\nThank the author for asking.\n"
)


class Team:
    """A server and the people who joined it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = Embedded(folder / "server", read=read_versions)
        self.url = self.server.start()
        self.desks: list[Desk] = []

    def join(self, name: str, role: Role) -> Desk:
        """Let one more person join, on a laptop of their own."""
        made = operations.invite(self.folder / "server", role=role, name=name)
        desk = Desk.sit_down(name, self.folder / name)
        syncing.connect(desk.ws, self.url, made.invite, name)
        self.desks.append(desk)
        return desk

    def sync_all(self) -> None:
        """Let everyone sync until everyone has everything."""
        for _ in range(2):
            for desk in self.desks:
                desk.sync()

    def restart(self) -> None:
        """Stop the server and start it on the same data and port."""
        port = int(self.url.rsplit(":", 1)[1])
        self.server.stop()
        self.server = Embedded(self.folder / "server", port=port, read=read_versions)
        assert self.server.start() == self.url

    def close(self) -> None:
        """Close all laptops and the server."""
        for desk in self.desks:
            desk.ws.close()
        self.server.stop()


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """A server on a free port."""
    made = Team(tmp_path)
    yield made
    made.close()


@pytest.fixture
def two(team: Team) -> tuple[Desk, Desk]:
    """An author and a colleague who share a course of one module and two lessons."""
    author, colleague = team.join("Author", "owner"), team.join("Colleague", "author")
    course = outlining.begin(author.ws, "Peer learning")
    author.title = colleague.title = course.id
    module = outlining.add(author.ws, author.course, "module", "Practice").nodes[0]
    outlining.add(author.ws, author.course, "lesson", "Feedback", module, text=TEXT)
    outlining.add(author.ws, author.course, "lesson", "Second", module, text="# Second\n\nText.\n")
    syncing.share(author.ws, author.course)
    team.sync_all()
    assert author.everything() == colleague.everything()
    return author, colleague


@pytest.fixture
def bring_in() -> Callable[..., Any]:
    """Import a folder at a desk."""

    def bring(desk: Desk, folder: Path) -> None:
        desk.title = importing.bring_in(desk.ws, folder, None, lambda d, o: None).course.id

    return bring
