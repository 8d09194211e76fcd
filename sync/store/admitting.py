"""Take facts into the log, and out of what counts, whatever came before, twice or late."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, MutableSet, Sequence

from sync.model.errors import BadInput
from sync.model.facts import Fact, what_is_wrong
from sync.model.ids import FactId, LogId, Sha
from sync.model.kinds import KINDS, causes_of, payload_of
from sync.model.limits import is_far_ahead
from sync.model.redaction import REDACTED
from sync.store.connection import IN_LIST, Connection, Row, json_list
from sync.store.fact_rows import BESIDE, FACT, INSERT, State, causes_from, fact_from, row_of
from sync.store.settling import Settled, settle
from sync.store.striking import note_strikes, strike_arriving, strike_stored, strikes_on

_FAR = "its clock is far ahead of all that is here"
HELD = "held"
"""Why a fact waits whose causes may all be here: a person has not said yes to it."""


def take_in(
    db: Connection,
    facts: Sequence[Fact],
    numbers: Mapping[FactId, int],
    damaged: Collection[FactId],
    words: MutableSet[str],
) -> list[Fact]:
    """Store facts; return those that count from now on, earlier ones among them.

    They are stored causes first, else in the order given. `damaged` are some whose stored content
    is no longer whole, so that they are stored again. What redactions among them strike out of
    facts that were here is added to `words`.
    """
    known = _states(db, [*(f.id for f in facts), *(c for f in facts for c in f.causes)])
    new: dict[FactId, Fact] = {}
    for fact in facts:
        state = "aside" if fact.id in damaged else known.get(fact.id)
        if fact.id in new and not what_is_wrong(new[fact.id]):
            continue  # the whole one counts, whatever else came under its name
        if state in (None, "aside") or (state == "refused" and fact.id in numbers):
            new[fact.id] = fact
    redactions = [f for f in new.values() if f.kind == REDACTED and not what_is_wrong(f)]
    named = note_strikes(db, redactions)
    stands = _strike(db, new)
    wrong = {
        f.id: why
        for f in new.values()
        if (why := what_is_wrong(f, stands.get(f.id)) or _no_meaning(f))
    }
    note_numbers(db, {ident: numbers[ident] for ident in known if ident in numbers})
    waiting_rows = {
        FactId(row[0]): row
        for row in db.rows(
            f"SELECT {FACT}, number FROM facts WHERE state<>'kept' AND state='waiting' AND why<>?",
            (HELD,),
        )
    }
    stands |= {ident: row[11] for ident, row in waiting_rows.items() if row[11]}
    waiting = {ident: (fact_from(row), row[BESIDE]) for ident, row in waiting_rows.items()}
    undecided = {ident: fact for ident, (fact, _) in waiting.items()}
    undecided |= {f.id: f for f in new.values() if f.id not in wrong}
    known |= _states(db, {cause for fact, _ in waiting.values() for cause in fact.causes})
    settled = _settled_in_reach(
        db,
        undecided,
        kept=[i for i, state in known.items() if state == "kept"],
        refused=[i for i, state in known.items() if state == "refused" and i not in new],
    )
    came = {i: (fact, numbers.get(i)) for i, fact in new.items()}
    counting = [ident for ident in settled.kept if ident in new or ident in waiting]
    order = dict.fromkeys([*counting, *settled.refused, *new])
    _store(db, {i: (came.get(i) or waiting[i]) for i in order}, settled, wrong, stands)
    counted = _count(db, [new[i] if i in new else waiting[i][0] for i in counting])
    if not named:
        return counted
    mended, their_numbers = strike_stored(db, named, words)
    again = take_in(db, mended, their_numbers, damaged, words) if mended else []
    return sorted([*counted, *again], key=lambda fact: fact.order)


def _settled_in_reach(
    db: Connection,
    undecided: Mapping[FactId, Fact],
    kept: Collection[FactId],
    refused: Collection[FactId],
) -> Settled:
    """Settle facts; those far ahead of all that counts wait until the clock has come near them.

    What counts in the end depends on what is here alone, in whatever order it came.
    """
    tops = {LogId(row[0]): int(row[1]) for row in db.rows("SELECT log, top FROM logs")}
    far: set[FactId] = set()
    while True:
        causes = {ident: fact.causes for ident, fact in undecided.items() if ident not in far}
        settled = settle(causes, kept, refused)
        counting = [undecided[ident] for ident in settled.kept if ident in undecided]
        ahead = _far_ahead(counting, tops)
        if not ahead:
            settled.far = far
            return settled
        far |= ahead


def _far_ahead(facts: Sequence[Fact], tops: Mapping[LogId, int]) -> set[FactId]:
    """Name the facts that are far ahead of all others of their log."""
    if all(not is_far_ahead(fact.clock, tops.get(fact.log, 0)) for fact in facts):
        return set()
    reached = dict(tops)
    ahead: set[FactId] = set()
    for fact in sorted(facts, key=lambda one: one.clock):
        top = reached.get(fact.log, 0)
        if is_far_ahead(fact.clock, top):
            ahead.add(fact.id)
        else:
            reached[fact.log] = max(top, fact.clock)
    return ahead


def _strike(db: Connection, new: dict[FactId, Fact]) -> dict[FactId, Sha]:
    """Strike facts before they are stored; tell what stands in the place of their payloads."""
    strikes = strikes_on(db, new)
    stands: dict[FactId, Sha] = {}
    for ident, _ in strikes:
        fact, sha = strike_arriving(new[FactId(ident)], strikes)
        new[fact.id] = fact
        if sha is not None:
            stands[fact.id] = sha
    return stands


def take_out(db: Connection, reasons: Mapping[FactId, str]) -> list[Fact]:
    """Refuse facts, and all that builds on them; return all of them that counted."""
    rows = db.rows(
        f"SELECT id, log FROM facts WHERE id {IN_LIST} AND state IN ('kept', 'waiting')",
        (json_list(reasons),),
    )
    why = {FactId(row[0]): reasons[row[0]] for row in rows}
    logs = sorted({LogId(row[1]) for row in rows})
    for log in logs:
        why.update(_built_on(db, log, why))
    gone = db.rows(
        f"SELECT {FACT} FROM facts WHERE id {IN_LIST} AND state='kept'", (json_list(why),)
    )
    db.run_many(
        "UPDATE facts SET state='refused', why=? WHERE id=?",
        [(reason, ident) for ident, reason in why.items()],
    )
    db.run_many(
        "UPDATE logs SET top=coalesce((SELECT max(clock) FROM facts "
        "WHERE log=?1 AND state='kept'), 0) WHERE log=?1",
        [(log,) for log in logs],
    )
    return sorted(map(fact_from, gone), key=lambda fact: fact.order)


def note_numbers(db: Connection, numbers: Mapping[FactId, int]) -> None:
    """Note the server's numbers of facts that have none yet."""
    db.run_many(
        "UPDATE facts SET number=? WHERE id=? AND number IS NULL",
        [(number, ident) for ident, number in numbers.items()],
    )


