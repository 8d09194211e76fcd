"""What a search is narrowed to: kinds, courses, lessons, what one person wrote."""

from __future__ import annotations

import msgspec

from sync.model.ids import CourseId, NodeId, PersonId
from sync.store.connection import IN_LIST, Connection, json_list
from sync.store.search_index import Kind


class Scope(msgspec.Struct, frozen=True):
    """Where to look; None means everywhere.

    `lessons` lets only these and what is said of them through. `by` lets through what this person
    wrote, the lessons that this person wrote in, and the courses that this person began.
    """

    kinds: frozenset[Kind] | None = None
    courses: frozenset[CourseId] | None = None
    lessons: frozenset[NodeId] | None = None
    by: PersonId | None = None


EVERYTHING = Scope()
_MINE = """(person = ?1 OR (kind = 'lesson' AND EXISTS (
    SELECT 1 FROM facts INDEXED BY facts_by_subject WHERE log = e.log AND subject = e.ident
    AND subject <> '' AND state = 'kept' AND kind = 'text.revised' AND facts.person = ?1))
 OR (kind = 'course' AND EXISTS (
    SELECT 1 FROM facts INDEXED BY facts_by_kind WHERE log = e.log AND kind = 'course.made'
    AND state = 'kept' AND facts.person = ?1)))"""


class Narrowed:
    """The entries of the last scope, listed once for all keys that are typed in it.

    The list is a temporary table of this connection; it is made anew when anything was written.
    """

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._listed: tuple[Scope, object] | None = None
        self.also = ""
        """What a question over the index says beside."""

    def to(self, scope: Scope) -> None:
        """Narrow what follows to a scope."""
        if scope == EVERYTHING:
            self.also = ""
            return
        self.also = "AND +rowid IN (SELECT doc FROM temp.search_scope)"
        now = self._db.row(
            "SELECT (SELECT max(rowid) FROM facts), (SELECT max(doc) FROM search_entries)"
        )
        if self._listed != (scope, now):
            self._list(scope)
            self._listed = (scope, now)

    def _list(self, scope: Scope) -> None:
        where: list[str] = []
        values: list[object] = [scope.by or ""]
        for column, allowed in (
            ("kind", scope.kinds),
            ("course", scope.courses),
            ("lesson", scope.lessons),
        ):
            if allowed is not None:
                values.append(json_list(allowed))
                where.append(f"{column} {IN_LIST.replace('?', f'?{len(values)}')}")
        if scope.by is not None:
            where.append(_MINE)
        self._listed = None
        self._db.run("CREATE TEMP TABLE IF NOT EXISTS search_scope (doc INTEGER PRIMARY KEY)")
        self._db.run("DELETE FROM temp.search_scope")
        self._db.run(
            "INSERT INTO temp.search_scope SELECT doc FROM search_entries AS e WHERE "
            + " AND ".join(where),
            values,
        )
