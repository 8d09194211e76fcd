"""Read what waits to be sent, in words: it is kept here, and goes out by itself."""

from __future__ import annotations

from collections import Counter

from editor.panels.receipts.deeds import deed, lessons_changed
from sync.model.ids import NodeId
from sync.store.fact_rows import subject_of
from sync.workspace.opening import Workspace

_MOST, _BYTES = 500, 4_000_000
"""So much of it is looked at: who reads a list has no use for more."""


def waits_told(ws: Workspace) -> tuple[str, ...]:
    """Say what of one's own waits, by kind: “You changed 2 lessons”, “You wrote 3 comments”."""
    facts = ws.store.log.outbox(facts=_MOST, bytes=_BYTES)
    kinds = Counter(fact.kind for fact in facts)
    written = kinds.pop("text.revised", 0)
    told = []
    if written:
        found = {
            (fact.log, subject_of(bytes(fact.payload)))
            for fact in facts
            if fact.kind == "text.revised"
        }
        titles = []
        for log, lesson in sorted(found):
            node = ws.courses.open(log).outline.nodes.get(NodeId(lesson))
            titles.append(node.title if node is not None else "")
        told.append(lessons_changed(titles, ""))
    told += [deed(kind, count, "") for kind, count in sorted(kinds.items())]
    return tuple(told)
