"""Every format in the table does what the table says of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.paths import resources_dir
from editor.formats.table import formats, reader_for, writer_for
from editor.formats.values import CourseOut
from sync.model.errors import BadInput
from tests.contract.source import ROOT
from tests.editor.formats.course_builds import as_course, fill, lesson


class Told:
    """Remember how far work has gone."""

    last = (0, 0)

    def __call__(self, done: int, of: int) -> None:
        self.last = (done, of)


def test_names_are_plain_and_apart() -> None:
    names = [one.name for one in formats()]
    assert names == ["folder", "html"]
    assert all(one.what and (one.reads or one.writes) for one in formats())


def test_every_format_that_writes_writes_something(tmp_path: Path) -> None:
    course = CourseOut("C", (lesson("1", "# 1\n", "1.md"),))
    for one in formats():
        if one.writes:
            told = Told()
            write = writer_for(one.name, resources_dir(), told)
            written = write(course, tmp_path / one.name)
            assert written.files and all((tmp_path / one.name / f).is_file() for f in written.files)
            assert told.last == (1, 1)


def test_every_format_that_reads_reads_what_it_wrote(tmp_path: Path) -> None:
    fill(tmp_path / "in", {"1.md": "# One\n", "a/2.md": "# Two\n", "p.png": "p"})
    for one in formats():
        if one.reads and one.writes:
            read = reader_for(tmp_path / "in", one.name)
            first = read(tmp_path / "in", lambda *_: None)
            writer_for(one.name, resources_dir())(as_course(first), tmp_path / one.name)
            again = read(tmp_path / one.name, lambda *_: None)
            assert again.nodes == first.nodes


def test_a_path_tells_what_reads_it(tmp_path: Path) -> None:
    fill(tmp_path, {"in/1.md": "# One\n"})
    for path in (tmp_path / "in", tmp_path / "in" / "1.md"):
        assert len(reader_for(path)(path, lambda *_: None).lessons) == 1


@pytest.mark.parametrize("name", ["docx", "html", ""])
def test_what_is_not_there_is_refused_with_a_choice(tmp_path: Path, name: str) -> None:
    if name != "":
        with pytest.raises(BadInput, match=name) as refused:
            reader_for(tmp_path, name)
        assert "folder" in refused.value.mend
    with pytest.raises(BadInput):
        reader_for(tmp_path / "nowhere")
    with pytest.raises(BadInput) as refused:
        writer_for("none", resources_dir())
    assert "folder, html" in refused.value.mend


def test_listing_the_formats_loads_no_markdown() -> None:
    script = (
        "import sys; from editor.formats.table import formats; formats();"
        "print([m for m in ('markdown_it', 'nh3', 'ruamel.yaml', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
