"""Lesson texts in a workspace: exact parents, small differences, rebuilt projections."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.flows.courses import outlining
from sync.model.errors import NotFound
from sync.model.ids import FactId, LogId, NodeId, sha_of
from sync.model.kinds import payload_of
from sync.model.states import TextState
from sync.workspace.opening import Workspace

TEXT = "# One\n\nFirst sentence here.\n\nSecond sentence here.\n"


@pytest.fixture
def ws(tmp_path: Path):  # type: ignore[no-untyped-def]
    """An empty workspace."""
    with Workspace.open(tmp_path / "ws") as opened:
        yield opened


@pytest.fixture
def lesson(ws: Workspace) -> tuple[LogId, NodeId]:
    """A lesson of a private course."""
    course = outlining.begin(ws, "Course")
    made = outlining.add(ws, course, "lesson", "One", text=TEXT)
    return course.log, made.nodes[0]


def test_a_revision_names_exactly_the_heads_it_was_made_on(
    ws: Workspace, lesson: tuple[LogId, NodeId]
) -> None:
    log, node = lesson
    root = ws.lessons.today(log, node).state
    one = ws.lessons.revise(log, node, TEXT.replace("First", "1st"), root)
    two = ws.lessons.revise(log, node, TEXT.replace("Second", "2nd"), root)
    assert one is not None
    assert two is not None
    assert payload_of(two).parents == root.heads
    today = ws.lessons.today(log, node)
    assert today.state.heads == tuple(sorted((one.id, two.id)))
    assert today.text == TEXT.replace("First", "1st").replace("Second", "2nd")
    three = ws.lessons.revise(log, node, today.text + "Third.\n", today.state)
    assert three is not None
    assert payload_of(three).parents == today.state.heads
    assert ws.lessons.today(log, node).state.heads == (three.id,)


def test_small_edits_are_small_facts_and_long_chains_stay_readable(
    ws: Workspace, lesson: tuple[LogId, NodeId]
) -> None:
    log, node = lesson
    long = TEXT + "".join(f"Line {n} of a long lesson.\n\n" for n in range(400))
    ws.lessons.revise(log, node, long, ws.lessons.today(log, node).state)
    for number in range(120):
        today = ws.lessons.today(log, node)
        fact = ws.lessons.revise(log, node, today.text + f"{number}\n", today.state)
        assert fact is not None
    sizes = [len(bytes(f.payload)) for f in ws.store.log.facts(log, kinds={"text.revised"})]
    assert sum(size < 600 for size in sizes) > 110
    assert sum(size > len(long) for size in sizes) >= 2, "whole texts stand between"
    first = ws.store.log.facts(log, kinds={"text.revised"})[5]
    state = TextState((first.id,), payload_of(first).sha)
    assert ws.lessons.text_at(log, node, state).startswith(TEXT)


def test_projections_are_made_anew_from_the_facts(
    ws: Workspace, lesson: tuple[LogId, NodeId]
) -> None:
    log, node = lesson
    root = ws.lessons.today(log, node).state
    for words in ("Uno", "Eins", "Un"):
        ws.lessons.revise(log, node, TEXT.replace("First", words), root)
    before = ws.store.drafts.dump()
    assert ws.lessons.today(log, node).open_items
    ws.store.drafts.forget(log)
    for found in ws.lessons.with_text(log):
        ws.lessons.project(log, found)
    assert ws.store.drafts.dump() == before


def test_a_state_that_is_not_here_is_refused(ws: Workspace, lesson: tuple[LogId, NodeId]) -> None:
    log, node = lesson
    with pytest.raises(NotFound, match="not in this workspace"):
        ws.lessons.revise(log, node, "x", TextState((FactId("0" * 32),), sha_of("")))
    assert ws.lessons.today(log, node).text == TEXT


def test_what_was_typed_is_seen_before_and_after_it_is_sealed(
    ws: Workspace, lesson: tuple[LogId, NodeId]
) -> None:
    log, node = lesson
    state = ws.lessons.today(log, node).state
    ws.store.texts.begin(log, node, state, TEXT)
    ws.store.texts.journal(node, [(0, 0, "typed "), (6, 0, "twice ")])
    assert ws.lessons.seen_now(log, node).text == "typed twice " + TEXT
    ws.lessons.revise(log, node, TEXT + "Meanwhile.\n", state)
    assert ws.lessons.seen_now(log, node).text == "typed twice " + TEXT + "Meanwhile.\n"
    sealed = ws.lessons.seal(node)
    assert sealed is not None
    assert payload_of(sealed).parents == state.heads
    assert ws.lessons.today(log, node).text == "typed twice " + TEXT + "Meanwhile.\n"
    assert ws.lessons.seal(node) is None


def test_a_second_opening_sees_what_the_first_wrote(
    ws: Workspace, lesson: tuple[LogId, NodeId], tmp_path: Path
) -> None:
    log, node = lesson
    with Workspace.open(tmp_path / "ws") as other:
        assert other.identity.person == ws.identity.person
        assert other.identity.key.device == ws.identity.key.device
        today = other.lessons.today(log, node)
        other.lessons.revise(log, node, today.text + "Other.\n", today.state)
    assert ws.lessons.today(log, node).text == TEXT + "Other.\n"
    assert (tmp_path / "ws" / "device.key").stat().st_mode & 0o077 == 0


def test_every_process_keeps_the_same_bytes_of_the_same_overlaps(
    ws: Workspace, lesson: tuple[LogId, NodeId], tmp_path: Path
) -> None:
    log, node = lesson
    root = ws.lessons.today(log, node).state
    for words in ("Uno", "Eins", "Un", "Één", "Jeden"):
        ws.lessons.revise(log, node, TEXT.replace("First", words), root)
    (item,) = ws.lessons.today(log, node).items
    assert len(item.ids) > 2, "a set of ids, which comes out of memory in no order"
    for seed in ("1", "2", "3"):
        ran = subprocess.run(
            [
                sys.executable,
                "-m",
                "app.main",
                "--workspace",
                str(tmp_path / "ws"),
                "doctor",
                "--json",
            ],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert (ran.returncode, [row for row in json.loads(ran.stdout) if not row["ok"]]) == (0, [])
