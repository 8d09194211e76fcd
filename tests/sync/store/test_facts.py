"""The log: idempotent, order-free, and nothing that came is ever dropped."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, sha_of
from sync.model.payloads import LessonRemoved, LessonRenamed, OverlapConfirmed, Removal
from sync.store.facts import FactLog
from sync.store.opening import Store
from tests.sync.store.facts_written import (
    LESSON,
    LOG,
    PRIVATE,
    SHARED,
    Author,
    filled,
    idents,
)


@pytest.fixture
def log(store: Store) -> FactLog:
    """Hold one shared log, still empty."""
    store.log.add_log(SHARED)
    return store.log


def test_a_fact_comes_back_as_it_was(log: FactLog) -> None:
    fact = msgspec.structs.replace(Author().revision("日本語 “é”\n"), signature=b"\0\xff" * 32)
    assert log.add([fact]) == [fact]
    assert log.facts(LOG) == [fact]
    found = log.fact(fact.id)
    assert found
    assert (found.fact, found.state, found.number, found.why) == (fact, "kept", None, "")
    assert log.fact(FactId("0" * 32)) is None


def test_adding_again_adds_nothing(log: FactLog) -> None:
    facts = [Author().revision()]
    assert log.add([*facts, *facts]) == facts
    assert log.add(facts) == []
    assert log.count(LOG) == 1


def test_logs_are_noted_and_changed(store: Store) -> None:
    space = msgspec.structs.replace(SHARED, log=LogId("5" * 32), scope="space", course="")
    store.log.add_log(PRIVATE)
    store.log.add_log(space)
    store.log.set_cursor(space.log, 7)
    closed = msgspec.structs.replace(PRIVATE, standing="closed", continued_by=LogId("6" * 32))
    store.log.add_log(closed)
    assert store.log.logs() == [closed, msgspec.structs.replace(space, cursor=7)]
    assert store.log.log(PRIVATE.log) == closed
    assert store.log.log(LogId("none")) is None


def test_facts_come_in_order_by_kind_and_by_subject(log: FactLog) -> None:
    author = Author()
    first, second = author.revision(), author.revision(lesson=NodeId("9" * 32))
    placed = author.place()
    reply = author.reply(first)
    renamed = author.fact(LessonRenamed(LESSON, "New", ()))
    removed = author.fact(LessonRemoved((Removal(LESSON, ()),)))
    confirmed = author.fact(OverlapConfirmed(LESSON, ("o",), first.id, sha_of("")))
    everything = [first, second, placed, reply, renamed, removed, confirmed]
    log.add(everything[::-1])
    assert log.facts(LOG) == everything
    assert log.facts(LOG, kinds=["lesson.placed", "lesson.renamed"]) == [placed, renamed]
    assert log.facts(LOG, kinds=[]) == []
    assert log.facts(LOG, subject=LESSON) == [first, renamed, confirmed]
    assert log.facts(LOG, subject=LESSON, kinds={"text.revised"}) == [first]
    assert log.facts(LogId("other")) == []


def test_facts_are_found_by_the_beginning_of_their_id(log: FactLog) -> None:
    facts = [Author().revision(f"{n}\n") for n in range(40)]
    log.add(facts)
    for fact in facts:
        assert [s.fact for s in log.find(fact.id[:12].upper())] == [fact]
    assert len(log.find("")) == 40
    assert log.find("x'; DROP TABLE facts") == []


def test_a_fact_waits_for_its_causes(log: FactLog) -> None:
    author = Author()
    a = author.revision()
    b = author.revision(parents=[a])
    c = author.revision(parents=[b])
    assert log.add([c]) == []
    assert log.add([b]) == []
    assert [s.state for s in log.not_kept(LOG)] == ["waiting", "waiting"]
    assert log.top_clock(LOG) == 0
    assert log.outbox(facts=9, bytes=9999) == []
    assert log.add([a]) == [a, b, c]
    assert log.not_kept() == []
    assert log.top_clock(LOG) == 3


def test_what_waits_to_be_sent_is_bounded_and_in_order(log: FactLog) -> None:
    author = Author()
    facts = [author.revision("x" * 1000) for _ in range(10)]
    log.add(facts)
    assert log.waiting_count() == 10
    assert log.outbox(facts=4, bytes=10**6) == facts[:4]
    assert log.outbox(facts=100, bytes=4500) == facts[:2]
    assert log.outbox(facts=100, bytes=1) == facts[:1]
    log.accepted({facts[0].id: 1, facts[1].id: 2})
    assert log.waiting_count() == 8
    assert log.outbox(facts=1, bytes=10**6) == [facts[2]]
    found = log.fact(facts[1].id)
    assert found
    assert found.number == 2


def test_only_shared_logs_are_sent(store: Store) -> None:
    store.log.add_log(PRIVATE)
    facts = [Author().revision()]
    store.log.add(facts)
    assert store.log.waiting_count() == 0
    store.log.add_log(SHARED)
    assert store.log.outbox(facts=9, bytes=9999) == facts
    store.log.add_log(msgspec.structs.replace(SHARED, standing="readonly"))
    assert store.log.waiting_count() == 0


def test_what_came_from_the_server_is_not_sent_back(log: FactLog) -> None:
    author = Author()
    mine, theirs = author.revision(), author.revision()
    log.add([mine])
    assert log.add([theirs, mine], numbers={theirs.id: 1, mine.id: 2}) == [theirs]
    assert log.waiting_count() == 0
    assert [s.number for s in (log.fact(theirs.id), log.fact(mine.id)) if s] == [1, 2]


def test_a_refused_fact_leaves_with_all_that_builds_on_it(log: FactLog) -> None:
    author = Author()
    good = author.revision()
    bad = author.revision(parents=[good])
    on_it = author.revision(parents=[bad])
    beside = author.revision(parents=[good])
    on_both = author.revision(parents=[on_it, beside])
    log.add([good, bad, on_it, beside, on_both])
    assert log.refused({bad.id: "your role is reader"}) == [bad, on_it, on_both]
    assert log.facts(LOG) == [good, beside]
    assert log.outbox(facts=9, bytes=99999) == [good, beside]
    reasons = {s.fact.id: s.why for s in log.not_kept(LOG)}
    assert reasons[bad.id] == "your role is reader"
    assert bad.id[:12] in reasons[on_it.id]
    assert on_it.id[:12] in reasons[on_both.id]
    assert log.top_clock(LOG) == beside.clock
    assert log.refused({bad.id: "again"}) == []
    late = author.revision(parents=[on_both])
    assert log.add([late]) == []
    found = log.fact(late.id)
    assert found
    assert found.state == "refused"


def test_a_fact_that_waits_on_a_refused_one_is_refused_too(log: FactLog) -> None:
    author = Author()
    bad, missing = author.revision(), author.revision()
    waiting = author.revision(parents=[bad, missing])
    log.add([bad, waiting])
    assert log.refused({bad.id: "no"}) == [bad]
    assert {s.state for s in log.not_kept()} == {"refused"}
    assert log.add([missing]) == [missing]


def test_what_the_server_accepted_counts_after_all(log: FactLog) -> None:
    """Acceptance is final: a lost answer may have let the laptop believe otherwise."""
    author = Author()
    first = author.revision()
    second = author.revision(parents=[first])
    log.add([first, second])
    log.refused({first.id: "no"})
    came = log.add([first, second], numbers={first.id: 1, second.id: 2})
    assert came == [first, second]
    assert log.facts(LOG) == [first, second]
    assert log.not_kept() == []


def test_a_damaged_fact_is_set_aside_until_the_whole_one_comes(log: FactLog) -> None:
    whole = Author().revision("right\n")
    wrong = Author().revision("wrong\n")
    damaged = msgspec.structs.replace(whole, payload=wrong.payload)
    assert log.add([damaged]) == []
    [aside] = log.not_kept()
    assert (aside.state, aside.fact.id) == ("aside", whole.id)
    assert aside.why
    assert log.add([whole]) == [whole]
    assert log.not_kept() == []


def test_content_that_is_no_text_is_set_aside(log: FactLog) -> None:
    fact = Author().revision()
    payload = b'{"lesson":"\xff\xfe"}'
    broken = msgspec.structs.replace(
        fact, payload=msgspec.Raw(payload), payload_sha=sha_of(payload)
    )
    broken = msgspec.structs.replace(broken, id=FactId(broken.digest.hex()[:32]))
    assert log.add([broken]) == []
    assert [s.state for s in log.not_kept()] == ["aside"]
    assert log.facts(LOG) == []


def test_kinds_of_a_later_version_are_kept(log: FactLog) -> None:
    fact = msgspec.structs.replace(Author().revision(), kind="need.voiced")
    fact = msgspec.structs.replace(fact, id=FactId(fact.digest.hex()[:32]))
    assert log.add([fact]) == [fact]
    assert log.facts(LOG, kinds=["need.voiced"]) == [fact]


DAMAGES = [
    "payload=replace(payload, 'text', 'test')",
    "payload=CAST(x'7bff7d' AS TEXT)",
    "person=CAST(x'ff' AS TEXT)",
    "person='someone else'",
    "clock=clock+1",
    "causes='[\"damaged'",
    "payload_sha=''",
    "id='0' || substr(id, 2)",
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_fact_changed_on_the_disk_is_set_aside_and_comes_again(store: Store, damage: str) -> None:
    author = Author()
    store.log.add_log(SHARED)
    a = author.revision()
    b = author.revision(parents=[a])
    c = author.revision(parents=[b])
    d = author.revision(parents=[a])
    facts = [a, b, c, d]
    store.log.add(facts, numbers={fact.id: n for n, fact in enumerate(facts, 1)})
    store.log.set_cursor(LOG, 4)
    store.connection.run(f"UPDATE facts SET {damage} WHERE id=?", (b.id,))
    with store.reading():
        assert b not in store.log.facts(LOG)
        assert store.log.damaged
    assert store.log.facts(LOG) == [a, d]
    assert not store.log.damaged
    assert sorted(s.state for s in store.log.not_kept()) == ["aside", "waiting"]
    assert all(s.why for s in store.log.not_kept() if s.state == "aside")
    row = store.log.log(LOG)
    assert row
    assert row.cursor == 0
    assert store.log.add(facts, numbers={fact.id: n for n, fact in enumerate(facts, 1)}) == [b, c]
    assert store.log.facts(LOG) == facts
    assert store.log.waiting_count() == 0


def test_mending_what_is_whole_changes_nothing(store: Store) -> None:
    facts = filled(store)
    store.log.set_cursor(LOG, 7)
    assert store.log.mend() == []
    assert store.log.facts(LOG) == facts
    row = store.log.log(LOG)
    assert row
    assert row.cursor == 7


def test_a_batch_is_stored_whole_or_not_at_all(log: FactLog) -> None:
    author = Author()
    stranger = Author(LogId("unknown"))
    with pytest.raises(Exception, match="FOREIGN KEY"):
        log.add([author.revision(), stranger.revision()])
    assert log.facts(LOG) == []


@st.composite
def histories(draw: st.DrawFn) -> list[list[Fact]]:
    """Facts that build on each other, in any order, twice, cut into batches."""
    author = Author()
    facts: list[Fact] = []
    for _ in range(draw(st.integers(1, 12))):
        parents = draw(st.lists(st.sampled_from(facts), max_size=2)) if facts else []
        facts.append(author.revision(parents=parents))
    sent = draw(st.permutations(facts + draw(st.lists(st.sampled_from(facts), max_size=4))))
    cuts = sorted(draw(st.lists(st.integers(0, len(sent)), max_size=3)))
    return [sent[i:j] for i, j in zip([0, *cuts], [*cuts, len(sent)], strict=True)]


@settings(max_examples=40)
@given(histories())
def test_laptops_with_the_same_facts_hold_the_same(batches: list[list[Fact]]) -> None:
    everything = {fact.id: fact for batch in batches for fact in batch}
    with tempfile.TemporaryDirectory() as room:
        store = Store.open(Path(room))
        store.log.add_log(SHARED)
        came = [fact for batch in batches for fact in store.log.add(batch)]
        assert sorted(idents(came)) == sorted(everything)
        assert store.log.facts(LOG) == sorted(everything.values(), key=lambda fact: fact.order)
        assert store.log.not_kept() == []
        sent = idents(store.log.outbox(facts=100, bytes=10**6))
        assert len(sent) == len(everything)
        for place, ident in enumerate(sent):
            assert set(everything[ident].causes) <= set(sent[:place])
        assert store.log.top_clock(LOG) == max(fact.clock for fact in everything.values())
        store.close()
