"""Requests that are too large, too deep, too fast, of another version, or no requests at all."""

from __future__ import annotations

import gzip
import json
import logging
import socket
import zlib
from collections.abc import Iterator

import msgspec
import pytest
import requests

from sync.model.ids import FactId, LogId, NodeId, fresh, sha_of
from sync.model.payloads import CourseDescribed, TextRevised
from sync.server import bodies
from sync.wire.codec import pack
from sync.wire.messages import Round
from sync.wire.problems import BASE, PROBLEMS
from sync.wire.routes import JOIN_BYTES, PROTOCOL, ROUND_BYTES, ROUND_FACTS, VERSION_HEADER
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop


@pytest.fixture(scope="module")
def owner(old_team: Team) -> Laptop:
    return old_team.owner()


def post(team: Team, laptop: Laptop, body: bytes, **headers: str) -> requests.Response:
    sent = {"Authorization": f"Bearer {laptop.token}", "Content-Encoding": "gzip"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.post(f"{team.url}/v1/round", data=body, headers=sent, timeout=20)


def assert_problem(reply: requests.Response, name: str) -> None:
    """Every no is a problem document of the table, in three plain sentences."""
    said = reply.json()
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers[VERSION_HEADER] == str(PROTOCOL)
    assert said["type"] == BASE + name
    assert said["status"] == reply.status_code == PROBLEMS[name].status
    assert said["title"] == PROBLEMS[name].title
    assert said["detail"] == " ".join((said["what"], said["safe"], said["mend"]))
    assert said["what"].endswith(".")


def test_a_gzip_bomb_is_not_unpacked(old_team: Team, owner: Laptop) -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = b"".join(bomb.compress(bytes(1 << 20)) for _ in range(64)) + bomb.flush()
    assert len(body) < 1 << 20
    assert_problem(post(old_team, owner, body), "too-large")


def test_many_small_members_are_counted_together(old_team: Team, owner: Laptop) -> None:
    member = gzip.compress(bytes(1 << 20))
    assert_problem(post(old_team, owner, member * 40), "too-large")


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(
    old_team: Team, owner: Laptop
) -> None:
    head = (
        f"POST /v1/round HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {owner.token}\r\n"
        f"Content-Length: {ROUND_BYTES + 1}\r\n\r\n"
    )
    assert b"too-large" in raw(old_team, head.encode())


def test_a_body_without_a_length_is_counted(old_team: Team, owner: Laptop) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(ROUND_BYTES // (1 << 20) + 2):
            yield bytes(1 << 20)

    headers = {"Authorization": f"Bearer {owner.token}"}
    try:
        reply = requests.post(
            f"{old_team.url}/v1/round", data=endless(), headers=headers, timeout=20
        )
    except requests.ConnectionError:
        return  # the server hung up before it was all sent, which is as good
    assert_problem(reply, "too-large")


def test_a_round_has_a_limit_of_facts(old_team: Team, owner: Laptop) -> None:
    fact = owner.make(owner.space, CourseDescribed({}))
    said = Round(PROTOCOL, "x", None, {}, [fact] * (ROUND_FACTS + 1))
    assert_problem(post(old_team, owner, pack(said)), "too-large")


def test_a_fact_has_a_limit(old_team: Team, owner: Laptop) -> None:
    fact = owner.make(owner.space, CourseDescribed({"x": "y" * (9 << 20)}))
    reply = post(old_team, owner, pack(Round(PROTOCOL, "x", None, {}, [fact])))
    assert reply.json()["judged"] == [[fact.id, "refused", None, "It is longer than 8 MB."]]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"", "damaged"),
        (b"not gzip", "damaged"),
        (gzip.compress(b"not json"), "damaged"),
        (gzip.compress(b'{"version":1')[:-1], "damaged"),
        (gzip.compress(b"[" * 200_000), "not-understood"),
        (gzip.compress(b'{"version":1,"app":"x","x":' + b"[" * 200_000), "damaged"),
        (gzip.compress(b"{}"), "not-understood"),
        (gzip.compress(b"[]"), "not-understood"),
        (gzip.compress(b'{"version":1,"app":"x","facts":[{}]}'), "not-understood"),
        (gzip.compress(b'{"version":1,"app":7}'), "not-understood"),
        (gzip.compress(b'{"version":1,"app":"x","cursors":{"a":"b"}}'), "not-understood"),
        (gzip.compress(b'{"version":1,"app":"x","cursors":[]}'), "not-understood"),
        (gzip.compress(b'{"version":0,"app":"x"}'), "client-too-old"),
        (gzip.compress(b'{"version":2,"app":"x"}'), "server-too-old"),
        (gzip.compress(b'{"version":2,"something":"else"}'), "server-too-old"),
        (gzip.compress(b'{"version":-99999999999999999999999,"app":"x"}'), "client-too-old"),
    ],
)
def test_what_is_no_round(old_team: Team, owner: Laptop, body: bytes, name: str) -> None:
    assert_problem(post(old_team, owner, body), name)


