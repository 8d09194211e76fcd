"""Full-text search over courses and all that is said in them: a word of the title weighs most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from sync.model.errors import WorkspaceTrouble
from sync.model.ids import CourseId, LogId, NodeId, PersonId
from sync.store.connection import IN_LIST, Connection, Row, json_list
from sync.store.folding import Term, fold, terms_of
from sync.store.search_index import Kind, SearchIndex, course_word
from sync.store.search_scope import EVERYTHING, Narrowed, Scope
from sync.store.snippets import Span, snippet

LIMIT = 50
LOOKED_AT = 1000
"""A query that more entries match is so common that ranking all of them would tell nothing."""
SPARE = 10
"""Some that the index still holds may have been dropped a moment ago."""
WORDS_AROUND = 60
"""So many words that hold a part of a word are looked for; more would mean anything."""


class Hit(msgspec.Struct, frozen=True):
    """Something found; `snippet` is a stretch of the text as it was written.

    `marks` are spans of the snippet; `place` is where in the text of a lesson the words stand.
    `ident` is the comment, suggestion or version (a fact), the person, the path, or the node.
    """

    kind: Kind
    log: LogId
    course: CourseId
    lesson: NodeId | Literal[""]
    title: str
    snippet: str
    ident: str = ""
    marks: tuple[Span, ...] = ()
    place: Span | None = None
    person: PersonId | Literal[""] = ""


class Search(SearchIndex):
    """What can be found, and the finding."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._narrowed = Narrowed(connection)

    def find(
        self,
        query: str,
        *,
        course: CourseId | None = None,
        scope: Scope = EVERYTHING,
        limit: int = LIMIT,
    ) -> list[Hit]:
        """Find entries that hold every word of the query, the best first.

        The last word may be just begun, and any word of three letters may stand inside another.
        Any query is harmless; one without words finds nothing.
        """
        terms = terms_of(query)
        if not terms or limit <= 0:
            return []
        self._narrowed.to(scope)
        within = f"course : {course_word(course)} AND " if course is not None else ""
        try:
            rows = self._found(terms, within, limit)
        except WorkspaceTrouble:
            if not self._db.may_write:
                raise
            self.rebuild()
            self.refresh()
            rows = self._found(terms, within, limit)
        return [_hit(row, terms) for row in rows[:limit]]

    def _found(self, terms: Sequence[Term], within: str, limit: int) -> list[Row]:
        with self._db.reading():
            return self._entries(self._ranked(terms, within, limit))

    def _ranked(self, terms: Sequence[Term], within: str, limit: int) -> list[int]:
        """Rank in steps: titles that begin so, titles with all words, texts with the words side
        by side, then anywhere, then inside of words.
        """
        every = " AND ".join(term.match for term in terms)
        steps = [f"title : ({every})", "{title text} : (" + every + ")"]
        if not any(term.begins for term in terms[:-1]):
            side_by_side = " + ".join(term.match for term in terms)
            steps[1:1] = ["{title text} : (" + side_by_side + ")"] if len(terms) > 1 else []
            steps.insert(0, f"title : ^ {side_by_side}")
        docs: dict[int, None] = {}
        for match in steps:
            docs.update(dict.fromkeys(self._matching(within + match)))
            if len(docs) >= limit + SPARE:
                break
        else:
            if inside := self._inside_of_words(terms):
                docs.update(dict.fromkeys(self._matching(within + inside)))
        return self._best_titles(list(docs)[: limit + SPARE], terms)

    def _inside_of_words(self, terms: Sequence[Term]) -> str:
        """Ask for the words that hold the terms; nothing if there are none but the terms."""
        parts: list[str] = []
        more = False
        for term in terms:
            words = self.words.holding(term.folded, WORDS_AROUND) if term.may_be_inside else []
            more = more or any(not word.startswith(term.folded) for word in words)
            parts.append(" OR ".join([term.match, *(f'"{word}"' for word in words)]))
        if not more:
            return ""
        return "{title text} : (" + " AND ".join(f"({part})" for part in parts) + ")"

    def _matching(self, match: str) -> list[int]:
        rows = self._db.rows(
            "SELECT rowid, bm25(search_index, 10.0, 1.0, 0.0) FROM search_index "
            f"WHERE search_index MATCH ? {self._narrowed.also} ORDER BY rowid DESC LIMIT ?",
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
            "SELECT e.kind, e.log, e.course, e.lesson, e.title, coalesce(t.text, e.text, ''), "
            "e.ident, e.person FROM json_each(?) AS asked "
            "JOIN search_entries AS e ON e.doc = asked.value "
            "LEFT JOIN draft_texts AS t ON t.log = e.log AND t.lesson = e.ident "
            "ORDER BY asked.key",
            (json_list(docs),),
        )


def _hit(row: Row, terms: Sequence[Term]) -> Hit:
    kind, log, course, lesson, title, text, ident, person = row
    found = snippet(str(text), terms)
    place = found.place if kind == "lesson" else None
    return Hit(kind, log, course, lesson, title, found.shown, ident, found.marks, place, person)
