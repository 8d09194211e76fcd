"""Judges the facts of one round, once each and in order, and writes down what is accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from sync.model.facts import Fact
from sync.model.ids import FactId, LogId
from sync.model.payloads import ContentRedacted, CourseShared, FilePlaced, MemberSet
from sync.server.bench import Bench
from sync.server.door import Checked, Found
from sync.server.ledger import LogRow
from sync.server.members import Standing, standings_of
from sync.server.rules import RULES
from sync.server.strikes import body_struck, take_redactions
from sync.server.verified import Reader, nothing_read
from sync.wire.messages import Judged


@dataclass(frozen=True)
class Ruling:
    """The verdicts of one round, which logs have new facts, and where the accepted ones stand.

    `access` tells whether anyone's reach may have changed, `redacted` whether words were struck.
    """

    judged: list[Judged]
    changed: frozenset[LogId]
    numbers: dict[LogId, list[int]]
    access: bool
    redacted: bool = False


def judge(
    connection: Connection, checked: Sequence[Checked], now: int, read: Reader = nothing_read
) -> Ruling:
    """Judge facts that passed the door; `connection` is in a writing transaction, `now` in ms.

    A fact judged before keeps its verdict, so that a round may be repeated without harm.
    """
    bench = Bench.lay_out(connection, checked, now, read)
    judged: dict[FactId, Judged] = {}
    accepted: list[tuple[int, Fact, bytes]] = []
    refused: list[tuple[Fact, str]] = []
    redactions: list[tuple[Fact, ContentRedacted]] = []
    for one in sorted(checked, key=bench.comes_first):
        fact = one.fact
        before = _judged_before(bench, fact.id)
        found = None if before else _found(bench, one)
        if before:
            judged[fact.id] = before
        elif found is None:
            number = _accept(bench, one)
            accepted.append((number, fact, _body(bench, one)))
            if isinstance(one.payload, ContentRedacted):
                redactions.append((fact, one.payload))
            judged[fact.id] = Judged(fact.id, "accepted", number)
        else:
            judged[fact.id] = Judged(fact.id, found.verdict, None, found.why)
            if found.final:
                _refuse(bench, fact, found.why)
                refused.append((fact, found.why))
    bench.ledger.write(accepted)
    bench.ledger.refuse(refused, now)
    bench.ledger.save_logs(bench.logs[log] for log in sorted(bench.changed))
    take_redactions(connection, redactions)  # last: a title may go, too
    news = frozenset(fact.log for _, fact, _ in accepted)
    access = any(fact.kind in _OF_ACCESS for _, fact, _ in accepted)
    verdicts = [judged[one.fact.id] for one in checked]
    return Ruling(verdicts, news, _numbers(bench, judged), access, bool(redactions))


def _body(bench: Bench, one: Checked) -> bytes:
    """Give the JSON that is stored; what was struck before it came is struck in it."""
    places = bench.strikes.get((one.fact.id, one.fact.log))
    return body_struck(one.fact, places) if places else one.body


def _numbers(bench: Bench, judged: Iterable[FactId]) -> dict[LogId, list[int]]:
    """List by log which numbers the sender holds, as it sent them."""
    numbers: dict[LogId, list[int]] = defaultdict(list)
    for log, number in (bench.numbers[ident] for ident in judged if ident in bench.numbers):
        numbers[log].append(number)
    return {log: sorted(those) for log, those in numbers.items()}


def _judged_before(bench: Bench, ident: FactId) -> Judged | None:
    if ident in bench.numbers:
        return Judged(ident, "accepted", bench.numbers[ident][1])
    if ident in bench.refused:
        return Judged(ident, "refused", None, bench.refused[ident])
    return None


def _found(bench: Bench, one: Checked) -> Found | None:
    for rule in RULES:
        if found := rule(bench, one):
            return found
    return None


def _accept(bench: Bench, one: Checked) -> int:
    fact, log = one.fact, bench.logs[one.fact.log]
    log.head += 1
    log.top_clock = max(log.top_clock, fact.clock)
    bench.numbers[fact.id] = (fact.log, log.head)
    bench.changed.add(fact.log)
    bench.taken[fact.id] = fact
    if effect := _EFFECTS.get(fact.kind):
        effect(bench, one, log)
    return log.head


def _refuse(bench: Bench, fact: Fact, why: str) -> None:
    bench.refused[fact.id] = why
    if log := bench.logs.get(fact.log):
        # one refused before its clock was looked at may lie far ahead: it leaves none to others
        if fact.clock <= bench.tops[fact.log] + 1:
            log.refused_top = max(log.refused_top, fact.clock)
        bench.changed.add(fact.log)


def _share_course(bench: Bench, one: Checked, space: LogRow) -> None:
    """Begin the log of a course; who shares it owns it, until a fact in it says otherwise."""
    body, fact = one.payload, one.fact
    assert isinstance(body, CourseShared)
    row = LogRow(body.log, "course", space.log, body.course, body.title)
    bench.ledger.add_log(row)
    bench.logs[body.log] = row
    bench.tops[body.log] = 0
    bench.members.put(body.log, fact.person, Standing("owner", 0, fact.id, 0))


def _set_member(bench: Bench, one: Checked, log: LogRow) -> None:
    assert isinstance(one.payload, MemberSet)
    bench.members.set(log, one.fact, one.payload, log.head, bench.now)
    bench.vouch(log.log, one.payload)


def _place_files(bench: Bench, one: Checked, log: LogRow) -> None:
    assert isinstance(one.payload, FilePlaced)
    person = one.fact.person
    mine = standings_of(bench.connection, person)
    rows = bench.ledger.logs_of(mine.keys(), mine.keys())
    seen = {row.log for row in rows if bench.members.role(row, person)}
    shas = [placed.sha for placed in one.payload.files]
    bench.attachments.place(log.log, shas, person, seen, bench.now)


_EFFECTS: dict[str, Callable[[Bench, Checked, LogRow], None]] = {
    "course.shared": _share_course,
    "member.set": _set_member,
    "file.placed": _place_files,
}
_OF_ACCESS = frozenset({"course.shared", "member.set"})
