"""One window on a workspace, commands beside it, and what a killed window left."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.safety.opening import take_over_what_was_left
from app.flows.safety.window_lock import window_lock
from sync.model.errors import WorkspaceTrouble
from sync.workspace.opening import Workspace


def test_a_second_window_is_told_so(tmp_path: Path) -> None:
    lock = window_lock(tmp_path)
    with pytest.raises(WorkspaceTrouble, match="open in another window"):
        window_lock(tmp_path)
    lock.release()
    window_lock(tmp_path).release()


def test_what_a_gone_window_typed_is_taken_over_and_a_living_one_s_is_not(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as ws:
        course = outlining.begin(ws, "Course")
        node = outlining.add(ws, course, "lesson", "One", text="# One\n").nodes[0]
        ws.store.texts.begin(course.log, node, ws.lessons.today(course.log, node).state, "# One\n")
        ws.store.texts.journal(node, [(0, 0, "Typed. ")])
        lock = window_lock(tmp_path)
        take_over_what_was_left(ws)
        assert ws.lessons.today(course.log, node).text == "# One\n"
        lock.release()
        take_over_what_was_left(ws)
        assert ws.lessons.today(course.log, node).text == "Typed. # One\n"
