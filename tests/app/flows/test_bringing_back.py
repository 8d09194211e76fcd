"""Backups browsed and brought back, on real stores: what was lost returns, what is newer stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson.writing import edit
from app.flows.review import commenting
from app.flows.safety.backups import OpenBackup, check_backup, list_backups
from app.flows.safety.bringing_back import (
    bring_course_back,
    bring_everything_back,
    bring_lesson_back,
)
from sync.model.errors import NotFound
from sync.model.ids import CourseId, NodeId, Sha
from sync.model.payloads import FilePlaced, PlacedFile
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from tests.app.flows.attached import attach
from tests.editor.formats.media.samples import png

FIRST = "# One\n\nFirst sentence.\n\nSecond sentence.\n"
LATER = "# One\n\nFirst sentence.\n\nA later thought.\n"


@dataclass
class Desk:
    """A workspace with one course of two lessons in a module, and a backup of it."""

    ws: Workspace
    course: CourseId
    module: NodeId
    one: NodeId
    two: NodeId
    backup: Path

    def now(self) -> Course:
        return self.ws.courses.at(self.course)

    def text(self, lesson: NodeId) -> str:
        return self.ws.lessons.today(self.now().log, lesson).text

    def outline(self) -> list[str]:
        return [node.title for node, _ in self.now().outline.walk()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Write a course and back it up."""
    with Workspace.open(tmp_path / "Писатель") as ws:
        course = outlining.begin(ws, "Course")
        [module] = outlining.add(ws, course, "module", "M").nodes
        course = ws.courses.open(course.log)
        [one] = outlining.add(ws, course, "lesson", "One", module, text=FIRST).nodes
        course = ws.courses.open(course.log)
        [two] = outlining.add(ws, course, "lesson", "Two", module, text="# Two\n\nWords.\n").nodes
        course = ws.courses.open(course.log)
        attach(ws, course, one, "p.png", png())
        yield Desk(ws, course.id, module, one, two, ws.store.backups.make())


def test_backups_are_listed_with_what_they_hold(desk: Desk) -> None:
    outlining.begin(desk.ws, "Another")
    later = desk.ws.store.backups.make()
    seen = list_backups(desk.ws.store.folder, thorough=True)
    assert [(one.path, one.whole) for one in seen] == [(later, True), (desk.backup, True)]
    assert [(s.contents.courses, s.contents.lessons) for s in seen if s.contents] == [
        (2, 2),
        (1, 2),
    ]
    assert all(one.size == one.path.stat().st_size and one.at > 0 for one in seen)
    assert [one.whole for one in list_backups(desk.ws.store.folder)] == [None, None]
    assert check_backup(later)


def test_a_damaged_backup_is_listed_as_such(desk: Desk) -> None:
    data = desk.backup.read_bytes()
    desk.backup.write_bytes(b"not a database" + data[14:])
    [seen] = list_backups(desk.ws.store.folder)
    assert (seen.contents, seen.whole) == (None, False)
    half = len(data) // 2 // 4096 * 4096
    desk.backup.write_bytes(data[:half] + b"\xff" * 8192 + data[half + 8192 :])
    [seen] = list_backups(desk.ws.store.folder, thorough=True)
    assert seen.whole is False
    with pytest.raises(NotFound):
        OpenBackup(desk.ws.store.folder, desk.backup)


def test_looking_changes_nothing(desk: Desk) -> None:
    before = desk.backup.read_bytes()
    facts = desk.ws.store.log.count(desk.now().log)
    edit(desk.ws, desk.now(), desk.one, LATER)
    with OpenBackup(desk.ws.store.folder, desk.backup) as backup:
        [course] = backup.courses()
        assert (course.title, course.lessons) == ("Course", 2)
        inside = backup.course(desk.course)
        assert [node.title for node, _ in inside.outline.walk()] == ["M", "One", "Two"]
        assert backup.text(desk.course, desk.one) == FIRST
        compared = backup.compare(desk.ws, desk.course, desk.one)
        assert (compared.then, compared.now, compared.is_the_same) == (FIRST, LATER, False)
        assert [change.kind for change in compared.changes]
        assert backup.compare(desk.ws, desk.course, desk.two).is_the_same
        assert backup.differing(desk.ws, desk.course) == [desk.one]
        with pytest.raises(NotFound):
            backup.course(CourseId("none"))
    assert desk.backup.read_bytes() == before
    assert desk.ws.store.log.count(desk.now().log) == facts + 1


def test_one_lesson_comes_back_and_later_work_stays_in_its_history(desk: Desk) -> None:
    edit(desk.ws, desk.now(), desk.one, LATER)
    commenting.comment_on_quote(desk.ws, desk.now(), desk.one, "A later thought.", "Good.")
    later = desk.ws.lessons.today(desk.now().log, desk.one).state
    with OpenBackup(desk.ws.store.folder, desk.backup) as backup:
        done = bring_lesson_back(desk.ws, backup, desk.course, desk.one)
        assert done.lessons == (desk.one,)
        assert bring_lesson_back(desk.ws, backup, desk.course, desk.one).lessons == ()
    assert desk.text(desk.one) == FIRST
    assert desk.ws.lessons.text_at(desk.now().log, desk.one, later) == LATER
    assert [thread.thread.text for thread in commenting.threads(desk.ws, desk.now())] == ["Good."]
    with OpenBackup(desk.ws.store.folder, done.safety) as backup:
        bring_lesson_back(desk.ws, backup, desk.course, desk.one)
    assert desk.text(desk.one) == LATER


