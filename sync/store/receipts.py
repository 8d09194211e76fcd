"""Receipts: what each sync brought in and sent out."""

from __future__ import annotations

from sync.model.errors import NotFound
from sync.model.ids import sha_of
from sync.model.language import say
from sync.store.connection import Connection

SHOWN = 100


class Receipts:
    """Receipts by time; written in the transaction of what they tell of."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def write(self, receipt: bytes, at: int) -> str:
        """Keep a receipt (JSON); return its id. The same one at the same time is kept once."""
        text = receipt.decode()
        ident = sha_of(f"{at}\n{text}")[:32]
        self._db.run(
            "INSERT OR IGNORE INTO receipts (id, at, sha, receipt) VALUES (?,?,?,?)",
            (ident, at, sha_of(receipt), text),
        )
        return ident

    def rewrite(self, ident: str, receipt: bytes) -> None:
        """Let a receipt tell more, as what it tells of went on; its id stays."""
        self._db.run(
            "UPDATE receipts SET receipt=?, sha=? WHERE id=?",
            (receipt.decode(), sha_of(receipt), ident),
        )

    def that_take_back(self) -> list[tuple[str, int, bytes]]:
        """Read the receipts that tell of something taken back, the first one first."""
        rows = self._db.rows(
            "SELECT id, at, receipt FROM receipts WHERE receipt LIKE ? ORDER BY at, id",
            ('%"takes_back":%',),
        )
        return [(row[0], row[1], row[2].encode()) for row in rows]

    def list(self, limit: int = SHOWN) -> list[tuple[str, int, bytes]]:
        """Read the latest receipts, the last one first."""
        rows = self._db.rows(
            "SELECT id, at, receipt FROM receipts ORDER BY at DESC, id LIMIT ?", (limit,)
        )
        return [(row[0], row[1], row[2].encode()) for row in rows]

    def get(self, prefix: str) -> tuple[str, int, bytes] | None:
        """Find the receipt whose id begins so; raise NotFound if several do."""
        rows = self._db.rows(
            "SELECT id, at, receipt FROM receipts WHERE id>=?1 AND id<?1 || 'g' LIMIT 2",
            (prefix.lower(),),
        )
        if len(rows) > 1:
            raise NotFound(
                say("Several receipts begin with “{prefix}”.", prefix=prefix),
                mend=say("Give more digits."),
                safe=say("Nothing was changed."),
            )
        return (rows[0][0], rows[0][1], rows[0][2].encode()) if rows else None
