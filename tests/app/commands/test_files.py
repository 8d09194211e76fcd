"""import, export, mirror, merge-file: files in and out, byte for byte."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.app.commands.conftest import Coursefolk


def tree(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_a_folder_comes_back_byte_for_byte(
    coursefolk: Coursefolk, course: str, course_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    answer = coursefolk("export", course, "--format", "folder", "--out", out, "--json")
    assert answer.code == 0, answer.err
    assert set(answer.json) >= {"files", "warnings"}
    assert tree(out) == tree(course_folder)


def test_import_says_what_came(coursefolk: Coursefolk, course_folder: Path) -> None:
    (course_folder / "odd.md").write_bytes(b"\xff\xfe#\x00 \x00")
    answer = coursefolk("import", course_folder, "--json").json
    assert (answer["lessons"], answer["media"]) == (3, 2)
    assert [w["file"] for w in answer["warnings"]] == ["odd.md"]


@pytest.mark.parametrize("name", ["none", "empty"])
def test_what_is_no_course_is_refused(coursefolk: Coursefolk, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    answer = coursefolk("import", tmp_path / name)
    assert answer.code == 1
    assert coursefolk("list", "--json").json == []


def test_a_site_of_a_version(coursefolk: Coursefolk, course: str, tmp_path: Path) -> None:
    coursefolk("publish", course)
    coursefolk("edit", course, "Useful feedback", "--file", "-", stdin=b"# Other\n")
    out = tmp_path / "site"
    assert (
        coursefolk("export", course, "--format", "html", "--out", out, "--version", "1").code == 0
    )
    pages = "".join(p.read_text("utf-8") for p in out.rglob("*.html"))
    assert "Say what you saw." in pages
    assert (out / "index.html").is_file()
    assert coursefolk("export", course, "--format", "pdf", "--out", out).code == 1


def test_formats_are_listed(coursefolk: Coursefolk) -> None:
    listed = {row["name"]: row for row in coursefolk("formats", "--json").json}
    assert listed["folder"]["in"]
    assert listed["folder"]["out"]
    assert listed["html"]["out"]


def test_mirror_keeps_both_equal(coursefolk: Coursefolk, course: str, tmp_path: Path) -> None:
    folder = tmp_path / "mirror 名前"
    assert coursefolk("mirror", course, folder, "--once").code == 0
    lesson = folder / "02 Go on" / "02-feedback.md"
    lesson.write_bytes(lesson.read_bytes().replace(b"Say what you saw.", b"Say what you noticed."))
    text = coursefolk("cat", course, "Useful feedback", "--json").json["text"]
    coursefolk(
        "edit", course, "Useful feedback", "--file", "-",
        stdin=text.replace("Suggest one", "Propose one").encode(),
    )  # fmt: skip
    (folder / "03 New").mkdir()
    (folder / "03 New" / "more.md").write_bytes(b"# More\n\nAnd more.\n")
    done = coursefolk("mirror", course, folder, "--once", "--json").json
    assert sorted(done["taken_in"]) == ["02 Go on/02-feedback.md", "03 New/more.md"]
    assert done["written"] == ["02 Go on/02-feedback.md"]
    woven = lesson.read_text("utf-8-sig")
    assert "noticed" in woven
    assert "Propose one" in woven
    titles = [row["title"] for row in coursefolk("show", course, "--json").json["outline"]]
    assert "More" in titles
    again = coursefolk("mirror", course, folder, "--once", "--json").json
    assert (again["taken_in"], again["written"], again["removed"]) == ([], [], [])


def test_mirror_removes_one_but_not_all(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    for number in range(6):
        coursefolk("add", course, "--module", "Many", "--lesson", f"L{number}")
    folder = tmp_path / "m"
    coursefolk("mirror", course, folder, "--once")
    files = sorted(folder.rglob("*.md"))
    files[0].unlink()
    assert coursefolk("mirror", course, folder, "--once", "--json").json["removed"]
    for path in files[1:]:
        path.unlink()
    answer = coursefolk("mirror", course, folder, "--once")
    assert answer.code == 1
    assert "missing" in answer.err
    assert len(coursefolk("show", course, "--json").json["outline"]) >= 8


def test_merge_file(coursefolk: Coursefolk, tmp_path: Path) -> None:
    for name, text in (
        ("base", "a\n\nb\n\nc\n"),
        ("left", "A\n\nb\n\nc\n"),
        ("right", "a\n\nb\n\nC\n"),
    ):
        (tmp_path / name).write_text(text)
    files = [tmp_path / name for name in ("base", "left", "right")]
    answer = coursefolk("merge-file", *files, "--json").json
    assert answer == {"merged": "A\n\nb\n\nC\n", "overlaps": []}
    out = tmp_path / "out.md"
    assert coursefolk("merge-file", *files, "--out", out).code == 0
    assert out.read_text() == "A\n\nb\n\nC\n"
    records = [
        {"base": "x\n", "left": "one\n", "right": "two\n"},
        {"base": "a\n", "left": "a\n", "right": "b\n"},
    ]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    out_lines = coursefolk("merge-file", "--jsonl", stdin=lines.encode()).text.splitlines()
    [first, second] = [json.loads(line) for line in out_lines]
    assert set(first["overlaps"][0]) == {"kind", "base", "mine", "theirs", "merged"}
    assert (first["overlaps"][0]["mine"], first["overlaps"][0]["theirs"]) == ("one\n", "two\n")
    assert second == {"merged": "b\n", "overlaps": []}
    assert coursefolk("merge-file", "--jsonl", stdin=b"{nonsense\n").code == 1


def test_a_review_file_in_a_name_that_no_laptop_takes_is_not_made(
    coursefolk: Coursefolk, tmp_path: Path
) -> None:
    course = coursefolk("new", "Mine", "--json").json["course"]
    out = tmp_path / "mine.coursefolk"
    made = coursefolk("review-file", "make", course, "--out", out, "--name", "a" * 81)
    assert made.code == 1
    assert "1 to 80 characters" in made.err
    assert not out.exists()
    made = coursefolk("review-file", "make", course, "--out", out, "--name", "Lead\nAuthor")
    assert made.code == 0


@pytest.mark.parametrize("which", ["review-file", "backup", "merge-file"])
def test_what_is_there_is_replaced_by_no_command_that_was_not_told_to(
    coursefolk: Coursefolk, tmp_path: Path, which: str
) -> None:
    course = coursefolk("new", "Mine", "--json").json["course"]
    text = tmp_path / "text.md"
    text.write_text("Words.\n")
    said = {
        "review-file": ("review-file", "make", course),
        "backup": ("backup",),
        "merge-file": ("merge-file", text, text, text),
    }[which]
    out, folder, link, pipe = (tmp_path / name for name in ("out", "folder", "link", "pipe"))
    folder.mkdir()
    out.write_bytes(b"Mine.")
    link.symlink_to(out)
    os.mkfifo(pipe)
    for at, words in ((out, "there already"), (link, "link"), (folder, "folder"), (pipe, "device")):
        for more in ((), ("--replace",)):
            if at == out and more:
                continue
            refused = coursefolk(*said, "--out", at, *more)
            assert (refused.code, words in refused.err) == (1, True), (at.name, refused.err)
    assert out.read_bytes() == b"Mine."
    assert link.is_symlink()
    assert coursefolk("versions", course, "--json").json == [], "nothing was begun"
    assert coursefolk(*said, "--out", out, "--replace").code == 0
    assert out.read_bytes() != b"Mine."
    assert coursefolk(*said, "--out", out).code == 1, "not even what it wrote itself"
    assert coursefolk(*said, "--out", "/proc/none/out").code == 1
