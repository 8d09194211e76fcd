"""Fetches the snapshots that an answer names, and checks that they are what it says."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sync.client.failures import Interrupted
from sync.client.parts import part_of
from sync.client.transport import Transport
from sync.model.ids import LogId
from sync.model.language import say
from sync.wire.codec import Unreadable, decode, unsqueeze
from sync.wire.messages import Answer, Numbered, Snapshot
from sync.wire.routes import SNAPSHOT_LIMIT


def fetch_snapshots(
    answer: Answer, folder: Path, transport: Transport
) -> dict[LogId, list[Numbered]]:
    """Get the first facts of each log that comes as a snapshot; goes on where it broke off."""
    return {
        news.log: _fetch(news.snapshot, folder, transport) for news in answer.logs if news.snapshot
    }


def _fetch(snapshot: Snapshot, folder: Path, transport: Transport) -> list[Numbered]:
    with part_of(folder, f"{snapshot.sha}.snapshot") as part:
        transport.fetch(snapshot.url, part, snapshot.size)
        squeezed = part.read_bytes()
        part.unlink()
    if hashlib.sha256(squeezed).hexdigest() != snapshot.sha:
        raise Interrupted(say("A snapshot was damaged on the way."))
    try:
        facts = decode(unsqueeze(squeezed, limit=SNAPSHOT_LIMIT), list[Numbered])
    except Unreadable as error:
        raise Interrupted(say("A snapshot of the server cannot be read.")) from error
    if [fact.number for fact in facts] != list(range(1, snapshot.upto + 1)):
        raise Interrupted(say("A snapshot of the server has gaps."))
    return facts
