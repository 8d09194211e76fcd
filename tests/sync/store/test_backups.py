"""Backups: whole, in turn, and put back without touching what was there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.model.errors import NotFound, OurMistake, WorkspaceTrouble
from sync.store.backups import Backups, is_whole
from sync.store.opening import Store
from tests.sync.store.facts_written import LOG, SHARED, Author, filled, idents


def test_a_backup_is_one_whole_file(store: Store, tmp_path: Path) -> None:
    facts = filled(store)
    made = store.backups.make()
    [row] = store.backups.list()
    assert (row.path, row.size) == (made, made.stat().st_size)
    assert abs(row.at / 1000 - datetime.now(UTC).timestamp()) < 600
    assert is_whole(made)
    assert store.backups.make(tmp_path / "my own.db") == tmp_path / "my own.db"
    assert len(store.backups.list()) == 1
    alone = tmp_path / "alone"
    alone.mkdir()
    made.rename(alone / "workspace.db")
    copy = Store.open(alone)
    assert idents(copy.log.facts(LOG)) == idents(facts)
    copy.close()


def test_it_is_due_when_the_last_is_old(store: Store) -> None:
    assert not store.backups.due()
    filled(store)
    assert store.backups.due()
    made = store.backups.make()
    assert not store.backups.due()
    for days in (-2, 2):
        at = datetime.now(UTC) + timedelta(days=days)
        made = made.rename(made.with_name(f"workspace-{at.strftime('%Y-%m-%dT%H-%M-%S-%f')}.db"))
        assert store.backups.due(), "a clock that was wrong stops no backup"


def test_some_of_each_age_are_kept(store: Store, folder: Path) -> None:
    (folder / "backups").mkdir()
    today = datetime(2026, 6, 17, 12, tzinfo=UTC)
    ages = [timedelta(hours=hours) for hours in range(0, 24 * 60, 6)]
    for age in ages:
        at = (today - age).strftime("%Y-%m-%dT%H-%M-%S-%f")
        (folder / "backups" / f"workspace-{at}.db").write_bytes(b"")
    (folder / "backups" / "mine.db").write_bytes(b"")
    store.backups._rotate()
    kept = [datetime.fromtimestamp(row.at / 1000, UTC) for row in store.backups.list()]
    assert kept[:5] == [today - age for age in ages[:5]]
    days = {at.date() for at in kept}
    assert {today.date() - timedelta(days=n) for n in range(7)} <= days
    assert len({at.isocalendar()[1] for at in kept}) == 4
    assert len(kept) <= 5 + 7 + 4
    assert (folder / "backups" / "mine.db").exists()


def test_restoring_puts_the_damaged_file_aside(folder: Path) -> None:
    store = Store.open(folder)
    facts = filled(store)
    store.backups.make()
    later = Author().revision("later\n")
    store.log.add([later])
    store.close()
    (folder / "workspace.db").write_bytes(b"garbage")
    (folder / "workspace.db-wal").write_bytes(b"more garbage")
    aside = Backups.restore(folder)
    assert (aside / "workspace.db").read_bytes() == b"garbage"
    assert (aside / "workspace.db-wal").read_bytes() == b"more garbage"
    again = Store.open(folder)
    assert idents(again.log.facts(LOG)) == idents(facts)
    assert again.connection.row("PRAGMA journal_mode") == ("wal",)
    assert all(problem.ok for problem in again.problems())
    again.close()


def test_a_damaged_backup_is_passed_over(folder: Path) -> None:
    store = Store.open(folder)
    facts = filled(store)
    store.backups.make()
    latest = store.backups.make()
    store.close()
    data = latest.read_bytes()
    latest.write_bytes(data[: len(data) // 2])
    (folder / "workspace.db").write_bytes(b"")
    with pytest.raises(NotFound):
        Backups.restore(folder, latest)
    assert (folder / "workspace.db").read_bytes() == b""
    Backups.restore(folder)
    again = Store.open(folder)
    assert idents(again.log.facts(LOG)) == idents(facts)
    again.close()


def test_without_a_backup_nothing_is_touched(folder: Path) -> None:
    Store.open(folder).close()
    (folder / "workspace.db").write_bytes(b"")
    with pytest.raises(WorkspaceTrouble):
        Backups.restore(folder)
    with pytest.raises(NotFound):
        Backups.restore(folder, folder / "absent.db")
    assert {path.name for path in folder.iterdir()} == {".making.lock", "workspace.db"}


def test_no_backup_of_half_an_intention(store: Store) -> None:
    with pytest.raises(OurMistake), store.writing():
        store.backups.make()
    assert store.backups.list() == []


def test_a_backup_is_made_beside_a_writer(store: Store, folder: Path) -> None:
    filled(store)
    other = Store.open(folder)
    with other.writing():
        other.settings.set("not yet", "1")
        made = store.backups.make()
    other.close()
    assert is_whole(made)


def test_it_is_due_when_the_workspace_has_outgrown_the_last(store: Store) -> None:
    author = Author()
    store.log.add_log(SHARED)
    for held in (1, 10, 100):
        store.log.add([author.revision() for _ in range(held)])
        store.backups.make()
        store.log.add([author.revision() for _ in range(max(8, held // 4))])
        assert not store.backups.due()
        store.log.add([author.revision()])
        store.log.add([author.revision() for _ in range(held // 4)])
        assert store.backups.due()


def test_a_torn_database_takes_no_whole_backups_place(folder: Path) -> None:
    store = Store.open(folder)
    filled(store, 200)
    whole = store.backups.make()
    store.close()
    path = folder / "workspace.db"
    data = bytearray(path.read_bytes())
    data[-20 * 4096 : -10 * 4096] = bytes(10 * 4096)
    path.write_bytes(data)
    store = Store.open(folder)
    with pytest.raises(WorkspaceTrouble, match="torn"):
        store.backups.make()
    assert [row.path for row in store.backups.list()] == [whole]
    store.close()


def test_a_clock_that_ran_ahead_asks_for_one_backup_and_not_for_ever_more(store: Store) -> None:
    filled(store)
    ahead = datetime.now(UTC) + timedelta(days=3650)
    made = store.backups.make()
    dated = made.with_name(f"workspace-{ahead.strftime('%Y-%m-%dT%H-%M-%S-%f')}.db")
    made.rename(dated)
    assert store.backups.due()
    real = store.backups.make()
    assert not store.backups.due()
    assert [row.path for row in store.backups.list()] == [real, dated]
