"""Invites, and the tokens that they give."""

from __future__ import annotations

import sqlite3

import msgspec
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client.joining import join, laptop_code
from sync.model.errors import BadInput, CoursefolkError, Refused, WillBeTriedAgain
from sync.model.ids import NodeId, PersonId, sha_of
from sync.model.kinds import payload_of
from sync.model.payloads import MemberSet, SuggestionMade, TextRevised
from sync.model.people import SERVER
from sync.model.signing import Key, is_signed
from sync.model.states import TextState
from sync.server import accounts, operations
from sync.wire.messages import Join, words_to_sign
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop


@pytest.fixture
def team(own_team: Team) -> Team:
    """A server for each test alone, because it counts failed joins."""
    return own_team


def signed_join(laptop: Laptop, invite: str, **changes: object) -> Join:
    proof = Ed25519PrivateKey.from_private_bytes(laptop.key.seed).sign(
        words_to_sign(invite, laptop.person)
    )
    said = Join(invite, laptop.name, laptop.person, laptop.key.device, proof)
    return msgspec.structs.replace(said, **changes)


def post(team: Team, said: Join) -> requests.Response:
    body = msgspec.json.encode(said)
    return requests.post(f"{team.url}/v1/join", data=body, timeout=10)


def problem_of(reply: requests.Response) -> str:
    assert reply.headers["content-type"] == "application/problem+json"
    return str(reply.json()["type"]).rpartition(":")[2]


def test_the_first_owner_joins_and_is_entered_in_the_space(team: Team) -> None:
    laptop = team.newcomer("owner")
    joined = laptop.join(team.url, team.owner_invite)
    assert [(s.name, s.role) for s in joined.spaces] == [("team", "owner")]
    assert (joined.you.person, joined.you.name) == (laptop.person, "owner")
    laptop.sync()
    [fact] = laptop.desk.facts.values()
    assert payload_of(fact) == MemberSet(laptop.person, "owner", "owner", (laptop.key.device,))
    assert (fact.person, fact.device) == (SERVER, joined.server)
    assert is_signed(fact)


def test_an_invite_may_be_typed_carelessly(team: Team) -> None:
    laptop = team.newcomer("owner")
    typed = team.owner_invite.lower().replace("-", " ").replace("0", "O").replace("1", "l")
    assert laptop.join(team.url, f" {typed}\n").token


@pytest.mark.parametrize("invite", ["", "nonsense", "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA", "é" * 99])
def test_a_wrong_invite(team: Team, invite: str) -> None:
    with pytest.raises(BadInput) as raised:
        team.newcomer("x").join(team.url, invite)
    assert raised.value.what == "This server knows no such invite."
    assert raised.value.mend == "Copy the whole invite again, or ask for a new one."


def test_a_used_invite(team: Team) -> None:
    invite = team.invite("author")
    team.newcomer("first").join(team.url, invite)
    with pytest.raises(BadInput, match="joined with this invite already"):
        team.newcomer("second").join(team.url, invite)


def test_an_expired_invite(team: Team) -> None:
    invite = team.invite("author")
    with sqlite3.connect(team.data / "server.db") as connection:
        connection.execute("UPDATE invites SET expires = 1")
    connection.close()
    with pytest.raises(BadInput, match="has expired"):
        team.newcomer("late").join(team.url, invite)


def test_a_join_that_comes_twice_gives_the_same_token(team: Team) -> None:
    laptop = team.newcomer("author")
    said = signed_join(laptop, team.invite("author"))
    first, second = post(team, said), post(team, said)
    assert first.json() == second.json()
    laptop.connect(team.url, first.json()["token"])
    laptop.sync()
    assert len(laptop.desk.facts) == 1


def test_a_name_is_tidied(team: Team) -> None:
    said = signed_join(team.newcomer("x"), team.owner_invite, name="  Lead\n\x00 \u202e author ")
    assert post(team, said).json()["you"]["name"] == "Lead author"


@pytest.mark.parametrize("name", ["", "  ", "\x00", "x" * 81])
def test_a_name_that_is_none(team: Team, name: str) -> None:
    assert problem_of(
        post(team, signed_join(team.newcomer("x"), team.owner_invite, name=name))
    ) == ("no-name" if not name.strip(" \x00") else "not-understood")
    with pytest.raises(BadInput):
        join(team.url, team.owner_invite, name.replace("\x00", ""), PersonId("p"), Key.fresh())


