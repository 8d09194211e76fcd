"""A folder is never left half written, whatever fails, and other people's files are left alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from editor.formats.durable import IN_PASSING, replace_file
from editor.formats.folder import read_folder, write_folder
from editor.formats.landing import Disk, Files, land
from editor.formats.values import CourseOut
from sync.model.errors import BadInput, OurMistake
from sync.model.ids import sha_of
from tests.contract.source import ROOT
from tests.editor.formats.course_builds import as_course, attachment, files_in, fill, lesson

OLD = {"a.md": b"old a\n", "sub/b.md": b"old b\n", "pics/p.png": b"old p", "theirs.txt": b"mine"}


def course(text: str = "new") -> CourseOut:
    nodes = (lesson("a", f"{text} a\n", "a.md"), lesson("b", f"{text} b\n", "sub/b.md"))
    return CourseOut("C", nodes, attachments=(attachment("pics/p.png", f"{text} p".encode()),))


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if IN_PASSING in path.name]


def failing_after(count: int, error: Exception) -> CourseOut:
    """Make a course whose attachments fail to be read from the given one on."""

    def fail() -> bytes:
        raise error

    good = course()
    bad = replace(attachment("z.bin", b""), read=fail)
    return replace(good, attachments=(*good.attachments[:count], bad))


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_on_the_way_replaces_nothing(tmp_path: Path, error: Exception) -> None:
    fill(tmp_path / "old", OLD)
    for to in (tmp_path / "old", tmp_path / "new"):
        with pytest.raises((BadInput, KeyboardInterrupt)):
            write_folder(failing_after(1, error), to)
    assert files_in(tmp_path) == {f"old/{name}": data for name, data in OLD.items()}
    assert not (tmp_path / "new").exists() and not leftovers(tmp_path)


def test_who_stops_the_work_leaves_nothing_behind(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise Stopped

    fill(tmp_path / "old", OLD)
    for to in (tmp_path / "old", tmp_path / "new"):
        with pytest.raises(Stopped):
            write_folder(course(), to, stop)
    assert files_in(tmp_path / "old") == OLD and not leftovers(tmp_path)


def test_a_file_too_large_for_the_disk_replaces_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="no limits of this kind on this system")
    fill(tmp_path / "old", OLD)
    large = replace(course(), attachments=(attachment("large.bin", b"x" * 200_000),))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        for to in (tmp_path / "old", tmp_path / "new"):
            with pytest.raises(BadInput) as refused:
                write_folder(large, to)
            assert "safe" in refused.value.safe
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert files_in(tmp_path) == {f"old/{name}": data for name, data in OLD.items()}
    assert not leftovers(tmp_path)


KILLED = """
import os, signal, sys
from pathlib import Path
from editor.formats.landing import land
def files(disk):
    for n in range(40):
        if n == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        yield f"{n}.md", b"new" * 1000
