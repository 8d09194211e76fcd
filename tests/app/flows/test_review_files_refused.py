"""What is no review file is refused with words that help."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.sharing.review_files import take
from sync.model.errors import BadInput
from sync.workspace.opening import Workspace


@pytest.mark.parametrize(
    ("name", "data", "what", "mend"),
    [
        ("holiday.coursefolk", b"\x89PNG\r\n\x1a\n" + bytes(500), "no review file", "damaged"),
        ("holiday.COURSEFOLK", b"no zip at all", "no review file", "Ask for it once more."),
        ("holiday.png", b"\x89PNG", "no review file", "Review files end in .coursefolk."),
        ("to.coursefolk", b"", "is empty", "copy it again"),
    ],
)
def test_what_is_no_review_file_is_refused_with_what_helps(
    tmp_path: Path, name: str, data: bytes, what: str, mend: str
) -> None:
    """A name that ends rightly is not told how it ends."""
    path = tmp_path / name
    path.write_bytes(data)
    with Workspace.open(tmp_path / "ws") as ws, pytest.raises(BadInput, match=what) as told:
        take(ws, path)
    assert mend in told.value.mend
    assert told.value.safe == "Nothing was taken in."