def test_a_join_must_be_signed_by_its_device(team: Team) -> None:
    laptop = team.newcomer("x")
    for changes in (
        {"proof": b""},
        {"proof": b"x" * 64},
        {"device": Key.fresh().device},
        {"person": PersonId("someone-else")},
    ):
        reply = post(team, signed_join(laptop, team.owner_invite, **changes))
        assert problem_of(reply) == "not-proven"


@pytest.mark.parametrize(
    "changes",
    [
        {"person": SERVER},
        {"person": PersonId("")},
        {"person": PersonId("a/b")},
        {"device": "zz"},
        {"device": "A" * 64},
    ],
)
def test_nobody_joins_under_an_odd_name(team: Team, changes: dict[str, object]) -> None:
    reply = post(team, signed_join(team.newcomer("x"), team.owner_invite, **changes))
    assert problem_of(reply) == "not-understood"


def test_nobody_becomes_someone_else(team: Team) -> None:
    owner, thief = team.owner(), team.newcomer("thief")
    thief.person = owner.person
    with pytest.raises(Refused, match="signed in from another computer"):
        thief.join(team.url, team.invite("reader"))
    owner_again = team.newcomer("owner2")
    owner_again.key = owner.key
    with pytest.raises(Refused, match="signed in as someone else"):
        owner_again.join(team.url, team.invite("reader"))
    assert owner.sync().requests == 1


def one_more(team: Team, first: Laptop, name: str = "") -> Laptop:
    """Let another laptop join with a code that the first one gave."""
    assert first.transport is not None
    laptop = team.newcomer(name)
    laptop.person = laptop.join(team.url, laptop_code(first.transport).code).you.person
    laptop.sync()
    return laptop


def test_another_laptop_is_the_same_person(team: Team) -> None:
    first = team.owner()
    log = first.share_course()
    first.sync()
    second = one_more(team, first)
    assert (second.person, second.desk.roles[log]) == (first.person, "owner")
    text = second.write(log, TextRevised(NodeId("l"), (), sha_of("x"), text="x"))
    second.sync()
    first.sync()
    assert text.id in first.desk.facts
    assert not second.desk.refused
    assert {f.kind for f in first.desk.facts.values() if f.log == first.space} == {
        "member.set",
        "course.shared",
    }, "nobody joined anew"
    assert operations.revoke(team.data, first.person) == 2


def test_a_code_for_a_laptop_is_used_once_and_the_last_one_holds(team: Team) -> None:
    first = team.owner()
    assert first.transport is not None
    old, new = laptop_code(first.transport).code, laptop_code(first.transport).code
    with pytest.raises(BadInput, match="no such invite"):
        team.newcomer("x").join(team.url, old)
    second = team.newcomer("x")
    token = second.join(team.url, new).token
    assert second.join(team.url, new).token == token, "an answer may be lost on its way"
    with pytest.raises(BadInput, match="joined with this invite already"):
        team.newcomer("y").join(team.url, new)


