"""A proof holds for one answer to one request of one token, and for no other."""

from __future__ import annotations

import msgspec
import pytest

from sync.client.failures import Interrupted, Unproven
from sync.client.proving import Witness
from sync.model.server_words import WORDS, tidy_words, words_of
from sync.model.signing import Key
from sync.wire.proofs import PROOF_HEADER, SERVER_HEADER, Asked, digest_of, prove

KEY = Key(b"\7" * 32)
OTHER = Key(b"\3" * 32)
ASKED = Asked("nonce", "POST", "/v1/round", "token")


def headers(
    key: Key, asked: Asked = ASKED, status: int = 200, body: bytes = b"x"
) -> dict[str, str]:
    proof = prove(key, asked, status, digest_of(asked, body))
    return {SERVER_HEADER: key.device, PROOF_HEADER: proof}


def test_ones_own_server_is_believed_and_taken_note_of() -> None:
    for known in ("", KEY.device):
        witness = Witness("host", known)
        witness.look_at(ASKED, 200, headers(KEY), b"x")
        assert witness.met == KEY.device


@pytest.mark.parametrize(
    "changed", [{"nonce": "other"}, {"method": "PUT"}, {"path": "/v1/join"}, {"token": "another"}]
)
def test_a_proof_of_another_request_is_none(changed: dict[str, str]) -> None:
    given = headers(KEY, msgspec.structs.replace(ASKED, **changed))
    with pytest.raises(Interrupted):
        Witness("host", KEY.device).look_at(ASKED, 200, given, b"x")


def test_an_answer_that_was_changed_on_the_way_is_not_believed() -> None:
    for status, body in ((401, b"x"), (200, b"y")):
        for known in ("", KEY.device):
            with pytest.raises(Interrupted):
                Witness("host", known).look_at(ASKED, status, headers(KEY), body)


def test_another_server_is_told_from_one_that_says_nothing() -> None:
    with pytest.raises(Unproven) as raised:
        Witness("host", KEY.device).look_at(ASKED, 200, headers(OTHER), b"x")
    assert not raised.value.patient, "it has proven that it is another"
    with pytest.raises(Unproven) as raised:
        Witness("host", KEY.device).look_at(ASKED, 200, {}, b"x")
    assert raised.value.patient, "the proof may have been lost on the way"
    with pytest.raises(Unproven):
        pretended = {**headers(OTHER), SERVER_HEADER: "not a key"}
        Witness("host", KEY.device).look_at(ASKED, 200, pretended, b"x")


def test_each_key_has_six_words_that_can_be_typed_as_they_are_heard() -> None:
    assert len(set(WORDS)) == 256
    words = words_of(KEY.device)
    assert len(words) == 6
    assert words != words_of(OTHER.device)
    assert tidy_words(f" {', '.join(words).upper()}. ") == words
