"""Words that no server took and no suggestion can carry, kept in plain files of the workspace."""

from __future__ import annotations

from pathlib import Path

from editor.formats.durable import replace_file
from sync.model.ids import FactId
from sync.workspace.opening import Workspace

FOLDER = "not sent"
_DIGITS = 12


def keep_words(ws: Workspace, fact: FactId, text: str) -> Path:
    """Write the text of a refused fact, once, to a file beside the store; return its path."""
    path = _path(ws, fact)
    if not path.is_file():
        replace_file(path, text.encode())
    return path


def kept_words(ws: Workspace, fact: FactId) -> Path | None:
    """Find the file that holds the words of a refused fact."""
    path = _path(ws, fact)
    return path if path.is_file() else None


def _path(ws: Workspace, fact: FactId) -> Path:
    return ws.store.folder / FOLDER / f"{fact[:_DIGITS]}.md"
