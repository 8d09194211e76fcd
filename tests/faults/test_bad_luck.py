"""Full, read-only, locked and unreadable disks and damaged files, from the command line.

Whatever happens is told: what happened, what is safe, what to do; the exit code is 1; nothing that
was saved is lost; and when the trouble is over the work goes on.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from sync.store import connection as store_connection
from tests.faults.disks import disk, ordinary_user
from tests.faults.laptop import Laptop, LaptopHere, Said, surroundings

COURSE, LESSON = "Kept safe", "One"
DAMAGES = (
    *("header", "page0", "flip", "zeropage", "truncate", "empty", "text"),
    *("walflip", "walcut", "walgone", "shmgarbage", "foreign", "future"),
)


def begin(laptop: Laptop) -> Laptop:
    """Make a course with one lesson."""
    laptop.do("new", COURSE)
    laptop.do("add", COURSE, "--lesson", LESSON)
    laptop.write(COURSE, LESSON, text_of(0))
    laptop.do("backup")
    return laptop


def text_of(number: int) -> str:
    """Give a text of some kilobytes that no packing makes small."""
    rng = random.Random(number)
    return f"# {LESSON}\n\n" + "\n".join(f"{rng.getrandbits(400):x}" for _ in range(40)) + "\n"


def assert_told(said: Said) -> None:
    """The three parts of every message are there, and nothing that only we can read."""
    assert said.code == 1, (said.code, said.err)
    for part in ("Traceback", "sqlite3.", "Errno"):
        assert part not in said.err
    assert any(word in said.err for word in ("safe", "Nothing was", "untouched")), said.err
    assert len(said.err.split(". ")) >= 2, said.err


@pytest.mark.parametrize("size", ["60k", "250k", "400k"])
def test_a_disk_that_is_full_is_told_and_keeps_what_was_saved(tmp_path: Path, size: str) -> None:
    with disk(tmp_path / "small", size) as small:
        laptop = LaptopHere(small.place / "workspace")
        saved = -1
        asked = [("new", COURSE), ("add", COURSE, "--lesson", LESSON)]
        refused = next((said for a in asked if (said := laptop.call(*a)).code), None)
        while refused is None:
            text = text_of(saved + 1).encode()
            said = laptop.call("edit", COURSE, LESSON, "--file", "-", stdin=text)
            saved += said.code == 0
            refused = said if said.code else None
        assert_told(refused)
        assert "full" in refused.err
        if saved >= 0:
            assert laptop.do("cat", COURSE, LESSON).text == text_of(saved)
        for command in ("status", "doctor", "backup"):
            assert laptop.call(command).code in (0, 1)
        small.change("size=64m")
        if saved < 0:
            begin(laptop)
        else:
            assert laptop.do("cat", COURSE, LESSON).text == text_of(saved)
        laptop.write(COURSE, LESSON, text_of(1_000))
        laptop.check()


def test_a_read_only_disk_is_told_and_nothing_is_changed(tmp_path: Path) -> None:
    with disk(tmp_path / "stick", "16m") as stick:
        laptop = begin(LaptopHere(stick.place / "workspace"))
        stick.change("ro")
        for command in (["list"], ["cat", COURSE, LESSON], ["new", "Other"], ["doctor"], ["sync"]):
            assert_told(laptop.call(*command))
        assert_told(laptop.call("recover"))
        assert_told(LaptopHere(stick.place / "other").call("list"))
        assert_told(laptop.call("serve", "--data", stick.place / "server", "--port", "0"))
        stick.change("rw")
        assert laptop.do("cat", COURSE, LESSON).text == text_of(0)
        laptop.check()


@pytest.mark.parametrize("closed", ["", "workspace.db", "device.key", "media", "backups"])
def test_what_may_not_be_read_is_told(tmp_path: Path, closed: str) -> None:
    here = begin(LaptopHere(tmp_path / "workspace"))
    laptop = Laptop(here.folder, *ordinary_user())
    (laptop.folder / "media").mkdir(exist_ok=True)
    place = laptop.folder / closed
    rights = place.stat().st_mode
    place.chmod(0)
    try:
        for command in ("list", "doctor", "recover", "backup"):
            said = laptop.call(command)
            if said.code:
                assert_told(said) if command != "doctor" or said.err else None
    finally:
        place.chmod(rights)
    assert here.do("cat", COURSE, LESSON).text == text_of(0)
    here.check()


def test_any_name_of_a_folder_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "Курс 学习  two spaces" / "مساحة العمل é%20#?&'\""
    laptop = begin(LaptopHere(folder / "workspace"))
    laptop.do("publish", COURSE, "--note", "первая")
    laptop.do("export", COURSE, "--format", "folder", "--out", folder / "наружу")
    again = laptop.ask("import", folder / "наружу")
    assert again["lessons"] == 1
    assert laptop.do("backup", "--out", folder / "копия.db").code == 0
    laptop.do("recover", folder / "копия.db")
    assert laptop.do("cat", COURSE, LESSON).text == text_of(0)
    laptop.check()


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    laptop, name = begin(LaptopHere(tmp_path / "workspace")), "x" * 300
    assert_told(laptop.call("import", tmp_path / name))
    assert_told(laptop.call("export", COURSE, "--format", "folder", "--out", tmp_path / name))
    assert_told(laptop.call("my-work", "--out", tmp_path / name))
    assert_told(laptop.call("review-file", "make", COURSE, "--out", tmp_path / name))
    assert_told(laptop.call("backup", "--out", tmp_path / name))
    laptop.check()


def test_a_file_in_a_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        assert_told(LaptopHere(folder).call("list"))
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_that_is_no_course_is_told(tmp_path: Path) -> None:
    laptop = LaptopHere(tmp_path / "workspace")
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary").mkdir()
    (tmp_path / "binary" / "a.md").write_bytes(b"\xff\xfe\x00\x01" * 99)
    (tmp_path / "table.csv").write_text("a,b\n")
    for path in ("empty", "binary", "table.csv", "absent"):
        said = laptop.call("import", tmp_path / path)
        assert said.code == 1, path
        assert "othing was" in said.err
    assert laptop.ask("list") == []


def test_another_program_that_holds_the_database_is_waited_for(tmp_path: Path) -> None:
    laptop = begin(LaptopHere(tmp_path / "workspace"))
    holding, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        path = laptop.folder / "workspace.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            holding.set()
            let_go.wait(20)
            other.execute("ROLLBACK")

    thread = threading.Thread(target=hold)
    thread.start()
    holding.wait(20)
    assert laptop.do("cat", COURSE, LESSON).text == text_of(0)
    timer = threading.Timer(0.3, let_go.set)
    timer.start()
    laptop.write(COURSE, LESSON, text_of(1))
    thread.join()
    assert laptop.do("cat", COURSE, LESSON).text == text_of(1)


def test_one_that_holds_it_for_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = begin(LaptopHere(tmp_path / "workspace"))
    monkeypatch.setattr(store_connection, "BUSY_S", 0.2)
    with closing(sqlite3.connect(laptop.folder / "workspace.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = laptop.call("edit", COURSE, LESSON, "--file", "-", stdin=text_of(1).encode())
        assert_told(said)
        assert "Another program" in said.err
        assert laptop.do("cat", COURSE, LESSON).text == text_of(0)
        other.execute("ROLLBACK")
    laptop.write(COURSE, LESSON, text_of(1))


def test_processes_that_write_at_once_all_write(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "workspace")
    script = (
        "import sys; from tests.faults.laptop import LaptopHere; from pathlib import Path\n"
        "laptop = LaptopHere(Path(sys.argv[1]))\n"
        "for n in range(5): laptop.do('new', f'{sys.argv[2]}-{n}')\n"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(laptop.folder), f"writer{number}"],
            env=surroundings(),
            stderr=subprocess.PIPE,
        )
        for number in range(4)
    ]
    for writer in writers:
        _, told = writer.communicate(timeout=60)
        assert writer.returncode == 0, told
    titles = sorted(row["title"] for row in laptop.ask("list"))
    assert titles == sorted(f"writer{w}-{n}" for w in range(4) for n in range(5))
    laptop.check()
    with closing(sqlite3.connect(laptop.folder / "workspace.db")) as db:
        asked = "SELECT count(DISTINCT person), count(DISTINCT device) FROM facts"
        assert db.execute(asked).fetchone() == (1, 1)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Laptop:
    """A workspace with a backup, a later edit, and a write-ahead log that was never folded in."""
    laptop = begin(LaptopHere(tmp_path_factory.mktemp("written") / "workspace"))
    killed = laptop.folder.with_name("killed")
    with closing(sqlite3.connect(laptop.folder / "workspace.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM facts").fetchone()
        laptop.write(COURSE, LESSON, text_of(1))
        shutil.copytree(laptop.folder, killed)
    assert (killed / "workspace.db-wal").stat().st_size
    return LaptopHere(killed)


def corrupt(shared: Path, source: Path, target: Path, kind: str, seed: int) -> None:
    """Damage a copy of a workspace with the shared fault tool."""
    tool = shared / "harness" / "corruptdb.py"
    if not tool.is_file():
        pytest.skip("corruptdb.py of the shared fault tools is not here")
    shutil.copytree(source, target)
    name = "workspace.db"
    asked = [str(source / name), str(target / name), kind, str(seed)]
    subprocess.run([sys.executable, str(tool), *asked], check=True)


def survive(laptop: Laptop, *, newer: bool) -> None:
    """Every command answers politely; `recover` brings back all that the backup held."""
    for command in (["list"], ["cat", COURSE, LESSON], ["new", "Other"], ["doctor"]):
        said = laptop.call(*command)
        assert said.code in (0, 1), said.err
        assert "Traceback" not in said.err
        if said.code and said.err:
            assert_told(said)
            assert "newer" in said.err if newer else "recover" in said.err
    laptop.do("recover")
    assert laptop.do("cat", COURSE, LESSON).text in (text_of(0), text_of(1))
    laptop.check()
    laptop.write(COURSE, LESSON, text_of(2))


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_workspace_is_told_and_recovers(
    shared: Path, written: Laptop, tmp_path: Path, kind: str
) -> None:
    corrupt(shared, written.folder, tmp_path / "damaged", kind, 1)
    survive(LaptopHere(tmp_path / "damaged"), newer=kind == "future")


@pytest.mark.soak(row="damaged store", each=20)
@pytest.mark.parametrize("kind", DAMAGES)
def test_a_workspace_damaged_twenty_ways(
    shared: Path, written: Laptop, tmp_path: Path, kind: str
) -> None:
    for seed in range(20):
        corrupt(shared, written.folder, tmp_path / str(seed), kind, seed)
        survive(LaptopHere(tmp_path / str(seed)), newer=kind == "future")


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_an_answer_that_cannot_be_printed_is_told(tmp_path: Path, as_json: tuple[str, ...]) -> None:
    nowhere = Path("/dev/full")
    if not nowhere.exists():
        pytest.skip("there is no /dev/full here")
    laptop = Laptop(tmp_path / "workspace")
    with nowhere.open("wb") as full:
        done = subprocess.run(
            laptop.command("new", COURSE, *as_json),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=surroundings(),
        )
    assert_told(Said(done.returncode, b"", done.stderr.decode()))
    assert [row["title"] for row in laptop.ask("list")] == [COURSE]


def test_a_huge_or_unreadable_file_is_told(tmp_path: Path) -> None:
    here = begin(LaptopHere(tmp_path / "workspace"))
    laptop = Laptop(here.folder, *ordinary_user())
    huge, closed = tmp_path / "huge.md", tmp_path / "closed.md"
    for path in (huge, closed):
        path.write_text("# Large\n")
    with huge.open("r+b") as file:
        file.truncate(3 << 30)
    closed.chmod(0)
    for path, words in ((huge, "larger than"), (closed, "cannot be read"), (tmp_path, "read")):
        said = laptop.call("edit", COURSE, LESSON, "--file", path)
        assert_told(said)
        assert words in said.err
    assert here.do("cat", COURSE, LESSON).text == text_of(0)


def test_a_folder_with_files_that_cannot_be_taken_is_imported_without_them(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "workspace", *ordinary_user())
    folder = tmp_path / "Courses"
    folder.mkdir()
    (folder / "fine.md").write_text("# Fine\n")
    (folder / "closed.md").write_text("# Closed\n")
    (folder / "closed.md").chmod(0)
    (folder / "away.md").symlink_to(tmp_path / "elsewhere.md")
    (tmp_path / "elsewhere.md").write_text("# Elsewhere\n")
    for name in ("huge.md", "huge.mp4"):
        with (folder / name).open("wb") as file:
            file.truncate(3 << 30)
    took = laptop.ask("import", folder)
    assert took["lessons"] == 1
    named = {row["file"] for row in took["warnings"]}
    assert named == {"closed.md", "away.md", "huge.md", "huge.mp4"}
    laptop.check()
