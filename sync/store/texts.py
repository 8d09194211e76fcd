"""Working texts with their journal, and a cache of whole revision texts.

A keystroke is one small row; the text itself is folded together only after some hundred of them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Sequence
from typing import TypeAlias

import msgspec

from sync.model.errors import OurMistake, WorkspaceTrouble
from sync.model.ids import FactId, LogId, NodeId, Sha, sha_of
from sync.model.language import say
from sync.model.states import TextState
from sync.store.connection import IN_LIST, Connection, Row, json_list
from sync.store.packing import pack, seal, unpack

Edit: TypeAlias = tuple[int, int, str]
"""Start, how many are deleted, what is inserted; in code points of the text as it is by then."""

FOLD_AFTER = 256


class Working(msgspec.Struct, frozen=True):
    """The text being written; `state` is what it was begun on, `since` and `saved` are in ms."""

    lesson: NodeId
    log: LogId
    state: TextState
    text: str
    since: int
    saved: int


class Texts:
    """Texts that are not facts: what is being written, and copies that save time."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def begin(self, log: LogId, lesson: NodeId, state: TextState, text: str) -> None:
        """Begin a working text on a text state; an earlier one of the lesson makes room."""
        now, begun_on = _now(), str(state)
        sha = seal(text, lesson, log, begun_on)
        with self._db.writing():
            self.clear(lesson)
            self._db.run(
                "INSERT INTO working (lesson, log, state, since, saved, length, sha, text) "
                "VALUES (?,?,?,?,?,?,?,?)",
                (lesson, log, begun_on, now, now, len(text), sha, pack(text)),
            )

    def journal(self, lesson: NodeId, edits: Sequence[Edit]) -> None:
        """Append edits, applied one after another; they are on the disk when this returns."""
        if not edits:
            return
        with self._db.writing():
            seq, length, before = self._end(lesson)
            for start, deleted, inserted in edits:
                if min(start, deleted) < 0 or start + deleted > length:
                    raise OurMistake(
                        say(
                            "An edit reaches beyond the text of lesson {lesson}.",
                            lesson=lesson[:12],
                        ),
                        safe=say("The text as it was saved last is safe."),
                    )
                length += len(inserted) - deleted
            row = written(edits)
            self._db.run(
                "INSERT INTO journal (lesson, seq, at, length, sha, edits) VALUES (?,?,?,?,?,?)",
                (lesson, seq + 1, _now(), length, sha_of(before + row), row),
            )
            if seq + 1 >= FOLD_AFTER:
                self._fold(lesson)

    def working(self, lesson: NodeId) -> Working | None:
        """Read the working text with all its edits."""
        with self._db.reading():
            base = self._db.row(
                "SELECT log, state, since, saved, sha, text FROM working WHERE lesson=?", (lesson,)
            )
            rows = self._journal_of(lesson) if base else []
        if base is None:
            return None
        log, state, since, saved, sha, blob = base
        text = replayed(unpack(blob, sha, lesson, log, state), sha, rows)
        if text is None:
            raise _unreadable(lesson)
        saved = rows[-1][1] if rows else saved
        return Working(lesson, log, TextState.parse(state), text, since, saved)

    def strike(self, lesson: NodeId, text: str) -> None:
        """Put another text in the place of what is being written; its journal goes."""
        with self._db.writing():
            now = self.working(lesson)
            if now is not None:
                self._put(now, text)

    def working_state(self, lesson: NodeId) -> TextState | None:
        """Tell what a working text was begun on, without reading it; None if there is none."""
        row = self._db.row("SELECT state FROM working WHERE lesson=?", (lesson,))
        return TextState.parse(row[0]) if row else None

    def end(self, lesson: NodeId) -> str:
        """Give the hash that a working text's journal ends with; empty if there is none."""
        row = self._db.row(
            "SELECT sha FROM journal WHERE lesson=? ORDER BY seq DESC LIMIT 1", (lesson,)
        ) or self._db.row("SELECT sha FROM working WHERE lesson=?", (lesson,))
        return str(row[0]) if row else ""

    def all_working(self) -> list[NodeId]:
        """List the lessons that have a working text, the one begun first in front."""
        return [
            row[0] for row in self._db.rows("SELECT lesson FROM working ORDER BY since, lesson")
        ]

    def clear(self, lesson: NodeId) -> None:
        """Take a working text out: it was sealed, or given up by its writer."""
        self._db.run("DELETE FROM working WHERE lesson=?", (lesson,))

    def keep(self, revision: FactId, text: str) -> None:
        """Keep the whole text of a revision."""
        self._db.run(
            "INSERT OR REPLACE INTO kept_texts (revision, sha, text) VALUES (?,?,?)",
            (revision, seal(text, revision), pack(text)),
        )

    def kept(self, revision: FactId) -> str | None:
        """Read the whole text of a revision, None if it is not kept or no longer whole."""
        row = self._db.row("SELECT text, sha FROM kept_texts WHERE revision=?", (revision,))
        return unpack(row[0], row[1], revision) if row else None

    def forget(self, revisions: Collection[FactId]) -> None:
        """Keep the texts of these revisions no longer."""
        self._db.run(
            f"DELETE FROM kept_texts WHERE revision {IN_LIST}",
            (json_list(revisions),),
        )

    def unreadable(self) -> list[str]:
        """Name the working and kept texts that are no longer what was written, for `doctor`."""
        found: list[str] = []
        for lesson in self.all_working():
            try:
                self.working(lesson)
            except WorkspaceTrouble:
                found.append(f"working text of lesson {lesson}")
        for revision, sha, blob in self._db.rows("SELECT revision, sha, text FROM kept_texts"):
            if unpack(blob, sha, revision) is None:
                found.append(f"kept text of revision {revision}")
        return found

    def _end(self, lesson: NodeId) -> tuple[int, int, str]:
        row = self._db.row(
            "SELECT seq, length, sha FROM journal WHERE lesson=? ORDER BY seq DESC LIMIT 1",
            (lesson,),
        ) or self._db.row("SELECT 0, length, sha FROM working WHERE lesson=?", (lesson,))
        if row is None:
            raise OurMistake(
                say("Lesson {lesson} has no working text to write to.", lesson=lesson[:12])
            )
        return row[0], row[1], row[2]

    def _journal_of(self, lesson: NodeId) -> list[Row]:
        return self._db.rows(
            "SELECT edits, at, sha FROM journal WHERE lesson=? ORDER BY seq", (lesson,)
        )

    def _fold(self, lesson: NodeId) -> None:
        now = self.working(lesson)
        if now is None:
            return
        self._put(now, now.text)

    def _put(self, now: Working, text: str) -> None:
        sha = seal(text, now.lesson, now.log, str(now.state))
        self._db.run("DELETE FROM journal WHERE lesson=?", (now.lesson,))
        self._db.run(
            "UPDATE working SET saved=?, length=?, sha=?, text=? WHERE lesson=?",
            (now.saved, len(text), sha, pack(text), now.lesson),
        )


def replayed(base: str | None, sha: Sha, rows: Sequence[Row]) -> str | None:
    """Apply the journal's rows (edits, time, hash) to the text they begin on.

    None if anything is not what was written: a row changed, or one missing between others.
    """
    text, before = base, str(sha)
    for written, _, after in rows:
        before = sha_of(before + written)
        if text is None or before != after:
            return None
        for start, deleted, inserted in json.loads(written):
            text = text[:start] + inserted + text[start + deleted :]
    return text


def written(edits: Sequence[Edit]) -> str:
    """Write edits as JSON that a person can read; a lone surrogate comes back as it was."""
    readable = json.dumps(edits, ensure_ascii=False, separators=(",", ":"))
    try:
        readable.encode()
    except UnicodeEncodeError:
        return json.dumps(edits, separators=(",", ":"))
    return readable


def _now() -> int:
    return int(time.time() * 1000)


def _unreadable(lesson: NodeId) -> WorkspaceTrouble:
    return WorkspaceTrouble(
        say(
            "The text being written in lesson {lesson} was changed on the disk.", lesson=lesson[:12]
        ),
        safe=say("All of its revisions are safe."),
        mend=say(
            "“coursefolk doctor” tells more; “coursefolk recover” brings back an earlier state."
        ),
    )
