"""Full-text search over courses, lessons and comments: a word of the title weighs most.

The index (FTS5) holds folded words and no text. Triggers note what it holds of an entry that is
about to change, so that `refresh` can take exactly that out again, off the writing path.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from sync.model.errors import WorkspaceTrouble
from sync.model.ids import CourseId, LogId, NodeId, sha_of
from sync.store.connection import IN_LIST, Connection, Row, json_list
from sync.store.folding import FOLDING, Term, fold, terms_of, words_of
from sync.store.schema import SEARCH_INDEX
from sync.store.snippets import snippet

Kind = Literal["course", "lesson", "comment"]
Entry = tuple[Kind, LogId, CourseId, str, NodeId | Literal[""], str, str]
"""Kind, log, course, ident, lesson, title, text."""

LIMIT = 50
BATCH = 100
LOOKED_AT = 1000
"""A query that more entries match is so common that ranking all of them would tell nothing."""
SPARE = 10
"""Some that the index still holds may have been dropped a moment ago."""
_RULES = "search.folding"


class Hit(msgspec.Struct, frozen=True):
    """Something found; `snippet` is a stretch of the text as it was written."""

    kind: Kind
    log: LogId
    course: CourseId
    lesson: NodeId | Literal[""]
    title: str
    snippet: str


class Search:
    """What can be found, and the finding."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def put_entry(
        self,
        kind: Kind,
        log: LogId,
        course: CourseId,
        ident: str,
        lesson: NodeId | Literal[""],
        title: str,
        text: str,
    ) -> None:
        """Make something findable; a lesson's text is that of its draft, if it has one."""
        self.put_entries([(kind, log, course, ident, lesson, title, text)])

    def put_entries(self, entries: Sequence[Entry]) -> None:
        """Make many things findable."""
        self._db.run_many(
            "INSERT INTO search_entries (kind, log, course, ident, lesson, title, text) "
            "VALUES (?,?,?,?,?,?,?) ON CONFLICT (log, ident) DO UPDATE SET kind=excluded.kind, "
            "course=excluded.course, lesson=excluded.lesson, title=excluded.title, "
            "text=excluded.text",
            entries,
        )

    def drop(self, log: LogId, ident: str | None = None) -> None:
        """Make something findable no longer, or all of a log."""
        where, values = "log=?", [str(log)]
        if ident is not None:
            where, values = "log=? AND ident=?", [log, ident]
        self._db.run(f"DELETE FROM search_entries WHERE {where}", values)

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

    def find(self, query: str, *, course: CourseId | None = None, limit: int = LIMIT) -> list[Hit]:
        """Find entries that hold every word of the query, the best first.

        The last word may be just begun. Any query is harmless; one without words finds nothing.
        """
        terms = terms_of(query)
        if not terms or limit <= 0:
            return []
        try:
            rows = self._found(terms, course, limit)
        except WorkspaceTrouble:
            if not self._db.may_write:
                raise
            self.rebuild()
            self.refresh()
            rows = self._found(terms, course, limit)
        return [
            Hit(kind, log, course_of, lesson, title, snippet(str(text), terms))
            for kind, log, course_of, lesson, title, text in rows
        ][:limit]

    def _found(self, terms: Sequence[Term], course: CourseId | None, limit: int) -> list[Row]:
        with self._db.reading():
            return self._entries(self._ranked(terms, course, limit))

    def _ranked(self, terms: Sequence[Term], course: CourseId | None, limit: int) -> list[int]:
        """Rank in steps: titles that begin so, titles with all words, texts with the words side
        by side, then anywhere.
        """
        every = " AND ".join(term.match for term in terms)
        steps = [f"title : ({every})", "{title text} : (" + every + ")"]
        if not any(term.begins for term in terms[:-1]):
            side_by_side = " + ".join(term.match for term in terms)
            steps[1:1] = ["{title text} : (" + side_by_side + ")"] if len(terms) > 1 else []
            steps.insert(0, f"title : ^ {side_by_side}")
        docs: dict[int, None] = {}
        for match in steps:
            docs.update(dict.fromkeys(self._matching(match, course)))
            if len(docs) >= limit + SPARE:
                break
        return self._best_titles(list(docs)[: limit + SPARE], terms)

    def _matching(self, match: str, course: CourseId | None) -> list[int]:
        if course is not None:
            match = f"course : {_token(course)} AND {match}"
        rows = self._db.rows(
            "SELECT rowid, bm25(search_index, 10.0, 1.0, 0.0) FROM search_index "
            "WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?",
            (match, LOOKED_AT),
        )
        return [doc for doc, score in sorted(rows, key=lambda row: (row[1], -row[0]))]

    def _best_titles(self, docs: list[int], terms: Sequence[Term]) -> list[int]:
        """Put a title that is the query, or begins with it, before those that only hold it."""
        asked = " ".join(term.folded for term in terms)
        titles: dict[int, str] = dict(
            self._db.rows(
                f"SELECT doc, title FROM search_entries WHERE doc {IN_LIST}",
                (json_list(docs),),
            )
        )

        def rank(doc: int) -> tuple[bool, bool]:
            title = " ".join(fold(titles[doc]).split())
            return (title != asked, not title.startswith(asked))

        return sorted((doc for doc in docs if doc in titles), key=rank)

    def _entries(self, docs: Sequence[int]) -> list[Row]:
        return self._db.rows(
            "SELECT e.kind, e.log, e.course, e.lesson, e.title, coalesce(t.text, e.text, '') "
            "FROM json_each(?) AS asked JOIN search_entries AS e ON e.doc = asked.value "
            "LEFT JOIN draft_texts AS t ON t.log = e.log AND t.lesson = e.ident "
            "ORDER BY asked.key",
            (json_list(docs),),
        )

    def _refresh(self, limit: int | None) -> int:
        done = 0
        while limit is None or done < limit:
            changed = self._refresh_some(min(BATCH, (limit or BATCH + done) - done))
            if not changed:
                break
            done += changed
        return done

    def _refresh_some(self, count: int) -> int:
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
            self._db.run_many(
                "INSERT INTO search_index (rowid, title, text, course) VALUES (?,?,?,?)",
                [(row[0], *_indexed(*row[6:9])) for row in rows if row[5]],
            )
            self._db.run_many("DELETE FROM search_changes WHERE doc=?", [(row[0],) for row in rows])
        return len(rows)


def _indexed(title: str, text: str, course: str) -> tuple[str, str, str]:
    # on a damaged disk there may be something else than text; it has no words
    return words_of(str(title)), words_of(str(text)), _token(str(course))


def _token(course: str) -> str:
    # an id may hold anything; its hash is one word
    return f"c{sha_of(course)[:16]}"
