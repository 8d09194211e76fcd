"""Opening: a new workspace is whole at once; what is not one is refused and left alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from sync.model.errors import NotFound, OurMistake, WorkspaceTrouble
from sync.store import migrations, opening, schema
from sync.store.backups import Backups
from sync.store.opening import Store
from tests.sync.store.facts_written import LOG, filled, idents

FIRST = migrations.migrations


def test_a_new_workspace_is_one_whole_file(folder: Path) -> None:
    Store.open(folder).close()
    assert {path.name for path in folder.iterdir()} == {"workspace.db", ".making.lock"}
    with sqlite3.connect(folder / "workspace.db") as db:
        assert db.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()


def test_every_commit_reaches_the_disk(store: Store) -> None:
    assert store.connection.row("PRAGMA synchronous") == (2,)
    assert store.connection.row("PRAGMA journal_mode") == ("wal",)
    assert store.connection.row("PRAGMA foreign_keys") == (1,)


def test_what_was_written_is_there_when_opened_again(folder: Path) -> None:
    store = Store.open(folder)
    facts = filled(store)
    store.close()
    again = Store.open(folder, create=False)
    assert idents(again.log.facts(LOG)) == idents(facts)
    again.close()


def test_without_leave_to_create_nothing_is_made(folder: Path) -> None:
    with pytest.raises(NotFound):
        Store.open(folder, create=False)
    assert not folder.exists()


def other_tables(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE other (x)")
    db.close()


def lost_marker(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM marker")
    db.close()


def torn_first_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:200] = bytes(range(100))
    path.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "zero bytes": lambda path: path.write_bytes(b""),
    "some text": lambda path: path.write_text("hello " * 100),
    "another header": lambda path: path.write_bytes(b"NOT SQLITE DB!!!" + path.read_bytes()[16:]),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[: 5 * 4096 + 17]),
    "only a header": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "other tables": other_tables,
    "lost marker": lost_marker,
    "torn first page": torn_first_page,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_refused_and_not_taken_for_new(
    folder: Path, damage: Callable[[Path], object]
) -> None:
    Store.open(folder).close()
    path = folder / "workspace.db"
    damage(path)
    before = path.read_bytes()
    with pytest.raises(WorkspaceTrouble) as caught:
        Store.open(folder)
    assert "damaged" in caught.value.what
    assert caught.value.safe
    assert "recover" in caught.value.mend
    assert path.read_bytes() == before


def test_a_newer_schema_is_refused(folder: Path) -> None:
    Store.open(folder).close()
    with sqlite3.connect(folder / "workspace.db") as db:
        db.execute("PRAGMA user_version=2000000000")
    db.close()
    with pytest.raises(WorkspaceTrouble, match="newer"):
        Store.open(folder)


def test_a_folder_that_may_not_be_written_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(folder).close()
    # permissions do not hold a superuser, so the question itself is answered
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(WorkspaceTrouble, match="cannot be written") as caught:
        Store.open(folder)
    assert "--workspace" in caught.value.mend


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(WorkspaceTrouble):
        Store.open(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_many_that_begin_at_once_share_one_workspace(folder: Path) -> None:
    start = threading.Barrier(6)
    found: list[object] = []

    def begin() -> None:
        start.wait()
        store = Store.open(folder)
        store.settings.set(f"window.{threading.get_ident()}", "here")
        found.append(store.connection.row("SELECT workspace FROM marker"))
        store.close()

    threads = [threading.Thread(target=begin) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1
    store = Store.open(folder)
    assert len(store.settings.all("window.")) == 6
    store.close()


def test_a_store_belongs_to_its_thread(store: Store) -> None:
    caught: list[BaseException] = []

    def intrude() -> None:
        try:
            store.log.logs()
        except OurMistake as error:
            caught.append(error)

    thread = threading.Thread(target=intrude)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_what_another_window_commits_is_noticed(store: Store, folder: Path) -> None:
    before = store.data_version()
    store.settings.set("own", "1")
    assert store.data_version() == before
    other = Store.open(folder)
    other.settings.set("theirs", "1")
    other.close()
    assert store.data_version() != before
    assert store.settings.get("theirs") == "1"


def test_opened_twice_here_it_stays_held_against_others(store: Store, folder: Path) -> None:
    # all locks of a process on a file go when it closes any handle of its own on that file
    Store.open(folder).close()
    store.settings.set("own", "1")
    looks = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]);"
        "print(db.execute('SELECT count(*) FROM settings').fetchone()[0]); db.close()"
    )
    call = [sys.executable, "-c", looks, str(folder / "workspace.db")]
    first = subprocess.run(call, check=True, capture_output=True)
    assert (folder / "workspace.db-wal").exists()  # only the last to leave takes it away
    store.settings.set("later", "1")
    second = subprocess.run(call, check=True, capture_output=True)
    assert int(second.stdout) == int(first.stdout) + 1


def test_a_move_of_the_log_that_was_broken_off_is_no_damage(store: Store, tmp_path: Path) -> None:
    facts = filled(store)
    cut = tmp_path / "cut"
    cut.mkdir()
    for name in ("workspace.db", "workspace.db-wal"):
        shutil.copyfile(store.folder / name, cut / name)
    with (cut / "workspace.db").open("r+b") as file:
        file.seek(28)  # the first page is in the file already, and counts pages that are not
        file.write((9_999).to_bytes(4, "big"))
    again = Store.open(cut, create=False)
    assert idents(again.log.facts(LOG)) == idents(facts)
    again.close()


@pytest.fixture
def next_migration(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """Pretend that a later version brings another table."""
    later = Migrations(schema.PRODUCT)
    later(name="m001_first_tables")(migrations.m001_first_tables)
    later(name="m002_more_to_find")(migrations.m002_more_to_find)
    later(name="m003_words_struck_out")(migrations.m003_words_struck_out)
    later(name="m004_steps_back")(migrations.m004_steps_back)
    later(name="m005_acts_back")(migrations.m005_acts_back)
    monkeypatch.setattr(migrations, "migrations", later)
    monkeypatch.setattr(opening, "SCHEMA", 6)
    return later


def test_an_older_workspace_is_backed_up_and_brought_forward(
    folder: Path, next_migration: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    @next_migration()
    def m006_notes(db: Database) -> None:
        db.executescript("CREATE TABLE notes (note TEXT) STRICT; PRAGMA user_version=6;")

    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "migrations", FIRST)
        earlier.setattr(opening, "SCHEMA", 5)
        store = Store.open(folder)
        facts = filled(store)
        store.close()
    for backups in (1, 1):
        store = Store.open(folder)
        assert store.connection.row("PRAGMA user_version") == (6,)
        assert store.connection.rows("SELECT * FROM notes") == []
        assert idents(store.log.facts(LOG)) == idents(facts)
        assert len(store.backups.list()) == backups
        store.close()


def test_a_migration_that_fails_leaves_everything_as_it_was(
    folder: Path, next_migration: Migrations, monkeypatch: pytest.MonkeyPatch
) -> None:
    @next_migration()
    def m006_broken(db: Database) -> None:
        db.executescript("CREATE TABLE notes (note TEXT) STRICT; PRAGMA user_version=6;")
        db.execute("SELECT nonsense")

    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "migrations", FIRST)
        earlier.setattr(opening, "SCHEMA", 5)
        store = Store.open(folder)
        facts = filled(store)
        store.close()
    with pytest.raises(OurMistake):
        Store.open(folder)
    monkeypatch.undo()
    store = Store.open(folder)
    assert store.connection.row("PRAGMA user_version") == (5,)
    assert idents(store.log.facts(LOG)) == idents(facts)
    store.close()


@pytest.mark.parametrize("trace", ["backup", "put aside"])
def test_a_database_that_is_gone_is_not_begun_anew(folder: Path, trace: str) -> None:
    store = Store.open(folder)
    filled(store)
    if trace == "backup":
        store.backups.make()
    store.close()
    if trace == "backup":
        (folder / "workspace.db").unlink()
    else:
        Backups.put_aside(folder)
    with pytest.raises(WorkspaceTrouble, match="gone") as caught:
        Store.open(folder)
    assert "recover" in caught.value.mend
    assert not (folder / "workspace.db").exists()


def test_a_link_to_a_disk_that_is_not_there_is_kept(folder: Path) -> None:
    folder.mkdir()
    link = folder / "workspace.db"
    link.symlink_to(folder.parent / "unplugged" / "workspace.db")
    with pytest.raises(WorkspaceTrouble):
        Store.open(folder)
    assert link.is_symlink()


def test_what_is_no_file_is_refused_and_not_waited_for(folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / "workspace.db")
    with pytest.raises(WorkspaceTrouble, match="no file"):
        Store.open(folder)