def _store(
    db: Connection,
    facts: Mapping[FactId, tuple[Fact, int | None]],
    settled: Settled,
    wrong: Mapping[FactId, str],
    stands: Mapping[FactId, Sha],
) -> None:
    """Write rows in this order; a row that was there before moves to the end."""
    kept = set(settled.kept)
    shared = {row[0] for row in db.rows(_GOING_OUT)}
    rows: list[Row] = []
    for ident, (fact, number) in facts.items():
        state: State = "kept" if ident in kept else "waiting"
        why = ""
        if ident in settled.refused:
            state, why = "refused", _because(settled.refused[ident])
        elif ident in wrong:
            state, why = "aside", wrong[ident]
        elif ident in settled.far:
            why = _FAR
        shown = stands.get(ident, "")
        rows.append(row_of(fact, state, number, fact.log in shared, why, shown))
    db.run_many(INSERT, rows)


def _count(db: Connection, facts: Sequence[Fact]) -> list[Fact]:
    tops: dict[LogId, int] = {}
    for fact in facts:
        tops[fact.log] = max(fact.clock, tops.get(fact.log, 0))
    db.run_many(
        "UPDATE logs SET top=max(top, ?) WHERE log=?", [(t, log) for log, t in tops.items()]
    )
    return sorted(facts, key=lambda fact: fact.order)


def _states(db: Connection, idents: Iterable[FactId]) -> dict[FactId, str]:
    asked = list(dict.fromkeys(idents))
    if not asked:
        return {}
    return dict(db.rows(f"SELECT id, state FROM facts WHERE id {IN_LIST}", (json_list(asked),)))


def _built_on(db: Connection, log: LogId, refused: Mapping[FactId, str]) -> dict[FactId, str]:
    # not by clocks: a forged fact may build on one with a later clock
    rows = db.rows(
        "SELECT id, causes FROM facts WHERE log=? AND state IN ('kept','waiting')", (log,)
    )
    later = {FactId(i): causes_from(c) for i, c in rows if i not in refused}
    causes = {cause for named in later.values() for cause in named}
    kept = causes - later.keys() - refused.keys()
    settled = settle(later, kept=kept, refused=refused)
    return {ident: _because(cause) for ident, cause in settled.refused.items()}


def _because(cause: FactId) -> str:
    return f"it builds on {cause[:12]}, refused"


def _no_meaning(fact: Fact) -> str | None:
    """Say why a fact that is whole cannot be what an application of ours wrote.

    What it builds on stands in its envelope as well, by which it waits for all of that. A kind
    that is not known here is kept as it is: a newer application reads it.
    """
    try:
        bytes(fact.payload).decode("utf-8")
    except UnicodeDecodeError:
        return "its content is not UTF-8 text"
    if fact.kind not in KINDS:
        return None
    try:
        causes = causes_of(fact.kind, payload_of(fact))
    except BadInput:
        return "its content is not that of its kind"
    if not set(causes) <= set(fact.causes):
        return "it builds on more than it says"
    return None


_GOING_OUT = "SELECT log FROM logs WHERE standing='shared' AND server<>''"
