"""One round on the server: check at the door, judge in the writer's transaction, answer."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from sync.model.ids import LogId
from sync.model.language import mark
from sync.model.seen import SeenUpto
from sync.server.accounts import Accounts, Caller
from sync.server.cleaning import Cleaning
from sync.server.database import Database, meta_value
from sync.server.door import Checked
from sync.server.founding import new_epoch_if_rested
from sync.server.intake import Intake
from sync.server.judging import Ruling, judge
from sync.server.ledger import Ledger
from sync.server.members import GRACE_MS
from sync.server.news import Composer, reach_of
from sync.server.reading_ahead import MOST_TRIES, NotYetRead, ReadAhead
from sync.server.rejections import Rejected
from sync.server.seen import SeenRows
from sync.server.snapshots import Snapshots
from sync.server.strikes import logs_with_strikes
from sync.server.verified import Reader, nothing_read
from sync.server.writer import Writer
from sync.wire.messages import Round
from sync.wire.routes import SNAPSHOT_FROM

logger = logging.getLogger("coursefolk.server")

Value = TypeVar("Value")
CLEANING_SECONDS = 5.0
"""How long a round waits at most until what was redacted is cleaned up."""
_SEEN_MS = 3600 * 1000
_NOTHING = Ruling([], frozenset(), {}, access=False)


def now_ms() -> int:
    """Read the clock in ms since 1970."""
    return int(time.time() * 1000)


@dataclass(frozen=True)
class _Opened:
    epoch: str
    cursors: dict[LogId, int]
    checked: list[Checked]
    seen: dict[LogId, SeenUpto]
    seen_cursor: int | None


@dataclass(frozen=True)
class Done:
    """What came of a round: the answer as JSON, and whom to poke."""

    answer: bytes
    facts: int
    ruling: Ruling
    epoch: str


class Rounds:
    """Runs rounds. Long work is done in the pool, writing in the writer's thread."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        snapshots: Snapshots,
        cleaning: Cleaning,
        pool: Executor,
        read: Reader = nothing_read,
    ) -> None:
        self._database = database
        self._writer = writer
        self._snapshots = snapshots
        self._cleaning = cleaning
        self._pool = pool
        self._read = read

    async def _aside(self, work: Callable[[], Value]) -> Value:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def intake(self, squeezed: bool) -> Intake:
        """Give what takes the body of a round in."""
        return Intake(self._pool, squeezed)

    async def run(self, caller: Caller, intake: Intake) -> Done:
        """Run a round whose body is in; raises Rejected. May be repeated without harm."""
        now = now_ms()
        opened = await self._aside(partial(self._open, caller, intake, now))
        if opened.seen and caller.revoked is None:
            await asyncio.wrap_future(self._writer.do(partial(_keep_seen, caller, opened.seen)))
        ruling = _NOTHING
        if opened.checked:
            ruling = await self._judged(opened.checked, now)
        self._cleaning.pending = self._cleaning.pending or ruling.redacted
        if self._cleaning.pending:
            cleaning = asyncio.get_running_loop().run_in_executor(self._pool, self._cleaning.finish)
            # who redacted hears that it is done; where that takes long, it goes on by itself
            await asyncio.wait([cleaning], timeout=CLEANING_SECONDS)
        if now - caller.last_seen > _SEEN_MS:
            self._writer.do(lambda connection: Accounts(connection).seen(caller.device, now))
        answer = await self._aside(partial(self._answer, caller, opened, ruling, now))
        return Done(answer, len(opened.checked), ruling, opened.epoch)

    async def _judged(self, checked: Sequence[Checked], now: int) -> Ruling:
        """Judge in the writer's thread; what has to be read for it is read aside."""
        ahead = ReadAhead(self._read)
        for tried in range(MOST_TRIES + 1):
            read = ahead.known if tried < MOST_TRIES else self._read
            job = self._writer.do(partial(judge, checked=checked, now=now, read=read))
            try:
                return await asyncio.wrap_future(job)
            except NotYetRead as missing:
                await self._aside(partial(ahead.read, missing.wanted))
        raise AssertionError("the last reads itself")

    def _open(self, caller: Caller, intake: Intake, now: int) -> _Opened:
        said, checked = intake.finish()
        if caller.revoked is not None:
            _only_suggestions(checked, now - caller.revoked)
        if not said.strikes and caller.revoked is None:
            self._none_struck(caller)
        epoch, same = self._epoch(said, now)
        cursors, seen_cursor = said.cursors, said.seen_cursor
        if not same:
            cursors = dict.fromkeys(cursors, 0)
            seen_cursor = None if seen_cursor is None else 0
        return _Opened(epoch, cursors, checked, said.seen, seen_cursor)

    def _none_struck(self, caller: Caller) -> None:
        """Ask an older application to be updated: struck facts would look damaged to it."""
        with self._database.reading() as connection:
            if logs_with_strikes(connection, reach_of(connection, caller.person).roles):
                words = mark("Words were redacted in a course, which this version cannot read yet.")
                raise Rejected("client-too-old", words)

    def _epoch(self, said: Round, now: int) -> tuple[str, bool]:
        """Tell the epoch that holds, and whether the sender's cursors are of it.

        A cursor beyond the log's head shows that the database was set back by hand. All laptops
        have to offer what they hold then, so a new epoch begins.
        """
        with self._database.reading() as connection:
            epoch = meta_value(connection, "epoch")
            if epoch != said.epoch:
                return epoch, False
            rows = Ledger(connection).logs(said.cursors)
        if all(said.cursors[log] <= row.head for log, row in rows.items()):
            return epoch, True
        begun = self._writer.do(partial(new_epoch_if_rested, now=now)).result()
        if begun == epoch:
            raise Rejected(
                "busy", mark("The server was set back lately, and waits before it goes on.")
            )
        logger.warning("a laptop is ahead of the database, which was set back: a new epoch begins")
        return begun, False

    def _answer(self, caller: Caller, opened: _Opened, ruling: Ruling, now: int) -> bytes:
        with self._database.reading() as connection:
            composer = Composer(
                connection=connection,
                caller=caller,
                epoch=opened.epoch,
                cursors=opened.cursors,
                judged=ruling.judged,
                sent=ruling.numbers,
                snapshots=self._snapshots,
                now=now,
                seen_cursor=opened.seen_cursor,
            )
            return composer.compose()

    async def make_snapshots(self, done: Done) -> None:
        """Make the snapshot of a log that grew by much, before anyone asks for it.

        Whoever sent the facts waits for none of it: this is called when the answer is out.
        """
        for log in done.ruling.changed:
            numbers = done.ruling.numbers[log]
            if len(numbers) >= SNAPSHOT_FROM:
                self._pool.submit(self._snapshots.current, done.epoch, log, numbers[-1])


def _only_suggestions(checked: Sequence[Checked], since_ms: int) -> None:
    """Let one whose token was withdrawn send suggestions for a while, and nothing else."""
    kinds = {one.fact.kind for one in checked}
    if since_ms > GRACE_MS or kinds != {"suggestion.made"}:
        raise Rejected("token-withdrawn", mark("The access of this computer was withdrawn."))


def _keep_seen(caller: Caller, seen: dict[LogId, SeenUpto], connection: Connection) -> None:
    readable = reach_of(connection, caller.person).roles
    SeenRows(connection, caller.person).keep(seen, readable)
