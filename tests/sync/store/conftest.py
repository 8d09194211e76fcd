"""A fresh workspace on the disk for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.store.opening import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Name the folder of a workspace, not there yet; its name is not plain ASCII."""
    return tmp_path / "Курс 学习 with spaces"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """Open a fresh workspace."""
    store = Store.open(folder)
    yield store
    store.close()
