"""A damaged database is told or read rightly, never read wrongly; what is whole comes back."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.model.errors import PersonCanMend
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId
from sync.store.backups import Backups
from sync.store.drafts import Draft
from sync.store.opening import Store
from sync.store.salvage import bring_back, salvage
from tests.sync.store.facts_written import LESSON, LOG, Author, filled, state_of

PAGE = 4096


def flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(20):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def zero_page(data: bytearray, rng: random.Random) -> None:
    page = rng.randrange(1, len(data) // PAGE) * PAGE
    data[page : page + PAGE] = bytes(PAGE)


def swap_pages(data: bytearray, rng: random.Random) -> None:
    one, two = (rng.randrange(1, len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[two : two + PAGE] = (
        data[two : two + PAGE],
        data[one : one + PAGE],
    )


def cut(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data)) :]


def garbage(data: bytearray, rng: random.Random) -> None:
    data[:] = rng.randbytes(len(data))


DAMAGES: list[tuple[str, Callable[[bytearray, random.Random], None]]] = [
    ("workspace.db", flip),
    ("workspace.db", zero_page),
    ("workspace.db", swap_pages),
    ("workspace.db", cut),
    ("workspace.db", garbage),
    ("workspace.db-wal", flip),
    ("workspace.db-wal", cut),
    ("workspace.db-wal", garbage),
    ("workspace.db-shm", garbage),
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[FactId, Fact]]]:
    """Write a workspace with a backup, and more after it that still is in the write-ahead log."""
    folder = tmp_path_factory.mktemp("written")
    store = Store.open(folder)
    facts = filled(store, 150)
    for fact in facts:
        text = f"draft of {fact.id} " * 20
        store.drafts.put(Draft(LOG, NodeId(fact.id), state_of(text), 3, 0), text, b"[]")
    store.texts.begin(LOG, LESSON, state_of("begun"), "begun")
    store.search.refresh()
    store.close()
    store = Store.open(folder)
    store.backups.make()
    author = Author()
    author.clock = 150
    later = [author.revision("later " * 40) for _ in range(60)]
    store.log.add(later)
    store.texts.journal(LESSON, [(0, 0, "just ")])
    yield folder, {fact.id: fact for fact in [*facts, *later]}
    store.close()


def use(folder: Path, facts: dict[FactId, Fact]) -> None:
    """Read everything; nothing but what was written may come."""
    store = Store.open(folder, create=False)
    try:
        assert all(facts[fact.id] == fact for fact in store.log.facts(LOG))
        working = store.texts.working(LESSON)
        assert working is None or working.text in ("just begun", "begun")
        for ident in list(facts)[:150]:
            text = store.drafts.text(LOG, NodeId(ident))
            assert text in (None, f"draft of {ident} " * 20)
        store.search.refresh()
        store.search.find("draft")
        store.log.add([Author().revision("written on\n")])
        assert store.problems()
    finally:
        store.close()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("name", "damage"), DAMAGES, ids=[f"{name}-{damage.__name__}" for name, damage in DAMAGES]
)
def test_damage_is_told_and_what_is_whole_comes_back(
    written: tuple[Path, dict[FactId, Fact]],
    tmp_path: Path,
    name: str,
    damage: Callable[[bytearray, random.Random], None],
    seed: int,
) -> None:
    source, facts = written
    folder = tmp_path / "workspace"
    shutil.copytree(source, folder)
    data = bytearray((folder / name).read_bytes())
    damage(data, random.Random(seed))
    (folder / name).write_bytes(data)
    try:
        use(folder, facts)
    except PersonCanMend as told:
        assert told.safe
        assert told.mend
    aside = Backups.restore(folder)
    store = Store.open(folder)
    bring_back(store, salvage(aside))
    back = {fact.id: fact for fact in store.log.facts(LOG)}
    assert set(list(facts)[:150]) <= set(back)
    assert all(back[ident] == fact for ident, fact in facts.items() if ident in back)
    # much came back that the restored backup lacks: the next one is due, as the program does it
    if store.backups.due():
        store.backups.make()
    assert [problem for problem in store.problems() if not problem.ok] == []
    store.close()
