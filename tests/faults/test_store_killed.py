"""A store whose process is killed, or whose power fails, loses nothing that it called saved."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sync.model.ids import NodeId, Sha
from sync.store.opening import Store
from tests.faults import writing_till_killed
from tests.sync.store.facts_written import LESSON, LOG, Author, filled, idents

ROOT = Path(__file__).parents[2]


class Writer:
    """A process that writes to the store in `folder`, and all that it has said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[list[str]] = []

    def start(self, seed: int, *, file_size: int | None = None) -> subprocess.Popen[bytes]:
        """Begin to write; no file may grow beyond `file_size` bytes."""

        return subprocess.Popen(
            [
                *(sys.executable, "-m", writing_till_killed.__name__),
                *(str(self.folder), str(seed), str(file_size or "")),
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def kill_after(self, seed: int, commits: int) -> None:
        """Let it commit so often, then kill it where it stands."""
        process = self.start(seed)
        assert process.stdout
        for _ in range(commits):
            self.said.append(process.stdout.readline().decode().split())
        process.kill()
        self.hear(process.communicate()[0])

    def hear(self, rest: bytes) -> None:
        """Take in what was said before the end; a line cut short is no promise."""
        self.said += [line.split() for line in rest.decode().split("\n")[:-1]]

    def told(self, what: str) -> list[str]:
        return [words[1] for words in self.said if words[:1] == [what]]

    def check(self) -> None:
        """Look for everything that was called saved."""
        store = Store.open(self.folder, create=False)
        assert set(self.told("fact")) <= set(idents(store.log.facts(LOG)))
        working = store.texts.working(LESSON)
        assert working
        assert set(working.text) <= {"é"}
        assert len(working.text) >= max(map(int, self.told("typed")), default=0)
        assert len(working.text) <= len(self.told("typed")) + len(self.said)
        assert all(store.drafts.text(LOG, NodeId(lesson)) for lesson in self.told("draft"))
        assert all(store.media.get(Sha(sha)) for sha in self.told("media"))
        assert [p for p in store.problems() if not p.ok and p.check != "backups"] == []
        store.close()


def killed_again_and_again(folder: Path, rounds: int) -> None:
    rng = random.Random(rounds)
    writer = Writer(folder)
    for seed in range(rounds):
        writer.kill_after(seed, rng.randrange(1, 40))
        writer.check()


def test_kills_lose_nothing(tmp_path: Path) -> None:
    killed_again_and_again(tmp_path / "workspace", 8)


@pytest.mark.soak(row="kill -9 of what writes the store", each=200)
def test_many_kills_lose_nothing(tmp_path: Path) -> None:
    killed_again_and_again(tmp_path / "workspace", 200)


def test_a_kill_while_beginning_leaves_a_workspace_or_none(tmp_path: Path) -> None:
    for round_ in range(6):
        folder = tmp_path / str(round_)
        process = Writer(folder).start(0)
        path = folder / "workspace.db"
        while process.poll() is None and not list(folder.glob("*" if round_ % 2 else "workspace*")):
            pass
        process.kill()
        process.communicate()
        assert not path.exists() or path.stat().st_size
        Store.open(folder).close()


@pytest.mark.parametrize("kilobytes", [60, 200, 400])
def test_a_disk_that_takes_no_more_is_told_and_nothing_is_lost(
    tmp_path: Path, kilobytes: int
) -> None:
    writer = Writer(tmp_path / "workspace")
    process = writer.start(1, file_size=kilobytes * 1024)
    said, told = process.communicate()
    writer.hear(said)
    assert process.returncode == 1
    assert b"safe" in told
    if not writer.said:
        assert not (tmp_path / "workspace" / "workspace.db").exists()
        return
    writer.check()


def test_a_power_cut_leaves_every_commit_up_to_the_cut(tmp_path: Path) -> None:
    """Cut the write-ahead log anywhere: what was committed before the cut is there, whole."""
    folder, cut = tmp_path / "workspace", tmp_path / "cut"
    store = Store.open(folder)
    facts = filled(store, 3)
    log = folder / "workspace.db-wal"
    ends = [(log.stat().st_size, len(facts))]
    author = Author()
    author.clock = len(facts)
    for _ in range(12):
        facts += [author.revision("word " * 300), author.revision("x")]
        store.log.add(facts[-2:])
        ends.append((log.stat().st_size, len(facts)))
    written, data = (folder / "workspace.db").read_bytes(), log.read_bytes()
    store.close()
    rng = random.Random(12)
    for _ in range(40):
        at = rng.randrange(ends[0][0], len(data))
        torn = rng.randbytes(rng.randrange(2000)) if rng.random() < 0.5 else b""
        shutil.rmtree(cut, ignore_errors=True)
        cut.mkdir()
        (cut / "workspace.db").write_bytes(written)
        (cut / "workspace.db-wal").write_bytes(data[:at] + torn)
        left = Store.open(cut, create=False)
        committed = max(count for end, count in ends if end <= at)
        assert idents(left.log.facts(LOG)) == idents(facts[:committed]), at
        left.close()
