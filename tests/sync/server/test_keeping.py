"""A server's database is copied while it runs, and put back in its place without a loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.model.errors import BadInput, NotFound, WorkspaceTrouble
from sync.server import keeping, operations
from sync.server.serving import Embedded
from tests.sync.server.conftest import Team


def _names(data: Path) -> list[str]:
    return [row.name for row in operations.people(data)]


def test_a_backup_is_whole_while_the_server_runs(own_team: Team, tmp_path: Path) -> None:
    own_team.owner()
    copy = tmp_path / "copies" / "team.db"
    assert keeping.backup(own_team.data, copy) == copy.stat().st_size > 0
    own_team.member("author", "Later")
    assert [path.name for path in copy.parent.iterdir()] == ["team.db"]
    assert keeping.restore(tmp_path / "elsewhere", copy) is None
    assert _names(tmp_path / "elsewhere") == ["owner"]
    assert _names(own_team.data) == ["Later", "owner"]


def test_a_running_server_is_not_restored_under_its_feet(own_team: Team, tmp_path: Path) -> None:
    own_team.owner()
    keeping.backup(own_team.data, tmp_path / "team.db")
    with pytest.raises(WorkspaceTrouble, match="Another server works"):
        keeping.restore(own_team.data, tmp_path / "team.db")
    assert _names(own_team.data) == ["owner"]


def test_what_stood_there_is_put_aside(own_team: Team, tmp_path: Path) -> None:
    own_team.owner()
    keeping.backup(own_team.data, tmp_path / "team.db")
    own_team.member("author", "Later")
    own_team.server.stop()
    aside = keeping.restore(own_team.data, tmp_path / "team.db")
    assert aside is not None and (aside / keeping.FILE).is_file()
    assert _names(own_team.data) == ["owner"]
    own_team.server = Embedded(own_team.data)
    own_team.server.start()


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_what_is_no_backup_changes_nothing(
    own_team: Team, tmp_path: Path, content: bytes | None
) -> None:
    own_team.owner()
    if content is not None:
        (tmp_path / "odd.db").write_bytes(content)
    before = sorted(path.name for path in own_team.data.iterdir())
    with pytest.raises(BadInput, match=r"no whole backup"):
        keeping.restore(own_team.data, tmp_path / "odd.db")
    assert sorted(path.name for path in own_team.data.iterdir()) == before


def test_a_torn_database_takes_no_backups_place(own_team: Team, tmp_path: Path) -> None:
    own_team.owner()
    copy = tmp_path / "team.db"
    keeping.backup(own_team.data, copy)
    good = copy.read_bytes()
    torn = tmp_path / "torn"
    torn.mkdir()
    half = bytearray(good)
    half[8192:] = b"\xff" * (len(half) - 8192)
    (torn / keeping.FILE).write_bytes(half)
    with pytest.raises((BadInput, WorkspaceTrouble)):
        keeping.backup(torn, copy)
    assert copy.read_bytes() == good
    assert [path.name for path in tmp_path.glob("team.db*")] == ["team.db"]


def test_a_folder_without_a_server_has_no_backup(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no database of a server"):
        keeping.backup(tmp_path / "none", tmp_path / "team.db")
    assert not (tmp_path / "team.db").exists()
