"""What no server took and no suggestion can carry, kept in plain files of the workspace.

Words stand in files of text; a picture or another attachment is kept as it is, under its name.
"""

from __future__ import annotations

import re
from pathlib import Path

from editor.formats.durable import is_in_passing, replace_file
from sync.model.ids import FactId
from sync.workspace.opening import Workspace

FOLDER = "not sent"
_SEEN = "not sent.seen"
_DIGITS = 12
_NOT_IN_A_NAME = re.compile(r"[^\w.\- ]+")
_LONGEST_NAME = 80

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


def keep_file(ws: Workspace, fact: FactId, name: str, data: bytes) -> Path:
    """Write an attachment of a refused fact, once, under its own name; return its path.

    The name may be anybody's: what a file system may stumble over is left out of it.
    """
    plain = _NOT_IN_A_NAME.sub("_", name)[-_LONGEST_NAME:].strip(" .") or "_"
    path = ws.store.folder / FOLDER / f"{_file_start(fact)}{plain}"
    if not path.is_file():
        replace_file(path, data)
    return path


def files_kept_of(ws: Workspace, fact: FactId) -> list[Path]:
    """List the attachments that are kept of a refused fact."""
    start = _file_start(fact)
    return [path for path in all_kept_words(ws) if path.name.startswith(start)]


def words_kept_of(ws: Workspace, fact: FactId) -> list[Path]:
    """List the files with what a refused fact held: its text, the reason given, attachments."""
    found = (kept_words(ws, fact, part) for part in ("", REASON))
    return [*(path for path in found if path is not None), *files_kept_of(ws, fact)]


def own_kept_words(ws: Workspace) -> list[Path]:
    """List the files with what this laptop's person wrote and no server took."""
    me = (ws.identity.person, *ws.identity.former)
    mine = [one.fact.id for one in ws.store.log.not_kept() if one.fact.person in me]
    return [path for ident in mine for path in words_kept_of(ws, ident)]


def unseen_kept_words(ws: Workspace) -> int:
    """Count those files of one's own that one was not led to yet."""
    seen = set((ws.store.settings.get(_SEEN) or "").split("\n"))
    return sum(path.name not in seen for path in own_kept_words(ws))


def see_kept_words(ws: Workspace) -> None:
    """Note that the person was led to all of them."""
    names = [path.name for path in own_kept_words(ws)]
    if unseen_kept_words(ws):
        ws.store.settings.set(_SEEN, "\n".join(names))


def all_kept_words(ws: Workspace) -> list[Path]:
    """List all such files, also of what was taken since."""
    folder = ws.store.folder / FOLDER
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if path.is_file() and not is_in_passing(path.name))


def _file_start(fact: FactId) -> str:
    return f"{fact[:_DIGITS]} file "


def _path(ws: Workspace, fact: FactId, part: str) -> Path:
    return ws.store.folder / FOLDER / f"{fact[:_DIGITS]}{part}.md"
