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


def test_within_one_act_a_course_is_replayed_once_for_each_change(
    ws: Workspace, log: LogId
) -> None:
    with ws.store.writing():
        first = ws.courses.open(log)
        assert ws.courses.open(log) is first
        rename(ws, log, "Better")
        second = ws.courses.open(log)
        assert second is ws.courses.open(log)
        assert second.outline.nodes[LESSON].title == "Better"
    with ws.store.connection.reading():
        read = ws.courses.open(log)
        assert ws.courses.open(log) is read
        assert read.outline.nodes[LESSON].title == "Better"


def test_one_failed_act_tells_the_next_nothing(ws: Workspace, log: LogId) -> None:
    for name in ("First", "Second"):
        with pytest.raises(ZeroDivisionError), ws.store.writing():
            rename(ws, log, name)
            assert title(ws, log) == name
            raise ZeroDivisionError
        with ws.store.writing():
            assert title(ws, log) == "A lesson"


def test_what_is_opened_before_its_texts_are_woven_is_opened_anew(
    ws: Workspace, log: LogId
) -> None:
    """A lesson that is out and was edited apart: its text tells that it is found."""
    seen = ws.lessons.today(log, LESSON).state.heads
    place = tuple(e.fact for e in ws.courses.open(log).facts.nodes[LESSON].place.heads())
    ws.ledger.write(log, LessonRemoved((Removal(LESSON, place, seen, ()),)))
    early: list[tuple[NodeId, ...]] = []
    ws.ledger._listeners.insert(0, lambda log, _: early.append(ws.courses.open(log).outline.found))
    with ws.store.writing():
        ws.lessons.revise(log, LESSON, "two\n", ws.lessons.today(log, LESSON).state)
        assert early == [()]
        assert ws.courses.open(log).outline.found == (LESSON,)
    assert ws.courses.open(log).outline.found == (LESSON,)
