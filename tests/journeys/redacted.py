"""A secret in everything that can hold it, and a look into every byte for it afterwards."""

from __future__ import annotations

import gzip
import sqlite3
import zlib
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

from app.flows.review import commenting, redacting, suggesting
from app.flows.versions import publishing
from app.story.people import Desk
from sync.model.ids import NodeId
from sync.model.redaction import STRUCK
from tests.journeys.conftest import Team


def leaks(folders: Collection[Path], *words: str) -> list[str]:
    """List where a word stands in any file of these folders, also compressed or in a row."""
    found: list[str] = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                for data in _contents(path):
                    found += [f"{path.relative_to(folder)}: {w}" for w in words if _is_in(w, data)]
    return sorted(set(found))


def _is_in(word: str, data: bytes) -> bool:
    return any(word.encode(form) in data for form in ("utf-8", "utf-16-le", "utf-16-be"))


def _contents(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    yield data
    if path.suffix == ".gz":
        yield gzip.decompress(data)
    if data.startswith(b"SQLite format 3"):
        yield from _cells(path)


def _cells(path: Path) -> Iterator[bytes]:
    """Give what the rows of a database hold, unpacked where it is packed."""
    with closing(sqlite3.connect(path)) as db:
        names = db.execute("SELECT name FROM sqlite_schema WHERE type='table'").fetchall()
        for (name,) in names:
            if name.startswith("search_index"):
                continue
            for row in db.execute(f"SELECT * FROM {name}"):
                for cell in row:
                    if isinstance(cell, str):
                        yield cell.encode("utf-8", "surrogatepass")
                    elif isinstance(cell, bytes):
                        try:
                            yield zlib.decompress(cell)
                        except zlib.error:
                            continue


SECRET = 'Tr0ub4dor "über" 3'
HALF = "Tr0ub4d"
BLANK = STRUCK * len(SECRET)
SENTENCE = "Say what effect it had on you."


def lesson(desk: Desk, title: str = "Feedback") -> NodeId:
    """Find a lesson by its title."""
    return next(node.id for node in desk.lessons() if node.title == title)


def redact(desk: Desk, *words: str) -> redacting.Redacted:
    """Redact words at a desk."""
    return redacting.redact(desk.ws, desk.course, words, why="A password")


def everywhere(team: Team) -> list[str]:
    """Look at all that all laptops and the server hold."""
    return leaks([team.folder], SECRET, HALF, 'dor \\"über', "Tr0ub4dor")


def paste_it(author: Desk, colleague: Desk) -> None:
    """Let the secret get into everything that can hold it."""
    feedback, second = lesson(author), lesson(author, "Second")
    author.replace(feedback, SENTENCE, f"{SENTENCE} The key is {SECRET}. Keep it.")
    author.replace(second, "Text.", f"Text. {HALF}")
    author.replace(second, f"Text. {HALF}", f"Text. {SECRET}, and more.")
    author.sync()
    colleague.sync()
    commenting.comment_on_quote(
        colleague.ws, colleague.course, feedback, "The key is", f"Is {SECRET} a key?"
    )
    text = colleague.text(feedback).replace("Thank", f"{SECRET}: thank")
    suggesting.suggest(colleague.ws, colleague.course, feedback, text, f"For {SECRET}")
    colleague.replace(feedback, "Keep it.", "Keep it well.")
    publishing.publish(author.ws, author.course, f"With {SECRET}")
    author.ws.store.media.put(f"the key: {SECRET}".encode())
    for desk in (author, colleague, author):
        desk.sync()
        desk.ws.store.search.refresh()
        desk.ws.store.backups.make()
