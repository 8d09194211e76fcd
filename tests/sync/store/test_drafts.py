"""Drafts: a projection that can be thrown away, and says when it must be made anew."""

from __future__ import annotations

import pytest

from sync.model.ids import LogId, NodeId
from sync.store.drafts import Draft
from sync.store.opening import Store
from tests.sync.store.facts_written import LESSON, LOG, SHARED, Author, state_of

OTHER = NodeId("4" * 32)


def draft(lesson: NodeId, text: str, *, overlaps: int = 0, log: LogId = LOG) -> Draft:
    heads = Author().revision(text)
    return Draft(log, lesson, state_of(text, heads), len(text.split()), overlaps)


@pytest.fixture
def put(store: Store) -> Store:
    """Hold two drafts of one log and one of another."""
    store.log.add_log(SHARED)
    store.drafts.put(draft(LESSON, "one two\n", overlaps=2), "one two\n", b'[{"a":1}]')
    store.drafts.put(draft(OTHER, "three\n"), "three\n", b"[]")
    elsewhere = draft(LESSON, "four\n", log=LogId("elsewhere"))
    store.drafts.put(elsewhere, "four\n", b"[]")
    return store


def test_a_draft_comes_back_as_it_was_put(put: Store) -> None:
    assert put.drafts.get(LOG, LESSON) == draft(LESSON, "one two\n", overlaps=2)
    assert put.drafts.text(LOG, LESSON) == "one two\n"
    assert put.drafts.items(LOG, LESSON) == b'[{"a":1}]'
    assert put.drafts.get(LOG, NodeId("none")) is None
    assert put.drafts.text(LOG, NodeId("none")) is None


def test_a_later_draft_takes_the_place(put: Store) -> None:
    put.drafts.put(draft(LESSON, "now three words\n"), "now three words\n", b"[]")
    assert put.drafts.text(LOG, LESSON) == "now three words\n"
    assert put.drafts.items(LOG, LESSON) == b"[]"
    assert put.drafts.with_overlaps(LOG) == []
    assert put.connection.row("SELECT count(*) FROM draft_texts") == (3,)


def test_all_and_totals(put: Store) -> None:
    assert set(put.drafts.all(LOG)) == {LESSON, OTHER}
    assert put.drafts.with_overlaps(LOG) == [LESSON]
    assert put.drafts.totals() == {LOG: (2, 3, 2), LogId("elsewhere"): (1, 1, 0)}


def test_forgetting(put: Store) -> None:
    put.drafts.forget(LOG, LESSON)
    assert set(put.drafts.all(LOG)) == {OTHER}
    put.drafts.forget(LOG)
    assert put.drafts.all(LOG) == {}
    assert put.drafts.text(LogId("elsewhere"), LESSON) == "four\n"


def test_a_text_changed_on_the_disk_is_as_if_absent(put: Store) -> None:
    put.connection.run("UPDATE draft_texts SET text=replace(text, 'two', 'too')")
    assert put.drafts.text(LOG, LESSON) is None
    assert put.drafts.items(LOG, LESSON) == b'[{"a":1}]'
    assert put.drafts.unreadable() == [(LOG, LESSON)]


def test_two_dumps_are_equal_if_the_drafts_are(put: Store) -> None:
    before = put.drafts.dump()
    assert len(before) == 3
    put.drafts.forget(LOG, LESSON)
    assert put.drafts.dump() != before
    put.drafts.put(draft(LESSON, "one two\n", overlaps=2), "one two\n", b'[{"a":1}]')
    assert put.drafts.dump() == before
