"""A folder and a course kept equal, whatever happens on either side between two meetings."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.files import exporting, importing
from app.flows.lesson import writing
from app.flows.lesson.typing import Typed, keep
from app.flows.mirror import mirroring
from app.flows.mirror.mirror_record import Mirrored
from app.flows.overlaps import merging
from sync.model.errors import BadInput, Refused
from sync.model.ids import NodeId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

TEXT = "# {0}\n\nFirst of {0}.\n\nSecond of {0}.\n\nThird of {0}.\n\nFourth of {0}.\n"


class Mirror:
    """A course of two modules, its workspace, and the folder that it is mirrored into."""

    def __init__(self, ws: Workspace, root: Path) -> None:
        self.ws, self.folder = ws, root / "mirror"
        source = root / "source"
        for path in ("a/01-one.md", "a/02-two.md", "b/03-three.md", "b/04-four.md"):
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            name = path.rpartition("-")[2].removesuffix(".md")
            (source / path).write_text(TEXT.format(name))
        (source / "a" / "loop.svg").write_text("<svg/>")
        self.log = importing.bring_in(ws, source, None, lambda d, o: None).course.log
        self.meet()

    @property
    def course(self) -> Course:
        return self.ws.courses.open(self.log)

    def meet(self) -> Mirrored:
        return mirroring.mirror_once(self.ws, self.course, self.folder)

    def read(self, path: str) -> str:
        return (self.folder / path).read_text()

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text)

    def files(self) -> list[str]:
        every = (p for p in self.folder.rglob("*") if p.is_file() or p.is_symlink())
        return sorted(path.relative_to(self.folder).as_posix() for path in every)

    def lesson(self, title: str) -> NodeId:
        return self.ws.courses.lesson(self.course, title).id

    def text(self, title: str) -> str:
        return self.ws.lessons.today(self.log, self.lesson(title)).text

    def edit(self, title: str, old: str, new: str) -> None:
        text = self.text(title)
        assert old in text
        writing.edit(self.ws, self.course, self.lesson(title), text.replace(old, new))

    def outline(self) -> list[str]:
        return ["/".join(self.course.outline.path(n.id)) for n, _ in self.course.outline.walk()]


@pytest.fixture
def mirror(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A mirrored course."""
    with Workspace.open(tmp_path / "ws") as ws:
        yield Mirror(ws, tmp_path)


def test_a_quiet_meeting_does_nothing(mirror: Mirror) -> None:
    assert not mirror.meet().did_something
    assert mirror.files() == [
        "a/01-one.md", "a/02-two.md", "a/loop.svg", "b/03-three.md", "b/04-four.md",
    ]  # fmt: skip


def test_both_sides_may_edit_one_lesson(mirror: Mirror) -> None:
    """What an outside editor wrote is woven in, never written over (G14)."""
    mirror.edit("one", "First of one.", "First, in the course.")
    mirror.write("a/01-one.md", mirror.read("a/01-one.md").replace("Fourth", "Fourth, in the file"))
    mirror.meet()
    assert mirror.read("a/01-one.md") == mirror.text("one")
    assert "First, in the course." in mirror.text("one")
    assert "Fourth, in the file" in mirror.text("one")


def test_one_sentence_edited_on_both_sides_is_an_overlap(mirror: Mirror) -> None:
    mirror.edit("one", "First of one.", "The course says this.")
    mirror.write("a/01-one.md", mirror.read("a/01-one.md").replace("First of one.", "File: that."))
    assert mirror.meet().overlaps == 1
    [view] = merging.overlaps(mirror.ws, mirror.course)
    assert {w.text for w in view.wordings} == {"The course says this.\n", "File: that.\n"}
    assert mirror.read("a/01-one.md") == mirror.text("one")


@pytest.mark.parametrize("edited", [False, True])
def test_a_file_that_was_renamed_is_the_same_lesson(mirror: Mirror, edited: bool) -> None:
    lesson = mirror.lesson("one")
    mirror.edit("one", "First of one.", "First, in the course.")
    text = mirror.read("a/01-one.md")
    (mirror.folder / "a/01-one.md").unlink()
    mirror.write("a/01-begin.md", text.replace("Fourth", "Fourth, in the file") if edited else text)
    assert mirror.meet().moved == ["a/01-begin.md"]
    assert mirror.lesson("one") == lesson
    assert "First, in the course." in mirror.read("a/01-begin.md")
    assert ("in the file" in mirror.text("one")) == edited
    assert "a/01-one.md" not in mirror.files()
    assert not merging.overlaps(mirror.ws, mirror.course)
    assert not mirror.meet().did_something


