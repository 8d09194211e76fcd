"""One sync: rounds until nothing is left to send or to fetch, then attachments.

Each round is one request. It may be cut anywhere and repeated: the workspace takes an answer in
one transaction, and what was not answered stays in its outbox. Attachments never hold facts up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from sync.client.media import MediaTrouble, exchange_media
from sync.client.snapshots import fetch_snapshots
from sync.client.transport import Transport
from sync.model.facts import Fact
from sync.model.ids import FactId
from sync.model.language import mark
from sync.wire.codec import Unreadable, decode
from sync.wire.desk import Desk, Outgoing, Taken
from sync.wire.messages import Answer, Judged, Round
from sync.wire.routes import FACT_BYTES, PROTOCOL, ROUND_BYTES, ROUND_FACTS

__all__ = ["Desk", "Outcome", "Outgoing", "Taken", "sync"]

_MARGIN = 1024
_MOST_ROUNDS = 10_000
_DAMAGED = mark("It is damaged: no server could read it.")
_TOO_LONG = mark("It is longer than the 8 MB that a server takes.")


@dataclass(frozen=True)
class Outcome:
    """What one sync did; `bytes_out` and `bytes_in` count headers and bodies as sent.

    `refused` and `waiting` are facts by the server's last word on them. `media` names
    attachments that could not be moved this time; they are tried again at the next sync. `seen`
    tells that the person has seen more, or less, on another of their laptops.
    """

    sent: int
    received: int
    requests: int
    bytes_out: int
    bytes_in: int
    overlaps: int
    receipt: str
    refused: tuple[Judged, ...] = ()
    waiting: tuple[Judged, ...] = ()
    media: tuple[MediaTrouble, ...] = ()
    seen: bool = False


@dataclass
class _Tally:
    sent: int = 0
    received: int = 0
    overlaps: int = 0
    receipt: str = ""
    verdicts: dict[FactId, Judged] = field(default_factory=dict)
    seen: bool = False

    def add(self, answer: Answer, taken: Taken) -> None:
        self.sent += taken.sent
        self.received += taken.received
        self.overlaps += taken.overlaps
        self.receipt = taken.receipt or self.receipt
        self.seen = taken.seen or self.seen
        self.verdicts.update((judged.id, judged) for judged in answer.judged)

    def having(self, verdict: str) -> tuple[Judged, ...]:
        return tuple(j for j in self.verdicts.values() if j.verdict == verdict)


def sync(desk: Desk, transport: Transport) -> Outcome:
    """Bring a workspace and its server together; raises PersonCanMend or WillBeTriedAgain.

    What was taken in before an error stays taken in. Idle, one change out and one change in
    are one request each.
    """
    requests, bytes_out, bytes_in = transport.counts
    tally = _Tally()
    for _ in range(_MOST_ROUNDS):
        outgoing = desk.outgoing(ROUND_FACTS, ROUND_BYTES // 2)
        answer, left_over = _exchange(outgoing, transport)
        taken = desk.take_in(answer, fetch_snapshots(answer, desk.parts_folder(), transport))
        tally.add(answer, taken)
        again = answer.more or taken.more or left_over
        if not again or not (taken.bridged or _moved(outgoing, answer)):
            break
    trouble = exchange_media(desk, answer.media_wanted, transport)
    return Outcome(
        sent=tally.sent,
        received=tally.received,
        requests=transport.counts[0] - requests,
        bytes_out=transport.counts[1] - bytes_out,
        bytes_in=transport.counts[2] - bytes_in,
        overlaps=tally.overlaps,
        receipt=tally.receipt,
        refused=tally.having("refused"),
        waiting=tally.having("waiting"),
        media=trouble,
        seen=tally.seen,
    )


def _exchange(outgoing: Outgoing, transport: Transport) -> tuple[Answer, bool]:
    """Post one round; tell also whether some of the facts had no room in it."""
    said = msgspec.json.encode(_round(transport.app, outgoing))
    lines, unfit, left_over = _fit(outgoing.facts, ROUND_BYTES - len(said) - _MARGIN)
    answer = transport.round([said, *lines])
    if unfit:
        answer = msgspec.structs.replace(answer, judged=[*answer.judged, *unfit])
    return answer, left_over


def _round(app: str, outgoing: Outgoing) -> Round:
    return Round(
        PROTOCOL,
        app,
        outgoing.epoch,
        outgoing.cursors,
        strikes=True,
        seen=outgoing.seen,
        seen_cursor=outgoing.seen_cursor,
    )


def _fit(facts: Iterable[Fact], room: int) -> tuple[list[bytes], list[Judged], bool]:
    """Take facts, one a line, while they fit in one round; refuse what no server would take.

    A single line that a server cannot read makes it refuse the round with all that is in it, so
    each is read here first, as the server will.
    """
    lines: list[bytes] = []
    unfit: list[Judged] = []
    for fact in facts:
        line = msgspec.json.encode(fact)
        if why := _unfit(line):
            unfit.append(Judged(fact.id, "refused", None, why))
            continue
        room -= len(line) + 1
        if room < 0 or len(lines) == ROUND_FACTS:
            return lines, unfit, True
        lines.append(line)
    return lines, unfit, False


def _unfit(line: bytes) -> str:
    """Say why no server would take a fact, '' if one may."""
    if len(line) > FACT_BYTES:
        return _TOO_LONG
    try:
        decode(line, Fact)
    except Unreadable:
        return _DAMAGED
    return _DAMAGED if b"\n" in line else ""


def _moved(outgoing: Outgoing, answer: Answer) -> bool:
    """Tell whether this round changed anything, so that another one can get further."""
    return (
        answer.epoch != outgoing.epoch
        or bool(answer.logs)
        or any(judged.verdict != "waiting" for judged in answer.judged)
    )
