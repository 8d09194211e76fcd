"""How far each person has seen each course, kept for their other laptops. One transaction a call.

Rows of one person are numbered from 1, anew at each change, so that a laptop asks for what it has
not heard of. `reset` is the number at which something was last marked as not seen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from sync.model.ids import LogId, PersonId
from sync.model.seen import SeenUpto, seen_by_both
from sync.server import schema

LARGEST = 64 * 1024
"""Bytes of one course; what is longer is not kept. A laptop says less of it then."""
_upto = msgspec.json.Decoder(SeenUpto).decode


class SeenRows:
    """Reads and writes what one person has seen."""

    def __init__(self, connection: Connection, person: PersonId) -> None:
        self._connection = connection
        self._person = person

    @property
    def top(self) -> int:
        """The number of the latest change, 0 if there was none."""
        s = schema.seen.c
        asked = select(func.max(s.number)).where(s.person == self._person)
        return self._connection.execute(asked).scalar() or 0

    def keep(self, told: Mapping[LogId, SeenUpto], readable: Collection[LogId]) -> None:
        """Join what a laptop tells with what others told; of courses that may be read alone."""
        s = schema.seen
        for log in sorted(set(told) & set(readable)):
            mine = (s.c.person == self._person) & (s.c.log == log)
            row = self._connection.execute(select(s.c.body, s.c.reset).where(mine)).first()
            new, reset, number = told[log], row.reset if row else 0, self.top + 1
            if new.anew:
                reset = number
            elif row is not None:
                new = seen_by_both(_upto(row.body), new)
            body = msgspec.json.encode(msgspec.structs.replace(new, anew=False))
            if len(body) > LARGEST or (row is not None and body == row.body):
                continue
            self._connection.execute(delete(s).where(mine))
            values = {"person": self._person, "log": log, "number": number}
            self._connection.execute(insert(s).values(values | {"reset": reset, "body": body}))

    def since(self, cursor: int, readable: Collection[LogId]) -> dict[LogId, SeenUpto]:
        """List what changed after a number."""
        s = schema.seen.c
        rows = self._connection.execute(
            select(s.log, s.body, s.reset).where(s.person == self._person, s.number > cursor)
        )
        return {
            LogId(row.log): msgspec.structs.replace(_upto(row.body), anew=row.reset > cursor)
            for row in rows
            if row.log in readable
        }
