"""Parts of the server by themselves: the writer's thread, snapshots, access for all routes."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import threading
from concurrent.futures import wait
from pathlib import Path

import pytest
import requests
from sqlalchemy import insert, select

from sync.model.ids import Sha
from sync.model.payloads import FilePlaced, MemberSet, PlacedFile
from sync.server import schema
from sync.server.database import Database
from sync.server.migrating import migrate
from sync.server.news import gaps
from sync.server.writer import GROUP, Writer
from sync.wire.routes import SNAPSHOT_FROM
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(f"sqlite:///{tmp_path / 'x.db'}")
    migrate(made)
    return made


def note(key: str) -> object:
    return lambda connection: (
        connection.execute(insert(schema.meta).values(key=key, value="x")).rowcount
    )


def test_what_waits_is_committed_together_and_a_failure_stays_alone(database: Database) -> None:
    writer = Writer(database)
    began, go_on = threading.Event(), threading.Event()

    def hold(connection: object) -> None:
        began.set()
        assert go_on.wait(5)

    writer.start()
    first = writer.do(hold)
    assert began.wait(5)
    jobs = [writer.do(note(f"k{n}")) for n in range(GROUP)]  # type: ignore[arg-type]
    twice = writer.do(note("k1"))  # type: ignore[arg-type]
    go_on.set()
    wait([first, *jobs, twice], timeout=10)
    assert [job.result() for job in jobs] == [1] * GROUP
    assert twice.exception() is not None
    assert writer.commits == 3
    writer.stop()
    with database.reading() as connection:
        rows = connection.execute(select(schema.meta.c.key)).scalars().all()
    assert set(rows) == {f"k{n}" for n in range(GROUP)}
    database.close()


def test_a_commit_that_fails_is_told_to_all_who_wait_and_the_next_works(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer(database)
    writer.start()
    with monkeypatch.context() as broken:
        broken.setattr(database, "writing", lambda: (_ for _ in ()).throw(OSError("no disk")))
        failed = writer.do(note("lost"))  # type: ignore[arg-type]
        assert isinstance(failed.exception(5), Exception)
    assert writer.do(note("kept")).result(5) == 1  # type: ignore[arg-type]
    writer.stop()
    database.close()


def test_the_journal_is_moved_when_it_has_grown(database: Database) -> None:
    with database.writing() as connection:
        for n in range(80):
            row = {"key": f"k{n}", "value": "x" * 100_000}
            connection.execute(insert(schema.meta).values(row))
    journal = Path(f"{database.engine.url.database}-wal")
    assert journal.stat().st_size > 4 << 20
    with database.reading() as reading:
        reading.execute(select(schema.meta.c.key)).first()
        database.settle()  # someone reads, and is not disturbed
        assert len(reading.execute(select(schema.meta.c.key)).all()) == 80
    database.settle()
    assert journal.stat().st_size == 0
    database.close()


@pytest.mark.parametrize(
    ("cursor", "head", "sent", "expected"),
    [
        (0, 0, [], []),
        (3, 3, [], []),
        (0, 5, [], [(1, 5)]),
        (0, 5, [1, 2, 3, 4, 5], []),
        (2, 9, [5, 6], [(3, 4), (7, 9)]),
        (2, 9, [1, 3, 9], [(4, 8)]),
        (0, 200, list(range(2, 200, 2)), [(1, 200)]),
    ],
)
def test_what_was_sent_leaves_gaps(
    cursor: int, head: int, sent: list[int], expected: list[tuple[int, int]]
) -> None:
    assert list(gaps(cursor, head, sent)) == expected


# -- snapshots


def a_long_log(team: Team) -> tuple[Laptop, dict[str, object]]:
    owner = team.owner()
    log = owner.share_course(lessons=SNAPSHOT_FROM)
    owner.sync()
    reader = team.member("reader")
    [news] = [n for n in reader.desk.answers[0].logs if n.log == log]
    assert news.snapshot
    return owner, {"log": log, "url": news.snapshot.url, "sha": news.snapshot.sha}


def get(team: Team, path: object, laptop: Laptop, **headers: str) -> requests.Response:
    sent = {"Authorization": f"Bearer {laptop.token}", **headers}
    return requests.get(f"{team.url}{path}", headers=sent, timeout=5)


def test_a_snapshot_is_a_file_named_by_its_hash(team: Team) -> None:
    owner, snapshot = a_long_log(team)
    reply = get(team, snapshot["url"], owner)
    assert hashlib.sha256(reply.content).hexdigest() == snapshot["sha"]
    facts = json.loads(gzip.decompress(reply.content))
    assert [number for number, _ in facts] == list(range(1, SNAPSHOT_FROM + 2))
    part = get(team, snapshot["url"], owner, Range="bytes=100-")
    assert (part.status_code, part.content) == (206, reply.content[100:])


def test_a_snapshot_is_for_those_who_may_read_its_log(team: Team) -> None:
    owner, snapshot = a_long_log(team)
    outsider = team.member("author")
    owner.sync()
    owner.write(owner.space, MemberSet(outsider.person, "o", "none"))
    owner.sync()
    assert get(team, snapshot["url"], outsider).status_code == 404
    assert get(team, snapshot["url"], owner).status_code == 200
    for odd in ("/v1/snapshots/..%2f..%2fserver.db/x", f"/v1/snapshots/{snapshot['log']}/*"):
        assert get(team, odd, owner).status_code == 404


def test_snapshots_outlast_a_restart_and_are_made_again_when_lost(own_team: Team) -> None:
    owner, snapshot = a_long_log(own_team)
    own_team.restart()
    late = own_team.member("reader", "late")
    assert any(n.snapshot and n.snapshot.sha == snapshot["sha"] for n in late.desk.answers[0].logs)
    for file in (own_team.data / "snapshots").rglob("*.gz"):
        file.unlink()
    own_team.restart()
    assert own_team.member("reader", "later").desk.facts.keys() >= owner.desk.facts.keys()


# -- every route for everyone, by the tool of the fault harness


@pytest.fixture
def matrix(team: Team) -> dict[str, object]:
    """Routes that name one course, and who may use them."""
    owner, snapshot = a_long_log(team)
    author, reader = team.member("author"), team.member("reader", "second reader")
    guest = team.member("author", "guest")
    owner.sync()
    data = b"confidential"
    sha = Sha(hashlib.sha256(data).hexdigest())
    log = snapshot["log"]
    owner.write(log, FilePlaced((PlacedFile("a", sha, len(data)),)))  # type: ignore[arg-type]
    owner.desk.media[sha] = data
    owner.write(owner.space, MemberSet(guest.person, "guest", "none"))
    owner.sync()
    people = {"owner": owner, "author": author, "reader": reader, "none": guest}
    members = ["owner", "author", "reader"]
    anyone = [*members, "none", "anon"]
    round_ = {"version": 1, "app": "x"}
    return {
        "roles": {"anon": None} | {n: f"Bearer {p.token}" for n, p in people.items()},
        "routes": [
            {"m": "GET", "p": snapshot["url"], "allow": members, "leak": ["confidential"]},
            {"m": "GET", "p": f"/v1/media/{sha}", "allow": members, "leak": ["confidential"]},
            {"m": "HEAD", "p": f"/v1/media/{sha}", "allow": members},
            {"m": "POST", "p": "/v1/round", "body": round_, "allow": [*members, "none"]},
            {"m": "GET", "p": "/healthz", "allow": anyone},
            {"m": "GET", "p": "/openapi.json", "allow": anyone},
            {"m": "GET", "p": "/", "allow": anyone},
        ],
    }


def test_every_route_asks_who_calls(team: Team, matrix: dict[str, object]) -> None:
    for route in matrix["routes"]:  # type: ignore[attr-defined]
        for role, token in matrix["roles"].items():  # type: ignore[attr-defined]
            reply = requests.request(
                route["m"],
                team.url + route["p"],
                json=route.get("body"),
                headers={"Authorization": token} if token else {},
                timeout=5,
            )
            expected = 200 if role in route["allow"] else 404 if token else 401
            assert reply.status_code == expected, (route["m"], route["p"], role)


def test_the_matrix_of_the_harness(
    team: Team, matrix: dict[str, object], shared: Path, tmp_path: Path
) -> None:
    tool = shared / "harness" / "authz_matrix.py"
    if not tool.exists():
        pytest.skip("the shared fault tools are not here")
    (tmp_path / "matrix.json").write_text(json.dumps(matrix))
    ran = subprocess.run(
        [sys.executable, str(tool), team.url, str(tmp_path / "matrix.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_relays_of_the_harness(team: Team, shared: Path) -> None:
    """Answers lost, requests doubled, late, out of order: the relay stands between."""
    tool = shared / "harness" / "httprelay.py"
    if not tool.exists():
        pytest.skip("the shared fault tools are not here")
    owner, colleague = team.owner(), team.member("author")
    log = owner.share_course()
    owner.sync()
    for mode in ("drop-response", "dup", "dup-late", "reorder", "500-after", "429"):
        relay = subprocess.Popen(
            [
                *(sys.executable, str(tool), "--to", team.url.removeprefix("http://")),
                *("--mode", mode, "--every", "2", "--late", "0.1"),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        with relay:
            assert relay.stdout
            port = int(relay.stdout.readline().split()[1])
            for laptop in (owner, colleague):
                laptop.connect(f"http://127.0.0.1:{port}")
            for number in range(4):
                for laptop in (owner, colleague):
                    laptop.revise(log, f"{mode} {number} {laptop.name}\n")
                    _sync_until_through(laptop)
            relay.kill()
    for laptop in (owner, colleague, owner):
        laptop.connect(team.url)
        laptop.sync()
    assert owner.desk.numbers == colleague.desk.numbers
    assert owner.desk.facts.keys() == colleague.desk.facts.keys() == owner.desk.numbers.keys()


def _sync_until_through(laptop: Laptop) -> None:
    from sync.model.errors import WillBeTriedAgain

    for _ in range(6):
        try:
            laptop.sync()
        except WillBeTriedAgain:
            continue
        return
    raise AssertionError("it never got through")
