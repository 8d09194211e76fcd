"""What was written after the last backup is not lost with the damaged file."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.model.ids import FactId, NodeId
from sync.store.backups import Backups
from sync.store.opening import Store
from sync.store.salvage import bring_back, salvage
from tests.sync.store.facts_written import LESSON, LOG, SHARED, Author, filled, idents, state_of


def grown(folder: Path) -> list[FactId]:
    """Make a backup, then write on; return the ids of all facts."""
    store = Store.open(folder)
    facts = filled(store, 200)
    store.texts.begin(LOG, LESSON, state_of("old\n"), "old\n")
    store.backups.make()
    author = Author()
    author.clock = 200
    later = [author.revision("after the backup\n" * 50) for _ in range(200)]
    store.log.add(later)
    store.texts.journal(LESSON, [(3, 0, " and new")])
    store.texts.begin(LOG, NodeId("second"), state_of(""), "just begun")
    store.close()
    return idents([*facts, *later])


def test_facts_after_the_backup_come_back(folder: Path) -> None:
    everything = grown(folder)
    aside = Backups.restore(folder)
    before = {path.name: path.read_bytes() for path in aside.iterdir()}
    store = Store.open(folder)
    assert len(bring_back(store, salvage(aside))) == 200
    assert idents(store.log.facts(LOG)) == everything
    texts = [store.texts.working(lesson) for lesson in store.texts.all_working()]
    assert [text.text for text in texts if text] == ["old and new\n", "just begun"]
    assert bring_back(store, salvage(aside)) == []
    assert {path.name: path.read_bytes() for path in aside.iterdir()} == before
    store.close()


@pytest.mark.parametrize("seed", range(4))
def test_what_is_still_whole_comes_out_of_a_torn_file(folder: Path, seed: int) -> None:
    everything = grown(folder)
    rng = random.Random(seed)
    path = folder / "workspace.db"
    data = bytearray(path.read_bytes())
    for _ in range(10):
        page = rng.randrange(8, len(data) // 4096)
        data[page * 4096 : page * 4096 + 4096] = rng.randbytes(4096)
    path.write_bytes(data)
    aside = Backups.restore(folder)
    store = Store.open(folder)
    found = salvage(aside)
    assert set(idents(found.facts)) <= set(everything)
    bring_back(store, found)
    assert set(idents(store.log.facts(LOG))) <= set(everything)
    assert set(everything[:200]) <= set(idents(store.log.facts(LOG)))
    assert all(problem.ok for problem in store.problems() if problem.check == "facts")
    store.close()


def test_a_workspace_without_a_backup_begins_anew_with_what_is_whole(folder: Path) -> None:
    everything = grown(folder)
    aside = Backups.put_aside(folder)
    store = Store.open(folder / "anew")
    assert store.log.logs() == []
    bring_back(store, salvage(aside))
    assert idents(store.log.facts(LOG)) == everything
    assert store.log.log(LOG) == SHARED
    store.close()


@pytest.mark.parametrize("data", [b"", b"garbage", b"SQLite format 3\0" + bytes(8000)])
def test_nothing_comes_out_of_garbage(folder: Path, data: bytes) -> None:
    grown(folder)
    (folder / "workspace.db").write_bytes(data)
    found = salvage(Backups.restore(folder))
    assert (found.logs, found.facts, found.working) == ([], [], [])


def tear_header(path: Path) -> None:
    path.write_bytes(b"NOT SQLITE DB!!!" + path.read_bytes()[16:])


def tear_tables(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + bytes(range(200)) + data[300:])


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("tear", [tear_header, tear_tables, empty])
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "killed"])
def test_facts_come_out_of_a_file_whose_beginning_is_lost(
    folder: Path, tmp_path: Path, tear: Callable[[Path], None], closed: bool
) -> None:
    store = Store.open(folder)
    written = filled(store, 200)
    torn = tmp_path / "torn"
    if closed:
        store.close()
    shutil.copytree(folder, torn)
    tear(torn / "workspace.db")
    found = salvage(torn)
    lost = closed and tear is empty
    assert idents(found.facts) == ([] if lost else idents(written))
    assert [row.log for row in found.logs] == ([] if lost else [LOG])
    if not closed:
        store.close()
