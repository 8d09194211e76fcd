"""Time without a server is one line in the list of syncs, once it is over."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from app.flows.sharing import syncing, unreached
from app.shell.sharing.receipts_reading import read_receipts
from sync.workspace.opening import Workspace


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (6, "No server for 6 minutes; 9 waited"),
        (250, "No server for 4 hours; 9 waited"),
        (5_000, "No server for 3 days; 9 waited"),
    ],
)
def test_it_is_told_when_it_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, minutes: int, told: str
) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        unreached.note_unreached(ws)
        now = time.time()
        monkeypatch.setattr(unreached.time, "time", lambda: now + minutes * 60)
        unreached.note_unreached(ws)  # a second try in vain begins nothing anew
        assert unreached.note_reached(ws, "https://team.example", 9)
        [row] = read_receipts(ws).rows
        assert (row.told, row.state) == (told, "no-network")
        page = read_receipts(ws).page
        assert page is not None
        assert (page.sentence[0], page.came) == (f"{told}.", ())
        assert unreached.note_reached(ws, "u", 9) == ""
        assert len(syncing.receipts(ws)) == 1


def test_a_short_gap_is_not_told(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        unreached.note_unreached(ws)
        assert unreached.note_reached(ws, "u", 1) == ""
        assert syncing.receipts(ws) == []
