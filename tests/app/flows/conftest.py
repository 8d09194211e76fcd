"""What several tests of the flows begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.flows.round_desks import Desks, three_desks


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    """An author and two reviewers of one course."""
    with three_desks(tmp_path) as made:
        yield made
