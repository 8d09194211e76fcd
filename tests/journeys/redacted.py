"""Look into every byte that is stored for words that must not be there any more."""

from __future__ import annotations

import gzip
import sqlite3
import zlib
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path


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
