"""Which overlaps of a lesson came between two of its states; a text put back closes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sync.merge.edits import Edit, carry
from sync.merge.items import Item
from sync.model.ids import FactId, NodeId, sha_of
from sync.model.payloads import OverlapConfirmed
from sync.workspace.revisions import LessonFacts


def arisen(facts: LessonFacts, before: Sequence[FactId], after: Sequence[FactId]) -> list[Item]:
    """List the overlaps open in one state, each with the ids it had not in the one before.

    One that a third wording joined is among them.
    """
    if len(after) < 2:
        return []
    items = facts.history_at(before).items if before else ()
    known = {ident for item in items for ident in item.ids}
    return [
        msgspec.structs.replace(item, ids=item.ids - known)
        for item in facts.history_at(after).items
        if item.state == "open" and item.ids - known
    ]


def closed_by(
    lesson: NodeId, revision: FactId, items: Iterable[Item], steps: Sequence[Edit], text: str
) -> list[OverlapConfirmed]:
    """Draw up that overlaps are settled by a revision; `steps` lead from their text to its `text`.

    What stands in their places then is chosen.
    """
    found = []
    for item in items:
        if item.start is not None and item.end is not None:
            start, end, _ = carry(steps, item.start, item.end)
            sha = sha_of(text[start:end])
            found.append(OverlapConfirmed(lesson, tuple(sorted(item.ids)), revision, sha))
    return found