def test_what_is_being_typed_is_sealed_first(desk: Desk) -> None:
    today = desk.ws.lessons.today(desk.now().log, desk.one)
    desk.ws.store.texts.begin(desk.now().log, desk.one, today.state, LATER)
    with OpenBackup(desk.ws.store.folder, desk.backup) as backup:
        done = bring_lesson_back(desk.ws, backup, desk.course, desk.one)
    assert desk.text(desk.one) == FIRST
    with OpenBackup(desk.ws.store.folder, done.safety) as backup:
        assert backup.text(desk.course, desk.one) == LATER


def test_a_lesson_may_come_back_beside_todays(desk: Desk) -> None:
    edit(desk.ws, desk.now(), desk.one, LATER)
    with OpenBackup(desk.ws.store.folder, desk.backup) as backup:
        [made] = bring_lesson_back(desk.ws, backup, desk.course, desk.one, beside=True).lessons
    assert desk.outline() == ["M", "One", "One (brought back)", "Two"]
    assert (desk.text(desk.one), desk.text(made)) == (LATER, FIRST)


@pytest.mark.parametrize("what", ["lesson", "module"])
def test_a_removed_lesson_comes_back_in_its_place(desk: Desk, what: str) -> None:
    gone = desk.one if what == "lesson" else desk.module
    outlining.remove(desk.ws, desk.now(), [desk.now().outline.nodes[gone]])
    assert "One" not in desk.outline()
    with OpenBackup(desk.ws.store.folder, desk.backup) as backup:
        bring_lesson_back(desk.ws, backup, desk.course, desk.one)
    # in front of “Two” again where that still stands; alone at the top without its module
    assert desk.outline() == (["M", "One", "Two"] if what == "lesson" else ["One"])
    assert desk.text(desk.one) == FIRST
    assert desk.now().outline.overlaps == ()
    parent = desk.now().outline.nodes[desk.one].parent
    assert parent == (desk.module if what == "lesson" else "")


def test_a_course_comes_back_and_what_is_newer_stays(desk: Desk) -> None:
    ws = desk.ws
    edit(ws, desk.now(), desk.one, LATER)
    outlining.rename(ws, desk.now(), desk.now().outline.nodes[desk.two], "Renamed")
    outlining.remove(ws, desk.now(), [desk.now().outline.nodes[desk.one]])
    [newer] = outlining.add(ws, desk.now(), "lesson", "Newer", text="new\n").nodes
    outlining.describe(ws, desk.now(), title="Other title")
    with OpenBackup(ws.store.folder, desk.backup) as backup:
        done = bring_course_back(ws, backup, desk.course)
    assert desk.now().title == "Course"
    assert set(desk.outline()) == {"M", "One", "Two", "Newer"}
    assert [t for t in desk.outline() if t != "Newer"] == ["M", "One", "Two"]
    assert (desk.text(desk.one), desk.text(newer)) == (FIRST, "new\n")
    assert set(done.lessons) == {desk.one, desk.two}
    assert done.left_out == ()


def test_everything_comes_back_into_a_workspace_that_lost_it(desk: Desk, tmp_path: Path) -> None:
    """Even a course that is not here at all returns with its facts, its comments and its ids."""
    commenting.comment_on_quote(desk.ws, desk.now(), desk.one, "First sentence.", "Why first?")
    backup_file = desk.ws.store.backups.make()
    with Workspace.open(tmp_path / "new laptop") as ws:
        outlining.begin(ws, "Made since")
        with OpenBackup(ws.store.folder, backup_file) as backup:
            done = bring_everything_back(ws, backup)
            again = bring_everything_back(ws, backup)
        assert done.courses == (desk.course,)
        assert again.lessons == ()
        assert {entry.title for entry in ws.courses.entries()} == {"Course", "Made since"}
        course = ws.courses.at(desk.course)
        assert ws.lessons.today(course.log, desk.one).text == FIRST
        [thread] = commenting.threads(ws, course)
        assert thread.is_placed
        assert (thread.thread.text, thread.thread.quote) == ("Why first?", "First sentence.")


def test_a_file_whose_bytes_are_gone_is_named(desk: Desk) -> None:
    ws = desk.ws
    [(path, placed)] = desk.now().facts.files_now().items()

    over = tuple(head.fact for head in desk.now().facts.files[path].heads())
    ws.ledger.write(desk.now().log, FilePlaced((PlacedFile(path, Sha(""), 0, over),)))
    ws.store.media.path(placed.sha).unlink()
    with OpenBackup(ws.store.folder, desk.backup) as backup:
        assert [name for name, _ in bring_course_back(ws, backup, desk.course).left_out] == [path]
        ws.store.media.put(png())
        assert bring_course_back(ws, backup, desk.course).left_out == ()
    assert path in desk.now().facts.files_now()
