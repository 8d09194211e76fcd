"""Transactions: an intention is saved whole or not at all, and errors are ours."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from sync.model.errors import OurMistake, WorkspaceTrouble
from sync.store import connection
from sync.store.opening import Store
from tests.sync.store.facts_written import LOG, SHARED, Author


def test_what_fails_in_the_middle_leaves_nothing(store: Store) -> None:
    store.log.add_log(SHARED)
    with pytest.raises(ZeroDivisionError), store.writing():
        store.log.add([Author().revision()])
        store.settings.set("half", "done")
        raise ZeroDivisionError
    assert store.log.facts(LOG) == []
    assert store.settings.get("half") is None


def test_an_inner_part_is_saved_with_the_outer_one(store: Store, folder: Path) -> None:
    other = Store.open(folder)
    with store.writing():
        with store.writing():
            store.settings.set("inner", "1")
        assert other.settings.get("inner") is None
    assert other.settings.get("inner") == "1"
    other.close()


def test_half_of_an_intention_is_never_saved(store: Store) -> None:
    """An error that was caught on the way dooms the whole."""
    with pytest.raises(OurMistake), store.writing():
        store.settings.set("first", "1")
        try:
            with store.writing():
                store.settings.set("second", "1")
                raise ValueError
        except ValueError:
            pass
    assert store.settings.all() == {}
    store.settings.set("later", "1")
    assert store.settings.all() == {"later": "1"}


def test_a_reader_sees_one_moment(store: Store, folder: Path) -> None:
    other = Store.open(folder)
    with store.reading():
        assert store.settings.get("a") is None
        other.settings.set("a", "1")
        assert store.settings.get("a") is None
    assert store.settings.get("a") == "1"
    other.close()


def test_a_writer_waits_for_another(store: Store, folder: Path) -> None:
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        other = Store.open(folder)
        with other.writing():
            other.settings.set("a", "1")
            holding.set()
            done.wait(10)
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert holding.wait(10)
    threading.Timer(0.05, done.set).start()
    store.settings.set("b", "2")
    thread.join()
    assert store.settings.all() == {"a": "1", "b": "2"}


def test_a_writer_that_waits_too_long_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_S", 0.05)
    first, second = Store.open(folder), Store.open(folder)
    with first.writing():
        first.settings.set("a", "1")
        with pytest.raises(WorkspaceTrouble, match="Another program"):
            second.settings.set("b", "2")
    first.close()
    second.close()


def test_a_full_disk_is_told_and_what_was_saved_stays(store: Store) -> None:
    """SQLite's own limit gives the error that a full disk gives."""
    author = Author()
    store.log.add_log(SHARED)
    saved = author.revision()
    store.log.add([saved])
    pages = store.connection.row("PRAGMA page_count")
    assert pages
    store.connection.row(f"PRAGMA max_page_count={pages[0] + 3}")
    with pytest.raises(WorkspaceTrouble, match="full") as caught:
        store.log.add([author.revision("long " * 20_000)])
    assert "Free some space" in caught.value.mend
    assert [fact.id for fact in store.log.facts(LOG)] == [saved.id]
    store.connection.row("PRAGMA max_page_count=1000000")
    store.log.add([author.revision("long " * 20_000)])
    assert store.log.count(LOG) == 2


def test_a_fact_without_its_log_is_our_mistake(store: Store) -> None:
    with pytest.raises(OurMistake):
        store.log.add([Author().revision()])
    assert store.log.facts(LOG) == []


def test_a_changed_table_is_damage_and_no_mistake_of_ours(store: Store) -> None:
    with pytest.raises(OurMistake):
        store.connection.rows("SELECT nonsense FROM facts")
    store.connection.run("ALTER TABLE facts RENAME COLUMN payload_sha TO payload_shb")
    with pytest.raises(WorkspaceTrouble, match="damaged"):
        store.log.facts(LOG)