def test_a_file_moved_to_another_folder_takes_its_lesson_along(mirror: Mirror) -> None:
    (mirror.folder / "a/01-one.md").rename(mirror.folder / "b/01-one.md")
    mirror.meet()
    assert mirror.outline() == ["a", "a/two", "b", "b/three", "b/four", "b/one"]
    assert "b/01-one.md" in mirror.files()


def test_a_renamed_folder_renames_its_module_and_moves_nothing(mirror: Mirror) -> None:
    lessons = [mirror.lesson(title) for title in ("one", "two")]
    (mirror.folder / "a").rename(mirror.folder / "new name")
    mirror.meet()
    assert mirror.outline()[:3] == ["new name", "new name/one", "new name/two"]
    assert [mirror.lesson(title) for title in ("one", "two")] == lessons
    assert [path for path in mirror.files() if path.startswith("a/")] == []
    assert not mirror.meet().did_something


def test_a_new_file_becomes_a_lesson_where_it_would_be_read(mirror: Mirror) -> None:
    mirror.write("b/03b-between.md", "# between\n")
    mirror.write("c/d/deep.md", "# deep\n")
    mirror.write("a/00-front.md", "# front\n")
    mirror.meet()
    assert mirror.outline() == [
        "a", "a/front", "a/one", "a/two", "b", "b/three", "b/between", "b/four", "c", "c/d",
        "c/d/deep",
    ]  # fmt: skip
    assert not mirror.meet().did_something


def test_a_deleted_file_removes_its_lesson_unless_someone_went_on(mirror: Mirror) -> None:
    for path in ("a/01-one.md", "a/02-two.md", "b/03-three.md"):
        (mirror.folder / path).unlink()
    mirror.edit("two", "First", "1st")
    three = mirror.lesson("three")
    state = mirror.ws.lessons.today(mirror.log, three).state
    typed = Typed(mirror.log, three, state, mirror.text("three"), ((0, 0, "Typing: "),))
    keep(mirror.ws, typed)
    assert mirror.meet().removed == ["a/01-one.md"]
    assert mirror.outline() == ["a", "a/two", "b", "b/three", "b/four"]
    assert "1st of two." in mirror.read("a/02-two.md")
    assert "b/03-three.md" in mirror.files()


def test_a_lesson_removed_here_and_edited_there_is_found(mirror: Mirror) -> None:
    node = mirror.course.outline.nodes[mirror.lesson("one")]
    outlining.remove(mirror.ws, mirror.course, [node])
    mirror.write("a/01-one.md", mirror.read("a/01-one.md").replace("Fourth", "Fourth, in the file"))
    assert mirror.meet().overlaps == 1
    assert mirror.course.outline.found == (node.id,)
    assert "in the file" in mirror.read("a/01-one.md"), "it stays until somebody decides"
    [view] = merging.overlaps(mirror.ws, mirror.course)
    merging.confirm_outline(mirror.ws, mirror.course, view, "merged")
    mirror.meet()
    assert "in the file" in mirror.text("one")
    assert "a/01-one.md" in mirror.files()
    assert mirror.ws.courses.open(mirror.log).outline.path(node.id) == ("a", "one")


def test_a_new_file_where_a_removed_lesson_was_is_not_lost(mirror: Mirror) -> None:
    outlining.remove(mirror.ws, mirror.course, [mirror.course.outline.nodes[mirror.lesson("one")]])
    mirror.meet()
    assert "a/01-one.md" not in mirror.files()
    mirror.write("a/01-one.md", "# one\n\nWritten anew.\n")
    mirror.meet()
    assert mirror.read("a/01-one.md") == mirror.text("one") == "# one\n\nWritten anew.\n"


def test_a_lesson_file_that_became_unreadable_leaves_the_lesson_alone(mirror: Mirror) -> None:
    before = mirror.text("one")
    path = mirror.folder / "a/01-one.md"
    path.write_bytes("# one\n\nÜber".encode("utf-16"))
    done = mirror.meet()
    assert [w["file"] for w in done.warnings] == ["a/01-one.md"]
    assert mirror.text("one") == before
    assert path.read_bytes() == "# one\n\nÜber".encode("utf-16")
    mirror.edit("one", "First", "1st")
    mirror.meet()
    assert path.read_bytes() == "# one\n\nÜber".encode("utf-16")
    path.write_text(before.replace("Fourth", "4th"))
    mirror.meet()
    assert "1st" in mirror.text("one")
    assert "4th" in mirror.text("one")


