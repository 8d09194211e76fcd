"""Names in a mirrored folder: one changes, the others stay; an old name makes no new lesson."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.mirror import mirroring
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

TEXT = "# {0}\n\nFirst of {0}.\n\nSecond of {0}.\n\nThird of {0}.\n"


class Mirror:
    """A course that was written here, so that its lessons never were files, and its folder."""

    def __init__(self, ws: Workspace, root: Path) -> None:
        self.ws, self.folder = ws, root / "mirror"
        self.log = outlining.begin(ws, "Course").log
        outlining.add(ws, self.course, "module", "M")
        [module] = [node.id for node, _ in self.course.outline.walk()]
        for title in ("one", "two", "three"):
            text = TEXT.format(title)
            outlining.add(ws, self.course, "lesson", title, parent=module, text=text)
        self.meet()
        self.open = {path: self.read(path) for path in self.files()}
        """What editors outside have open, by the names that the files have now."""

    @property
    def course(self) -> Course:
        return self.ws.courses.open(self.log)

    def meet(self) -> mirroring.Mirrored:
        return mirroring.mirror_once(self.ws, self.course, self.folder)

    def read(self, path: str) -> str:
        return (self.folder / path).read_text()

    def save(self, path: str, old: str, new: str) -> None:
        """Save what an editor has open, by the name by which it has it."""
        assert old in self.open[path]
        self.open[path] = self.open[path].replace(old, new)
        (self.folder / path).write_text(self.open[path])

    def files(self) -> list[str]:
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*.md"))

    def lessons(self) -> dict[str, str]:
        """Give the text of each lesson by its title; no two have one."""
        found = [n for n, _ in self.course.outline.walk() if n.kind == "lesson"]
        assert len({node.title for node in found}) == len(found)
        return {n.title: self.ws.lessons.today(self.log, n.id).text for n in found}


@pytest.fixture
def mirror(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A mirrored course."""
    with Workspace.open(tmp_path / "ws") as ws:
        yield Mirror(ws, tmp_path)


def rename_a_file(mirror: Mirror) -> None:
    (mirror.folder / "01-m/02-two.md").rename(mirror.folder / "01-m/02-other.md")


def add_a_file(mirror: Mirror) -> None:
    (mirror.folder / "01-m/04-four.md").write_text(TEXT.format("four"))


def save_with_other_line_ends(mirror: Mirror) -> None:
    (mirror.folder / "01-m/02-two.md").write_bytes(TEXT.format("2").replace("\n", "\r\n").encode())


@pytest.mark.parametrize("change", [rename_a_file, add_a_file, save_with_other_line_ends])
def test_what_one_file_is_called_renames_no_other(
    mirror: Mirror, change: Callable[[Mirror], None]
) -> None:
    assert mirror.files() == ["01-m/01-one.md", "01-m/02-two.md", "01-m/03-three.md"]
    change(mirror)
    files = mirror.files()
    assert not mirror.meet().removed
    assert mirror.files() == files
    mirror.save("01-m/01-one.md", "First", "FIRST")
    assert mirror.meet().taken_in == ["01-m/01-one.md"]
    assert "FIRST" in mirror.lessons()["one"]
    assert mirror.files() == files
    assert not mirror.meet().did_something


def rename_the_lesson(mirror: Mirror) -> None:
    [node] = [n for n, _ in mirror.course.outline.walk() if n.title == "one"]
    outlining.rename(mirror.ws, mirror.course, node, "uno")


def move_the_lesson(mirror: Mirror) -> None:
    [node] = [n for n, _ in mirror.course.outline.walk() if n.title == "one"]
    outlining.move_to_end(mirror.ws, mirror.course, node, node.parent)


def rename_its_file(mirror: Mirror) -> None:
    (mirror.folder / "01-m/01-one.md").rename(mirror.folder / "01-m/01-uno.md")


@pytest.mark.parametrize("change", [rename_the_lesson, move_the_lesson, rename_its_file])
def test_an_editor_saves_by_the_name_that_a_file_had(
    mirror: Mirror, change: Callable[[Mirror], None]
) -> None:
    """It is the lesson that had it, as often as it is saved, and never one more."""
    change(mirror)
    mirror.meet()
    files = mirror.files()
    assert "01-m/01-one.md" not in files
    for old, new in (("First", "FIRST"), ("Second", "SECOND")):
        mirror.save("01-m/01-one.md", old, new)
        done = mirror.meet()
        assert [one["file"] for one in done.warnings] == ["01-m/01-one.md"]
        assert mirror.files() == files
        [text] = [text for text in mirror.lessons().values() if "of one." in text]
        assert new in text
        assert len(mirror.lessons()) == 3
    assert any("FIRST of one" in mirror.read(path) for path in files)
    assert not mirror.meet().did_something


def test_another_text_by_a_name_that_a_file_had_is_a_new_lesson(mirror: Mirror) -> None:
    rename_the_lesson(mirror)
    mirror.meet()
    (mirror.folder / "01-m/01-one.md").write_text("# Quite another\n\nNothing of it.\n")
    mirror.meet()
    assert len(mirror.lessons()) == 4
    assert "First of one" in mirror.lessons()["uno"]
