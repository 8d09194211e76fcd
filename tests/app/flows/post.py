"""Laptops that share one course by a post that takes every fact and forgets none: no network."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from app.flows.courses import outlining
from app.flows.sharing import syncing
from sync.model.ids import CourseId, LogId, NodeId
from sync.model.people import Role
from sync.wire.messages import Answer, Judged, LogNews, Numbered, You
from sync.workspace.courses import Course
from sync.workspace.exchange import Exchange
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Receipt

SERVER = "https://post.example"
SPACE = LogId("5" * 32)


@dataclass
class Post:
    """All facts of one course in the order in which they came."""

    log: LogId = LogId("")
    course: CourseId = CourseId("")
    facts: list[Numbered] = field(default_factory=list)

    def share(self, ws: Workspace, lessons: dict[str, str]) -> list[NodeId]:
        """Make a course of these lessons at one laptop, as if it had been shared from there."""
        made = outlining.begin(ws, "Peer learning")
        self.log, self.course = made.log, made.id
        with ws.store.writing():
            row = msgspec.structs.replace(
                made.row, standing="shared", server=SERVER, role="owner", space=SPACE
            )
            ws.store.log.add_log(row)
        nodes: list[NodeId] = []
        for title, text in lessons.items():
            course = ws.courses.open(self.log)
            nodes += outlining.add(ws, course, "lesson", title, text=text).nodes
        return nodes

    def round(self, ws: Workspace, role: Role = "author", exchange: Exchange | None = None) -> None:
        """Let one laptop send what waits, and take what it has not."""
        exchange = exchange or Exchange(ws, SERVER)
        ws.lessons.seal_all()
        out = exchange.outgoing(10_000, 10**8)
        had = out.cursors.get(self.log, 0)
        judged = []
        known = {one.fact.id for one in self.facts}
        for fact in out.facts:
            if fact.id not in known:
                self.facts.append(Numbered(len(self.facts) + 1, fact))
            judged.append(Judged(fact.id, "accepted", len(self.facts)))
        sent = {fact.id for fact in out.facts}
        news = [one for one in self.facts[had:] if one.fact.id not in sent]
        end = len(self.facts)
        logs = [LogNews(self.log, "course", self.course, SPACE, "", role, end, end, news)]
        exchange.take_in(Answer(1, "e", You(ws.identity.person, "A"), judged, logs), {})


class Laptop:
    """One person at a laptop, for as long as a test lasts."""

    def __init__(self, folder: Path, post: Post, role: Role = "author") -> None:
        self.ws = Workspace.open(folder)
        self.post, self.role = post, role

    @property
    def course(self) -> Course:
        """The course as it is here now."""
        return self.ws.courses.open(self.post.log)

    def sync(self) -> None:
        """Send and fetch."""
        self.post.round(self.ws, self.role)

    def text(self, lesson: NodeId) -> str:
        """Read a lesson as it is here now."""
        return self.ws.lessons.today(self.post.log, lesson).text

    def receipts(self) -> list[Receipt]:
        """List receipts, the latest first."""
        return syncing.receipts(self.ws)
