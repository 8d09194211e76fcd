"""Messages to bytes and back, and every way in which bytes can be no message."""

from __future__ import annotations

import gzip
import zlib
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.facts import make_fact, what_is_wrong
from sync.model.ids import FactId, LogId, NodeId, PersonId, sha_of
from sync.model.payloads import TextRevised
from sync.model.signing import Key, is_signed
from sync.wire.codec import Unreadable, decode, pack, squeeze, unpack, unsqueeze
from sync.wire.messages import Answer, Judged, Numbered, Round, You, tidy_invite, words_to_sign
from sync.wire.problems import BASE, PROBLEMS, Problem, problem
from sync.wire.routes import ROUTES

KEY = Key.fresh()
LIMIT = 1 << 20


def a_round(text: str = "A bee flies.\n") -> Round:
    fact = make_fact(
        log=LogId("log"),
        payload=TextRevised(NodeId("n"), (), sha_of(text), text=text),
        kind="text.revised",
        clock=1,
        person=PersonId("p"),
        device=KEY.device,
    )
    return Round(1, "test", "epoch", {LogId("log"): 7}, [KEY.sign(fact)])


@given(st.text())
def test_a_fact_comes_out_whole_and_signed(text: str) -> None:
    said = a_round(text.encode("utf-8", "replace").decode())
    heard = unpack(pack(said), Round, limit=LIMIT)
    assert msgspec.json.encode(heard) == msgspec.json.encode(said)
    [fact] = heard.facts
    assert what_is_wrong(fact) is None
    assert is_signed(fact)


def test_every_cut_is_noticed_and_no_flipped_bit_changes_a_message() -> None:
    whole = msgspec.json.encode(a_round())
    body = squeeze(whole)
    for at in range(len(body)):
        with pytest.raises(Unreadable):
            unpack(body[:at], Round, limit=LIMIT)
        for bit in range(8):
            hurt = bytearray(body)
            hurt[at] ^= 1 << bit
            # A few bits of gzip mean nothing: its time stamp, codes that are never used.
            with suppress(Unreadable):
                assert unsqueeze(bytes(hurt), limit=LIMIT) == whole


def test_what_follows_a_message_is_not_passed_over() -> None:
    for more in (b"x", b"something else", pack(a_round())):
        with pytest.raises(Unreadable):
            unpack(pack(a_round()) + more, Round, limit=LIMIT)


def test_limits_hold_for_what_is_unpacked() -> None:
    assert unsqueeze(gzip.compress(bytes(1000)), limit=1000) == bytes(1000)
    assert unsqueeze(gzip.compress(b"ab") + gzip.compress(b"cd"), limit=4) == b"abcd"
    for bomb in (gzip.compress(bytes(1001)), gzip.compress(bytes(501)) * 2):
        with pytest.raises(Unreadable) as raised:
            unsqueeze(bomb, limit=1000)
        assert raised.value.wrong == "size"
    with pytest.raises(Unreadable) as raised:
        unpack(b" " * 11, Round, limit=10, squeezed=False)
    assert raised.value.wrong == "size"


@pytest.mark.parametrize(
    ("plain", "wrong"),
    [
        (b"", "json"),
        (b"{", "json"),
        (b'{"version":1,"app":"\xff"}', "json"),
        (b'{"version":1,"app":"x"}{}', "json"),
        (b'{"version":1,"app":"x","y":' + b"[" * 100_000, "json"),
        (b"[]", "shape"),
        (b'{"version":1}', "shape"),
        (b'{"version":1,"app":"x","facts":[7]}', "shape"),
    ],
)
def test_what_is_no_message(plain: bytes, wrong: str) -> None:
    with pytest.raises(Unreadable) as raised:
        decode(plain, Round)
    assert raised.value.wrong == wrong
    with pytest.raises(Unreadable):
        unpack(zlib.compress(plain, 1, 31), Round, limit=LIMIT)


def test_words_about_unreadable_bytes_hold_nothing_of_them() -> None:
    secret = b'{"version":1,"app":"x","facts":[{"id":"confidential"}]}'
    with pytest.raises(Unreadable) as raised:
        decode(secret, Round)
    assert "confidential" not in str(raised.value)


def test_fields_of_a_later_version_are_passed_over() -> None:
    heard = decode(b'{"version":1,"app":"x","later":{"a":[1]},"facts":[]}', Round)
    assert heard == Round(1, "x")


def test_verdicts_and_numbered_facts_are_short_on_the_wire() -> None:
    answer = Answer(1, "e", You(PersonId("p"), "n"), [Judged(FactId("a"), "accepted", 3)])
    assert b'"judged":[["a","accepted",3,""]]' in msgspec.json.encode(answer)
    assert msgspec.json.encode(Numbered(1, a_round().facts[0])).startswith(b'[1,{"id":')


# -- invites


@pytest.mark.parametrize(
    "written", ["ABCDE-01234", "abcde 01234", " abcde-\n0123\u00a04 ", "ABCDEOI234", "abcdeol234"]
)
def test_an_invite_has_one_form(written: str) -> None:
    assert tidy_invite(written) == "ABCDE01234"
    person = PersonId("p")
    assert words_to_sign(written, person) == b"coursefolk join 1\nABCDE01234\np"


# -- tables


def test_every_problem_says_what_is_safe_and_what_to_do() -> None:
    for name, kind in PROBLEMS.items():
        said = problem(name, "It happened.")
        assert (said.type, said.name, said.status) == (BASE + name, name, kind.status)
        assert all(part.endswith(".") for part in (said.detail, said.safe, said.mend))
        assert 400 <= said.status < 600
    assert Problem("about:blank", "x", 500).name == ""


def test_no_route_stands_twice() -> None:
    named = [(route.method, route.path) for route in ROUTES]
    assert len(set(named)) == len(named)
    assert all(route.what.endswith(".") for route in ROUTES)
