"""A laptop for tests of the server and the client: real keys and facts, a store in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from sync.client.joining import join
from sync.client.round import Outcome, sync
from sync.client.transport import Transport
from sync.model.facts import Fact, make_fact
from sync.model.ids import CourseId, FactId, LogId, NodeId, PersonId, Sha, fresh, sha_of
from sync.model.kinds import causes_of, name_of, payload_of
from sync.model.payloads import CourseMade, CourseShared, TextRevised
from sync.model.signing import Key
from sync.wire.desk import Outgoing, Taken
from sync.wire.messages import Answer, Joined, Numbered


@dataclass
class MemoryDesk:
    """Keeps to the contract of `sync.wire.desk.Desk`, with dicts for tables.

    It knows nothing of weaving; it holds facts, verdicts, cursors and attachments.
    """

    folder: Path
    epoch: str | None = None
    facts: dict[FactId, Fact] = field(default_factory=dict)
    numbers: dict[FactId, int] = field(default_factory=dict)
    refused: dict[FactId, str] = field(default_factory=dict)
    waiting: dict[FactId, str] = field(default_factory=dict)
    cursors: dict[LogId, int] = field(default_factory=dict)
    roles: dict[LogId, str] = field(default_factory=dict)
    spaces: set[LogId] = field(default_factory=set)
    gone: set[LogId] = field(default_factory=set)
    media: dict[Sha, bytes] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)

    def unsent(self) -> list[Fact]:
        """List what waits, facts of spaces first, causes first."""
        waiting = [
            fact
            for fact in self.facts.values()
            if fact.id not in self.numbers and fact.id not in self.refused
        ]
        return sorted(waiting, key=lambda f: (f.log not in self.spaces, f.order))

    def outgoing(self, facts: int, size: int) -> Outgoing:
        """Give what waits, within the limits."""
        chosen: list[Fact] = []
        for fact in self.unsent():
            size -= len(bytes(fact.payload)) + 500
            if len(chosen) >= facts or (size < 0 and chosen):
                break
            chosen.append(fact)
        return Outgoing(self.epoch, dict(self.cursors), chosen)

    def take_in(self, news: Answer, snapshots: Mapping[LogId, Sequence[Numbered]]) -> Taken:
        """Take an answer in; the same again changes nothing."""
        self.answers.append(news)
        if self.epoch is not None and news.epoch != self.epoch:
            self.numbers.clear()
            self.cursors = dict.fromkeys(self.cursors, 0)
        self.epoch = news.epoch
        sent = self._verdicts(news)
        received = 0
        for log in news.logs:
            if log.scope == "space":
                self.spaces.add(log.log)
            self.roles[log.log] = log.role
            for numbered in (*snapshots.get(log.log, ()), *log.facts):
                received += numbered.fact.id not in self.facts
                self.facts[numbered.fact.id] = numbered.fact
                self.numbers[numbered.fact.id] = numbered.number
                self.refused.pop(numbered.fact.id, None)
            self.cursors[log.log] = max(log.cursor, self.cursors.get(log.log, 0))
            self.gone.discard(log.log)
        for log_id in news.gone:
            self.gone.add(log_id)
            self.cursors.pop(log_id, None)
        more = len(self.unsent()) > len(self.waiting)
        return Taken(sent, received, 0, "", more)

    def _verdicts(self, news: Answer) -> int:
        sent = 0
        for judged in news.judged:
            self.waiting.pop(judged.id, None)
            if judged.verdict == "accepted" and judged.number:
                sent += judged.id not in self.numbers
                self.numbers[judged.id] = judged.number
            elif judged.verdict == "refused":
                self.refused[judged.id] = judged.why
            else:
                self.waiting[judged.id] = judged.why
        return sent

    def media_to_send(self, wanted: Sequence[Sha]) -> list[tuple[Sha, Path]]:
        """Write the wanted attachments to files."""
        found = []
        for sha in wanted:
            if sha in self.media:
                path = self.folder / sha
                path.write_bytes(self.media[sha])
                found.append((sha, path))
        return found

    def media_missing(self) -> list[tuple[Sha, int]]:
        """List attachments that facts name and that are not here."""
        named = [
            placed
            for fact in self.facts.values()
            if fact.kind == "file.placed" and fact.log not in self.gone
            for placed in payload_of(fact).files
        ]
        return [(p.sha, p.size) for p in named if p.sha and p.sha not in self.media]

    def parts_folder(self) -> Path:
        """Give the folder of half-fetched files."""
        parts = self.folder / "parts"
        parts.mkdir(exist_ok=True)
        return parts

    def put_media(self, sha: Sha, path: Path) -> None:
        """Take an attachment over."""
        self.media[sha] = path.read_bytes()


class Laptop:
    """A person at a computer: writes facts, joins, syncs."""

    def __init__(self, name: str, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name = name
        self.key = Key.fresh()
        self.person = PersonId(fresh())
        self.desk = MemoryDesk(folder)
        self.transport: Transport | None = None
        self.token = ""
        self.server = ""

    def join(self, url: str, invite: str) -> Joined:
        """Hand in an invite and keep the token."""
        joined = join(url, invite, self.name, self.person, self.key)
        self.server = joined.server
        self.connect(url, joined.token)
        self.desk.spaces.update(space.log for space in joined.spaces)
        return joined

    def connect(self, url: str, token: str | None = None) -> None:
        """Talk to this address from now on, without waiting between tries."""
        self.token = token or self.token
        if self.transport:
            self.transport.close()
        self.transport = Transport(
            url, self.token, server=self.server, pauses=(0.0, 0.0), quiet_seconds=2.0
        )

    def sync(self) -> Outcome:
        """Run one sync."""
        assert self.transport is not None
        return sync(self.desk, self.transport)

    @property
    def space(self) -> LogId:
        """The one space this laptop knows."""
        return next(iter(self.desk.spaces))

    def top(self, log: LogId) -> int:
        """The highest clock known in a log."""
        return max((f.clock for f in self.desk.facts.values() if f.log == log), default=0)

    def make(
        self,
        log: LogId,
        payload: msgspec.Struct,
        *,
        clock: int | None = None,
        causes: Sequence[FactId] | None = None,
        person: PersonId | None = None,
    ) -> Fact:
        """Sign a fact without keeping it."""
        kind = name_of(payload)
        return self.key.sign(
            make_fact(
                log=log,
                payload=payload,
                kind=kind,
                clock=self.top(log) + 1 if clock is None else clock,
                person=person or self.person,
                device=self.key.device,
                causes=causes_of(kind, payload) if causes is None else causes,
            )
        )

    def write(self, log: LogId, payload: msgspec.Struct, **other: object) -> Fact:
        """Write a fact into the outbox."""
        fact = self.make(log, payload, **other)  # type: ignore[arg-type]
        self.desk.facts[fact.id] = fact
        return fact

    def share_course(self, title: str = "Bees", lessons: int = 1) -> LogId:
        """Begin a course with some lessons and put it into the space; not sent yet."""
        course, log = CourseId(fresh()), LogId(fresh())
        self.write(self.space, CourseShared(course, log, title))
        self.write(log, CourseMade(course, title))
        for number in range(lessons):
            self.revise(log, f"# Lesson {number}\n")
        return log

    def revise(self, log: LogId, text: str, *parents: Fact) -> Fact:
        """Write a text, whole."""
        lesson = payload_of(parents[0]).lesson if parents else NodeId(fresh())
        ids = tuple(parent.id for parent in parents)
        return self.write(log, TextRevised(lesson, ids, sha_of(text), text=text))


def offer(laptop: Laptop, *facts: Fact) -> dict[FactId, tuple[str, str]]:
    """Send facts in one round; gives verdicts and reasons."""
    for fact in facts:
        laptop.desk.facts[fact.id] = fact
    laptop.sync()
    return {j.id: (j.verdict, j.why) for j in laptop.desk.answers[-1].judged}


def refused(laptop: Laptop, fact: Fact) -> str:
    """Send a fact that must be refused; gives the reason."""
    verdict, why = offer(laptop, fact)[fact.id]
    assert verdict == "refused"
    return why


def revision(text: str = "x\n") -> TextRevised:
    """Begin a lesson."""
    return TextRevised(NodeId(fresh()), (), sha_of(text), text=text)
