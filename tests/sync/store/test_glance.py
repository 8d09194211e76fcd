"""The names of courses are read without opening the workspace, and nothing stands in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from sync.store.glance import course_titles
from sync.store.schema import FILE
from sync.workspace.opening import Workspace


def test_titles_stand_in_order_and_are_not_too_many(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as ws:
        for title in ("Meetings", "Feedback", "Writing"):
            outlining.begin(ws, title)
        assert course_titles(tmp_path, 2) == ["Feedback", "Meetings"], "also while it is open"
    assert course_titles(tmp_path, 9) == ["Feedback", "Meetings", "Writing"]


@pytest.mark.parametrize("held", [None, b"", b"not a database at all" * 100])
def test_what_cannot_be_read_has_no_titles(tmp_path: Path, held: bytes | None) -> None:
    if held is not None:
        (tmp_path / FILE).write_bytes(held)
    assert course_titles(tmp_path, 9) == []
    assert (tmp_path / FILE).exists() == (held is not None), "nothing was made"
