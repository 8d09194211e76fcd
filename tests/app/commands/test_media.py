"""media, media-add, media-replace and media-remove on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.app.commands.conftest import Coursefolk
from tests.editor.formats.media.samples import chunk, exif, png

PLACED = png(3, 2, chunk(b"eXIf", exif()))


def test_files_are_added_listed_replaced_and_taken_out(
    coursefolk: Coursefolk, course: str, tmp_path: Path
) -> None:
    photo, page = tmp_path / "gull.jpg", tmp_path / "page.png"
    photo.write_bytes(PLACED)
    page.write_bytes(b"<html>")
    added = coursefolk("media-add", course, "02 Go on/Useful feedback", photo, "--json")
    assert added.json["address"] == "media/gull.png"
    assert any("where it was taken" in remark for remark in added.json["remarks"])
    refused = coursefolk("media-add", course, "02 Go on/Useful feedback", page)
    assert (refused.code, "is no PNG picture" in refused.err) == (1, True)
    listed = coursefolk("media", course, "--json").json
    found = {file["path"]: file for file in listed["files"]}
    assert found["02 Go on/media/gull.png"]["unused"]
    assert [use["line"] for use in found["01 Start/loop.svg"]["uses"]] == [7]
    done = coursefolk("media-replace", course, "01 Start/loop.svg", photo, "--json").json
    assert done["path"] == "01 Start/loop.png"
    text = coursefolk("cat", course, "01 Start/Why peers teach well").text
    assert "![Loop](loop.png)\r\n" in text
    gone = coursefolk("media-remove", course, "--unused", "--json").json
    assert gone["removed"] == ["02 Go on/media/gull.png"]
    assert coursefolk("media", course, "--unused", "--json").json["files"] == []
    unknown = coursefolk("media-remove", course, "nothing.png")
    assert (unknown.code, "is not in this course" in unknown.err) == (1, True)


def test_publishing_says_what_it_took_out(coursefolk: Coursefolk, tmp_path: Path) -> None:
    folder = tmp_path / "harbours"
    folder.mkdir()
    (folder / "gulls.md").write_text("# Gulls\n\n![A gull](gull.png)\n")
    (folder / "gull.png").write_bytes(PLACED)
    course = coursefolk("import", folder, "--json").json["course"]
    [file] = coursefolk("media", course, "--json").json["files"]
    assert file["leaves_without"] == ["place"]
    assert "“gull.png”" in coursefolk("publish", course, "--json").json["cleaned"]
    coursefolk("export", course, "--format", "folder", "--out", tmp_path / "out")
    assert (tmp_path / "out" / "gull.png").read_bytes() == png(3, 2)
