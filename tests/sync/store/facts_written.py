"""Facts as an author's laptop writes them, for tests of what keeps them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sync.model.facts import Fact, make_fact
from sync.model.ids import CourseId, DeviceId, FactId, LogId, NodeId, PersonId, sha_of
from sync.model.kinds import causes_of, name_of
from sync.model.payloads import CommentReplied, LessonPlaced, Place, TextRevised
from sync.model.states import TextState
from sync.store.fact_rows import LogRow
from sync.store.opening import Store

LOG = LogId("1" * 32)
COURSE = CourseId("2" * 32)
LESSON = NodeId("3" * 32)
SHARED = LogRow(LOG, "course", COURSE, None, "shared", "http://server", 0, "author", None)
PRIVATE = msgspec.structs.replace(SHARED, standing="private", server="")


class Author:
    """Someone who writes facts in one log; the clock counts up."""

    def __init__(self, log: LogId = LOG) -> None:
        self.log = log
        self.clock = 0

    def fact(self, payload: msgspec.Struct, *, clock: int | None = None) -> Fact:
        self.clock = clock or self.clock + 1
        kind = name_of(payload)
        return make_fact(
            log=self.log,
            payload=payload,
            kind=kind,
            clock=self.clock,
            person=PersonId("author"),
            device=DeviceId("d" * 64),
            causes=causes_of(kind, payload),
            at=1_700_000_000_000,
        )

    def revision(
        self, text: str = "", parents: Sequence[Fact] = (), *, lesson: NodeId = LESSON
    ) -> Fact:
        heads = tuple(parent.id for parent in parents)
        text = text or f"text {self.clock + 1}\n"
        return self.fact(TextRevised(lesson, heads, sha_of(text), text=text))

    def reply(self, thread: Fact | FactId, text: str = "yes") -> Fact:
        named = thread if isinstance(thread, str) else thread.id
        return self.fact(CommentReplied(named, text))

    def place(self, lesson: NodeId = LESSON, title: str = "A lesson") -> Fact:
        return self.fact(LessonPlaced((Place(lesson, "", "a", title=title),)))


def state_of(text: str, *heads: Fact) -> TextState:
    return TextState(tuple(sorted(head.id for head in heads)), sha_of(text))


def idents(facts: Sequence[Fact]) -> list[FactId]:
    return [fact.id for fact in facts]


def filled(store: Store, count: int = 20) -> list[Fact]:
    """Give a store a shared log with revisions, of `count` lessons."""
    author = Author()
    store.log.add_log(SHARED)
    facts = [author.revision(f"text {n}\n", lesson=NodeId(f"{n:032x}")) for n in range(count)]
    store.log.add(facts)
    return facts
