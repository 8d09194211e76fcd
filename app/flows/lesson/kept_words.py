"""Words that no server took and no suggestion can carry, kept in plain files of the workspace."""

from __future__ import annotations

from pathlib import Path

from editor.formats.durable import replace_file
from sync.model.ids import FactId
from sync.workspace.opening import Workspace

FOLDER = "not sent"
_DIGITS = 12


REASON = " reason"
"""Ends the name of the file with the reason that was given for an edit, beside that of its text."""


def keep_words(ws: Workspace, fact: FactId, text: str, part: str = "") -> Path:
    """Write the text of a refused fact, once, to a file beside the store; return its path."""
    path = _path(ws, fact, part)
    if not path.is_file():
        replace_file(path, text.encode())
    return path


def kept_words(ws: Workspace, fact: FactId, part: str = "") -> Path | None:
    """Find the file that holds the words of a refused fact."""
    path = _path(ws, fact, part)
    return path if path.is_file() else None


def words_kept_of(ws: Workspace, fact: FactId) -> list[Path]:
    """List the files that hold words of a refused fact: its text, and the reason given for it."""
    found = (kept_words(ws, fact, part) for part in ("", REASON))
    return [path for path in found if path is not None]


def all_kept_words(ws: Workspace) -> list[Path]:
    """List all files with such words, also of what was taken since."""
    return sorted((ws.store.folder / FOLDER).glob("*.md"))


def _path(ws: Workspace, fact: FactId, part: str) -> Path:
    return ws.store.folder / FOLDER / f"{fact[:_DIGITS]}{part}.md"
