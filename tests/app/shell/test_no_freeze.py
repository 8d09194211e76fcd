"""Odd texts open, show and are typed in while the window goes on: no turn of its loop is long.

The bench has the figure (100 ms); here a turn may take half a second of the processor, so that a
busy machine is no failing test: what froze the window took seconds, or never ended.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.panels.kit.look import Look
from tests.benchmarks.freezing import Frozen
from tests.benchmarks.odd_texts import OWN

MOST_CPU_MS = 500.0
CHOSEN = ("deep quotes", "stars", "long table", "references", "one long heading")
TEXTS = {name: OWN[name][:40_000] for name in CHOSEN}


@pytest.mark.usefixtures("dressed")
def test_no_odd_text_keeps_the_window(tmp_path: Path, look: Look, qapp: object) -> None:
    found = Frozen(tmp_path, TEXTS)
    try:
        gaps = {name: found.open_and_type(name)[1] for name in TEXTS}
        for name in TEXTS:
            shown = found.parts.preview.shown_text()
            assert shown is not None, name
    finally:
        found.close()
    assert {name: gap for name, gap in gaps.items() if gap > MOST_CPU_MS} == {}
