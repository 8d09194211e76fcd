"""A course that was opened before is what its facts say now, whoever wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sync.model.ids import LogId, NodeId, sha_of
from sync.model.payloads import (
    LessonPlaced,
    LessonRemoved,
    LessonRenamed,
    Place,
    Removal,
    TextRevised,
)
from sync.workspace.opening import Workspace

LESSON = NodeId("1" * 32)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Open a fresh workspace."""
    with Workspace.open(tmp_path / "ws") as ws:
        yield ws


@pytest.fixture
def log(ws: Workspace) -> LogId:
    """Begin a course with one lesson."""
    log = ws.begin_course("A course")
    ws.ledger.write(
        log,
        LessonPlaced((Place(LESSON, "", "a", title="A lesson"),)),
        TextRevised(LESSON, (), sha_of("one\n"), text="one\n"),
    )
    return log


def title(ws: Workspace, log: LogId) -> str:
    return ws.courses.open(log).outline.nodes[LESSON].title


def rename(ws: Workspace, log: LogId, to: str) -> None:
    ws.ledger.write(log, LessonRenamed(LESSON, to, ()))


def test_a_text_alone_replays_no_outline(ws: Workspace, log: LogId) -> None:
    before = ws.courses.open(log)
    ws.lessons.revise(log, LESSON, "two\n", ws.lessons.today(log, LESSON).state)
    assert ws.courses.open(log) is before


def test_my_own_rename_is_seen(ws: Workspace, log: LogId) -> None:
    assert title(ws, log) == "A lesson"
    rename(ws, log, "Better")
    assert title(ws, log) == "Better"
    assert [entry.title for entry in ws.courses.entries()] == ["A course"]


def test_a_rename_by_a_command_beside_is_seen(ws: Workspace, log: LogId) -> None:
    assert title(ws, log) == "A lesson"
    with Workspace.open(ws.store.folder) as beside:
        rename(beside, log, "Better")
    assert title(ws, log) == "Better"


def test_what_was_read_in_a_failed_act_is_forgotten(ws: Workspace, log: LogId) -> None:
    with pytest.raises(RuntimeError), ws.store.writing():
        rename(ws, log, "Never")
        assert title(ws, log) == "Never"
        raise RuntimeError
    rename(ws, log, "Better")
    assert title(ws, log) == "Better"


def test_a_changed_role_is_seen_without_a_replay(ws: Workspace, log: LogId) -> None:
    before = ws.courses.open(log)
    ws.store.log.add_log(msgspec.structs.replace(before.row, role="reviewer"))
    after = ws.courses.open(log)
    assert after.row.role == "reviewer"
    assert after.outline is before.outline


def test_an_edit_of_a_removed_lesson_brings_it_back(ws: Workspace, log: LogId) -> None:
    state = ws.lessons.today(log, LESSON).state
    [place] = ws.courses.open(log).facts.nodes[LESSON].place.heads()
    ws.ledger.write(log, LessonRemoved((Removal(LESSON, (place.fact,), state.heads),)))
    assert ws.courses.open(log).outline.removed == (LESSON,)
    ws.lessons.revise(log, LESSON, "written apart\n", state)
    assert ws.courses.open(log).outline.found == (LESSON,)