def test_a_round_need_not_be_compressed(old_team: Team, owner: Laptop) -> None:
    reply = post(old_team, owner, b'{"version":1,"app":"x"}', Content_Encoding="identity")
    assert reply.status_code == 200


@pytest.mark.parametrize("cursor", [-1, -(2**70), 2**70, 2**31])
def test_odd_cursors(old_team: Team, owner: Laptop, cursor: int) -> None:
    said = Round(PROTOCOL, "x", owner.desk.epoch, {owner.space: cursor, LogId("?" * 999): cursor})
    reply = post(old_team, owner, pack_any(said))
    assert reply.status_code in (200, 400, 503), reply.text


def pack_any(said: Round) -> bytes:
    plain = json.dumps(msgspec.to_builtins(said)).encode()
    return gzip.compress(plain)


def test_odd_facts_never_trouble_the_server(old_team: Team, owner: Laptop) -> None:
    fact = owner.make(owner.space, CourseDescribed({"x": "y"}))
    whole = json.loads(msgspec.json.encode(fact))
    for change in (
        {"clock": 0},
        {"clock": -1},
        {"clock": 2**70},
        {"at": 2**70},
        {"id": "\x00"},
        {"log": "\x00"},
        {"kind": ""},
        {"device": ""},
        {"device": "00" * 32},
        {"causes": [fact.id] * 10},
        {"payload": None},
        {"payload": 2**70},
        {"payload_sha": ""},
        {"signature": "AAAA"},
    ):
        said = {"version": 1, "app": "x", "facts": [{**whole, **change}]}
        reply = post(old_team, owner, gzip.compress(json.dumps(said).encode()))
        assert reply.status_code == 200, (change, reply.text)
        assert reply.json()["judged"][0][1] == "refused"


@pytest.mark.parametrize(
    ("raw", "verdict"),
    [
        (b'{"fields":{}}', "accepted"),
        (b'{"fields":{},"later":[1,2]}', "accepted"),
        (b'{"fields":{"a":"\\u0000"}}', "accepted"),
        (b'{"fields":{"a":"' + b"[{" * 900 + b'\\""}}', "accepted"),
        (b'{"fields":{},"x":' + b"[" * 31 + b"]" * 31 + b"}", "accepted"),
        (b'{"fields":{},"x":' + b"[" * 900 + b"]" * 900 + b"}", "refused"),
        (b'{"fields":{"a":"\\ud800"}}', "not JSON"),
        (b'{"fields":{},"x":' + b"[" * 90_000 + b"]" * 90_000 + b"}", "not JSON"),
        (b'{"fields":{},"x":1e999}', "refused"),
        (b'{"fields":{},"x":\xff}', "not JSON"),
        (b'{"fields":{},"x":"\xff"}', "refused"),
        (b'{"fields":7}', "refused"),
        (b"7", "refused"),
        (b"null", "refused"),
    ],
)
def test_a_payload_with_anything_in_it(
    old_team: Team, owner: Laptop, raw: bytes, verdict: str
) -> None:
    log = owner.share_course()
    owner.sync()
    draft = owner.make(log, CourseDescribed({fresh(): ""}), clock=1)
    draft = msgspec.structs.replace(draft, payload=msgspec.Raw(raw), payload_sha=sha_of(raw))
    draft = msgspec.structs.replace(draft, id=FactId(draft.digest.hex()[:32]))
    fact = owner.key.sign(draft)
    reply = post(old_team, owner, pack(Round(PROTOCOL, "x", None, {}, [fact])))
    if verdict == "not JSON":
        assert_problem(reply, "damaged")
        return
    assert reply.json()["judged"][0][1] == verdict
    if verdict == "accepted":
        colleague = old_team.member("reader")
        assert bytes(colleague.desk.facts[fact.id].payload) == raw


