"""A real server on the loopback, and people who join it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sync.model.ids import fresh
from sync.model.people import Role
from sync.server import operations
from sync.server.founding import make_space
from sync.server.serving import Embedded
from tests.sync.server.laptops import Laptop


@dataclass
class Team:
    """A running server and the people on it."""

    data: Path
    server: Embedded
    url: str
    owner_invite: str
    space: str = "team"
    people: list[Laptop] = field(default_factory=list)

    def newcomer(self, name: str) -> Laptop:
        """Give someone with a computer who has not joined."""
        laptop = Laptop(name, self.data.parent / f"laptop-{len(self.people)}-{name}")
        self.people.append(laptop)
        return laptop

    def owner(self) -> Laptop:
        """Let the first owner join and sync."""
        laptop = self.newcomer("owner")
        laptop.join(self.url, self.owner_invite)
        laptop.sync()
        return laptop

    def member(self, role: Role, name: str = "") -> Laptop:
        """Let someone join in a role and sync."""
        laptop = self.newcomer(name or role)
        laptop.join(self.url, self.invite(role))
        laptop.sync()
        return laptop

    def invite(self, role: Role) -> str:
        """Make an invite while the server runs."""
        return operations.invite(self.data, role=role, space=self.space).invite

    def another(self) -> Team:
        """Give another team on the same server, in a space of its own."""
        name = fresh()
        with self.server.service.database.writing() as connection:
            make_space(connection, name)
        made = Team(self.data, self.server, self.url, "", name, self.people)
        made.owner_invite = made.invite("owner")
        return made

    def restart(self) -> None:
        """Stop the server and start it on the same data, at another address."""
        self.server.stop()
        self.server = Embedded(self.data)
        self.url = self.server.start()
        for laptop in self.people:
            if laptop.token:
                laptop.connect(self.url)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The data of a server after its first start, and the owner's invite."""
    data = tmp_path_factory.mktemp("furnished") / "data"
    server = Embedded(data)
    server.start()
    server.stop()
    assert server.invitation
    return data, server.invitation.invite


@pytest.fixture
def own_team(tmp_path: Path, furnished: tuple[Path, str]) -> Iterator[Team]:
    """A server for one test alone, with nobody on it yet."""
    yield from run_team(tmp_path, furnished)


@pytest.fixture
def team(old_team: Team) -> Team:
    """A team with a space of its own, on a server that others use too."""
    return old_team.another()


@pytest.fixture(scope="module")
def old_team(
    tmp_path_factory: pytest.TempPathFactory, furnished: tuple[Path, str]
) -> Iterator[Team]:
    """One server for all tests of a module, for those that do not mind each other."""
    yield from run_team(tmp_path_factory.mktemp("team"), furnished)


def run_team(folder: Path, furnished: tuple[Path, str]) -> Iterator[Team]:
    """Start a server on a copy of furnished data, and see everyone off at the end."""
    data = folder / "data"
    shutil.copytree(furnished[0], data)
    server = Embedded(data)
    team = Team(data, server, server.start(), furnished[1])
    try:
        yield team
    finally:
        for laptop in team.people:
            if laptop.transport:
                laptop.transport.close()
        team.server.stop()
