"""Starting and stopping, the description of the routes, and operations while it runs."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
import requests
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sync.model.errors import BadInput, NotFound, WorkspaceTrouble
from sync.server import migrating, operations
from sync.server.database import Database
from sync.server.schema import metadata
from sync.server.serving import Embedded, serve
from sync.wire.problems import PROBLEMS
from sync.wire.routes import PROTOCOL, ROUTES, VERSION_HEADER
from tests.sync.server.conftest import Team


def test_the_first_start_gives_an_owners_invite_and_the_second_none(tmp_path: Path) -> None:
    first = Embedded(tmp_path / "new" / "data")
    assert first.invitation is not None
    assert (first.invitation.role, first.invitation.space) == ("owner", "team")
    first.start()
    first.stop()
    second = Embedded(tmp_path / "new" / "data")
    assert second.invitation is None
    second.start()
    second.stop()


def test_serve_tells_its_address_and_ends_on_a_signal(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from sync.server.serving import serve;"
        "serve(Path(sys.argv[1]), port=0, ready=lambda u: print('ready', u, flush=True),"
        " first=lambda i: print('invite', i.invite, flush=True))"
    )
    running = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", program, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline().startswith("invite ")
        url = running.stdout.readline().split()[1]
        assert requests.get(f"{url}/healthz", timeout=5).json() == {"ok": True, "protocol": 1}
        running.terminate()
        assert running.wait(10) in (0, -15)
        assert running.stderr.read() == ""


def test_a_second_server_on_the_same_data_is_told_so(own_team: Team) -> None:
    with pytest.raises(WorkspaceTrouble) as raised:
        Embedded(own_team.data)
    assert "Another server works on the data" in raised.value.what
    assert requests.get(f"{own_team.url}/healthz", timeout=5).json()["ok"]


def test_a_port_that_is_taken(team: Team, tmp_path: Path) -> None:
    port = int(team.url.rpartition(":")[2])
    for _ in range(2):  # the second time shows that the lock was given back
        with pytest.raises(BadInput) as raised:
            Embedded(tmp_path / "other", port=port)
        assert "cannot listen" in raised.value.what


def test_other_addresses_of_database_and_media(tmp_path: Path) -> None:
    told: list[str] = []
    stop = threading.Event()

    def ready(url: str) -> None:
        told.append(requests.get(f"{url}/healthz", timeout=5).text)
        stop.set()

    for wrong in ("postgresql://x/y", "no address", "sqlite://"):
        with pytest.raises(BadInput):
            serve(tmp_path, database=wrong, port=0, ready=ready, first=lambda _: None)
    with pytest.raises(BadInput):
        serve(tmp_path, media="s3://bucket", port=0, ready=ready, first=lambda _: None)
    assert not told


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all, but long enough to look like one" * 50]
)
def test_damaged_data_are_not_taken_for_new(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "server.db").write_bytes(content)
    with pytest.raises(WorkspaceTrouble) as raised:
        Embedded(tmp_path)
    assert raised.value.mend
    assert (tmp_path / "server.db").read_bytes() == content


def test_data_of_a_newer_version_are_not_touched(own_team: Team) -> None:
    own_team.server.stop()
    with sqlite3.connect(own_team.data / "server.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(WorkspaceTrouble, match="newer version"):
        Embedded(own_team.data)
    with sqlite3.connect(own_team.data / "server.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (migrating.NEWEST,))
    connection.close()
    own_team.server = Embedded(own_team.data)
    own_team.server.start()


def test_the_steps_lead_to_the_tables_of_today(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    migrating.migrate(database)
    migrating.migrate(database)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()
    folder = Path(migrating.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == migrating.NEWEST


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of POSIX")
def test_the_data_are_for_their_owner_only(tmp_path: Path) -> None:
    server = Embedded(tmp_path / "data")
    server.start()
    server.stop()
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


# -- operations beside a running server


def test_invite_and_people_work_while_the_server_runs(own_team: Team) -> None:
    owner, author = own_team.owner(), own_team.member("author", "Author")
    invitation = operations.invite(own_team.data, role="reviewer", name="Later")
    assert (invitation.role, invitation.space) == ("reviewer", "team")
    rows = operations.people(own_team.data)
    assert [(row.name, row.roles, row.devices, row.withdrawn) for row in rows] == [
        ("Author", {"team": "author"}, 1, False),
        ("owner", {"team": "owner"}, 1, False),
    ]
    operations.revoke(own_team.data, author.person)
    assert [row.withdrawn for row in operations.people(own_team.data)] == [True, False]
    assert owner.sync().received == 2, "who joined, and that they have no access any more"


def test_an_invite_to_a_space_that_is_not_there(own_team: Team) -> None:
    with pytest.raises(NotFound) as raised:
        operations.invite(own_team.data, role="author", space="elsewhere")
    assert raised.value.mend == "It has: team."


def test_operations_need_data(tmp_path: Path) -> None:
    for call in (
        lambda: operations.invite(tmp_path / "none", role="author"),
        lambda: operations.people(tmp_path / "none"),
    ):
        with pytest.raises(NotFound, match="no data of a server"):
            call()
    assert not (tmp_path / "none").exists()


# -- what anyone may see


def test_every_route_is_described_and_every_description_is_a_route(own_team: Team) -> None:
    described = requests.get(f"{own_team.url}/openapi.json", timeout=5).json()
    assert described["openapi"] == "3.1.0"
    paths = {
        (method.upper(), path) for path, verbs in described["paths"].items() for method in verbs
    }
    assert paths == {(route.method, route.path) for route in ROUTES}
    bound = {
        (method, route.path)
        for route in own_team.server.service.app.routes
        for method in route.methods  # type: ignore[attr-defined]
    }
    # Starlette lets HEAD go where GET goes.
    assert paths <= bound <= paths | {("HEAD", path) for _, path in paths}
    named = set(described["components"]["schemas"])
    assert {"Round", "Answer", "Join", "Joined", "Problem", "Fact", "LogNews"} <= named
    text = json.dumps(described)
    references = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert references <= named
    for verbs in described["paths"].values():
        for operation in verbs.values():
            assert all(
                name in operation["responses"]["default"]["description"] for name in PROBLEMS
            )


def test_the_page_for_people_and_the_health(team: Team) -> None:
    page = requests.get(team.url, timeout=5)
    assert page.text.startswith("This is a Coursefolk server.")
    assert page.headers[VERSION_HEADER] == str(PROTOCOL)
    assert "server" not in page.headers
    assert requests.head(f"{team.url}/healthz", timeout=5).status_code == 200


def test_ipv6(tmp_path: Path, furnished: tuple[Path, str]) -> None:
    if not _has_ipv6():
        pytest.skip("there is no IPv6 loopback here")
    shutil.copytree(furnished[0], tmp_path / "data")
    server = Embedded(tmp_path / "data", host="::1")
    url = server.start()
    try:
        assert url.startswith("http://[::1]:")
        assert requests.get(f"{url}/healthz", timeout=5).json()["ok"]
    finally:
        server.stop()


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def test_another_programs_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "server.db")) as db:
        db.execute("CREATE TABLE other (x)")
    before = (tmp_path / "server.db").read_bytes()
    for begin in (lambda: Embedded(tmp_path), lambda: operations.people(tmp_path)):
        with pytest.raises(WorkspaceTrouble, match="other tables"):
            begin()
    with closing(sqlite3.connect(tmp_path / "server.db")) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("other",)]
    assert before[:16] == (tmp_path / "server.db").read_bytes()[:16]


def test_a_server_stays_who_it_is_though_its_journal_is_lost(tmp_path: Path) -> None:
    server = Embedded(tmp_path / "data")
    try:
        killed = shutil.copytree(tmp_path / "data", tmp_path / "killed")
    finally:
        server.start()
        server.stop()
    (killed / "server.db-wal").write_bytes(b"")
    again = Embedded(killed)
    assert again.invitation is None
    again.start()
    again.stop()