def test_paths_and_methods_that_are_not_there(old_team: Team, owner: Laptop) -> None:
    for path in ("/v1", "/v1/rounds", "/v2/round", "/../etc/passwd", "/%00", "/v1/media/a/b"):
        assert_problem(requests.get(old_team.url + path, timeout=5), "nothing-here")
    for path in ("/v1/round", "/v1/join"):
        reply = requests.delete(old_team.url + path, timeout=5)
        assert_problem(reply, "not-so")
        assert "POST" in reply.headers["allow"]


def test_a_join_has_limits(old_team: Team) -> None:
    url = f"{old_team.url}/v1/join"
    assert_problem(requests.post(url, data=bytes(JOIN_BYTES + 1), timeout=5), "too-large")
    assert_problem(requests.post(url, data=b"{}", timeout=5), "not-understood")
    assert_problem(requests.post(url, data=b"", timeout=5), "damaged")
    old = b'{"version":0,"invite":"","name":"x","person":"p","device":"d","proof":""}'
    assert_problem(requests.post(url, data=old, timeout=5), "client-too-old")


def test_a_request_that_stops_in_its_middle_is_given_up(
    old_team: Team, owner: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "QUIET_SECONDS", 0.2)
    head = (
        f"POST /v1/round HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {owner.token}\r\n"
        "Content-Length: 100\r\n\r\nabc"
    )
    assert b"too-slow" in raw(old_team, head.encode())


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"POST /v1/round HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /v1/round HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
    ],
)
@pytest.mark.logs("Invalid HTTP request received")
def test_what_is_no_http_is_answered_or_hung_up_on(old_team: Team, sent: bytes) -> None:
    answer = raw(old_team, sent)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    assert requests.get(f"{old_team.url}/healthz", timeout=5).json()["ok"]


def raw(team: Team, sent: bytes) -> bytes:
    """Send bytes as they are, and read until the server hangs up or has answered."""
    host, port = team.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(sent)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
            if b"\r\n\r\n" in received and received.endswith((b"}", b".")):
                break
    return received


# -- what is noted


@pytest.mark.logs("OperationalError in the server")
def test_logs_hold_no_text_no_name_and_no_token(
    own_team: Team, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "Confidential sentence of a lesson"
    owner = own_team.owner()
    log = owner.share_course("Secret title")
    owner.revise(log, secret)
    owner.write(log, TextRevised(NodeId("n"), (), sha_of("x"), text=secret + " two"), clock=2**40)
    owner.sync()
    reader = own_team.member("reader", "Secret person")
    reader.revise(log, secret + " refused")
    reader.sync()
    invite = own_team.invite("author")
    post(own_team, owner, gzip.compress(secret.encode()))
    requests.get(f"{own_team.url}/{secret}", timeout=5)
    requests.post(f"{own_team.url}/v1/join", data=secret.encode(), timeout=5)
    owner.write(log, CourseDescribed({"x": secret}), clock=owner.top(log) + 1)
    _break_the_database(own_team)
    with pytest.raises(Exception, match="stumbled"):
        owner.sync()
    noted = "\n".join(
        record.getMessage() + str(record.exc_info)
        for record in caplog.records
        if not record.name.startswith("urllib3")
    )
    assert "POST round 200" in noted
    assert "OperationalError in the server" in noted
    for word in (secret, "Secret", owner.token, invite, own_team.owner_invite, owner.person):
        assert word not in noted


def _break_the_database(team: Team) -> None:
    with team.server.service.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE facts RENAME TO elsewhere")
