"""Progress is shown to a person who waits, and to nobody else."""

from __future__ import annotations

import sys

import pytest

from app.commands import progress as shown
from app.commands.progress import progress


def test_nothing_is_shown_where_nobody_sits(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Reading") as told:
        told(1, 2)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("after_s", "is_shown"), [(0.0, True), (1_000.0, False)])
def test_a_person_sees_what_takes_long(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    after_s: float,
    *,
    is_shown: bool,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(shown, "SHOWN_AFTER_S", after_s)
    with progress("Reading") as told:
        told(1, 2)
        told(2, 2)
    out, err = capsys.readouterr()
    assert (out, "Reading" in err) == ("", is_shown)
