"""The log: facts as they were written, which of them count, and which wait to be sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from sync.model.facts import ORDER, Fact
from sync.model.ids import FactId, LogId, PersonId
from sync.model.redaction import REDACTED, Place
from sync.store.admitting import note_numbers, take_in, take_out
from sync.store.connection import IN_LIST, Connection, Row, json_list
from sync.store.fact_rows import BESIDE, CHANGED, FACT, LogRow, Stored, Told, fact_from
from sync.store.mending import set_aside_damaged
from sync.store.reading import Reading
from sync.store.striking import strike_alone, strikes_on

_LOG = "log, scope, course, space, standing, server, cursor, role, continued_by"
FOUND_AT_MOST = 50
PASSING = "clock.passed"
"""The kind of fact that lets those after it pass."""


class Seen(msgspec.Struct, frozen=True):
    """How far a log had come at one moment: the last row written, and the facts that do not count.

    A fact that begins to count is written as a new last row.
    """

    upto: int
    not_kept: frozenset[FactId]


class FactLog:
    """All facts of all logs of the workspace."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._read = Reading()
        self.damaged: dict[FactId, str] = {}
        """Facts found damaged on the disk and not set aside yet; reading leaves them out."""
        self.struck_words: set[str] = set()
        """Words that redactions have struck out here, until what else holds them is cleaned."""

    def logs(self) -> list[LogRow]:
        """List every log held here."""
        return [LogRow(*row) for row in self._db.rows(f"SELECT {_LOG} FROM logs ORDER BY log")]

    def log(self, log: LogId) -> LogRow | None:
        """Find one log."""
        row = self._db.row(f"SELECT {_LOG} FROM logs WHERE log=?", (log,))
        return LogRow(*row) if row else None

    def add_log(self, row: LogRow) -> None:
        """Note a log, or change what is noted of it."""
        with self._db.writing():
            before = self.log(row.log)
            if before == row:
                return
            self._db.run(
                f"INSERT INTO logs ({_LOG}) VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (log) DO UPDATE "
                "SET scope=excluded.scope, course=excluded.course, space=excluded.space, "
                "standing=excluded.standing, server=excluded.server, cursor=excluded.cursor, "
                "role=excluded.role, continued_by=excluded.continued_by",
                msgspec.structs.astuple(row),
            )
            if before is None or before.goes_out != row.goes_out:
                # this looks at every fact, so it is done only where it may change one
                self._db.run(
                    "UPDATE facts SET outgoing=?1 WHERE log=?2 AND number IS NULL AND outgoing<>?1",
                    (int(row.goes_out), row.log),
                )

    def set_cursor(self, log: LogId, cursor: int) -> None:
        """Note up to which of the server's numbers a log was taken in."""
        self._db.run("UPDATE logs SET cursor=? WHERE log=?", (cursor, log))

    def add(
        self, facts: Sequence[Fact], *, numbers: Mapping[FactId, int] | None = None
    ) -> list[Fact]:
        """Take facts in, whatever came before, twice or late; return those that count from now on.

        Among these are earlier ones whose causes have now come. A fact whose causes are not here
        waits; one that builds on a refused fact is refused; a damaged one is set aside, until the
        whole one comes. `numbers` are the server's, which make a refused fact count after all.
        """
        with self._db.writing():
            return take_in(self._db, facts, numbers or {}, self.damaged, self.struck_words)

    def facts(
        self, log: LogId, *, kinds: Collection[str] | None = None, subject: str | None = None
    ) -> list[Fact]:
        """Read the facts that count, in the order of replay, by kind or by what they are about.

        Facts found damaged are set aside first, with `mend`, and are not among them.
        """
        where, values = "log=? AND state='kept'", [str(log)]
        if subject:
            where, values = where + " AND subject=? AND subject<>''", [log, subject]
        if kinds is not None:
            where, values = f"{where} AND kind {IN_LIST}", [*values, json_list(kinds)]
        index = "facts_by_subject" if subject else "facts_by_kind"
        asked = f"SELECT {FACT} FROM facts INDEXED BY {index} WHERE {where}"
        facts = self._whole(self._db.rows(asked, values))
        if self.damaged and self._db.may_write:
            self.mend()
            facts = self._whole(self._db.rows(asked, values))
        return sorted(facts, key=ORDER)

    def every(self, log: LogId) -> list[Stored]:
        """Read all facts of a log, however they stand, in the order of replay."""
        return self._stored("log=? ORDER BY clock, id", [log])

    def struck(self, idents: Collection[FactId]) -> set[FactId]:
        """Tell which of these facts a redaction names."""
        return {FactId(ident) for ident, _ in strikes_on(self._db, idents)}

    def strike_alone(self, ident: FactId, places: Collection[Place]) -> None:
        """Strike words out of a fact that is only here, as no server took it."""
        with self._db.writing():
            strike_alone(self._db, ident, places)

    def fact(self, ident: FactId) -> Stored | None:
        """Find one fact, however it stands."""
        found = self._stored("id=?", (ident,))
        return found[0] if found else None

    def told(self, idents: Collection[FactId]) -> list[Told]:
        """Read who wrote some facts, about what, in the order in which they were written here."""
        rows = self._db.rows(
            "SELECT id, log, kind, person, at, subject FROM facts "
            f"WHERE id {IN_LIST} ORDER BY rowid",
            (json_list(idents),),
        )
        return [Told(*row) for row in rows]

    def about(
        self, log: LogId, subjects: Collection[str], kinds: Collection[str]
    ) -> dict[str, list[FactId]]:
        """List which facts of these kinds count, by what they are about; none is read."""
        rows = self._db.rows(
            "SELECT subject, id FROM facts INDEXED BY facts_by_subject WHERE log=? AND subject<>'' "
            f"AND state='kept' AND subject {IN_LIST} AND kind {IN_LIST}",
            (log, json_list(subjects), json_list(kinds)),
        )
        found: dict[str, list[FactId]] = {}
        for subject, ident in rows:
            found.setdefault(subject, []).append(ident)
        return found

    def find(self, prefix: str) -> list[Stored]:
        """Find facts whose id begins so."""
        low = prefix.lower()
        return self._stored(f"id>=? AND id<? LIMIT {FOUND_AT_MOST}", (low, low + "g"))

    def top_clock(self, log: LogId) -> int:
        """Tell the highest clock among the facts that count, 0 if there are none."""
        row = self._db.row("SELECT top FROM logs WHERE log=?", (log,))
        return int(row[0]) if row else 0

    def clocks_of_others(self, log: LogId, device: str) -> dict[str, int]:
        """Tell the highest clock of each other device among the facts that count."""
        rows = self._db.rows(
            "SELECT device, max(clock) FROM facts WHERE log=? AND state='kept' AND device<>? "
            "GROUP BY device ORDER BY device",
            (log, device),
        )
        return {str(other): int(clock) for other, clock in rows}

    def clocks_of_all(self, log: LogId) -> dict[str, int]:
        """Tell the highest clock of each device among all that is here, refused facts too."""
        rows = self._db.rows(
            "SELECT device, max(clock) FROM facts WHERE log=? AND state<>'aside' "
            "GROUP BY device ORDER BY device",
            (log,),
        )
        return {str(device): int(clock) for device, clock in rows}

    def count(self, log: LogId) -> int:
        """Count the facts that count."""
        row = self._db.row("SELECT count(*) FROM facts WHERE log=? AND state='kept'", (log,))
        return int(row[0]) if row else 0

    def seen(self, log: LogId) -> Seen:
        """Note how far the log has come; it costs the same, however long the log is."""
        top = self._db.row("SELECT max(rowid) FROM facts")
        rows = self._db.rows(
            "SELECT id FROM facts INDEXED BY facts_not_kept WHERE state<>'kept' AND log=?", (log,)
        )
        return Seen(int(top[0] or 0) if top else 0, frozenset(row[0] for row in rows))

    def kinds_since(self, log: LogId, before: Seen) -> set[str]:
        """Tell the kinds of the facts that count, or count no longer, since then."""
        now = self.seen(log)
        if now == before:
            return set()
        if now.upto < before.upto:
            return {row[0] for row in self._db.rows("SELECT DISTINCT kind FROM facts")}
        rows = self._db.rows(
            f"SELECT kind FROM facts WHERE rowid>? AND log=? UNION "
            f"SELECT kind FROM facts WHERE id {IN_LIST}",
            (before.upto, log, json_list(now.not_kept ^ before.not_kept)),
        )
        return {row[0] for row in rows}

    def outbox(self, *, facts: int, bytes: int) -> list[Fact]:  # noqa: A002
        """Read what waits to be sent, in the order in which it was written here: causes first.

        At least one fact, else no more than the bounds. A course's sharing, which stands in
        another log with a clock of its own, so comes before the facts of its log. What lets
        others pass goes first of all: those it lets pass may fill any number of rounds. So do
        redactions: what they struck is not what was hashed, and is known by them alone.
        """
        asked = (
            "SELECT id, length(CAST(payload AS BLOB)) + length(causes) + 400 FROM facts "
            "INDEXED BY outbox WHERE outgoing=1 AND number IS NULL AND state='kept' AND kind"
        )
        first = f"('{PASSING}', '{REDACTED}')"
        sizes = self._db.rows(f"{asked} IN {first} ORDER BY rowid LIMIT ?", (facts,))
        sizes += self._db.rows(
            f"{asked} NOT IN {first} ORDER BY rowid LIMIT ?", (facts - len(sizes),)
        )
        chosen: list[FactId] = []
        room = bytes
        for ident, size in sizes:
            room -= size
            if chosen and room < 0:
                break
            chosen.append(ident)
        rows = self._db.rows(
            f"SELECT {FACT} FROM facts WHERE id {IN_LIST} ORDER BY rowid", (json_list(chosen),)
        )
        return self._whole(rows)

    def clocks_lacking(
        self, log: LogId, at_most: int, strangers: Collection[PersonId] = ()
    ) -> list[int]:
        """List the clocks between what the server has and what waits for it that no fact has.

        Facts of these clocks were refused or set aside, or are of `strangers`, whom the server
        does not know; it takes nothing that follows them until they have passed. Where more are
        lacking than a log can lack, none are listed.
        """
        row = self._db.row(
            "SELECT coalesce(max(CASE WHEN number IS NOT NULL THEN clock END), 0), max(clock), "
            "count(DISTINCT CASE WHEN number IS NULL THEN clock END) "
            f"FROM facts WHERE log=? AND state='kept' AND person NOT {IN_LIST}",
            (log, json_list(strangers)),
        )
        known, top, waiting = (int(value or 0) for value in row or (0, 0, 0))
        if top - known - waiting > at_most:
            return []
        rows = self._db.rows(
            "SELECT DISTINCT clock FROM facts WHERE log=? AND state='kept' AND clock>? "
            f"AND person NOT {IN_LIST}",
            (log, known, json_list(strangers)),
        )
        return sorted(set(range(known + 1, top)) - {int(one[0]) for one in rows})

    def waiting_count(self) -> int:
        """Count what waits to be sent."""
        row = self._db.row(
            "SELECT count(*) FROM facts INDEXED BY outbox "
            "WHERE outgoing=1 AND number IS NULL AND state='kept'"
        )
        return int(row[0]) if row else 0

    def accepted(self, numbers: Mapping[FactId, int]) -> list[FactId]:
        """Note the server's numbers; return the facts that are no longer waiting to be sent."""
        with self._db.writing():
            rows = self._db.rows(
                f"SELECT id FROM facts WHERE id {IN_LIST} AND number IS NULL", (json_list(numbers),)
            )
            note_numbers(self._db, numbers)
        return [FactId(row[0]) for row in rows]

    def offer_again(self, log: LogId) -> None:
        """Forget the server's numbers: a server that was set back is offered every fact."""
        self._db.run("UPDATE facts SET number=NULL WHERE log=? AND number IS NOT NULL", (log,))

    def send_anyway(self, idents: Collection[FactId]) -> None:
        """Let facts go out of a log that may not be read any more."""
        self._db.run(
            f"UPDATE facts SET outgoing=1 WHERE id {IN_LIST} AND number IS NULL",
            (json_list(idents),),
        )

    def refused(self, reasons: Mapping[FactId, str]) -> list[Fact]:
        """Take refused facts out of what counts, and all that builds on them; return all of them.

        They stay here and are listed with the reason.
        """
        with self._db.writing():
            return take_out(self._db, reasons)

    def reconsider(self, idents: Collection[FactId]) -> list[Fact]:
        """Let refused facts count, if what they build on does; return all that now count."""
        with self._db.writing():
            self._db.run(
                f"UPDATE facts SET state='waiting', why='' WHERE id {IN_LIST} AND state='refused'",
                (json_list(idents),),
            )
            return take_in(self._db, (), {}, self.damaged, self.struck_words)

    def mend(self) -> list[Fact]:
        """Set aside what the disk has changed; return what is whole and yet counts no longer.

        What builds on it waits until sync has brought the whole one, which it then asks for.
        """
        with self._db.writing():
            gone = set_aside_damaged(self._db)
        self.damaged.clear()
        return gone

    def not_kept(self, log: LogId | None = None) -> list[Stored]:
        """List what is here and does not count, with the reason."""
        where, values = "state<>'kept'", list[str]()
        if log is not None:
            where, values = where + " AND log=?", [log]
        return self._stored(f"{where} ORDER BY log, clock, id", values)

    def _stored(self, where: str, values: Sequence[object]) -> list[Stored]:
        rows = self._db.rows(f"SELECT {FACT}, state, number, why FROM facts WHERE {where}", values)
        return [Stored(fact_from(row), *row[BESIDE:]) for row in rows]

    def _whole(self, rows: Iterable[Row]) -> list[Fact]:
        facts: list[Fact] = []
        for row in rows:
            if fact := self._read.whole(row):
                facts.append(fact)
            else:
                self.damaged[row[0]] = CHANGED
        return facts
