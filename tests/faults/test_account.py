"""A long run goes on where it stopped, and what was played on other code is counted apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.faults.account import Account


def test_an_account_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Account, "opened", [])

    def begin() -> Account:
        return Account("tried", 5, row="tries", folder=tmp_path)

    played = []
    with pytest.raises(ZeroDivisionError):
        for seed in begin():
            played.append(seed)
            if seed == 2:
                raise ZeroDivisionError
    assert played == [0, 1, 2]
    assert list(begin()) == [2, 3, 4]
    assert list(begin()) == []
    path = tmp_path / "tried.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "code": "another"}))
    other = begin()
    assert (len(other.done), len(other.earlier)) == (0, 5)
    assert next(iter(other)) == 0
