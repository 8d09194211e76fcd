"""Redactions on the server: which places are struck out of which facts, and what else goes.

A struck fact keeps its number, its id and its signature; its JSON is served without the words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, Sha
from sync.model.payloads import ContentRedacted, CourseShared
from sync.model.redaction import Place, is_struck, struck
from sync.server import schema
from sync.server.database import in_chunks, meta_value

CLEANING = "cleaning"
"""Key of what is still to be cleaned after redactions: a JSON list of attachments."""
Strikes = dict[tuple[FactId, LogId], list[Place]]
_PLACES = msgspec.json.Decoder(list[Place])
_FACT = msgspec.json.Decoder(Fact)


def strikes_on(connection: Connection, idents: Iterable[FactId]) -> Strikes:
    """Read which places are struck in facts that are here or still to come."""
    table = schema.strikes.c
    found: Strikes = {}
    for chunk in in_chunks(sorted(idents)):
        rows = select(table.fact, table.log, table.places).where(table.fact.in_(chunk))
        for fact, log, places in connection.execute(rows):
            found.setdefault((fact, log), []).extend(_PLACES.decode(places))
    return found


def places_of(redactions: Iterable[tuple[Fact, ContentRedacted]]) -> Strikes:
    """List what redactions strike that are not accepted yet."""
    found: Strikes = {}
    for fact, body in redactions:
        for one in body.facts:
            found.setdefault((one.fact, fact.log), []).extend(one.places)
    return found


def comes_struck(fact: Fact, strikes: Mapping[tuple[FactId, LogId], list[Place]]) -> bool:
    """Tell whether a fact that is not what was hashed is so because of a redaction."""
    places = strikes.get((fact.id, fact.log))
    return bool(places) and is_struck(fact.kind, bytes(fact.payload), places or ())


def body_struck(fact: Fact, places: Iterable[Place]) -> bytes:
    """Give the JSON of a fact with places struck out."""
    left = struck(fact.kind, bytes(fact.payload), places)
    return msgspec.json.encode(msgspec.structs.replace(fact, payload=msgspec.Raw(left)))


def logs_with_strikes(connection: Connection, logs: Collection[LogId]) -> set[LogId]:
    """Find the logs out of which words were struck."""
    table = schema.strikes.c
    found: set[LogId] = set()
    for chunk in in_chunks(sorted(logs)):
        rows = select(table.log).where(table.log.in_(chunk)).distinct()
        found.update(row[0] for row in connection.execute(rows))
    return found


def take_redactions(
    connection: Connection, redactions: Sequence[tuple[Fact, ContentRedacted]]
) -> None:
    """Strike what accepted redactions name, and note what is to be cleaned after the commit."""
    blobs: set[Sha] = set()
    for fact, body in redactions:
        rows = [
            {
                "fact": one.fact,
                "redaction": fact.id,
                "log": fact.log,
                "places": msgspec.json.encode(one.places).decode(),
            }
            for one in body.facts
        ]
        if rows:
            connection.execute(insert(schema.strikes), rows)
        _strike(connection, fact.log, places_of([(fact, body)]))
        blobs |= _forget_blobs(connection, fact.log, body.blobs)
    if redactions:
        note_cleaning(connection, blobs)


def _strike(connection: Connection, log: LogId, strikes: Strikes) -> None:
    f = schema.facts.c
    for chunk in in_chunks(sorted(ident for ident, _ in strikes)):
        rows = connection.execute(select(f.id, f.body).where(f.log == log, f.id.in_(chunk)))
        left = []
        for ident, body in rows:
            fact = _FACT.decode(body)
            clean = body_struck(fact, strikes[ident, log])
            if clean != body:
                left.append({"ident": ident, "clean": clean})
            if fact.kind == "course.shared":
                _retitle(connection, clean)
        if left:
            change = update(schema.facts).where(f.id == bindparam("ident"))
            connection.execute(change.values(body=bindparam("clean")), left)


def _retitle(connection: Connection, body: bytes) -> None:
    shared = msgspec.json.decode(_FACT.decode(body).payload, type=CourseShared)
    logs = schema.logs
    connection.execute(update(logs).where(logs.c.log == shared.log).values(title=shared.title))


def _forget_blobs(connection: Connection, log: LogId, blobs: Collection[Sha]) -> set[Sha]:
    """Let a log hold attachments no longer; return those that no log holds any more."""
    placed, media = schema.placed, schema.media
    gone: set[Sha] = set()
    for chunk in in_chunks(sorted(blobs)):
        connection.execute(delete(placed).where(placed.c.log == log, placed.c.sha.in_(chunk)))
        rows = connection.execute(select(placed.c.sha).where(placed.c.sha.in_(chunk)))
        unheld = set(chunk) - {row[0] for row in rows}
        connection.execute(delete(media).where(media.c.sha.in_(sorted(unheld))))
        gone |= unheld
    return gone


def note_cleaning(connection: Connection, blobs: Collection[Sha]) -> None:
    """Note what is to be cleaned, beside what waits for it already."""
    waiting = meta_value(connection, CLEANING)
    shas = sorted({*blobs, *(msgspec.json.decode(waiting, type=list[Sha]) if waiting else ())})
    meta = schema.meta
    connection.execute(delete(meta).where(meta.c.key == CLEANING))
    value = msgspec.json.encode(shas).decode()
    connection.execute(insert(meta).values(key=CLEANING, value=value))
