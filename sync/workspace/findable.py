"""Tell search what can be found: titles of courses and lessons, and all that is said of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress

from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId
from sync.model.kinds import payload_of
from sync.model.payloads import LessonPlaced, LessonRemoved, LessonRenamed
from sync.model.redaction import REDACTED
from sync.model.replay import replay
from sync.model.withdrawn_choices import CONFIRMED, OF_REGISTERS
from sync.store.fact_rows import LogRow
from sync.store.opening import Store
from sync.store.search_index import Entry
from sync.workspace.findable_remarks import SAID, findable_in

FILES = "file.placed"
KINDS_FOUND = "3"
"""Number of what `findable_remarks` finds; earlier facts are looked through for a new one."""
_KNOWN = "search.kinds"
_TALK = frozenset(kind for kind in SAID if kind.startswith("comment."))
_NOTES = frozenset({"version.named", "review.given"})
Private = Callable[[LogRow], Collection[FactId]]
_TITLES = frozenset({"course.made", "course.described"})
_OUTLINE = frozenset({"lesson.placed", "lesson.renamed", "lesson.removed"})


class Findable:
    """Follows the log; runs inside the transaction that adds the facts, and only notes."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def follow(self, log: LogId, facts: Sequence[Fact]) -> None:
        """Note what these facts made findable, or no longer."""
        row = self.store.log.log(log)
        if row is None:
            return
        if any(fact.kind == REDACTED for fact in facts):
            facts = self._anew(row)
        facts = [*facts, *self._chosen(facts)]
        self._remarks(row, [fact for fact in facts if fact.kind in SAID])
        if row.scope != "course":
            return
        kinds = {fact.kind for fact in facts}
        if kinds & _TITLES:
            self._course(row)
        if kinds & _OUTLINE:
            self._lessons(row, [fact for fact in facts if fact.kind in _OUTLINE])

    def _anew(self, row: LogRow) -> Sequence[Fact]:
        """Forget all of a log that words were struck out of, and read what is found in it now.

        What is said of a struck text stands under its words, and a file under its path.
        """
        found = self.store.search.idents(row.log)
        self.store.search.drop(row.log)
        if row.standing == "closed":
            said = self.store.log.facts(row.log, kinds=_TALK | _NOTES)
            return [fact for fact in said if fact.id in found]
        return self.store.log.facts(row.log, kinds={*SAID, *_TITLES, *_OUTLINE})

    def _chosen(self, facts: Sequence[Fact]) -> list[Fact]:
        """Give what choices about the outline or files wrote: taken back, it counts no more."""
        idents: dict[FactId, None] = {}
        for fact in facts:
            if fact.kind == CONFIRMED:
                with suppress(BadInput):  # a damaged one is set aside by the replay
                    body = payload_of(fact)
                    idents |= dict.fromkeys((body.revision, *body.also))
        stored = (self.store.log.fact(ident) for ident in idents)
        return [one.fact for one in stored if one and one.fact.kind in OF_REGISTERS]

    def keep_private(self, log: LogId, threads: Collection[FactId]) -> None:
        """Let what stays private of a log that a shared one continues be found here on.

        That are comments that went to nobody, with what was said on them, and notes of versions.
        """
        row = self.store.log.log(log)
        kept = set(threads)
        said: list[Fact] = []
        for fact in self.store.log.facts(log, kinds=_TALK | _NOTES):
            with suppress(BadInput):  # a damaged one is set aside by the replay
                body = payload_of(fact)
                about = getattr(body, "thread", None) or getattr(body, "comment", fact.id)
                if about in kept or fact.kind in _NOTES:
                    kept.add(fact.id)  # it may be worded anew
                    said.append(fact)
        if row is not None:
            self._remarks(row, said)

    def catch_up(self, private: Private = lambda row: ()) -> None:
        """Note, once, what facts of earlier versions of this program made findable.

        `private` names the comments of a closed log that went to nobody.
        """
        if self.store.settings.get(_KNOWN) == KINDS_FOUND:
            return
        with self.store.writing():
            for row in self.store.log.logs():
                if row.standing != "closed":
                    self._remarks(row, self.store.log.facts(row.log, kinds=SAID))
                elif row.scope == "course" and row.continued_by is not None:
                    self.keep_private(row.log, private(row))
            self.store.settings.set(_KNOWN, KINDS_FOUND)

    def _remarks(self, row: LogRow, facts: Sequence[Fact]) -> None:
        entries = [entry for fact in facts for entry in findable_in(self.store, row, fact)]
        states = {fact.id: self.store.log.fact(fact.id) for fact in facts if fact.kind != FILES}
        gone = {i for i, stored in states.items() if stored is None or stored.state != "kept"}
        files = _latest_files(self.store, row) if any(e.kind == "file" for e in entries) else set()
        for entry in entries:
            if entry.ident in gone or (entry.kind == "file" and entry.ident not in files):
                self.store.search.drop(row.log, entry.ident)
        still = [
            e for e in entries if e.ident not in gone and (e.kind != "file" or e.ident in files)
        ]
        self.store.search.put(*still)

    def _course(self, row: LogRow) -> None:
        kinds = _TITLES | {CONFIRMED}
        facts = replay(row.log, self.store.log.facts(row.log, kinds=kinds))
        described = "\n".join(filter(None, map(facts.fields.get, ("description", "tags"))))
        self.store.search.put(
            Entry("course", row.log, row.course, row.course, "", facts.title, described)
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
        kinds = _OUTLINE | {CONFIRMED}
        nodes = replay(row.log, self.store.log.facts(row.log, kinds=kinds)).nodes
        titled: list[Entry] = []
        for ident in named:
            node = nodes.get(ident)
            if node is None or node.is_out or not node.place.entries:
                self.store.search.drop(row.log, ident)
            elif node.kind == "lesson":
                heads = node.title.heads()
                title = heads[-1].value if heads else ""
                titled.append(Entry("lesson", row.log, row.course, ident, ident, title, ""))
        self.store.search.put(*titled)


def _latest_files(store: Store, row: LogRow) -> set[str]:
    """List the paths at which a file stands today."""
    return set(replay(row.log, store.log.facts(row.log, kinds={FILES, CONFIRMED})).files_now())
