"""Tokens, backing off, and what a round leaves to later."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import Any

import keyring
import keyring.backend
import keyring.errors
import pytest

from sync.client import round as rounds
from sync.client.backoff import Backoff
from sync.client.tokens import Tokens
from sync.model.errors import WorkspaceTrouble
from sync.model.ids import LogId, Sha, fresh, sha_of
from sync.model.payloads import CourseDescribed, FilePlaced, PlacedFile
from tests.sync.server.conftest import Team

URL = "https://example.org"


class InMemory(keyring.backend.KeyringBackend):
    """A keyring that works, as those of desktops do."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError
        del self.kept[service, username]


InMemory.__module__ = "keyring.backends.memory"


class Locked(InMemory):
    """A keyring that its owner does not open."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.KeyringLocked


Locked.__module__ = "keyring.backends.locked"


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the keyring of this computer for one test."""

    def set_backend(backend: keyring.backend.KeyringBackend) -> None:
        monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
        for name in ("set_password", "get_password", "delete_password"):
            monkeypatch.setattr(keyring, name, getattr(backend, name))

    return set_backend


def test_a_token_goes_into_the_keyring(tmp_path: Path, use: Any) -> None:
    use(InMemory())
    tokens = Tokens(tmp_path)
    assert tokens.keep(URL, "secret") == "keyring"
    assert list(tmp_path.iterdir()) == []
    assert Tokens(tmp_path).find(URL) == "secret"
    assert Tokens(tmp_path / "other").find(URL) == ""
    tokens.forget(URL)
    tokens.forget(URL)
    assert tokens.find(URL) == ""


def no_keyring() -> keyring.backend.KeyringBackend:
    from keyring.backends.fail import Keyring

    return Keyring()


@pytest.mark.parametrize("backend", [Locked, no_keyring])
def test_without_a_keyring_it_goes_into_a_file_of_ones_own(
    tmp_path: Path, use: Any, backend: Any
) -> None:
    use(backend())
    tokens = Tokens(tmp_path)
    assert tokens.keep(URL, "first") == "file"
    assert tokens.keep(URL, "second") == "file"
    [file] = tmp_path.iterdir()
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert tokens.find(URL) == "second"
    tokens.forget(URL)
    assert tokens.find(URL) == ""


def test_the_file_goes_when_the_keyring_comes(tmp_path: Path, use: Any) -> None:
    Tokens(tmp_path, use_keyring=False).keep(URL, "old")
    use(InMemory())
    assert Tokens(tmp_path).keep(URL, "new") == "keyring"
    assert list(tmp_path.iterdir()) == []
    assert Tokens(tmp_path).find(URL) == "new"


def test_a_token_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "server.token").mkdir()
    with pytest.raises(WorkspaceTrouble) as raised:
        Tokens(tmp_path, use_keyring=False).find(URL)
    assert raised.value.mend


# -- backing off


def test_waits_grow_to_a_limit_and_begin_anew() -> None:
    backoff = Backoff(first=1.0, longest=60.0, chance=lambda: 1.0)
    waits = [backoff.failed() for _ in range(9)]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    backoff.worked()
    assert backoff.failed() == 1


def test_waits_are_spread() -> None:
    backoff = Backoff(first=8.0, chance=iter([0.0, 0.5, 1.0]).__next__)
    assert backoff.failed() == 4
    assert backoff.failed() == 12
    assert backoff.failed() == 32


def test_a_server_is_left_alone_for_as_long_as_it_asks() -> None:
    backoff = Backoff(first=1.0, longest=10.0)
    assert backoff.failed(retry_after=90.0) == 90
    for _ in range(2000):
        assert backoff.failed() <= 10


# -- what a round leaves to later


def test_a_fact_that_is_too_long_holds_nothing_up(team: Team) -> None:
    owner = team.owner()
    log = owner.share_course()
    long = owner.write(log, CourseDescribed({"x": "y" * (9 << 20)}), clock=1)
    small = owner.write(log, CourseDescribed({"x": "y"}), clock=1)
    outcome = owner.sync()
    assert owner.desk.refused == {long.id: "It is longer than the 8 MB that a server takes."}
    assert [judged.id for judged in outcome.refused] == [long.id]
    assert small.id in owner.desk.numbers


def test_facts_that_wait_end_the_sync(team: Team) -> None:
    owner = team.owner()
    for number in range(3):
        owner.write(LogId(fresh()), CourseDescribed({"x": str(number)}))
    outcome = owner.sync()
    assert outcome.requests == 1
    assert len(outcome.waiting) == 3
    assert len(owner.desk.unsent()) == 3


def test_many_facts_go_in_several_rounds(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "ROUND_FACTS", 10)
    owner = team.owner()
    owner.share_course(lessons=33)
    assert owner.sync().requests == 4
    assert not owner.desk.unsent()


def test_the_trouble_of_one_attachment_is_told_and_the_others_go(team: Team) -> None:
    owner = team.owner()
    log = owner.share_course()
    for data in (b"one", b"two", b"three"):
        sha = Sha(sha_of(data))
        owner.write(log, FilePlaced((PlacedFile(data.decode(), sha, len(data)),)))
        owner.desk.media[sha] = data if data != b"two" else b"damaged on this disk"
    outcome = owner.sync()
    [trouble] = outcome.media
    assert trouble.sha == sha_of(b"two")
    assert "not those that the name says" in trouble.why
    del owner.desk.media[Sha(sha_of(b"two"))]
    reader = team.member("reader")
    assert set(reader.desk.media.values()) == {b"one", b"three"}


def test_a_token_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("no folder")
    with pytest.raises(WorkspaceTrouble) as told:
        Tokens(tmp_path / "a file", use_keyring=False).keep(URL, "secret")
    assert told.value.safe
    assert "secret" not in str(told.value)
