"""What texts say by themselves, by the text's SHA-256: a projection in a file of its own.

The file, `gists.db`, holds nothing that anyone wrote: it may be deleted at any time, no backup
carries it, and what is damaged in it is as if it were not there. The store does not know what a
gist holds; it depends on the text and on the rules it was made by, which have a number.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from sync.model.ids import Sha
from sync.store.connection import IN_LIST, json_list
from sync.store.packing import seal

FILE = "gists.db"
MOST = 20_000
"""So many are kept; the oldest make room, and are made again if they are asked for."""
_BUSY_S = 2.0
_TABLE = """CREATE TABLE IF NOT EXISTS gists (
    text TEXT PRIMARY KEY NOT NULL, rules INTEGER NOT NULL, sha TEXT NOT NULL, gist TEXT NOT NULL
) STRICT"""


class Gists:
    """Gists of texts, as JSON. Each call opens the file; none waits for the disk."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def known(self, texts: Collection[Sha], rules: int) -> dict[Sha, str]:
        """Read the gists of these texts that are here, whole, and made by these rules."""
        if not texts or not self.path.exists():
            return {}
        # what cannot be read is not known: it is made anew
        with contextlib.suppress(sqlite3.Error, UnicodeDecodeError), self._open() as db:
            rows = db.execute(
                f"SELECT text, gist, sha FROM gists WHERE text {IN_LIST} AND rules=?",
                (json_list(texts), rules),
            ).fetchall()
            return {row[0]: row[1] for row in rows if _seal(row[1], row[0], rules) == row[2]}
        return {}

    def keep(self, gists: Mapping[Sha, str], rules: int) -> None:
        """Keep gists, if there is room for them; those of other rules are dropped."""
        if not gists:
            return
        try:
            self._keep(gists, rules)
        except sqlite3.OperationalError:
            return  # the disk is full, or another command is writing: nothing is lost
        except sqlite3.DatabaseError:
            self.forget()
            with contextlib.suppress(sqlite3.Error):
                self._keep(gists, rules)

    def unreadable(self) -> list[str]:
        """Say what in the file is not what was kept, for `doctor`.

        A file that is torn as a whole is what a power cut may leave of it: no fault, but forgotten.
        """
        if not self.path.exists():
            return []
        try:
            with self._open() as db:
                rows = db.execute("SELECT text, gist, sha, rules FROM gists").fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if "UTF-8" in str(error):  # the file is whole, a text in it is not
                return [f"{FILE} cannot be read"]
            self.forget()
            return []
        wrong = [row[0] for row in rows if _seal(row[1], row[0], row[3]) != row[2]]
        return [f"the gist of text {text[:12]}" for text in wrong]

    def forget(self) -> None:
        """Forget all: they are made again when they are asked for."""
        with contextlib.suppress(OSError):
            # the journal first: left behind, it would be rolled back into the next file
            self.path.with_name(FILE + "-journal").unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)

    def _keep(self, gists: Mapping[Sha, str], rules: int) -> None:
        rows = [(text, rules, _seal(gist, text, rules), gist) for text, gist in gists.items()]
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute(_TABLE)
            db.execute("DELETE FROM gists WHERE rules<>?", (rules,))
            db.executemany("INSERT OR REPLACE INTO gists VALUES (?,?,?,?)", rows)
            db.execute(
                "DELETE FROM gists WHERE rowid <= (SELECT max(rowid) FROM gists) - ?", (MOST,)
            )
            db.execute("COMMIT")

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with contextlib.closing(
            sqlite3.connect(self.path, timeout=_BUSY_S, isolation_level=None)
        ) as db:
            # what the power takes is made again; seals tell what it tore
            db.execute("PRAGMA synchronous=OFF")
            yield db


def _seal(gist: str, text: str, rules: int) -> Sha:
    return seal(gist, text, str(rules))
