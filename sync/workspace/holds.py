"""What waits for a person's yes, course by course, and the person's answers to it."""

from __future__ import annotations

import time
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, PersonId
from sync.workspace.accounting import Account, entry_of
from sync.workspace.measure import as_before, begin_anew
from sync.workspace.opening import Workspace
from sync.workspace.receipts import Receipt

_HELD, _TAKEN = "held.", "held-taken."


class GoneLesson(msgspec.Struct, frozen=True):
    """A lesson that would go from sight, or only be shorter; `words` are those that would go."""

    id: NodeId
    words: int
    goes: bool = True


class Hold(msgspec.Struct, frozen=True):
    """What waits for a yes in one course. Times are milliseconds since 1970.

    `of_lessons` and `of_words` are how many there were; `people` removed them, `since` is when
    the first of it was written. With `later` the person has said “not now”. `gone_lessons` and
    `gone_words` went before, since the person said yes last, and count with it.
    """

    facts: tuple[FactId, ...]
    lessons: tuple[GoneLesson, ...]
    words: int
    of_lessons: int
    of_words: int
    people: tuple[PersonId, ...]
    since: int
    held_at: int
    later: bool = False
    gone_lessons: int = 0
    gone_words: int = 0

    @property
    def lessons_gone(self) -> int:
        """How many lessons would go."""
        return sum(lesson.goes for lesson in self.lessons)


def holds(ws: Workspace) -> dict[LogId, Hold]:
    """Read what waits for a yes, by log."""
    found = ws.store.settings.all(_HELD)
    return {
        LogId(name.removeprefix(_HELD)): msgspec.json.decode(value, type=Hold)
        for name, value in found.items()
    }


def hold_of(ws: Workspace, log: LogId) -> Hold | None:
    """Read what waits for a yes in one course."""
    value = ws.store.settings.get(_HELD + log)
    return None if value is None else msgspec.json.decode(value, type=Hold)


def behind(ws: Workspace) -> set[FactId]:
    """List what waits for a yes, and what waits only because it builds on that."""
    waiting = {s.fact.id: s.fact for s in ws.store.log.not_kept() if s.state == "waiting"}
    found = {ident for hold in holds(ws).values() for ident in hold.facts}
    for fact in sorted(waiting.values(), key=lambda fact: fact.order):
        if not found.isdisjoint(fact.causes):
            found.add(fact.id)
    return found


def let_in(ws: Workspace, log: LogId) -> list[Fact]:
    """Let what waited count; it can be held back again as long as nobody here built on it.

    A receipt tells what came in by it, like that of a sync.
    """
    with ws.store.writing():
        hold = hold_of(ws, log)
        if hold is None:
            return []
        account = Account(ws, {log: ws.store.holding.held(log)})
        new = ws.store.holding.release(hold.facts)
        ws.ledger.announce(log, new)
        row = ws.store.log.log(log)
        if row is not None and row.role == "owner":
            ws.striking.strike_again(log, new)
        _account_for(ws, log, new, account)
        note_hold(ws, log, None)
        begin_anew(ws, log)
        ws.store.settings.set(_TAKEN + log, _packed(hold))
    return new


def _account_for(ws: Workspace, log: LogId, new: Sequence[Fact], account: Account) -> None:
    row = ws.store.log.log(log)
    courses = {log: row.course} if row else {}
    told = ws.store.log.told([fact.id for fact in new])
    receipt = Receipt(
        id="",
        at=int(time.time() * 1000),
        server=row.server if row else "",
        received=tuple(entry_of(one, courses) for one in told),
        overlaps=tuple(account.new_overlaps()),
        touched=account.touched(new),
    )
    ws.store.receipts.write(msgspec.json.encode(receipt), receipt.at)


def leave(ws: Workspace, log: LogId, *, later: bool = True) -> Hold | None:
    """Note that the person does not want it now, or that it is to be asked again."""
    hold = hold_of(ws, log)
    if hold is not None:
        hold = replace(hold, later=later)
        note_hold(ws, log, hold)
    return hold


def let_in_last(ws: Workspace, log: LogId) -> Hold | None:
    """Read what was let in last, None if nothing was or if something of mine builds on it now."""
    value = ws.store.settings.get(_TAKEN + log)
    if value is None:
        return None
    hold = msgspec.json.decode(value, type=Hold)
    known = [one.fact for ident in hold.facts if (one := ws.store.log.fact(ident))]
    first = min((fact.clock for fact in known), default=0)
    built = ws.store.holding.built_on(log, first, hold.facts)
    later = [one.fact for ident in built if (one := ws.store.log.fact(ident))]
    mine = any(fact.device == ws.identity.key.device for fact in later)
    return None if mine else hold


def hold_again(ws: Workspace, log: LogId) -> list[Fact]:
    """Take back the yes: what was let in last waits again; return what counts no longer."""
    with ws.store.writing():
        hold = let_in_last(ws, log)
        if hold is None:
            return []
        gone = ws.store.holding.hold(hold.facts)
        ws.ledger.announce(log, gone)
        ws.store.settings.set(_TAKEN + log, None)
        as_before(ws, log)
        since = hold_of(ws, log)  # other things may wait by now
        note_hold(ws, log, replace(hold, later=False) if since is None else _together(hold, since))
    return gone


def _together(one: Hold, two: Hold) -> Hold:
    """Let what waits for two reasons wait for one yes."""
    lessons: dict[NodeId, GoneLesson] = {}
    for lesson in (*one.lessons, *two.lessons):
        known = lessons.get(lesson.id, lesson)
        goes, words = known.goes or lesson.goes, max(known.words, lesson.words)
        lessons[lesson.id] = GoneLesson(lesson.id, words, goes)
    return replace(
        one,
        facts=tuple(sorted({*one.facts, *two.facts})),
        lessons=tuple(lessons.values()),
        words=one.words + two.words,
        of_lessons=max(one.of_lessons, two.of_lessons),
        of_words=max(one.of_words, two.of_words),
        people=tuple(sorted({*one.people, *two.people})),
        since=min(one.since, two.since),
        held_at=max(one.held_at, two.held_at),
        later=False,
    )


def hold_what_waited(ws: Workspace) -> None:
    """Hold back again what waited before a damaged store was read into this one."""
    for log, hold in holds(ws).items():
        ws.ledger.announce(log, ws.store.holding.hold(hold.facts))


def note_hold(ws: Workspace, log: LogId, hold: Hold | None) -> None:
    """Note what waits in a course, or that nothing does any more."""
    ws.store.settings.set(_HELD + log, None if hold is None else _packed(hold))


def _packed(hold: Hold) -> str:
    return msgspec.json.encode(hold).decode()
