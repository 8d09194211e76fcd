"""What was read and found whole is not hashed again, and what has changed since is found."""

from __future__ import annotations

from sync.model.facts import Fact, make_fact
from sync.model.ids import DeviceId, FactId, LogId, PersonId
from sync.model.payloads import CommentReplied
from sync.store.fact_rows import row_of
from sync.store.reading import KEPT_AT_MOST, LARGEST_KEPT, PAYLOAD_AT, Reading

LOG = LogId("a" * 32)


def written(text: str, clock: int = 1) -> Fact:
    body = CommentReplied(thread="b" * 32, text=text, mentions=())
    return make_fact(
        log=LOG,
        payload=body,
        kind="comment.replied",
        clock=clock,
        person=PersonId("c" * 32),
        device=DeviceId("d" * 64),
        causes=[FactId("b" * 32)],
    )


def row(fact: Fact) -> tuple[object, ...]:
    """The columns `FACT` as they are read."""
    ident, log, kind, clock, person, device, at, *_, sha, causes, payload, struck = row_of(
        fact, "kept", None, False, ""
    )
    raw = str(payload).encode()
    return (
        ident, log, kind, clock, person, device, at, causes, sha, raw, fact.signature, struck,
    )  # fmt: skip


def test_a_row_that_reads_as_before_is_the_fact_of_before() -> None:
    reading, fact = Reading(), written("Said.")
    assert reading.whole(row(fact)) == fact
    assert reading.whole(row(fact)) is reading.whole(row(fact))


def test_each_column_that_the_disk_changed_is_found() -> None:
    reading, fact = Reading(), written("Said.")
    whole = row(fact)
    assert reading.whole(whole) == fact
    for at, value in enumerate(whole):
        if at == 10:  # the signature is looked at by whom it is sent to
            continue
        changed = value + 1 if isinstance(value, int) else value[:-1] + value[-1:] * 2  # type: ignore[index, operator]
        if at == 11:
            changed = "0" * 64
        assert reading.whole((*whole[:at], changed, *whole[at + 1 :])) is None, at
    assert reading.whole(whole) == fact


def test_what_is_kept_has_its_bounds() -> None:
    reading = Reading()
    long = row(written("l" * LARGEST_KEPT))
    assert len(long[PAYLOAD_AT]) > LARGEST_KEPT  # type: ignore[arg-type]
    assert reading.whole(long) is not reading.whole(long)
    first = row(written("first"))
    before = reading.whole(first)
    for clock in range(2, KEPT_AT_MOST + 2):
        reading.whole(row(written("more", clock)))
    assert reading.whole(first) is not before
    assert reading.whole(first) == before
