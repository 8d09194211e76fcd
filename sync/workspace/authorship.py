"""Who wrote what in a lesson as it stands in this workspace."""

from __future__ import annotations

from sync.merge.attribution import Stretch, writers
from sync.model.ids import LogId, NodeId
from sync.store.opening import Store
from sync.workspace.revisions import LessonFacts


def written_by(store: Store, log: LogId, lesson: NodeId) -> tuple[str, tuple[Stretch, ...]]:
    """Read today's text of a lesson, and who wrote each stretch of it."""
    facts = LessonFacts(store, log, lesson)
    steps = {
        ident: (body.base, body.edits)
        for ident, (_, body) in facts.revised.items()
        if body.base is not None and ident not in facts.struck
    }
    return facts.history.text, writers(facts.history, steps)
