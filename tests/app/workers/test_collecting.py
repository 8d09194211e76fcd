"""A long job keeps the collector away, and lets it come back whatever happens."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication

from app.workers.collecting import Collector
from editor.panels.kit.collecting import uncollected


def test_the_collector_waits_and_comes_back() -> None:
    gc.enable()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled(), "the outer job goes on"
    assert gc.isenabled()
    with pytest.raises(ValueError, match="x"), uncollected():
        raise ValueError("x")
    assert gc.isenabled()


class Ring:
    """What only the collector can let go."""

    def __init__(self) -> None:
        self.itself = self


def test_the_window_s_thread_looks_for_rubbish_but_not_during_a_long_job(
    qapp: QCoreApplication,
) -> None:
    collector = Collector(qapp)
    collector.begin()
    try:
        assert not gc.isenabled(), "no other thread looks"
        rings = [Ring() for _ in range(3_000)]
        gone = weakref.ref(rings[0])
        del rings
        with uncollected():
            collector.look()
            assert gone() is not None
        collector.look()
        assert gone() is None
    finally:
        gc.unfreeze()
        collector.deleteLater()
