"""Tell who wrote in a lesson between two of its text states."""

from __future__ import annotations

from sync.model.ids import LogId, NodeId, PersonId
from sync.model.states import TextState
from sync.workspace.opening import Workspace


def writers_between(
    ws: Workspace, log: LogId, lesson: NodeId, before: TextState, after: TextState
) -> tuple[PersonId, ...]:
    """List the people of the revisions that the later text has and the earlier had not, in order.

    Nobody is named where one of the states is of another log than this.
    """
    ancestry = ws.lessons.history(log, lesson).ancestry
    heads = (*before.heads, *after.heads)
    if not all(ancestry.knows(head) for head in heads):
        return ()
    new = ancestry.seen_by(*after.heads) & ~ancestry.seen_by(*before.heads)
    found = (one for one in ancestry.order if new >> ancestry.place[one] & 1)
    return tuple(dict.fromkeys(ancestry.revisions[one].person for one in found))
