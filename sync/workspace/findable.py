"""Tell search what can be found: titles of courses and lessons, and comments."""

from __future__ import annotations

from collections.abc import Sequence

from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import LogId, NodeId
from sync.model.kinds import payload_of
from sync.model.payloads import CommentMade, LessonPlaced, LessonRemoved, LessonRenamed
from sync.model.replay import replay
from sync.store.fact_rows import LogRow
from sync.store.opening import Store
from sync.store.search import Entry

_TITLES = frozenset({"course.made", "course.described"})
_OUTLINE = frozenset({"lesson.placed", "lesson.renamed", "lesson.removed"})


class Findable:
    """Follows the log; runs inside the transaction that adds the facts, and only notes."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def follow(self, log: LogId, facts: Sequence[Fact]) -> None:
        """Note what these facts made findable, or no longer."""
        row = self.store.log.log(log)
        if row is None or row.scope != "course":
            return
        kinds = {fact.kind for fact in facts}
        if kinds & _TITLES:
            self._course(row)
        if kinds & _OUTLINE:
            self._lessons(row, [fact for fact in facts if fact.kind in _OUTLINE])
        for fact in facts:
            if fact.kind == "comment.made":
                self._comment(row, fact)

    def _course(self, row: LogRow) -> None:
        facts = replay(row.log, self.store.log.facts(row.log, kinds=_TITLES))
        self.store.search.put_entry(
            "course",
            row.log,
            row.course,
            row.course,
            "",
            facts.title,
            facts.fields.get("description", ""),
        )

    def _lessons(self, row: LogRow, facts: Sequence[Fact]) -> None:
        """Give the lessons that these facts name the titles they have after a replay."""
        named: set[NodeId] = set()
        for fact in facts:
            try:
                body = payload_of(fact)
            except BadInput:
                continue  # set aside by the replay below, and shown there
            if isinstance(body, LessonPlaced):
                named.update(place.node for place in body.places)
            elif isinstance(body, LessonRemoved):
                named.update(removal.node for removal in body.nodes)
            elif isinstance(body, LessonRenamed):
                named.add(body.node)
        nodes = replay(row.log, self.store.log.facts(row.log, kinds=_OUTLINE)).nodes
        titled: list[Entry] = []
        for ident in named:
            node = nodes.get(ident)
            if node is None or node.is_out or not node.place.entries:
                self.store.search.drop(row.log, ident)
            elif node.kind == "lesson":
                heads = node.title.heads()
                title = heads[-1].value if heads else ""
                titled.append(("lesson", row.log, row.course, ident, ident, title, ""))
        self.store.search.put_entries(titled)

    def _comment(self, row: LogRow, fact: Fact) -> None:
        body = payload_of(fact)
        assert isinstance(body, CommentMade)
        self.store.search.put_entry(
            "comment", row.log, row.course, fact.id, body.lesson, body.quote[:200], body.text
        )
