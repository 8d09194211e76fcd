"""Bring edits of an earlier text onto what it is now, leaving out those whose words are gone."""

from __future__ import annotations

from collections.abc import Sequence

from sync.merge.edits import Edit, apply, carry, edits
from sync.model.facts import Fact
from sync.model.ids import LogId, NodeId
from sync.model.states import TextState
from sync.workspace.opening import Workspace


def carried(was: str, now: str, wanted: Sequence[Edit]) -> tuple[list[Edit], int]:
    """Bring edits of a text onto what it is now; count those whose words are not there any more."""
    if was == now:
        return list(wanted), 0
    arrived = edits(was, now)
    kept: list[Edit] = []
    for one in wanted:
        start, end, written = carry(arrived, one.start, one.end)
        same = now[start:end] == was[one.start : one.end]
        if same and not (written and one.deleted) and (not kept or kept[-1].end <= start):
            kept.append(Edit(start, end - start, one.inserted))
    return kept, len(wanted) - len(kept)


def write_back(
    ws: Workspace,
    then: LogId,
    log: LogId,
    lesson: NodeId,
    states: tuple[TextState, TextState],
) -> Fact | None:
    """Take the change from one state to another back where the course goes on in another log.

    The states are of the log of `then`, which the shared one does not know; what was written on
    the words since stays.
    """
    before, after = (ws.lessons.text_at(then, lesson, state) for state in states)
    today = ws.lessons.today(log, lesson)
    made, _ = carried(after, today.text, edits(after, before))
    text = apply(today.text, made)
    return ws.lessons.revise(log, lesson, text, today.state) if made else None
