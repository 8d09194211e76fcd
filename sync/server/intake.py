"""Takes a round in while it is still arriving: unpacks, splits it into facts, has them checked.

The first line is the round itself, each further line one more fact. Nothing is judged before
the last byte has come and the checksum was right.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from typing import TypeVar

import msgspec

from sync.model.facts import Fact
from sync.model.language import mark
from sync.server.door import Checked, check
from sync.server.rejections import Rejected
from sync.wire.codec import Unreadable, Unsqueezer, decode
from sync.wire.messages import Join, Round
from sync.wire.routes import OLDEST, PROTOCOL, ROUND_BYTES, ROUND_FACTS

Message = TypeVar("Message")

_BATCH_FACTS = 50
_BATCH_BYTES = 256 * 1024


class _Spoken(msgspec.Struct):
    """As much of a message as tells another version from noise."""

    version: int


class Intake:
    """One round on its way in. `feed` and `finish` raise Rejected."""

    def __init__(self, pool: Executor, squeezed: bool) -> None:
        self._pool = pool
        self._unsqueezer = Unsqueezer(ROUND_BYTES) if squeezed else None
        self._rest = bytearray()
        self._size = 0
        self._lines: list[bytes] = []
        self._lines_size = 0
        self._facts = 0
        self._checks: list[tuple[list[bytes], Future[list[Checked]]]] = []
        self._said: Round | None = None

    def feed(self, piece: bytes) -> None:
        """Take some bytes of the body."""
        try:
            plain = self._unsqueezer.feed(piece) if self._unsqueezer else piece
        except Unreadable as error:
            raise as_rejected(error) from None
        self._size += len(plain)
        if self._size > ROUND_BYTES:
            raise Rejected("too-large", f"The round is longer than {ROUND_BYTES} bytes.")
        if b"\n" not in plain:
            self._rest += plain
            return
        first, *lines = plain.split(b"\n")
        self._line(bytes(self._rest + first))
        self._rest = bytearray(lines.pop())
        for line in lines:
            self._line(line)

    def _line(self, line: bytes) -> None:
        if not line.strip():
            return
        if self._said is None:
            self._said = read(line, Round)
            self._count(len(self._said.facts))
            return
        self._count(1)
        self._lines.append(line)
        self._lines_size += len(line)
        if len(self._lines) >= _BATCH_FACTS or self._lines_size > _BATCH_BYTES:
            check_them = self._pool.submit(_check_lines, self._lines)
            self._checks.append((self._lines, check_them))
            self._lines, self._lines_size = [], 0

    def _count(self, facts: int) -> None:
        self._facts += facts
        if self._facts > ROUND_FACTS:
            raise Rejected("too-large", f"The round has more than {ROUND_FACTS} facts.")

    def finish(self) -> tuple[Round, list[Checked]]:
        """Give the round and its facts, each once; blocks while facts are still being checked."""
        try:
            if self._unsqueezer:
                self._unsqueezer.finish()
        except Unreadable as error:
            raise as_rejected(error) from None
        self._line(bytes(self._rest))
        if self._said is None:
            raise Rejected("damaged", mark("The round is empty."))
        checked = [check(fact) for fact in self._said.facts] + _check_lines(self._lines)
        for lines, checking in reversed(self._checks):
            # What no thread has begun is done here: to wait for it could be to wait for oneself.
            checked += _check_lines(lines) if checking.cancel() else checking.result()
        return self._said, list({one.fact.id: one for one in checked}.values())


def _check_lines(lines: Sequence[bytes]) -> list[Checked]:
    return [check(read(line, Fact)) for line in lines]


def read(line: bytes, of: type[Message]) -> Message:
    """Decode a message; raises Rejected, saying which side is too old if that is the reason."""
    try:
        message = decode(line, of)
    except Unreadable as error:
        if error.wrong == "shape":
            _check_version_of(line)
        raise as_rejected(error) from None
    if isinstance(message, (Round, Join)):
        check_version(message.version)
    return message


def as_rejected(error: Unreadable) -> Rejected:
    """Find the problem that unreadable bytes stand for."""
    names = {"size": "too-large", "shape": "not-understood"}
    return Rejected(names.get(error.wrong, "damaged"), str(error))


def _check_version_of(line: bytes) -> None:
    """Look whether a message that has not the expected form is one of another version."""
    with suppress(Unreadable):
        check_version(decode(line, _Spoken).version)


def check_version(version: int) -> None:
    """Raise Rejected, saying which side is too old, if this version is not spoken here."""
    if version < OLDEST:
        raise Rejected("client-too-old", mark("The server no longer speaks this version."))
    if version > PROTOCOL:
        raise Rejected("server-too-old", mark("The server does not speak this version yet."))