def test_a_code_for_a_laptop_ends_with_the_hour(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = team.owner()
    assert first.transport is not None
    monkeypatch.setattr(accounts, "LAPTOP_MS", -1)
    code = laptop_code(first.transport).code
    with pytest.raises(BadInput, match="expired"):
        team.newcomer("x").join(team.url, code)


def test_who_was_sent_away_gets_no_code(team: Team) -> None:
    team.owner()
    member = team.member("author")
    assert member.transport is not None
    operations.revoke(team.data, member.person)
    with pytest.raises(CoursefolkError, match="withdrawn"):
        laptop_code(member.transport)


def test_a_laptop_of_someone_else_stays_theirs(team: Team) -> None:
    first, other = team.owner(), team.member("author")
    assert first.transport is not None
    with pytest.raises(Refused, match="signed in as someone else"):
        other.join(team.url, laptop_code(first.transport).code)
    other.sync()
    assert not other.desk.gone


def test_a_second_invite_widens_a_role_and_never_narrows_it(team: Team) -> None:
    owner, member = team.owner(), team.member("reviewer")
    member.join(team.url, team.invite("reader"))
    member.sync()
    assert member.desk.roles[member.space] == "reviewer"
    member.join(team.url, team.invite("author"))
    member.sync()
    assert member.desk.roles[member.space] == "author"
    owner.sync()
    assert len(owner.desk.facts) == 3


def test_who_was_removed_comes_back_by_invite(team: Team) -> None:
    owner, member = team.owner(), team.member("author")
    owner.sync()
    owner.write(owner.space, MemberSet(member.person, "m", "none"))
    owner.sync()
    member.sync()
    assert member.desk.gone
    member.join(team.url, team.invite("reader"))
    member.sync()
    assert not member.desk.gone
    assert member.desk.roles[member.space] == "reader"


def test_guessing_is_slowed_down(team: Team) -> None:
    laptop = team.newcomer("x")
    for _ in range(10):
        assert problem_of(post(team, signed_join(laptop, "guess"))) == "wrong-invite"
    reply = post(team, signed_join(laptop, team.owner_invite))
    assert problem_of(reply) == "too-often"
    assert 0 < int(reply.headers["retry-after"]) <= 601
    with pytest.raises(WillBeTriedAgain) as raised:
        laptop.join(team.url, team.owner_invite)
    assert "Too many invites" in raised.value.what


# -- tokens


def test_a_withdrawn_token_reads_nothing(team: Team) -> None:
    owner, member = team.owner(), team.member("author")
    log = owner.share_course()
    owner.sync()
    member.sync()
    assert operations.revoke(team.data, member.person) == 1
    kept = member.revise(log, "Still mine.\n")
    with pytest.raises(Refused) as raised:
        member.sync()
    assert "withdrawn" in raised.value.what
    assert "stays here" in raised.value.safe
    assert kept in member.desk.unsent()
    for method, path in (
        ("GET", "/v1/pokes"),
        ("GET", "/v1/snapshots/a/b"),
        ("GET", "/v1/media/a"),
    ):
        reply = requests.request(
            method, team.url + path, headers={"Authorization": f"Bearer {member.token}"}, timeout=5
        )
        assert problem_of(reply) == "token-withdrawn"


def test_a_withdrawn_token_still_sends_suggestions_and_receives_nothing(team: Team) -> None:
    owner, member = team.owner(), team.member("author")
    log = owner.share_course()
    owner.sync()
    member.sync()
    owner.revise(log, "News.\n")
    owner.sync()
    operations.revoke(team.data, member.person)
    lesson = next(f for f in member.desk.facts.values() if f.kind == "text.revised")
    state = TextState((lesson.id,), sha_of("# Lesson 0\n"))
    fact = member.write(log, SuggestionMade(NodeId("n"), state, 0, 1, "#", "##", "why"))
    member.sync()
    assert fact.id in member.desk.numbers
    answer = member.desk.answers[-1]
    assert (answer.logs, answer.media_wanted) == ([], [])
    assert set(answer.gone) == {member.space, log}
    owner.sync()
    assert fact.id in owner.desk.facts


def test_a_withdrawn_person_joins_anew_with_another_invite_only(team: Team) -> None:
    invite = team.invite("author")
    member = team.newcomer("member")
    member.join(team.url, invite)
    operations.revoke(team.data, member.person)
    with pytest.raises(BadInput, match="was withdrawn"):
        member.join(team.url, invite)
    member.join(team.url, team.invite("author"))
    assert member.sync().requests == 1


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic eDp5", "Bearer cf1_nonsense"])
def test_a_stranger_gets_nothing(team: Team, header: str) -> None:
    for method, path in (
        ("POST", "/v1/round"),
        ("GET", "/v1/pokes"),
        ("GET", "/v1/snapshots/a/b"),
        ("GET", "/v1/media/" + "0" * 64),
        ("PUT", "/v1/media/" + "0" * 64),
        ("PATCH", "/v1/media/" + "0" * 64),
    ):
        reply = requests.request(
            method, team.url + path, headers={"Authorization": header} if header else {}, timeout=5
        )
        assert reply.status_code == 401
        assert problem_of(reply) in ("no-token", "token-unknown")
        assert reply.headers["www-authenticate"].startswith("Bearer")


def test_no_token_lies_in_the_data(team: Team) -> None:
    owner = team.owner()
    invite = team.invite("author")
    team.server.stop()
    try:
        for path in team.data.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                assert owner.token.encode() not in data
                assert invite.replace("-", "").encode() not in data
    finally:
        team.server = type(team.server)(team.data)
        team.server.start()
