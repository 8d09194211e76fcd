"""A long job keeps the collector away, and lets it come back whatever happens."""

from __future__ import annotations

import gc

import pytest

from app.workers.collecting import uncollected


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
