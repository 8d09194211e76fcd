"""Files come in by what they are, leave without places, and can be counted, replaced, removed."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.files import exporting, importing
from app.flows.files.media_changing import (
    bring_missing,
    replace_file,
    say_what_it_shows,
    take_back,
    take_out,
)
from app.flows.files.media_uses import CourseFile, media_of
from app.flows.lesson import writing
from app.flows.media import attaching
from app.flows.media.media_budget import in_words, may_shrink
from app.flows.media.media_cleaning import clean_files, original_of, told_of
from app.flows.media.media_judging import judge, read_file, shown_name
from app.flows.mirror.mirroring import mirror_once
from app.flows.versions import publishing
from sync.model.errors import BadInput
from sync.model.ids import NodeId, sha_of
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from tests.app.flows.attached import attach
from tests.editor.formats.media.samples import XMP, chunk, exif, film, png

PLACED = png(3, 2, chunk(b"eXIf", exif()), chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP))
CLEAN = png(3, 2)
SCRIPTED = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script>'
    b'<rect width="9" height="9"/></svg>'
)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "ws") as opened:
        yield opened


@pytest.fixture
def course(ws: Workspace) -> Course:
    made = outlining.begin(ws, "Harbours")
    outlining.add(ws, made, "lesson", "Gulls", text="# Gulls\n")
    return ws.courses.open(made.log)


@pytest.fixture
def lesson(course: Course) -> NodeId:
    return course.outline.lessons()[0].id


def files(ws: Workspace, course: Course) -> dict[str, bytes | None]:
    now = ws.courses.open(course.log).facts.files_now()
    return {path: ws.store.media.get(file.sha) for path, file in now.items()}


def test_what_is_added_comes_in_clean_and_what_came_stays_here(
    ws: Workspace, course: Course, lesson: NodeId
) -> None:
    address, _ = attach(ws, course, lesson, "gull.png", PLACED)
    assert address == "media/gull.png"
    assert files(ws, course) == {"media/gull.png": CLEAN}
    kept = original_of(ws, sha_of(CLEAN))
    assert kept is not None
    assert ws.store.media.get(kept) == PLACED


@pytest.mark.parametrize(
    ("name", "data", "called"),
    [
        ("gull.jpg", CLEAN, "gull.png"),
        ("gull", CLEAN, "gull.png"),
        ("gull.txt", CLEAN, "gull.txt.png"),
        ("gull.png", film(b"x"), "gull.mp4"),
        ("../../etc/gull.png", CLEAN, "gull.png"),
        ("C:\\Users\\me\\gull.png", CLEAN, "gull.png"),
        ("gull\u202egnp.exe", CLEAN, "gullgnp.exe.png"),
        ("a" * 100_000 + ".png", CLEAN, None),
        ("con.png", CLEAN, "_con.png"),
        ("table.csv", b"a,b\n", "table.csv"),
        ("drawing.xml", SCRIPTED, "drawing.xml.svg"),
    ],
)
def test_a_file_is_called_what_it_is(name: str, data: bytes, called: str | None) -> None:
    judged = judge(name, data)
    assert called is None or judged.name == called
    assert judged.given == shown_name(name), "messages name it as it was dropped"
    assert "/" not in judged.name
    assert len(judged.name.encode()) < 200
    assert bool(judged.remarks) is (judged.name != name or judged.data != data)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("gull.png", b"<html><script>alert(1)</script>", "is no PNG picture"),
        ("gull.png", b"key = 1", "is no PNG picture"),
        ("gull.png", b"PK\x03\x04" + bytes(90), "by its content it is a packed file"),
        ("gull.svg", b"\x1f\x8b\x08" + bytes(90), "is no SVG drawing"),
        ("gull.gif", b"GIF89a/*" + bytes(9) + b"*/=1;alert(1)", "is damaged"),
        ("gull.png", b"", "is empty"),
        ("gull.png", CLEAN[:40], "is damaged"),
        ("gull.png", b"MZ" + bytes(90) + b"PE\0\0", "is a program"),
        ("gull.csv", b"\x7fELF" + bytes(90), "is a program"),
        ("gull.png", png(60_000, 60_000), "60,000 × 60,000 pixels"),
        ("gull.jpg", struct.pack(">I", 24) + b"ftypheic" + bytes(16), "is a HEIC photo"),
        ("gull.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g>", "is damaged"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(name: str, data: bytes, why: str) -> None:
    with pytest.raises(BadInput) as refused:
        judge(name, data)
    assert why in refused.value.what
    assert refused.value.safe == "Nothing was changed."


def test_only_files_of_this_computer_are_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    large = tmp_path / "large.mp4"
    with large.open("wb") as file:
        file.truncate(4 * 2**30)
    for path, why in (
        (tmp_path, "is a folder"),
        (pipe, "is no file"),
        (Path("/dev/zero"), "is no file"),
        (Path("//elsewhere/share/a.png"), "lies on another computer"),
        (tmp_path / "gone.png", "cannot be read"),
        (tmp_path / ("a" * 5_000), "cannot be read"),
        (large, "up to 200 MB"),
    ):
        with pytest.raises(BadInput) as refused:
            read_file(path)
        assert why in refused.value.what


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "harbours"
    (made / "fig").mkdir(parents=True)
    (made / "1-gulls.md").write_text("# Gulls\n\n![A gull](fig/gull.png) ![](fig/map.svg)\n")
    (made / "fig" / "gull.png").write_bytes(PLACED)
    (made / "fig" / "map.svg").write_bytes(SCRIPTED)
    (made / "fig" / "plain.png").write_bytes(CLEAN)
    return made


def imported(ws: Workspace, folder: Path) -> Course:
    return importing.bring_in(ws, folder, None, lambda done, of: None).course


def written(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_imported_file_stays_as_it_is_until_it_leaves(
    ws: Workspace, folder: Path, tmp_path: Path
) -> None:
    course = imported(ws, folder)
    done = exporting.write_out(ws, course, "folder", tmp_path / "out")
    assert written(tmp_path / "out") == written(folder), "byte for byte"
    assert [w.file for w in done.warnings] == ["fig/gull.png"], "and it is said"
    exporting.write_out(ws, course, "html", tmp_path / "site")
    for data in written(tmp_path / "site" / "files").values():
        assert b"GPS" not in data
        assert b"alert" not in data
    assert files(ws, course)["fig/gull.png"] == PLACED


def test_a_version_names_clean_bytes_everywhere(
    ws: Workspace, folder: Path, tmp_path: Path
) -> None:
    course = imported(ws, folder)
    named, changes = publishing.publish(ws, course)
    assert "“gull.png”, “map.svg”" in told_of(changes)
    assert named.files["fig/gull.png"] == sha_of(CLEAN)
    assert named.files["fig/plain.png"] == sha_of(CLEAN)
    assert files(ws, course)["fig/gull.png"] == CLEAN, "the draft and the version are one"
    exporting.write_out(ws, course, "folder", tmp_path / "out", version="1")
    out = written(tmp_path / "out")
    assert out["fig/gull.png"] == CLEAN
    assert b"alert" not in out["fig/map.svg"]
    kept = original_of(ws, sha_of(CLEAN))
    assert kept is not None
    assert ws.store.media.get(kept) == PLACED
    assert (folder / "fig" / "gull.png").read_bytes() == PLACED
    _, again = publishing.publish(ws, ws.courses.open(course.log))
    assert told_of(again) == "", "nothing is left to clean"


def test_a_mirrored_folder_keeps_its_own_files(ws: Workspace, folder: Path) -> None:
    course = imported(ws, folder)
    mirror_once(ws, course, folder)
    publishing.publish(ws, ws.courses.open(course.log))
    for _ in range(2):
        done = mirror_once(ws, ws.courses.open(course.log), folder)
        assert done.written == done.taken_in == []
    assert (folder / "fig" / "gull.png").read_bytes() == PLACED
    assert files(ws, course)["fig/gull.png"] == CLEAN
    (folder / "fig" / "gull.png").write_bytes(png(4, 4))
    assert mirror_once(ws, ws.courses.open(course.log), folder).taken_in == ["fig/gull.png"]
    assert files(ws, course)["fig/gull.png"] == png(4, 4)


def test_cleaning_again_changes_nothing(ws: Workspace, folder: Path) -> None:
    course = imported(ws, folder)
    found, _ = clean_files(ws, course)
    assert {one.path for one in found} == {"fig/gull.png", "fig/map.svg"}
    assert clean_files(ws, ws.courses.open(course.log))[0] == []


def by_path(ws: Workspace, course: Course) -> dict[str, CourseFile]:
    media = media_of(ws, ws.courses.open(course.log))
    return {file.path: file for file in media.files}


def text_of(ws: Workspace, course: Course, number: int = 0) -> str:
    course = ws.courses.open(course.log)
    return ws.lessons.today(course.log, course.outline.lessons()[number].id).text


def test_what_is_used_where_and_what_is_not(ws: Workspace, folder: Path) -> None:
    (folder / "2-ships.md").write_text(
        "# Ships\n\n![Sails](fig/gull.png)\n\n<video src='fig/sail.mp4'></video>\n\n![](gone.png)\n"
        "Ask for `named.png`.\n"
    )
    (folder / "fig" / "sail.mp4").write_bytes(film(b"x"))
    (folder / "fig" / "named.png").write_bytes(png(4, 4))
    (folder / "fig" / "styled.png").write_bytes(png(5, 5))
    (folder / "page.css").write_text("h1 { background: url(fig/styled.png) }")
    (folder / "LICENSE").write_text("You may.")
    course = imported(ws, folder)
    found = by_path(ws, course)
    unused = [path for path, file in found.items() if file.is_unused]
    assert unused == ["fig/plain.png"]
    gull = found["fig/gull.png"]
    assert [(u.title, u.line, u.words) for u in gull.uses] == [
        ("Gulls", 3, "A gull"), ("Ships", 3, "Sails")
    ]  # fmt: skip
    assert (gull.kind.name, gull.pixels, gull.size) == ("PNG picture", (3, 2), len(PLACED))
    assert [u.line for u in found["fig/map.svg"].without_words] == [3]
    assert [u.line for u in found["fig/sail.mp4"].uses] == [5]
    media = media_of(ws, course)
    assert [(m.path, m.uses[0].line) for m in media.missing] == [("gone.png", 7)]
    assert media.size == sum(len(data or b"") for data in files(ws, course).values())


def test_taking_out_is_undone_and_versions_keep_it(ws: Workspace, folder: Path) -> None:
    course = imported(ws, folder)
    publishing.publish(ws, course)
    before = files(ws, course)
    done = take_out(ws, ws.courses.open(course.log), ["fig/plain.png"])
    assert set(before) - set(files(ws, course)) == {"fig/plain.png"}
    version = exporting.course_out(ws, ws.courses.open(course.log), version="1")
    held = {one.path: one.read() for one in version.attachments}
    assert held["fig/plain.png"] == CLEAN
    take_back(ws, ws.courses.open(course.log), done.undo)
    assert files(ws, course) == before


def test_one_replacing_is_followed_everywhere_and_undone_at_once(
    ws: Workspace, folder: Path
) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "2-ships.md").write_text("# Ships\r\n\r\n![Sails](../fig/gull.png)\r\n")
    course = imported(ws, folder)
    texts, before = [text_of(ws, course, n) for n in (0, 1)], files(ws, course)
    same = replace_file(ws, course, "fig/gull.png", judge("other.png", png(9, 9)))
    assert same.path == "fig/gull.png"
    assert files(ws, course)["fig/gull.png"] == png(9, 9)
    assert [text_of(ws, course, n) for n in (0, 1)] == texts, "no text is touched"
    drawing = judge("x.svg", SCRIPTED.replace(b"<script>alert(1)</script>", b""))
    done = replace_file(ws, ws.courses.open(course.log), "fig/gull.png", drawing)
    assert done.path == "fig/gull.svg"
    assert len(done.lessons) == 2
    assert "![A gull](fig/gull.svg)" in text_of(ws, course, 0)
    assert "![Sails](../fig/gull.svg)" in text_of(ws, course, 1)
    assert "fig/gull.png" not in files(ws, course)
    assert not media_of(ws, ws.courses.open(course.log)).missing
    take_back(ws, ws.courses.open(course.log), done.undo)
    take_back(ws, ws.courses.open(course.log), same.undo)
    assert [text_of(ws, course, n) for n in (0, 1)] == texts
    assert files(ws, course) == before


def test_a_missing_file_is_brought_to_where_it_is_looked_for(
    ws: Workspace, course: Course, lesson: NodeId
) -> None:
    writing.edit(ws, course, lesson, "# Gulls\n\n![A gull](pics/gull.png)\n")
    course = ws.courses.open(course.log)
    done = bring_missing(ws, course, "pics/gull.png", judge("photo.svg", SCRIPTED))
    assert done.path == "pics/gull.svg"
    assert "](pics/gull.svg)" in text_of(ws, course)
    assert not media_of(ws, ws.courses.open(course.log)).missing


def test_words_for_a_picture_are_written_where_it_stands(ws: Workspace, folder: Path) -> None:
    course = imported(ws, folder)
    use = by_path(ws, course)["fig/map.svg"].without_words[0]
    say_what_it_shows(ws, course, use.lesson, use.start, "The way in", use.words)
    assert "![The way in](fig/map.svg)" in text_of(ws, course)
    assert not by_path(ws, course)["fig/map.svg"].without_words


def test_a_course_has_room_for_so_much(
    ws: Workspace, course: Course, lesson: NodeId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "LARGEST_COURSE", 100)
    attach(ws, course, lesson, "a.csv", b"x" * 60)
    with pytest.raises(BadInput, match="would have 120 bytes"):
        attach(ws, ws.courses.open(course.log), lesson, "b.csv", b"y" * 60)


def test_a_large_picture_may_shrink() -> None:
    kind = judge("a.png", CLEAN).kind
    assert may_shrink(kind, 3_000_000, (4000, 3000))
    assert may_shrink(kind, 600_000, (4000, 3000))
    assert not may_shrink(kind, 600_000, (1200, 900))
    assert in_words(12_345) == "12 KB"
    assert in_words(6_100_000) == "6.1 MB"
