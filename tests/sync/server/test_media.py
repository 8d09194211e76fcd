"""Attachments: who may send and get them, that names never point at other bytes, long ones."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest
import requests
from sqlalchemy import update

from sync.model.ids import DeviceId, LogId, Sha, sha_of
from sync.model.payloads import FilePlaced, MemberSet, PlacedFile
from sync.server import schema
from sync.server.blobs import Blobs
from sync.wire.routes import MEDIA_BYTES, MEDIA_PUT, OFFSET_HEADER
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop


def ask(
    team: Team, laptop: Laptop, method: str, sha: str, data: bytes = b"", **headers: str
) -> requests.Response:
    sent = {"Authorization": f"Bearer {laptop.token}"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    url = f"{team.url}/v1/media/{sha}"
    return requests.request(method, url, data=data, headers=sent, timeout=10)


def problem_of(reply: requests.Response) -> str:
    return str(reply.json()["type"]).rpartition(":")[2]


def attach(laptop: Laptop, log: LogId, data: bytes, *, keep: bool = True) -> Sha:
    """Place a file in a course; the bytes are at hand only with `keep`."""
    sha = Sha(hashlib.sha256(data).hexdigest())
    laptop.write(log, FilePlaced((PlacedFile(f"{sha[:6]}.png", sha, len(data)),)))
    if keep:
        laptop.desk.media[sha] = data
    return sha


@pytest.fixture
def owner(team: Team) -> Laptop:
    return team.owner()


@pytest.fixture
def log(owner: Laptop) -> LogId:
    log = owner.share_course()
    owner.sync()
    return log


def test_an_attachment_travels_after_its_fact(team: Team, owner: Laptop, log: LogId) -> None:
    data = os.urandom(5000)
    sha = attach(owner, log, data)
    outcome = owner.sync()
    assert (outcome.requests, outcome.media) == (2, ())
    assert owner.desk.answers[-1].media_wanted == [sha]
    assert owner.sync().requests == 1
    colleague = team.member("reader")
    assert colleague.desk.media == {sha: data}
    assert colleague.sync().requests == 1


def test_an_attachment_that_nobody_sent_yet_holds_nothing_up(
    team: Team, owner: Laptop, log: LogId
) -> None:
    sha = attach(owner, log, b"late", keep=False)
    assert owner.sync().media == ()
    colleague = team.member("author")
    assert sha not in colleague.desk.media
    assert len(colleague.desk.facts) == len(owner.desk.facts) + 1
    owner.desk.media[sha] = b"late"
    owner.sync()
    colleague.sync()
    assert colleague.desk.media == {sha: b"late"}


def test_only_its_placer_is_asked_at_first_then_everyone_who_writes(
    team: Team, owner: Laptop, log: LogId
) -> None:
    sha = attach(owner, log, b"picture", keep=False)
    owner.sync()
    colleague, reader = team.member("author"), team.member("reader")
    assert colleague.desk.answers[-1].media_wanted == []
    with team.server.service.database.writing() as connection:
        connection.execute(update(schema.placed).values(since=0))
    colleague.desk.media[sha] = b"picture"
    assert colleague.sync().media == ()
    reader.sync()
    assert reader.desk.media == {sha: b"picture"}


def test_other_bytes_are_never_taken_for_those_named(team: Team, owner: Laptop, log: LogId) -> None:
    sha = attach(owner, log, b"true", keep=False)
    owner.sync()
    reply = ask(team, owner, "PUT", sha, b"false")
    assert (reply.status_code, problem_of(reply)) == (422, "other-bytes")
    assert ask(team, owner, "PUT", sha, b"").status_code == 422
    assert ask(team, owner, "HEAD", sha).status_code == 204
    assert ask(team, owner, "GET", sha).status_code == 404
    assert list((team.data / "media").rglob(f"*{sha}*")) == []
    assert ask(team, owner, "PUT", sha, b"true").status_code == 204
    assert ask(team, owner, "PUT", sha, b"true").status_code == 204
    got = ask(team, owner, "GET", sha)
    assert got.content == b"true"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-disposition"] == "attachment"
    assert got.headers["content-type"] == "application/octet-stream"
    assert ask(team, owner, "GET", sha, Range="bytes=1-2").content == b"ru"
    assert ask(team, owner, "HEAD", sha).headers["content-length"] == "4"


def test_the_server_takes_only_what_a_course_names(team: Team, owner: Laptop, log: LogId) -> None:
    for sha in (sha_of("unnamed"), "x", "../../server.db", "A" * 64, "%2e%2e"):
        for method in ("HEAD", "GET", "PUT", "PATCH"):
            assert ask(team, owner, method, sha, b"unnamed").status_code == 404


def test_who_may_not_read_the_course_gets_and_sends_nothing(
    team: Team, owner: Laptop, log: LogId
) -> None:
    outsider = team.member("author")
    sha = attach(owner, log, b"inside")
    owner.write(log, MemberSet(outsider.person, "o", "none"))
    owner.sync()
    for method in ("HEAD", "GET", "PUT", "PATCH"):
        assert ask(team, outsider, method, sha, b"inside").status_code == 404


def test_knowing_a_hash_does_not_give_the_bytes(team: Team, owner: Laptop, log: LogId) -> None:
    thief = team.member("author")
    sha = attach(owner, log, b"confidential")
    owner.write(log, MemberSet(thief.person, "t", "none"))
    owner.sync()
    own = thief.share_course("Trap")
    thief.write(own, FilePlaced((PlacedFile("x", sha, 12),)))
    thief.sync()
    assert sha in thief.desk.answers[-1].media_wanted
    assert ask(team, thief, "GET", sha).status_code == 404
    assert ask(team, thief, "HEAD", sha).status_code == 204
    # With the bytes in hand there is nothing left to hide.
    assert ask(team, thief, "PUT", sha, b"confidential").status_code == 204
    assert ask(team, thief, "GET", sha).content == b"confidential"


def test_what_one_may_see_needs_not_be_sent_again(team: Team, owner: Laptop, log: LogId) -> None:
    sha = attach(owner, log, b"shared")
    owner.sync()
    colleague = team.member("author")
    other = colleague.share_course("Second")
    colleague.write(other, FilePlaced((PlacedFile("y", sha, 6),)))
    assert colleague.sync().requests == 1


def test_a_long_one_goes_in_parts_and_goes_on_after_a_cut(
    team: Team, owner: Laptop, log: LogId
) -> None:
    data = os.urandom(MEDIA_PUT + 100_000)
    sha = attach(owner, log, data, keep=False)
    owner.sync()
    part = {"Upload_Offset": "0", "Upload_Length": str(len(data))}
    first = ask(team, owner, "PATCH", sha, data[:3_000_000], **part)
    assert first.headers[OFFSET_HEADER] == "3000000"
    doubled = ask(team, owner, "PATCH", sha, data[:3_000_000], **part)
    assert (doubled.status_code, problem_of(doubled)) == (409, "other-offset")
    assert doubled.headers[OFFSET_HEADER] == "3000000"
    assert ask(team, owner, "HEAD", sha).headers[OFFSET_HEADER] == "3000000"
    owner.desk.media[sha] = data
    outcome = owner.sync()
    assert outcome.media == ()
    assert outcome.bytes_out < len(data) - 2_900_000
    colleague = team.member("reader")
    assert colleague.desk.media == {sha: data}


def test_a_long_one_that_is_damaged_begins_anew(team: Team, owner: Laptop, log: LogId) -> None:
    sha = attach(owner, log, b"abcdef", keep=False)
    owner.sync()
    first = {"Upload_Offset": "0", "Upload_Length": "6"}
    assert ask(team, owner, "PATCH", sha, b"abc", **first).status_code == 204
    rest = {"Upload_Offset": "3", "Upload_Length": "6"}
    assert problem_of(ask(team, owner, "PATCH", sha, b"dex", **rest)) == "other-bytes"
    assert ask(team, owner, "HEAD", sha).headers[OFFSET_HEADER] == "0"


def test_two_devices_do_not_spoil_each_others_parts(team: Team, owner: Laptop, log: LogId) -> None:
    colleague = team.member("author")
    sha = attach(owner, log, b"abcdef", keep=False)
    owner.sync()
    first = {"Upload_Offset": "0", "Upload_Length": "6"}
    assert ask(team, colleague, "PATCH", sha, b"zzz", **first).status_code == 204
    assert ask(team, owner, "PATCH", sha, b"abcdef", **first).status_code == 204
    assert ask(team, owner, "GET", sha).content == b"abcdef"


@pytest.mark.parametrize(
    ("headers", "problem"),
    [
        ({}, "not-understood"),
        ({"Upload_Offset": "-1", "Upload_Length": "6"}, "not-understood"),
        ({"Upload_Offset": "0", "Upload_Length": "1e3"}, "not-understood"),
        ({"Upload_Offset": "0", "Upload_Length": str(MEDIA_BYTES + 1)}, "too-large"),
        ({"Upload_Offset": "5", "Upload_Length": "6"}, "other-offset"),
        ({"Upload_Offset": "0", "Upload_Length": "2"}, "other-offset"),
    ],
)
def test_odd_parts_are_refused(
    team: Team, owner: Laptop, log: LogId, headers: dict[str, str], problem: str
) -> None:
    sha = attach(owner, log, b"abcdef", keep=False)
    owner.sync()
    assert problem_of(ask(team, owner, "PATCH", sha, b"abc", **headers)) == problem


def test_one_put_has_a_limit(team: Team, owner: Laptop, log: LogId) -> None:
    data = bytes(MEDIA_PUT + 1)
    sha = attach(owner, log, data, keep=False)
    owner.sync()
    assert problem_of(ask(team, owner, "PUT", sha, data)) == "too-large"


def test_forgotten_parts_are_cleared(tmp_path: Path) -> None:
    blobs, device = Blobs(tmp_path), DeviceId("d")
    for sha in (sha_of("old"), sha_of("new")):
        blobs.append(sha, device, 0, 6, b"abc")
    [old] = (tmp_path / "parts").glob(f"{sha_of('old')}*")
    os.utime(old, (time.time() - 8 * 24 * 3600,) * 2)
    again = Blobs(tmp_path)
    assert again.offset(sha_of("old"), device) == 0
    assert again.offset(sha_of("new"), device) == 3
