"""Looking at a workspace that may not be written: all of it is there, nothing can be changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.flows.beginning import template_keeping, templates
from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.safety import keeping
from app.flows.safety.looking import forget, look_at
from app.flows.sharing import syncing
from sync.model.errors import Refused, StoreDamaged
from sync.model.ids import sha_of
from sync.store.media import Media
from sync.workspace.identity import rename_person
from sync.workspace.opening import Workspace

TEXT, TYPED = "# Knots\n\nTie it.\n", "Mind the end. "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with a file, and words that were typed and not yet sealed."""
    with Workspace.open(tmp_path / "ws") as ws:
        course = outlining.begin(ws, "Knots")
        lesson = outlining.add(ws, course, "lesson", "Knots", text=TEXT).nodes[0]
        ws.store.media.put(b"a picture")
        state = ws.lessons.today(course.log, lesson).state
        ws.store.texts.begin(course.log, lesson, state, TEXT)
        ws.store.texts.journal(lesson, [(0, 0, TYPED)])
    return tmp_path / "ws"


def test_all_that_was_written_is_there_and_nothing_can_be_changed(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    copy = look_at(folder)
    with Workspace.open(copy) as ws:
        course = next(ws.courses.open(e.row) for e in ws.courses.entries() if e.title == "Knots")
        (lesson,) = course.outline.lessons()
        today = ws.lessons.today(course.log, lesson.id)
        assert today.text == TYPED + TEXT
        assert Media(copy).get(sha_of(b"a picture")) == b"a picture"
        assert syncing.status(ws).looked_at == str(folder)
        assert syncing.status(ws).server is None
        assert keeping.back_up_if_due(ws) is None
        acts: list[Callable[[], object]] = [
            lambda: writing.edit(ws, course, lesson.id, "Other words.", today.state),
            lambda: outlining.add(ws, course, "lesson", "One more"),
            lambda: outlining.begin(ws, "Another course"),
            lambda: templates.course_from_outline(ws, "Another course", "One lesson"),
            lambda: template_keeping.save_snippet(ws, "Mine", "", "Words"),
            lambda: syncing.connect(ws, "https://server.example", "invite", "Author"),
            lambda: rename_person(ws.store.settings, "Another"),
        ]
        for act in acts:
            with pytest.raises(Refused, match="only look"):
                act()
        assert len(ws.courses.entries()) == 2, "the course and the help"
    forget(copy)
    assert not copy.exists()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_copy_that_cannot_be_read_leaves_nothing_behind(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (folder / "workspace.db").write_bytes(b"not a database, not by far")
    with pytest.raises(StoreDamaged):
        look_at(folder)
    assert list((tmp_path / "temporary").iterdir()) == []
    forget(folder)
    assert folder.is_dir()
