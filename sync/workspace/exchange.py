"""The workspace's side of a sync round: what goes out, and taking an answer in at once."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import msgspec

from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, Sha
from sync.model.kinds import may_write, payload_of
from sync.model.language import mark, say
from sync.model.payloads import ClockPassed
from sync.model.people import Role
from sync.model.seen import SeenUpto
from sync.store import trouble
from sync.store.fact_rows import LogRow
from sync.store.facts import PASSING
from sync.wire.desk import Outgoing, Taken
from sync.wire.messages import Answer, LogNews, Numbered
from sync.workspace.accounting import Account, entry_of
from sync.workspace.cleaning import redactions
from sync.workspace.gate import Gate
from sync.workspace.opening import Workspace
from sync.workspace.people_by_file import known_people
from sync.workspace.receipts import Receipt, RefusedEntry, Touched

_MOST_LACKING = 10_000
EPOCH = "server.epoch"
LAST_SYNC = "server.last_sync"
_MOST_IN_ONE = 2_000
"""A receipt of so many facts is not written again for each round that follows."""

_BUILT_ON = mark("It builds on one that was.")


class Exchange:
    """Implements `sync.wire.desk.Desk` for one workspace and the server it is connected to."""

    def __init__(self, ws: Workspace, server: str) -> None:
        self.ws = ws
        self.store = ws.store
        self.server = server
        self.gate = Gate(ws)
        self._so_far: tuple[str, Receipt] | None = None
        self._seen: dict[LogId, SeenUpto] = {}
        """What was told last of what this person has seen."""

    # -- out

    def outgoing(self, facts: int, size: int) -> Outgoing:
        """Give what waits, facts of spaces first, with the cursors of every log of this server."""
        rows = {row.log: row for row in self._logs()}
        waiting = self.store.log.outbox(facts=facts, bytes=size)
        waiting.sort(key=lambda fact: fact.log not in rows or rows[fact.log].scope != "space")
        cursors = {log: row.cursor for log, row in rows.items()}
        last_seen = self.ws.last_seen
        self._seen = last_seen.to_tell(rows.values())
        epoch = self.store.settings.get(EPOCH)
        return Outgoing(epoch, cursors, waiting, self._seen, last_seen.cursor)

    def _logs(self) -> list[LogRow]:
        return [row for row in self.store.log.logs() if row.server == self.server]

    # -- in

    def take_in(self, news: Answer, snapshots: Mapping[LogId, Sequence[Numbered]]) -> Taken:
        """Store an answer in one transaction; the same answer again changes nothing."""
        with self.store.writing():
            set_back = self._epoch(news.epoch)
            account = _account_of(self.ws, news, snapshots)
            sent = self._judged(news)
            refused = self._refused(news)
            received: list[Fact] = []
            struck = False
            for log in sorted(news.logs, key=lambda item: item.scope != "space"):
                new = self._log_news(log, snapshots.get(log.log, ()))
                received += new
                if log.role == "owner" and not log.snapshot:
                    struck = self.ws.striking.strike_again(log.log, new) or struck
            for gone in () if set_back else news.gone:
                self._withdraw(gone)
            bridged = self._bridge(news)
            overlaps = account.new_overlaps()
            touched = account.touched(received)
            written = self._receipt(news, sent, received, refused, overlaps, touched)
            seen = self.ws.last_seen.take(
                self._logs(), news.seen, news.seen_cursor, self._seen, news.you.laptops
            )
            self.store.settings.set(LAST_SYNC, str(int(time.time() * 1000)))
        self._so_far = written or self._so_far
        waits = {judged.id for judged in news.judged if judged.verdict == "waiting"}
        return Taken(
            sent=len(sent),
            received=len(received),
            overlaps=len(overlaps),
            receipt=written[0] if written else "",
            more=self.store.log.waiting_count() > len(waits),
            bridged=bridged or struck,
            seen=seen,
        )

    def _epoch(self, epoch: str) -> bool:
        """A new epoch is a server that was set back: offer everything, ask for everything.

        Tell whether it was. Logs that it does not know yet are not gone then: they may be what is
        offered to it next, and a log that is read only offers nothing.
        """
        known = self.store.settings.get(EPOCH)
        if known == epoch:
            return False
        if known is not None:
            for row in self._logs():
                if row.standing == "shared":
                    self.store.log.offer_again(row.log)
                self.store.log.set_cursor(row.log, 0)
        self.store.settings.set(EPOCH, epoch)
        self.ws.last_seen.offer_again()
        return known is not None

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
            # who came by review file may be nobody whom the server knows, until an owner says so
            strangers = {one.person for one in self.store.log.told(waiting) if one.log == log}
            by_file = known_people(self.store.settings, log).keys()
            strangers &= by_file | set(self.ws.identity.former)
            clocks = self.store.log.clocks_lacking(log, _MOST_LACKING, strangers)
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
        self.gate.expect(news.log, facts)
        new = self.store.log.add(facts, numbers=numbers)
        self.ws.ledger.announce(news.log, new)
        new = self.gate.weigh(news.log, new)
        self.store.log.set_cursor(news.log, max(news.cursor, row.cursor if row else 0))
        return new

    def _withdraw(self, log: LogId) -> None:
        row = self.store.log.log(log)
        if row and row.standing == "shared":
            self.store.log.add_log(msgspec.structs.replace(row, standing="readonly", role=""))

    # -- the account of it

    def _receipt(
        self,
        news: Answer,
        sent: Sequence[FactId],
        received: Sequence[Fact],
        refused: Sequence[RefusedEntry],
        overlaps: Sequence[str],
        touched: Sequence[Touched],
    ) -> tuple[str, Receipt] | None:
        if not (sent or received or refused):
            return None
        courses = {row.log: row.course for row in self.store.log.logs()}
        receipt = Receipt(
            id="",
            at=int(time.time() * 1000),
            server=self.server,
            sent=tuple(entry_of(told, courses) for told in self.store.log.told(sent)),
            received=tuple(
                entry_of(told, courses) for told in self.store.log.told([f.id for f in received])
            ),
            refused=tuple(refused),
            waiting=tuple(j.id for j in news.judged if j.verdict == "waiting"),
            overlaps=tuple(overlaps),
            decided_apart=tuple(self._decided_apart(received)),
            touched=tuple(touched),
        )
        return self._write(receipt)

    def _write(self, receipt: Receipt) -> tuple[str, Receipt]:
        """Write the account of a round; what one sync did in several rounds is one receipt."""
        if self._so_far and self._so_far[1].count + receipt.count <= _MOST_IN_ONE:
            ident, receipt = self._so_far[0], self._so_far[1].and_then(receipt)
            self.store.receipts.rewrite(ident, msgspec.json.encode(receipt))
            return ident, receipt
        return self.store.receipts.write(msgspec.json.encode(receipt), receipt.at), receipt

    def _decided_apart(self, received: Sequence[Fact]) -> list[FactId]:
        """List the suggestions about which a decision came that others decided otherwise."""
        decided: dict[LogId, dict[FactId, None]] = {}
        for fact in received:
            if fact.kind == "suggestion.decided":
                decided.setdefault(fact.log, {})[payload_of(fact).suggestion] = None
        found: list[FactId] = []
        for log, idents in decided.items():
            known = self.ws.courses.open(log).facts.suggestions  # once: each opening here replays
            found += [one for one in idents if one in known and known[one].decided_apart]
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
            raise BadInput(
                say("A fetched attachment was not the one asked for; it was not taken."),
                safe=say("Nothing was changed."),
                mend=say("Sync again."),
            )
        path.unlink(missing_ok=True)


def _account_of(
    ws: Workspace, news: Answer, snapshots: Mapping[LogId, Sequence[Numbered]]
) -> Account:
    """Look at what an answer is about to change."""
    coming = {
        log.log: [one.fact for one in (*snapshots.get(log.log, ()), *log.facts)]
        for log in news.logs
    }
    return Account(ws, coming, [log.log for log in news.logs if log.snapshot])
