"""Operations on a server's data by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.sharing import syncing
from sync.server.serving import Embedded
from sync.workspace.opening import Workspace
from tests.app.commands.conftest import Coursefolk


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data of a server that one person joined, stopped again."""
    data = tmp_path / "server"
    server = Embedded(data)
    url = server.start()
    assert server.invitation is not None
    with Workspace.open(tmp_path / "owner") as ws:
        syncing.connect(ws, url, server.invitation.invite, "A. K.")
    server.stop()
    return data


def test_access_is_withdrawn_by_name(coursefolk: Coursefolk, data: Path) -> None:
    unknown = coursefolk("--json", "server", "revoke", "B. L.", "--data", data)
    assert unknown.code == 1
    assert "There are: A. K. (" in unknown.json["error"]["mend"]
    done = coursefolk("--json", "server", "revoke", "A. K.", "--data", data).json
    [row] = coursefolk("--json", "server", "people", "--data", data).json
    assert done == {"person": row["person"], "name": "A. K.", "withdrawn": 1}
    assert row["withdrawn"]
    again = coursefolk("--json", "server", "revoke", row["person"], "--data", data).json
    assert again["withdrawn"] == 0


def test_a_backup_is_put_back(coursefolk: Coursefolk, data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "team.db"
    made = coursefolk("--json", "server", "backup", "--out", copy, "--data", data).json
    assert made == {"file": str(copy), "bytes": copy.stat().st_size}
    assert coursefolk("server", "backup", "--out", copy, "--data", data).code == 1
    again = ("server", "backup", "--out", copy, "--replace", "--data", data)
    assert coursefolk(*again).code == 0
    coursefolk("server", "revoke", "A. K.", "--data", data)
    done = coursefolk("--json", "server", "restore", copy, "--data", data).json
    assert done["from"] == str(copy)
    assert (Path(done["aside"]) / "server.db").is_file()
    [row] = coursefolk("--json", "server", "people", "--data", data).json
    assert not row["withdrawn"]


def test_a_server_set_up_anew_is_taken_by_the_words_that_it_says_itself(
    coursefolk: Coursefolk, data: Path, tmp_path: Path
) -> None:
    there = ("--workspace", tmp_path / "owner")
    said = coursefolk("--json", "server", "words", "--data", data).json
    assert len(said["words"]) == 6
    url = coursefolk(*there, "--json", "status").json["server"]
    anew = Embedded(tmp_path / "anew", port=int(url.rsplit(":", 1)[1]))
    anew.start()
    words = coursefolk("--json", "server", "words", "--data", tmp_path / "anew").json["words"]
    assert words != said["words"]
    refused = coursefolk(*there, "--json", "sync")
    assert refused.code == 1
    assert "may not be your server" in refused.json["error"]["what"]
    [problem] = coursefolk(*there, "--json", "status").json["problems"]
    assert " ".join(words) in problem["mend"]
    assert coursefolk(*there, "connect", url).code == 2
    other = coursefolk(*there, "connect", url, "--server-words", " ".join(said["words"]))
    assert other.code == 1
    taken = coursefolk(*there, "connect", url, "--server-words", ", ".join(words).title())
    assert taken.code == 0
    assert coursefolk(*there, "--json", "status").json["problems"] == []
    assert anew.invitation is not None
    joined = coursefolk(*there, "connect", url, "--invite", anew.invitation.invite, "--name", "A")
    assert joined.code == 0
    assert coursefolk(*there, "sync").code == 0
    anew.stop()
