"""Gists: what was kept comes back, and what is not whole, or of other rules, is as if not here."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from sync.model.ids import Sha, sha_of
from sync.store import gists as room
from sync.store.gists import Gists
from sync.store.opening import Store

ONE, TWO = sha_of("one"), sha_of("two")


@pytest.fixture
def kept(tmp_path: Path) -> Gists:
    """Keep two gists of rules 1."""
    found = Gists(tmp_path)
    found.keep({ONE: "first", TWO: "second"}, 1)
    return found


def run(gists: Gists, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(gists.path)) as db, db:
        db.execute(statement)


def test_what_was_kept_comes_back(kept: Gists) -> None:
    assert kept.known([ONE, TWO, sha_of("three")], 1) == {ONE: "first", TWO: "second"}
    assert kept.known([TWO], 1) == {TWO: "second"}
    assert kept.known([], 1) == {}
    assert kept.unreadable() == []


def test_nothing_is_known_before_the_first_is_kept(tmp_path: Path) -> None:
    assert Gists(tmp_path).known([ONE], 1) == {}
    assert Gists(tmp_path).unreadable() == []
    assert list(tmp_path.iterdir()) == []


def test_other_rules_know_nothing_and_make_room(kept: Gists) -> None:
    assert kept.known([ONE, TWO], 2) == {}
    kept.keep({ONE: "anew"}, 2)
    assert kept.known([ONE, TWO], 2) == {ONE: "anew"}
    assert kept.known([ONE, TWO], 1) == {}


@pytest.mark.parametrize(
    "damage",
    ["gist='other'", f"text='{'0' * 64}'", "rules=7", "gist=CAST(x'ff' AS TEXT)"],
)
def test_a_damaged_gist_is_not_known_and_is_named(kept: Gists, damage: str) -> None:
    run(kept, f"UPDATE gists SET {damage} WHERE text='{ONE}'")
    assert ONE not in kept.known([ONE, TWO], 1)
    assert kept.unreadable()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_file_is_made_anew(kept: Gists, content: bytes) -> None:
    kept.path.write_bytes(content)
    assert kept.known([ONE], 1) == {}
    kept.keep({ONE: "again"}, 1)
    assert kept.known([ONE], 1) == {ONE: "again"}
    assert kept.unreadable() == []


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_a_power_cut_tore_is_no_fault(store: Store, content: bytes) -> None:
    store.gists.keep({ONE: "first"}, 1)
    store.gists.path.write_bytes(content)
    journal = store.gists.path.with_name(store.gists.path.name + "-journal")
    journal.write_bytes(b"torn")
    assert [problem.check for problem in store.problems() if not problem.ok] == []
    assert not store.gists.path.exists()
    assert not journal.exists()


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    gists = Gists(tmp_path / "not here")
    gists.keep({ONE: "first"}, 1)
    assert gists.known([ONE], 1) == {}


def test_the_oldest_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 3)
    gists = Gists(tmp_path)
    texts = [sha_of(str(n)) for n in range(5)]
    for text in texts:
        gists.keep({Sha(text): "{}"}, 1)
    assert set(gists.known(texts, 1)) == set(texts[2:])


def test_the_doctor_takes_damaged_gists_out(store: Store) -> None:
    store.gists.keep({ONE: "first"}, 1)
    assert [problem.check for problem in store.problems() if not problem.ok] == []
    run(store.gists, "UPDATE gists SET gist='other'")
    assert store.gists.unreadable()
    # a power cut leaves such a file: nobody wrote what is in it, and nothing is to be done
    assert [problem.check for problem in store.problems() if not problem.ok] == []
    assert not store.gists.path.exists()
