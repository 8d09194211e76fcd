"""What can be found, and the index over it: kept up to date off the writing path.

The index (FTS5) holds folded words and no text. Triggers note what it holds of an entry that is
about to change, so that `refresh` can take exactly that out again.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sync.model.errors import WorkspaceTrouble
from sync.model.ids import CourseId, LogId, NodeId, PersonId, sha_of
from sync.store.connection import Connection
from sync.store.folding import FOLDING, words_of
from sync.store.schema import SEARCH_INDEX
from sync.store.vocabulary import Vocabulary

Kind = Literal[
    "course", "lesson", "comment", "reply", "suggestion", "version", "review", "person", "file"
]
BATCH = 100
HEAD = 2000
"""So many signs are the beginning of a lesson."""
_RULES = "search.folding"


class Entry(msgspec.Struct, frozen=True):
    """Something that can be found.

    `ident` names it in its log: a node, a fact, a person, a path. The text of a lesson is empty
    here: it is that of its draft. `person` wrote it; nobody alone wrote a lesson or a course.
    """

    kind: Kind
    log: LogId
    course: CourseId
    ident: str
    lesson: NodeId | Literal[""]
    title: str
    text: str
    person: PersonId | Literal[""] = ""


class SearchIndex:
    """The entries and the index over them."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self.words = Vocabulary(connection)

    def put(self, *entries: Entry) -> None:
        """Make things findable, or findable anew."""
        self._db.run_many(
            "INSERT INTO search_entries (kind, log, course, ident, lesson, title, text, person) "
            "VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (log, ident) DO UPDATE SET kind=excluded.kind, "
            "course=excluded.course, lesson=excluded.lesson, title=excluded.title, "
            "text=excluded.text, person=excluded.person",
            [msgspec.structs.astuple(entry) for entry in entries],
        )

    def drop(self, log: LogId, ident: str | None = None) -> None:
        """Make something findable no longer, or all of a log."""
        where, values = "log=?", [str(log)]
        if ident is not None:
            where, values = "log=? AND ident=?", [log, ident]
        self._db.run(f"DELETE FROM search_entries WHERE {where}", values)

    def idents(self, log: LogId) -> set[str]:
        """Name what of a log can be found."""
        rows = self._db.rows("SELECT ident FROM search_entries WHERE log=?", (log,))
        return {row[0] for row in rows}

    def refresh(self, *, limit: int | None = None) -> int:
        """Bring the index up to date, in short transactions; return how many entries changed."""
        if self._db.row("SELECT value FROM settings WHERE name=?", (_RULES,)) != (FOLDING,):
            self.rebuild()
        try:
            return self._refresh(limit)
        except WorkspaceTrouble:
            # what can be made anew is no reason to stop; damage elsewhere will say so again
            self.rebuild()
            return self._refresh(limit)

    def rebuild(self) -> None:
        """Empty the index and note every entry as changed; `refresh` then fills it."""
        with self._db.writing():
            self._db.run("DROP TABLE IF EXISTS search_index")
            self._db.run(SEARCH_INDEX)
            self._db.run("DELETE FROM search_changes")
            self.words.forget()
            self._db.run(
                "INSERT INTO search_changes (doc, indexed, course, title, text) "
                "SELECT doc, 0, '', '', '' FROM search_entries"
            )
            self._db.run(
                "INSERT OR REPLACE INTO settings (name, value) VALUES (?,?)", (_RULES, FOLDING)
            )

    def pending(self) -> int:
        """Count the entries that the index does not hold as they are."""
        row = self._db.row("SELECT count(*) FROM search_changes")
        return int(row[0]) if row else 0

    def heads_saying(self, word: str) -> list[tuple[LogId, NodeId, str]]:
        """Read the beginnings of the lessons that say a word there: log, lesson, beginning."""
        return [
            (row[0], row[1], str(row[2]))
            for row in self._db.rows(
                "SELECT log, lesson, head FROM (SELECT log, lesson, substr(text, 1, ?1) AS head "
                "FROM draft_texts) WHERE instr(head, ?2)",
                (HEAD, word),
            )
        ]

    def _refresh(self, limit: int | None) -> int:
        done = 0
        while limit is None or done < limit:
            changed = self._refresh_some(min(BATCH, (limit or BATCH + done) - done))
            if not changed:
                break
            done += changed
        return done

    def _refresh_some(self, count: int) -> int:
        if self._db.row("SELECT 1 FROM search_changes LIMIT 1") is None:
            return 0
        self.words.catch_up()
        with self._db.writing():
            rows = self._db.rows(
                "SELECT c.doc, c.indexed, c.title, c.text, c.course, e.doc IS NOT NULL, "
                "e.title, coalesce(t.text, e.text), e.course FROM search_changes AS c "
                "LEFT JOIN search_entries AS e ON e.doc = c.doc "
                "LEFT JOIN draft_texts AS t ON t.log = e.log AND t.lesson = e.ident LIMIT ?",
                (count,),
            )
            self._db.run_many(
                "INSERT INTO search_index (search_index, rowid, title, text, course) "
                "VALUES ('delete',?,?,?,?)",
                [(row[0], *_indexed(*row[2:5])) for row in rows if row[1]],
            )
            taken_in = [(row[0], *_indexed(*row[6:9])) for row in rows if row[5]]
            self._db.run_many(
                "INSERT INTO search_index (rowid, title, text, course) VALUES (?,?,?,?)", taken_in
            )
            self.words.learn(words for row in taken_in for words in row[1:3])
            self._db.run_many("DELETE FROM search_changes WHERE doc=?", [(row[0],) for row in rows])
        return len(rows)


def _indexed(title: str, text: str, course: str) -> tuple[str, str, str]:
    # on a damaged disk there may be something else than text; it has no words
    return words_of(str(title)), words_of(str(text)), course_word(str(course))


def course_word(course: str) -> str:
    """Give the word that stands in the index for a course; an id may hold anything."""
    return f"c{sha_of(course)[:16]}"
