"""A mirror that runs goes on after a meeting was refused, and says so once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.commands.files import _keep_on
from app.flows.mirror.mirror_record import Mirrored
from sync.model.errors import Refused

Meeting = Mirrored | Refused


def _meetings(rounds: list[list[Meeting]]) -> Iterator[Mirrored]:
    for meeting in rounds.pop(0):
        if isinstance(meeting, Refused):
            raise meeting
        yield meeting


def test_a_mirror_goes_on_after_a_refusal_and_says_it_once() -> None:
    away = Refused("The folder is away.")
    rounds: list[list[Meeting]] = [[Mirrored(), away], [away], [away], [Mirrored()]]
    met: list[Mirrored] = []
    said: list[str] = []
    _keep_on(lambda: _meetings(rounds), met.append, said.append, pause_s=0)
    assert len(met) == 2
    assert len(said) == 1
    assert "away" in said[0]
    assert rounds == []


def test_a_first_meeting_that_is_refused_is_an_error() -> None:
    with pytest.raises(Refused):
        _keep_on(lambda: _meetings([[Refused("No.")]]), lambda _: None, lambda _: None, pause_s=0)