land(files, Path(sys.argv[1]))
"""


@pytest.mark.parametrize("there", [False, True])
def test_a_kill_leaves_the_folder_as_it_was(tmp_path: Path, there: bool) -> None:
    to = tmp_path / "to"
    old = {f"{n}.md": b"old" for n in range(40)} if there else {}
    fill(to, old) if there else None
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(to), "25"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert to.exists() == there
    whole = {name: data for name, data in files_in(tmp_path).items() if IN_PASSING not in name}
    assert whole == {f"to/{name}": data for name, data in old.items()}
    if there:
        assert len(read_folder(to).lessons) == 40


def test_only_what_differs_is_replaced_and_strangers_are_named(tmp_path: Path) -> None:
    write_folder(course("old"), tmp_path / "to")
    fill(tmp_path / "to", {"theirs.txt": "x", ".hidden": "x", ".git/config": "x"})
    (tmp_path / "to" / "a.md").chmod(0o640)
    before = {path: path.stat().st_ino for path in (tmp_path / "to").rglob("*")}
    newer = course("old")
    edited = replace(newer, nodes=(lesson("a", "new a\n", "a.md"), newer.nodes[1]))
    written = write_folder(edited, tmp_path / "to")
    after = {path: path.stat().st_ino for path in (tmp_path / "to").rglob("*")}
    changed = {path.name for path in after if after[path] != before.get(path)}
    assert changed == {"a.md"}
    assert (tmp_path / "to" / "a.md").read_bytes() == b"new a\n"
    assert (tmp_path / "to" / "a.md").stat().st_mode & 0o777 == 0o640
    assert [(w.file, "left" in w.what) for w in written.warnings] == [("theirs.txt", True)]


def test_a_folder_that_is_there_and_empty_is_filled(tmp_path: Path) -> None:
    (tmp_path / "to").mkdir()
    write_folder(course(), tmp_path / "to")
    assert len(files_in(tmp_path / "to")) == 3 and not leftovers(tmp_path)


def test_folders_above_are_made(tmp_path: Path) -> None:
    write_folder(course(), tmp_path / "not" / "there" / "yet")
    assert len(files_in(tmp_path / "not" / "there" / "yet")) == 3


@pytest.mark.parametrize("way", ["link", "file", "folder"])
def test_what_stands_in_the_way_is_named_and_nothing_is_written(tmp_path: Path, way: str) -> None:
    to = fill(tmp_path / "to", {"a.md": "old"})
    (tmp_path / "elsewhere").mkdir()
    if way == "link":
        (to / "pics").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    elif way == "file":
        (to / "pics").write_text("a file")
    else:
        (to / "pics" / "p.png").mkdir(parents=True)
    with pytest.raises(BadInput, match="pics"):
        write_folder(course(), to)
    assert (to / "a.md").read_text() == "old"
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_link_at_a_files_place_is_replaced_not_followed(tmp_path: Path) -> None:
    to = fill(tmp_path / "to", {"x": "x"})
    (tmp_path / "secret").write_text("keep")
    (to / "a.md").symlink_to(tmp_path / "secret")
    write_folder(course(), to)
    assert (tmp_path / "secret").read_text() == "keep"
    assert (to / "a.md").read_bytes() == b"new a\n" and not (to / "a.md").is_symlink()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    fill(tmp_path, {"to": "a file"})
    with pytest.raises(BadInput, match="is a file"):
        write_folder(course(), tmp_path / "to")


@pytest.mark.parametrize("path", ["../out.md", "/out.md", ".git/hooks/x", "a/../../out.md"])
def test_a_path_that_leads_out_is_never_written(tmp_path: Path, path: str) -> None:
    def files(_disk: Disk) -> Files:
        yield "a.md", b"a"
        yield path, b"out"

    with pytest.raises(OurMistake):
        land(files, tmp_path / "to")
    assert not files_in(tmp_path)


def test_two_files_at_one_place_are_a_mistake(tmp_path: Path) -> None:
    def files(_disk: Disk) -> Iterator[tuple[str, bytes]]:
        yield "a.md", b"a"
        yield "a.md", b"b"

    with pytest.raises(OurMistake):
        land(files, tmp_path / "to")


def test_the_disk_is_asked_whether_it_tells_case(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    seen: list[bool] = []

    def files(disk: Disk) -> Files:
        seen.append(disk.tells_case)
        return [("a.md", b"a")]

    land(files, tmp_path / "to")
    assert seen == [not (tmp_path / "X").exists()]


def test_what_a_killed_run_left_long_ago_is_swept_away(tmp_path: Path) -> None:
    old, young = tmp_path / f"{IN_PASSING}old", tmp_path / f"{IN_PASSING}young"
    fill(old, {"x": "x"})
    fill(young, {"x": "x"})
    os.utime(old, (0, 0))
    write_folder(course(), tmp_path / "to")
    assert not old.exists() and young.exists()


def test_one_file_is_replaced_only_if_it_is_what_was_seen(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.md"
    assert replace_file(path, b"one")
    path.chmod(0o600)
    assert not replace_file(path, b"two", seen=sha_of(b"other"))
    assert path.read_bytes() == b"one"
    assert replace_file(path, b"two", seen=sha_of(b"one"))
    assert path.read_bytes() == b"two" and path.stat().st_mode & 0o777 == 0o600
    path.unlink()
    assert not replace_file(path, b"three", seen=sha_of(b"two"))
    assert not path.exists() and not leftovers(tmp_path)


def test_exporting_twice_changes_nothing(tmp_path: Path) -> None:
    out = as_course(read_folder(fill(tmp_path / "in", OLD)))
    write_folder(out, tmp_path / "to")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "to").rglob("*")}
    write_folder(out, tmp_path / "to")
    assert {path: path.stat().st_mtime_ns for path in before} == before
