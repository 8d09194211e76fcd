"""The workspace's side of a sync round: what goes out, and taking an answer in at once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast

import msgspec

from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import CourseId, FactId, LogId, NodeId, Sha
from sync.model.kinds import may_write, payload_of
from sync.model.language import mark, say
from sync.model.payloads import ClockPassed
from sync.model.people import Role
from sync.store import trouble
from sync.store.fact_rows import LogRow, Told, subject_of
from sync.store.facts import PASSING
from sync.wire.desk import Outgoing, Taken
from sync.wire.messages import Answer, LogNews, Numbered
from sync.workspace.cleaning import redactions
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Entry, Receipt, RefusedEntry
from sync.workspace.revisions import OF_A_LESSON

_MOST_LACKING = 10_000
EPOCH = "server.epoch"
LAST_SYNC = "server.last_sync"
_OF_A_LESSON = OF_A_LESSON | {"comment.made"}
OUTLINE_KINDS = frozenset({"lesson.placed", "lesson.renamed", "lesson.removed"})

_BUILT_ON = mark("It builds on one that was.")
_OF_THE_COURSE = frozenset({"file.placed", "course.described"})


class Exchange:
    """Implements `sync.wire.desk.Desk` for one workspace and the server it is connected to."""

    def __init__(self, ws: Workspace, server: str) -> None:
        self.ws = ws
        self.store = ws.store
        self.server = server

    # -- out

    def outgoing(self, facts: int, size: int) -> Outgoing:
        """Give what waits, facts of spaces first, with the cursors of every log of this server."""
        rows = {row.log: row for row in self._logs()}
        waiting = self.store.log.outbox(facts=facts, bytes=size)
        waiting.sort(key=lambda fact: fact.log not in rows or rows[fact.log].scope != "space")
        cursors = {log: row.cursor for log, row in rows.items()}
        return Outgoing(self.store.settings.get(EPOCH), cursors, waiting)

    def _logs(self) -> list[LogRow]:
        return [row for row in self.store.log.logs() if row.server == self.server]

    # -- in

    def take_in(self, news: Answer, snapshots: Mapping[LogId, Sequence[Numbered]]) -> Taken:
        """Store an answer in one transaction; the same answer again changes nothing."""
        with self.store.writing():
            self._epoch(news.epoch)
            open_before = self._open_overlaps(news)
            sent = self._judged(news)
            refused = self._refused(news)
            received: list[Fact] = []
            struck = False
            for log in sorted(news.logs, key=lambda item: item.scope != "space"):
                new = self._log_news(log, snapshots.get(log.log, ()))
                received += new
                if log.role == "owner" and not log.snapshot:
                    struck = self.ws.striking.strike_again(log.log, new) or struck
            for gone in news.gone:
                self._withdraw(gone)
            bridged = self._bridge(news)
            overlaps = sorted(self._open_overlaps(news) - open_before)
            receipt = self._receipt(news, sent, received, refused, overlaps)
            self.store.settings.set(LAST_SYNC, str(int(time.time() * 1000)))
        waits = {judged.id for judged in news.judged if judged.verdict == "waiting"}
        return Taken(
            sent=len(sent),
            received=len(received),
            overlaps=len(overlaps),
            receipt=receipt,
            more=self.store.log.waiting_count() > len(waits),
            bridged=bridged or struck,
        )

    def _epoch(self, epoch: str) -> None:
        """A new epoch is a server that was set back: offer everything, ask for everything."""
        known = self.store.settings.get(EPOCH)
        if known == epoch:
            return
        if known is not None:
            for row in self._logs():
                if row.standing == "shared":
                    self.store.log.offer_again(row.log)
                self.store.log.set_cursor(row.log, 0)
        self.store.settings.set(EPOCH, epoch)

    def _judged(self, news: Answer) -> list[FactId]:
        numbers = {j.id: j.number for j in news.judged if j.verdict == "accepted" and j.number}
        return self.store.log.accepted(numbers)

    def _refused(self, news: Answer) -> list[RefusedEntry]:
        reasons = {j.id: j.why for j in news.judged if j.verdict == "refused"}
        if not reasons:
            return []
        left = self.store.log.refused(reasons)
        by_log: dict[LogId, list[Fact]] = {}
        for fact in left:
            by_log.setdefault(fact.log, []).append(fact)
        for log, facts in by_log.items():
            self.ws.ledger.announce(log, facts)
        return [RefusedEntry(fact.id, fact.kind, reasons.get(fact.id, _BUILT_ON)) for fact in left]

    def _bridge(self, news: Answer) -> bool:
        """Let what waits in a log pass where facts before it will never reach this server.

        They were too long or damaged, or another server refused them. Tell whether any may now.
        """
        waiting = [judged.id for judged in news.judged if judged.verdict == "waiting"]
        bridged = False
        for log in sorted({told.log for told in self.store.log.told(waiting)}):
            row = self.store.log.log(log)
            if row is None or not may_write(cast("Role", row.role), PASSING):
                continue
            clocks = self.store.log.clocks_lacking(log, _MOST_LACKING)
            why = "What stood here was not taken."
            passing = [self.ws.ledger.draw_up(log, ClockPassed(why), clock) for clock in clocks]
            self.ws.ledger.take(log, passing)
            bridged = bridged or bool(passing)
        return bridged

    def _log_news(self, news: LogNews, snapshot: Sequence[Numbered]) -> list[Fact]:
        row = self.store.log.log(news.log)
        self.store.log.add_log(
            LogRow(
                log=news.log,
                scope=news.scope,
                course=news.course,
                space=news.space if news.scope == "course" else None,
                standing="shared",
                server=self.server,
                cursor=row.cursor if row else 0,
                role=news.role,
                continued_by=None,
            )
        )
        if news.scope == "space":
            self.store.settings.set(f"space.{news.log}.name", news.title)
        numbered = [*snapshot, *news.facts]
        facts = [one.fact for one in numbered if one.fact.log == news.log]
        numbers = {one.fact.id: one.number for one in numbered}
        new = self.store.log.add(facts, numbers=numbers)
        self.ws.ledger.announce(news.log, new)
        self.store.log.set_cursor(news.log, max(news.cursor, row.cursor if row else 0))
        return new

    def _withdraw(self, log: LogId) -> None:
        row = self.store.log.log(log)
        if row and row.standing == "shared":
            self.store.log.add_log(msgspec.structs.replace(row, standing="readonly", role=""))

    # -- the account of it

    def _open_overlaps(self, news: Answer) -> set[str]:
        """List what is open in the lessons and outlines that the answer touches."""
        found: set[str] = set()
        for log in news.logs:
            if log.scope == "space" or self.store.log.log(log.log) is None or log.snapshot:
                continue
            kinds = {numbered.fact.kind for numbered in log.facts}
            for lesson in _lessons_of(numbered.fact for numbered in log.facts):
                today = self.ws.lessons.today(log.log, lesson)
                found.update(item.id for item in today.open_items)
            if kinds & OUTLINE_KINDS or self._has_removed(log.log, kinds):
                found.update(o.id for o in self.ws.courses.open(log.log).outline.overlaps)
            if kinds & _OF_THE_COURSE:
                found.update(o.id for o in self.ws.courses.open(log.log).apart)
        return found

    def _has_removed(self, log: LogId, kinds: set[str]) -> bool:
        return "text.revised" in kinds and bool(self.store.log.facts(log, kinds={"lesson.removed"}))

    def _receipt(
        self,
        news: Answer,
        sent: Sequence[FactId],
        received: Sequence[Fact],
        refused: Sequence[RefusedEntry],
        overlaps: Sequence[str],
    ) -> str:
        if not (sent or received or refused):
            return ""
        courses = {row.log: row.course for row in self.store.log.logs()}
        receipt = Receipt(
            id="",
            at=int(time.time() * 1000),
            server=self.server,
            sent=tuple(_entry(told, courses) for told in self.store.log.told(sent)),
            received=tuple(
                _entry(told, courses) for told in self.store.log.told([f.id for f in received])
            ),
            refused=tuple(refused),
            waiting=tuple(j.id for j in news.judged if j.verdict == "waiting"),
            overlaps=tuple(overlaps),
            decided_apart=tuple(self._decided_apart(received)),
        )
        return self.store.receipts.write(msgspec.json.encode(receipt), receipt.at)

    def _decided_apart(self, received: Sequence[Fact]) -> list[FactId]:
        """List the suggestions about which a decision came that others decided otherwise."""
        found: list[FactId] = []
        for fact in received:
            if fact.kind == "suggestion.decided":
                ident = payload_of(fact).suggestion
                known = self.ws.courses.open(fact.log).facts.suggestions.get(ident)
                if known is not None and known.decided_apart and ident not in found:
                    found.append(ident)
        return found

    # -- media

    def media_to_send(self, wanted: Sequence[Sha]) -> list[tuple[Sha, Path]]:
        """Find the files of those attachments that the server asked for and this laptop has."""
        return [(sha, self.store.media.path(sha)) for sha in wanted if self.store.media.has(sha)]

    def media_missing(self) -> list[tuple[Sha, int]]:
        """List attachments that facts of shared logs name and this laptop lacks, with sizes."""
        missing: dict[Sha, int] = {}
        redacted: set[Sha] = set()
        for row in self._logs():
            if row.scope != "course" or row.standing != "shared":
                continue
            redacted |= {sha for body in redactions(self.store, row.log) for sha in body.blobs}
            for fact in self.store.log.facts(row.log, kinds={"file.placed"}):
                for placed in payload_of(fact).files:
                    if placed.sha and not self.store.media.has(placed.sha):
                        missing[placed.sha] = placed.size
        return [(sha, size) for sha, size in missing.items() if sha not in redacted]

    def parts_folder(self) -> Path:
        """Give a folder for half-fetched files, on the file system where media are kept."""
        folder = self.store.folder / "media" / "parts"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise trouble.of_disk(error, self.store.folder) from error
        return folder

    def put_media(self, sha: Sha, path: Path) -> None:
        """Take a fetched file over; refuse it if its hash is not the one asked for."""
        kept, _ = self.store.media.put_file(path)
        if kept != sha:
            raise BadInput(say("A fetched attachment was not the one asked for; it was not taken."))
        path.unlink(missing_ok=True)


def _entry(told: Told, courses: Mapping[LogId, CourseId]) -> Entry:
    lesson = NodeId(told.subject if told.kind in _OF_A_LESSON else "")
    course = courses.get(told.log, CourseId(""))
    return Entry(told.id, told.kind, told.log, course, told.person, told.at, lesson)


def _lessons_of(facts: Iterable[Fact]) -> list[NodeId]:
    found = (subject_of(bytes(fact.payload)) for fact in facts if fact.kind in _OF_A_LESSON)
    return list(dict.fromkeys(NodeId(lesson) for lesson in found if lesson))
