"""Words struck out of payloads: by place, idempotent, in any order, and known again by a mark."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sync.model.kinds import KINDS
from sync.model.redaction import (
    STRUCK,
    WORDS,
    every_place,
    found_in,
    is_struck,
    mark_of,
    marked_in,
    masked,
    places_in,
    struck,
    texts_of,
    words_at,
)

TEXTS = st.text(alphabet="abc \n█é", max_size=30)
PLACES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(0, 9)), max_size=5)


def test_each_kind_of_fact_tells_where_words_stand() -> None:
    assert WORDS.keys() == KINDS.keys() - {"lesson.removed", "course.released", "overlap.confirmed"}


def test_only_words_are_struck_and_keys_too() -> None:
    payload = (
        b'{"number":1,"note":"the key abcd","texts":{},"outline":[["abcd","lesson","","abcd!"]],'
        b'"outline_hash":"abcd","content_hash":"abcd","files":{"abcd.png":"abcd"}}'
    )
    left = msgspec.json.decode(
        struck("version.named", payload, places_in("version.named", payload, ["abcd"]))
    )
    assert left["note"] == "the key ████"
    assert left["outline"] == [["abcd", "lesson", "", "████!"]]
    assert left["files"] == {"████.png": "abcd"}
    assert left["outline_hash"] == left["content_hash"] == "abcd"
    payload_of_kind = KINDS["version.named"].payload
    msgspec.convert(left, payload_of_kind)


def test_lines_stay_and_so_does_what_cannot_be_read() -> None:
    assert masked("one\ntwo", [(0, 99)]) == "███\n███"
    assert struck("comment.replied", b"no json", [(0, 0, 9)]) == b"no json"
    assert texts_of("comment.replied", b"no json") == []
    assert texts_of("unknown.kind", b'{"text":"x"}') == []
    assert not is_struck("comment.replied", b"no json", [])


@given(TEXTS, TEXTS, PLACES, PLACES)
def test_struck_apart_is_struck_alike(one: str, two: str, first: list, second: list) -> None:  # type: ignore[type-arg]
    payload = msgspec.json.encode({"thread": "t", "text": one, "edits": [[0, 1, two]]})
    for kind in ("text.revised", "comment.replied"):
        apart = [
            struck(kind, struck(kind, payload, a), b)
            for a, b in ((first, second), (second, first), ([*first, *second], first))
        ]
        assert len(set(apart)) == 1
        assert is_struck(kind, apart[0], [p for p in first if p[0] < len(texts_of(kind, payload))])
        assert [len(text) for text in texts_of(kind, apart[0])] == [
            len(text) for text in texts_of(kind, payload)
        ]
    assert set("".join(texts_of("text.revised", struck("text.revised", payload, every_place(
        "text.revised", payload))))) <= {STRUCK, "\n"}  # fmt: skip


@given(TEXTS, st.text(alphabet="abc \né", min_size=4, max_size=6), TEXTS)
def test_a_mark_knows_its_word_and_no_other(before: str, word: str, after: str) -> None:
    text = before + word + after
    mark = mark_of(word)
    assert marked_in(text, [mark]) == found_in(text, [word])
    assert word not in masked(text, found_in(text, [word])) or not word.strip("\n")
    assert marked_in(text.replace(word, "x" * len(word)), [mark]) == []


def test_what_stood_in_a_place_is_read_before_it_goes() -> None:
    payload = b'{"thread":"t","text":"the key abcd"}'
    assert words_at("comment.replied", payload, [(0, 8, 4), (9, 0, 4)]) == {"abcd"}
    left = struck("comment.replied", payload, [(0, 8, 4)])
    assert words_at("comment.replied", left, [(0, 8, 4)]) == set()
