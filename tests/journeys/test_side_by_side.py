"""Two syncs at once on one workspace, and files whose paths differ only in case."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.formats import landing
from editor.formats.landing import Disk
from tests.faults.laptop import LaptopHere, ServerProcess, surroundings

LESSONS = 210
"""As many as make the first download a snapshot."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server as a process of its own."""
    running = ServerProcess(tmp_path / "server")
    running.start()
    yield running
    running.stop()


def joined(server: ServerProcess, folder: Path, name: str) -> LaptopHere:
    """Sign a new laptop in."""
    laptop = LaptopHere(folder)
    laptop.do("connect", server.url, "--invite", server.invite(), "--name", name)
    return laptop


def at_once(laptop: LaptopHere, count: int) -> list[dict[str, int]]:
    """Run several syncs as processes of their own at one time; give what each answered."""
    running = [
        subprocess.Popen(
            laptop.command("sync", "--json"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=surroundings(),
        )
        for _ in range(count)
    ]
    said = []
    for process in running:
        out, err = process.communicate(timeout=90)
        assert process.returncode == 0, err.decode()
        assert b"Traceback" not in err
        said.append(json.loads(out))
    return said


def test_two_syncs_at_once_send_and_take_everything_once(
    server: ServerProcess, tmp_path: Path
) -> None:
    author = joined(server, tmp_path / "author", "Author")
    colleague = joined(server, tmp_path / "colleague", "Colleague")
    (tmp_path / "Course" / "m").mkdir(parents=True)
    for number in range(LESSONS):
        (tmp_path / "Course" / "m" / f"lesson {number}.md").write_text(f"# Lesson {number}\n")
    for number in range(8):
        (tmp_path / "Course" / "m" / f"{number}.png").write_bytes(bytes([number]) * 500_000)
    course = author.ask("import", tmp_path / "Course")["course"]
    author.do("share", course)
    waiting = author.ask("status")["waiting"]
    sent = at_once(author, 2)
    assert author.ask("status")["waiting"] == 0
    assert sum(one["sent"] for one in sent) == waiting, "each fact is counted by one of them"
    assert sum(one["received"] for one in sent) == server_facts(author)
    came = at_once(colleague, 2)
    assert sum(one["received"] for one in came) >= waiting
    assert author.ask("show", course)["outline"] == colleague.ask("show", course)["outline"]
    colleague.do("export", course, "--format", "folder", "--out", tmp_path / "out")
    assert bytes_in(tmp_path / "out") == bytes_in(tmp_path / "Course")
    assert receipts(author, "sent") == waiting, "nothing stands in two receipts"
    for laptop in (author, colleague):
        laptop.check()


def server_facts(author: LaptopHere) -> int:
    """Count what the server wrote itself and the author's receipts tell of: memberships."""
    return receipts(author, "received")


def receipts(laptop: LaptopHere, side: str) -> int:
    """Count the facts in all receipts of a laptop; no fact stands in two of them."""
    facts = [entry["fact"] for receipt in laptop.ask("receipts") for entry in receipt[side]]
    assert len(facts) == len(set(facts))
    return len(facts)


def test_two_syncs_at_once_without_a_server_lose_nothing(
    server: ServerProcess, tmp_path: Path
) -> None:
    author = joined(server, tmp_path / "author", "Author")
    course = author.ask("new", "Alone")["course"]
    author.do("add", course, "--module", "M", "--lesson", "One")
    author.do("share", course)
    waiting = author.ask("status")["waiting"]
    server.kill()
    running = [
        subprocess.Popen(
            author.command("sync"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env=surroundings(),
        )
        for _ in range(2)
    ]  # fmt: skip
    for process in running:
        _, err = process.communicate(timeout=90)
        assert process.returncode == 3, err.decode()
        assert b"tried again" in err
    assert author.ask("status")["waiting"] == waiting
    server.start()
    assert sum(one["sent"] for one in at_once(author, 2)) == waiting


TWINS = {
    "Guide.md": b"# Guide\n\nThe first.\n",
    "guide.md": b"# Guide\n\nThe second.\n",
    "m/Bee.png": b"\x89PNG one",
    "m/bee.png": b"\x89PNG two",
}


def filled(folder: Path) -> Path:
    """Write the twins; skip where this disk takes them for one."""
    for path, data in TWINS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    if len({path.name for path in folder.iterdir()}) < 3:
        pytest.skip("this disk does not tell case")
    return folder


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Read a folder whole."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_case_twins_come_in_and_go_out_whole_where_the_disk_tells_them_apart(
    tmp_path: Path,
) -> None:
    author = LaptopHere(tmp_path / "author")
    done = author.ask("import", filled(tmp_path / "Twins"))
    assert (done["lessons"], done["media"]) == (2, 2)
    author.do("export", done["course"], "--format", "folder", "--out", tmp_path / "out")
    assert bytes_in(tmp_path / "out") == TWINS


def test_case_twins_get_names_of_their_own_where_the_disk_takes_them_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = LaptopHere(tmp_path / "author")
    course = author.ask("import", filled(tmp_path / "Twins"))["course"]
    monkeypatch.setattr(landing, "_disk", lambda staging: Disk(tells_case=False))
    done = author.ask("export", course, "--format", "folder", "--out", tmp_path / "out")
    written = bytes_in(tmp_path / "out")
    assert len({path.casefold() for path in written}) == len(TWINS), "none stands over another"
    assert sorted(written.values()) == sorted(TWINS.values()), "and none is lost"
    told = {warning["file"]: warning["what"] for warning in done["warnings"]}
    assert len(told) == 2
    for path, what in told.items():
        assert path in TWINS
        assert any(f"“{name}”" in what for name in written.keys() - TWINS.keys())


def test_two_people_who_name_files_alike_but_for_case_keep_both(
    server: ServerProcess, tmp_path: Path
) -> None:
    author = joined(server, tmp_path / "author", "Author")
    colleague = joined(server, tmp_path / "colleague", "Colleague")
    (tmp_path / "Course").mkdir()
    (tmp_path / "Course" / "one.md").write_bytes(b"# One\n")
    course = author.ask("import", tmp_path / "Course")["course"]
    author.do("share", course)
    author.settle()
    colleague.settle()
    for laptop, name in ((author, "Bee.png"), (colleague, "bee.png")):
        folder = tmp_path / f"{laptop.folder.name} mirror"
        laptop.do("mirror", course, folder, "--once")
        (folder / name).write_bytes(name.encode())
        laptop.do("mirror", course, folder, "--once")
    for laptop in (author, colleague, author):
        laptop.settle()
    assert author.ask("overlaps", course) == colleague.ask("overlaps", course) == []
    author.do("export", course, "--format", "folder", "--out", tmp_path / "out")
    assert {"Bee.png", "bee.png"} <= bytes_in(tmp_path / "out").keys()
