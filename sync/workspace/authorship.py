"""Who wrote what in a lesson as it stands in this workspace."""

from __future__ import annotations

from collections.abc import Sequence

from sync.merge.attribution import Steps, Stretch, writers
from sync.model.ids import FactId, LogId, NodeId
from sync.store.opening import Store
from sync.workspace.revisions import LessonFacts


def written_by(store: Store, log: LogId, lesson: NodeId) -> tuple[str, tuple[Stretch, ...]]:
    """Read today's text of a lesson, and who wrote each stretch of it."""
    facts = LessonFacts(store, log, lesson)
    return facts.history.text, writers(facts.history, _steps(facts))


def written_at(facts: LessonFacts, heads: Sequence[FactId]) -> tuple[Stretch, ...]:
    """Tell who wrote each stretch of the text that a lesson had at these heads."""
    return writers(facts.history, _steps(facts), heads)


def _steps(facts: LessonFacts) -> Steps:
    return {
        ident: (body.base, body.edits)
        for ident, (_, body) in facts.revised.items()
        if body.base is not None and ident not in facts.struck
    }
