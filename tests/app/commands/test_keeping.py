"""backup, recover and doctor, and the backups that are made by themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from sync.store.backups import Backups
from tests.app.commands.conftest import Coursefolk


def test_a_backup_is_made_by_itself_and_doctor_is_content(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    made = list((tmp_path / "author" / "backups").iterdir())
    assert len(made) == 1
    assert coursefolk("show", course).code == 0
    assert list((tmp_path / "author" / "backups").iterdir()) == made
    examined = coursefolk("doctor", "--json")
    assert examined.code == 0
    assert all(row["ok"] for row in examined.json)


def test_a_backup_that_cannot_be_made_spoils_nothing(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "author" / "backups")
    (tmp_path / "author" / "backups").write_text("in the way")
    answer = coursefolk("new", "Second")
    assert answer.code == 0
    assert "Second" in answer.text
    assert "backup of the day could not be made" in answer.err
    assert coursefolk("doctor").code == 1


WHY = "01 Start/Why peers teach well"


def test_backups_are_listed_also_where_one_cannot_be_read(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    [made] = coursefolk("--json", "backups").json
    assert (made["courses"], made["lessons"]) == (1, 3)
    Path(made["file"]).write_bytes(b"torn")
    [made] = coursefolk("--json", "backups").json
    assert (made["courses"], made["lessons"], made["bytes"]) == (None, None, 4)
    assert coursefolk("backups", who="nobody").text == "There are none yet.\n"


def test_a_lesson_comes_back_from_a_backup(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    before = coursefolk("cat", course, WHY).out
    coursefolk("backup")
    coursefolk("edit", course, WHY, "--file", "-", stdin=b"# Other\n\nWords.\n")
    coursefolk("rename", course, WHY, "Another name")
    beside = coursefolk("--json", "bring-back", course, WHY, "--beside").json
    assert len(beside["lessons"]) == 1 and Path(beside["safety"]).is_file()
    assert coursefolk("cat", course, "01 Start/Another name").text.startswith("# Other")
    kept = coursefolk("--json", "show", course).json["outline"]
    assert beside["lessons"][0] in {node["id"] for node in kept}
    first = coursefolk("--json", "backups").json[-1]["file"]
    whole = coursefolk("--json", "bring-back", course, "--from", first).json
    assert whole["from"] == first and whole["courses"] == [course]
    assert coursefolk("cat", course, WHY).out == before
    everything = coursefolk("--json", "bring-back", "--from", first).json
    assert (everything["lessons"], everything["left_out"]) == ([], [])
    assert coursefolk("bring-back", course, "--beside").code == 2
    assert coursefolk("bring-back", course, "--from", tmp_path / "none.db").code == 1


def damage(folder: Path, kind: str) -> None:
    path = folder / "workspace.db"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "gone":
        path.unlink()
    else:
        path.write_bytes(b"NOT SQLITE DB!!!" + path.read_bytes()[16:])


@pytest.mark.parametrize("kind", ["empty", "gone", "header"])
def test_a_damaged_workspace_is_told_and_comes_back(
    coursefolk: Coursefolk, course: str, tmp_path: Path, kind: str
) -> None:
    later = coursefolk("new", "After the backup", "--json").json["course"]
    damage(tmp_path / "author", kind)
    for command in ("list", "doctor"):
        told = coursefolk(command)
        assert told.code == 1
        assert "damaged" in told.err
        assert "recover" in told.err
    done = coursefolk("recover", "--json")
    assert done.code == 0, done.err
    assert Path(done.json["aside"]).is_dir()
    held = {row["id"] for row in coursefolk("list", "--json").json}
    assert held == ({course, later} if kind == "header" else {course})
    assert coursefolk("doctor").code == 0


def test_without_a_backup_what_is_whole_comes_back_as_the_same_person(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "author" / "backups")
    damage(tmp_path / "author", "header")
    done = coursefolk("recover", "--json")
    assert done.code == 0, done.err
    assert done.json["from"] is None
    assert done.json["brought_back"]
    assert "Useful feedback" in coursefolk("cat", course, "Useful feedback").text
    [me] = coursefolk("people", course, "--json").json
    assert me["role"] == "owner"
    assert coursefolk("doctor").code == 0


def test_where_nothing_can_come_back_nothing_is_touched(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "author" / "backups")
    damage(tmp_path / "author", "empty")
    before = sorted(path.name for path in (tmp_path / "author").iterdir())
    told = coursefolk("recover")
    assert told.code == 1
    assert "no whole backup" in told.err
    left = {path.name for path in (tmp_path / "author").iterdir()} - {"window.lock"}
    assert left == set(before) - {"window.lock"}
    assert coursefolk("recover", tmp_path / "absent.db").code == 1
    assert coursefolk("recover", who="nobody").code == 1
    assert not (tmp_path / "nobody").exists()


def test_a_recovery_that_was_broken_off_is_done_again(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    later = coursefolk("new", "After the backup", "--json").json["course"]
    Backups.put_aside(tmp_path / "author")
    assert "gone" in coursefolk("list").err
    done = coursefolk("recover", "--json")
    assert done.json["brought_back"]
    assert {row["id"] for row in coursefolk("list", "--json").json} == {course, later}


def test_nothing_is_recovered_under_an_open_window(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    with FileLock(tmp_path / "author" / "window.lock"):
        told = coursefolk("recover")
    assert told.code == 1
    assert "another window" in told.err


def test_an_empty_path_names_nothing(coursefolk: Coursefolk) -> None:
    assert coursefolk("list", "--workspace", "").code == 2
