"""What was begun and not sent: kept in the workspace as it is typed, until it is sent or left.

It stands among the workspace's settings, so that backups hold it. It is no fact: only this laptop
knows of it.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sync.model.ids import LogId, NodeId
from sync.model.states import TextState
from sync.workspace.opening import Workspace

_PREFIX = "half."
VERDICT, ANEW, QUESTION, WHY = "verdict", "overlap-anew", "overlap-question", "overlap-why"
AT_OVERLAPS = frozenset({ANEW, QUESTION, WHY})
"""Kinds of what is begun in the card of an overlap: the text anew, a question, why it is given."""


class HalfWritten(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words that wait: a comment, a suggestion, an answer to either, or a form.

    `start` to `end` are code points of the text state it was begun on; `card` is the note that is
    answered; `quote` is what it is about, `more` a second field, as a suggestion's reason.
    """

    kind: str
    lesson: NodeId
    words: str
    more: str = ""
    card: str = ""
    quote: str = ""
    log: LogId | None = None
    state: TextState | None = None
    start: int = 0
    end: int = 0


def keep_half_written(ws: Workspace, changed: Mapping[str, HalfWritten | None]) -> None:
    """Keep words by their names, durably; None says that they were sent or left."""
    with ws.store.writing():
        for name, half in changed.items():
            value = None if half is None else msgspec.json.encode(half).decode()
            ws.store.settings.set(_PREFIX + name, value)


def half_written_forms(ws: Workspace) -> dict[str, HalfWritten]:
    """Read what waits from the start on, by name: what is of no lesson, and words at overlaps."""
    every = _every(ws).items()
    return {name: one for name, one in every if not one.lesson or one.kind in AT_OVERLAPS}


def half_written(ws: Workspace, lesson: NodeId) -> dict[str, HalfWritten]:
    """Read what waits in a lesson, by name."""
    return {name: half for name, half in _every(ws).items() if half.lesson == lesson}


def _every(ws: Workspace) -> dict[str, HalfWritten]:
    return {
        name.removeprefix(_PREFIX): msgspec.json.decode(value, type=HalfWritten)
        for name, value in ws.store.settings.all(_PREFIX).items()
    }
