"""Strike out of stored facts what redactions name: the row stays, the words in it are gone.

What a redaction strikes is noted by fact, so that a fact that comes later, or once more, is
struck before it is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, MutableSet

import msgspec

from sync.model.errors import BadInput
from sync.model.facts import Fact, what_is_wrong
from sync.model.ids import FactId, Sha, sha_of
from sync.model.kinds import payload_of
from sync.model.redaction import REDACTED, Place, is_struck, struck, words_at
from sync.store.connection import IN_LIST, Connection, json_list
from sync.store.fact_rows import BESIDE, FACT, fact_from, whole
from sync.store.settings import Settings

PENDING = "redaction.cleaning"
"""The setting that stands while files, unused pages or backups may still hold struck words."""
_PLACES = msgspec.json.Decoder(tuple[Place, ...])


def is_pending(settings: Settings) -> bool:
    """Tell whether files, unused pages or backups may still hold struck words."""
    return settings.get(PENDING) is not None


def note_strikes(db: Connection, facts: Iterable[Fact]) -> list[FactId]:
    """Note what the redactions among these facts strike; return the facts that they name."""
    rows = []
    for fact in facts:
        if fact.kind != REDACTED:
            continue
        try:
            body = payload_of(fact)
        except BadInput:
            continue  # it is set aside, and shown
        rows += [
            (one.fact, fact.id, fact.log, msgspec.json.encode(one.places).decode())
            for one in body.facts
        ]
    db.run_many(
        "INSERT OR IGNORE INTO strikes (fact, redaction, log, places) VALUES (?,?,?,?)", rows
    )
    return list(dict.fromkeys(FactId(row[0]) for row in rows))


def strikes_on(db: Connection, idents: Collection[str]) -> dict[tuple[str, str], list[Place]]:
    """Read which places are struck in facts, by fact and log: a redaction reaches its own log."""
    found: dict[tuple[str, str], list[Place]] = {}
    rows = db.rows(
        f"SELECT fact, log, places FROM strikes WHERE fact {IN_LIST}", (json_list(idents),)
    )
    for ident, log, places in rows:
        found.setdefault((ident, log), []).extend(_PLACES.decode(places))
    return found


def strike_arriving(
    fact: Fact, strikes: Mapping[tuple[str, str], list[Place]]
) -> tuple[Fact, Sha | None]:
    """Give a fact as it is to be stored, and the hash of what stands in its payload's place.

    None if it stands as it was written, or is not what it says: then it is not looked at here.
    """
    places = strikes.get((fact.id, fact.log))
    if not places:
        return fact, None
    payload = bytes(fact.payload)
    if what_is_wrong(fact):
        stands = sha_of(payload)
        came_struck = what_is_wrong(fact, stands) is None
        return fact, stands if came_struck and is_struck(fact.kind, payload, places) else None
    left = struck(fact.kind, payload, places)
    if left == payload:
        return fact, None
    return msgspec.structs.replace(fact, payload=msgspec.Raw(left)), sha_of(left)


def strike_stored(
    db: Connection, idents: Collection[FactId], words: MutableSet[str]
) -> tuple[list[Fact], dict[FactId, int]]:
    """Strike facts that are here, and add the words that stood there to `words`.

    Return those that were set aside only because they had come struck already, to be taken in
    again, with their numbers.
    """
    strikes = strikes_on(db, idents)
    mended: list[Fact] = []
    numbers: dict[FactId, int] = {}
    left: list[tuple[str, Sha, str]] = []
    rows = db.rows(
        f"SELECT {FACT}, state, number FROM facts WHERE id {IN_LIST}", (json_list(idents),)
    )
    for row in rows:
        fact, state, number = fact_from(row), row[BESIDE], row[BESIDE + 1]
        places = strikes.get((fact.id, fact.log), [])
        payload = bytes(fact.payload)
        is_whole = whole(row) is not None
        if not is_whole and is_struck(fact.kind, payload, places):
            mended.append(fact)
            numbers |= {} if number is None else {fact.id: number}
        elif is_whole or state == "aside":
            after = struck(fact.kind, payload, places)
            if after != payload:
                words |= words_at(fact.kind, payload, places)
                left.append((after.decode(), sha_of(after), fact.id))
    db.run_many("UPDATE facts SET payload=?, struck=? WHERE id=?", left)
    return mended, numbers


def strike_alone(db: Connection, ident: FactId, places: Collection[Place]) -> None:
    """Strike a fact that is only here: one that no server took."""
    for row in db.rows(f"SELECT {FACT} FROM facts WHERE id=?", (ident,)):
        fact = fact_from(row)
        after = struck(fact.kind, bytes(fact.payload), places)
        db.run(
            "UPDATE facts SET payload=?, struck=? WHERE id=?",
            (after.decode(), sha_of(after), ident),
        )