def test_links_lead_nothing_in_and_nothing_out(mirror: Mirror, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("secret\n")
    (mirror.folder / "a/01-one.md").unlink()
    (mirror.folder / "a/01-one.md").symlink_to(outside / "secret.md")
    (mirror.folder / "out").symlink_to(outside)
    mirror.edit("one", "First", "1st")
    done = mirror.meet()
    assert any(w["file"] == "a/01-one.md" for w in done.warnings)
    assert "secret" not in mirror.text("one")
    assert sorted(p.name for p in outside.iterdir()) == ["secret.md"]
    assert (outside / "secret.md").read_text() == "secret\n"


def test_nothing_is_written_through_a_linked_folder(mirror: Mirror, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (mirror.folder / "a").rename(outside)
    (mirror.folder / "a").symlink_to(outside)
    before = (outside / "01-one.md").read_text()
    mirror.edit("one", "First", "1st")
    assert mirror.meet().warnings
    assert (outside / "01-one.md").read_text() == before
    assert "a/one" in mirror.outline()


def test_an_export_edited_elsewhere_is_known_again(mirror: Mirror, tmp_path: Path) -> None:
    course = outlining.begin(mirror.ws, "Made here")
    outlining.add(mirror.ws, course, "lesson", "Made", text=TEXT.format("made"))
    out = tmp_path / "out"
    exporting.write_out(mirror.ws, mirror.ws.courses.open(course.log), "folder", out)
    [file] = out.rglob("*.md")
    file.write_text(file.read_text().replace("Fourth", "Fourth, in the file"))
    mirror.log = course.log
    mirror.edit("Made", "First", "1st")
    mirroring.mirror_once(mirror.ws, mirror.course, out)
    assert mirror.outline() == ["Made"]
    assert file.read_text() == mirror.text("Made")
    assert "1st of made." in file.read_text()
    assert "Fourth, in the file of made." in file.read_text()
    assert not merging.overlaps(mirror.ws, mirror.course)


def test_most_files_gone_at_once_is_not_taken_for_a_wish(mirror: Mirror) -> None:
    for path in mirror.files():
        (mirror.folder / path).unlink()
    with pytest.raises(Refused, match="missing"):
        mirror.meet()
    assert len(mirror.outline()) == 6


def test_a_tenth_gone_at_once_wants_a_yes(mirror: Mirror) -> None:
    for number in range(4):
        mirror.write(f"b/more-{number}.md", TEXT.format(f"more {number}"))
    mirror.meet()
    for number in range(3):
        (mirror.folder / f"b/more-{number}.md").unlink()
    mirror.write("a/01-one.md", TEXT.format("one") + "More.\n")
    with pytest.raises(Refused, match="3 of 8 lessons"):
        mirror.meet()
    assert len(mirror.outline()) == 10
    assert "More." not in mirror.text("one"), "all of a meeting, or nothing"
    done = mirroring.mirror_once(mirror.ws, mirror.course, mirror.folder, removing=True)
    assert len(done.removed) == 3
    assert len(mirror.outline()) == 7
    assert "More." in mirror.text("one")


def test_what_is_being_typed_is_not_written_yet(mirror: Mirror) -> None:
    one = mirror.lesson("one")
    state = mirror.ws.lessons.today(mirror.log, one).state
    keep(mirror.ws, Typed(mirror.log, one, state, mirror.text("one"), ((0, 0, "Half a sen"),)))
    assert not mirror.meet().did_something
    mirror.ws.lessons.seal(one)
    assert mirror.meet().written == ["a/01-one.md"]


def test_pictures_come_go_and_change(mirror: Mirror) -> None:
    mirror.write("a/loop.svg", "<svg>new</svg>")
    mirror.write("b/more.svg", "<svg>more</svg>")
    assert sorted(mirror.meet().taken_in) == ["a/loop.svg", "b/more.svg"]
    (mirror.folder / "b/more.svg").unlink()
    assert mirror.meet().removed == ["b/more.svg"]
    assert list(mirror.course.facts.files_now()) == ["a/loop.svg"]


def test_a_folder_in_a_file_s_place_is_said_and_nothing_lost(mirror: Mirror) -> None:
    (mirror.folder / "a/01-one.md").unlink()
    (mirror.folder / "a/01-one.md").mkdir()
    mirror.edit("one", "First", "1st")
    assert any(w["file"] == "a/01-one.md" for w in mirror.meet().warnings)
    assert "1st" in mirror.text("one")


def test_a_folder_below_a_file_is_refused_in_words(mirror: Mirror, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be used"):
        mirroring.mirror_once(
            mirror.ws, mirror.course, tmp_path / "source" / "a" / "01-one.md" / "x"
        )
