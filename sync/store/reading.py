"""Facts that were read and found whole, so that the same bytes are not hashed again."""

from __future__ import annotations

from sync.model.facts import Fact
from sync.model.ids import FactId
from sync.store.connection import Row
from sync.store.fact_rows import whole

PAYLOAD_AT = 9
KEPT_AT_MOST = 8_192
LARGEST_KEPT = 4_096
"""Bytes of a payload; at 1 kB a fact, as most are, all that is kept takes some 10 MB."""


class Reading:
    """Builds facts from rows; a row that reads as it did before is whole as it was then.

    Each row is read from the disk all the same, and compared byte by byte with what was whole: what
    the disk has changed since is found as if nothing were kept.
    """

    def __init__(self) -> None:
        self._known: dict[FactId, tuple[Row, Fact]] = {}

    def whole(self, row: Row) -> Fact | None:
        """Build a fact from the columns `FACT`, None if it is no longer what was hashed."""
        known = self._known.get(row[0])
        if known is not None and known[0] == row:
            return known[1]
        fact = whole(row)
        if fact is not None and len(row[PAYLOAD_AT]) <= LARGEST_KEPT:
            if len(self._known) >= KEPT_AT_MOST:
                self._known.clear()
            self._known[fact.id] = row, fact
        return fact
