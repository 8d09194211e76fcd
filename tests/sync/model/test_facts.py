"""The envelope: what is hashed, what is signed, and what a struck-out payload leaves standing."""

from __future__ import annotations

import msgspec
import pytest

from sync.model.facts import CHANGED, Fact, header_digest, make_fact, what_is_wrong
from sync.model.ids import DeviceId, FactId, LogId, NodeId, PersonId, sha_of
from sync.model.payloads import CommentReplied, TextRevised
from sync.model.signing import Key, is_signed

LOG = LogId("log")


def fact(key: Key, text: str = "hello\n", **changes: object) -> Fact:
    body = TextRevised(NodeId("lesson"), (), sha_of(text), text=text)
    made = make_fact(
        log=LOG,
        payload=body,
        kind="text.revised",
        clock=1,
        person=PersonId("p"),
        device=key.device,
        at=1_700_000_000_000,
    )
    return msgspec.structs.replace(made, **changes)


def test_id_is_the_beginning_of_the_header_hash() -> None:
    made = fact(Key(b"1" * 32))
    assert made.id == header_digest(made).hex()[:32]
    assert what_is_wrong(made) is None


def test_envelope_is_pinned() -> None:
    """The layout is final: this id may never change."""
    made = fact(Key(b"1" * 32))
    assert made.device == "48075a597e721a156e2e0799de5cc0c5324dc6e7eaf1cdd46250868ec53215dd"
    assert made.payload_sha == sha_of(bytes(made.payload))
    assert made.id == "4b0e655077e47ffb7841b362123647d1"


@pytest.mark.parametrize(
    "change",
    [
        {"clock": 2},
        {"person": PersonId("q")},
        {"at": 1},
        {"causes": (FactId("a"),)},
        {"log": LogId("other")},
        {"kind": "comment.made"},
        {"payload": msgspec.Raw(b"{}")},
        {"payload_sha": sha_of("x")},
        {"device": DeviceId("00" * 32)},
        {"id": FactId("0" * 32)},
    ],
)
def test_a_changed_field_is_noticed(change: dict[str, object]) -> None:
    assert what_is_wrong(fact(Key.fresh(), **change)) is not None


def test_signature_is_the_devices_own() -> None:
    key, other = Key.fresh(), Key.fresh()
    signed = key.sign(fact(key))
    assert is_signed(signed)
    assert not is_signed(fact(key))
    assert not is_signed(msgspec.structs.replace(signed, device=other.device))
    with pytest.raises(ValueError, match="own facts"):
        other.sign(fact(key))


def test_signature_survives_a_struck_out_payload() -> None:
    key = Key.fresh()
    signed = key.sign(fact(key))
    struck = msgspec.structs.replace(signed, payload=msgspec.Raw(b'{"struck":"out"}'))
    assert is_signed(struck)
    assert what_is_wrong(struck) == CHANGED


def test_wire_round_trip_keeps_every_byte() -> None:
    key = Key.fresh()
    body = CommentReplied(FactId("t"), 'quotes " and \\ and \u2028 and 😀')
    made = key.sign(
        make_fact(
            log=LOG,
            payload=body,
            kind="comment.replied",
            clock=3,
            person=PersonId("p"),
            device=key.device,
            causes=[FactId("t"), FactId("t")],
        )
    )
    back = msgspec.json.decode(msgspec.json.encode(made), type=Fact)
    assert back == made
    assert what_is_wrong(back) is None
    assert back.causes == (FactId("t"),)
