"""Today's text of every lesson, as its facts give it: a projection that can always be made anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from sync.model.ids import LogId, NodeId
from sync.model.states import TextState
from sync.store.connection import IN_LIST, Connection, Row, json_list
from sync.store.packing import seal


class Draft(msgspec.Struct, frozen=True):
    """One lesson today: its text state, how many words, how many open overlaps."""

    log: LogId
    lesson: NodeId
    state: TextState
    words: int
    overlaps: int


DumpedDraft = tuple[LogId, NodeId, str, int, int, str, str]
"""Log, lesson, state, words, overlaps, text and items of one draft."""


class Drafts:
    """Drafts by log and lesson."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def put(self, draft: Draft, text: str, items: bytes) -> None:
        """Keep what the fold of a lesson gave; `items` is JSON. Search notices by itself."""
        self.put_all(draft.log, [(draft, text, items)])

    def put_all(self, log: LogId, drafts: Sequence[tuple[Draft, str, bytes]]) -> None:
        """Keep what the folds of many lessons of one log gave."""
        if not drafts:
            return
        contents = {draft.lesson: _content_row(draft, text, i) for draft, text, i in drafts}
        with self._db.writing():
            self._db.run_many(
                "INSERT OR REPLACE INTO drafts (log, lesson, words, overlaps, state) "
                "VALUES (?,?,?,?,?)",
                [(log, d.lesson, d.words, d.overlaps, str(d.state)) for d, _, _ in drafts],
            )
            rows = self._db.rows(
                f"SELECT lesson FROM draft_texts WHERE log=? AND lesson {IN_LIST}",
                (log, json_list(contents)),
            )
            known = {row[0] for row in rows}
            # no upsert: the triggers of search must tell a new text from a changed one
            self._db.run_many(
                "UPDATE draft_texts SET sha=?, items_sha=?, items=?, text=? "
                "WHERE log=? AND lesson=?",
                [row for lesson, row in contents.items() if lesson in known],
            )
            self._db.run_many(
                "INSERT INTO draft_texts (sha, items_sha, items, text, log, lesson) "
                "VALUES (?,?,?,?,?,?)",
                [row for lesson, row in contents.items() if lesson not in known],
            )

    def get(self, log: LogId, lesson: NodeId) -> Draft | None:
        """Find one draft."""
        row = self._db.row(
            "SELECT log, lesson, state, words, overlaps FROM drafts WHERE log=? AND lesson=?",
            (log, lesson),
        )
        return _draft(row) if row else None

    def text(self, log: LogId, lesson: NodeId) -> str | None:
        """Read a draft's text, None if it is not here or no longer whole: make it anew."""
        return self._content(log, lesson, "text, sha")

    def texts(self, log: LogId) -> dict[NodeId, str]:
        """Read the texts of all drafts of a log that are whole: one question for all of them."""
        rows = self._db.rows("SELECT lesson, text, sha FROM draft_texts WHERE log=?", (log,))
        return {row[0]: row[1] for row in rows if seal(row[1], log, row[0]) == row[2]}

    def items(self, log: LogId, lesson: NodeId) -> bytes | None:
        """Read the JSON that came with the text, None as with the text."""
        items = self._content(log, lesson, "items, items_sha")
        return None if items is None else items.encode()

    def all(self, log: LogId) -> dict[NodeId, Draft]:
        """Read all drafts of a log."""
        rows = self._db.rows(
            "SELECT log, lesson, state, words, overlaps FROM drafts WHERE log=?", (log,)
        )
        return {row[1]: _draft(row) for row in rows}

    def counts(self, log: LogId) -> dict[NodeId, tuple[int, int]]:
        """Read the words and the open overlaps of all drafts of a log, and nothing else."""
        rows = self._db.rows("SELECT lesson, words, overlaps FROM drafts WHERE log=?", (log,))
        return {row[0]: (row[1], row[2]) for row in rows}

    def is_empty(self, log: LogId) -> bool:
        """Tell whether no lesson of a log has a text yet."""
        return self._db.row("SELECT 1 FROM drafts WHERE log=? LIMIT 1", (log,)) is None

    def some(self, log: LogId, lessons: Collection[NodeId]) -> list[Draft]:
        """Read the drafts of some lessons of a log."""
        rows = self._db.rows(
            "SELECT log, lesson, state, words, overlaps FROM drafts "
            f"WHERE log=? AND lesson {IN_LIST}",
            (log, json_list(lessons)),
        )
        return [_draft(row) for row in rows]

    def with_items(self, log: LogId) -> list[NodeId]:
        """List the lessons that have overlaps of any state, also settled and confirmed ones."""
        rows = self._db.rows(
            "SELECT lesson FROM draft_texts WHERE log=? AND length(items)>2", (log,)
        )
        return [NodeId(row[0]) for row in rows]

    def with_overlaps(self, log: LogId) -> list[NodeId]:
        """List the lessons that have open overlaps."""
        rows = self._db.rows("SELECT lesson FROM drafts WHERE log=? AND overlaps>0", (log,))
        return [row[0] for row in rows]

    def totals(self) -> dict[LogId, tuple[int, int, int]]:
        """Count lessons, words and open overlaps of each log."""
        rows = self._db.rows(
            "SELECT log, count(*), sum(words), sum(overlaps) FROM drafts GROUP BY log"
        )
        return {row[0]: (row[1], row[2], row[3]) for row in rows}

    def forget(self, log: LogId, lesson: NodeId | None = None) -> None:
        """Forget the draft of one lesson, or all of a log."""
        where, values = "log=?", [str(log)]
        if lesson is not None:
            where, values = "log=? AND lesson=?", [log, lesson]
        with self._db.writing():
            for table in ("drafts", "draft_texts"):
                self._db.run(f"DELETE FROM {table} WHERE {where}", values)

    def dump(self) -> list[DumpedDraft]:
        """List log, lesson, state, words, overlaps, text and items of all, to compare two."""
        return [
            (row[0], row[1], row[2], row[3], row[4], row[5], row[6])
            for row in self._db.rows(
                "SELECT d.log, d.lesson, d.state, d.words, d.overlaps, t.text, t.items "
                "FROM drafts d LEFT JOIN draft_texts t USING (log, lesson) ORDER BY 1, 2"
            )
        ]

    def unreadable(self) -> list[tuple[LogId, NodeId]]:
        """List the drafts that are no longer what was written, for `doctor`."""
        rows = self._db.rows("SELECT log, lesson, text, sha, items, items_sha FROM draft_texts")
        return [
            (log, lesson)
            for log, lesson, text, sha, items, items_sha in rows
            if seal(text, log, lesson) != sha or seal(items, log, lesson) != items_sha
        ]

    def _content(self, log: LogId, lesson: NodeId, columns: str) -> str | None:
        row = self._db.row(
            f"SELECT {columns} FROM draft_texts WHERE log=? AND lesson=?", (log, lesson)
        )
        return str(row[0]) if row and seal(str(row[0]), log, lesson) == row[1] else None


def _draft(row: Row) -> Draft:
    return Draft(row[0], row[1], TextState.parse(row[2]), row[3], row[4])


def _content_row(draft: Draft, text: str, items: bytes) -> Row:
    key = (draft.log, draft.lesson)
    noted = items.decode()
    return (seal(text, *key), seal(noted, *key), noted, text, *key)
