"""Put a picture or another file into a course, beside the lesson that shows it."""

from __future__ import annotations

import posixpath
from pathlib import Path

from app.flows.changes import Changes, changed
from app.flows.lesson_paths import paths_of
from app.flows.permission import must_be_allowed
from editor.formats.names import safe_part
from sync.model.errors import BadInput
from sync.model.ids import NodeId, Sha, sha_of
from sync.model.payloads import FilePlaced, PlacedFile
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

LARGEST = 200 * 2**20
FOLDER = "media"


def attach(
    ws: Workspace, course: Course, lesson: NodeId, name: str, data: bytes
) -> tuple[str, Changes]:
    """Keep bytes as a file of the course; return the address to write in the lesson.

    The same bytes are kept once; another file of the same name gets a number.
    """
    must_be_allowed(course, "file.placed")
    if not data:
        raise BadInput(f"“{name}” is empty.", safe="Nothing was changed.")
    if len(data) > LARGEST:
        raise BadInput(
            f"“{name}” has {len(data) // 2**20} MB; a course takes files of up to "
            f"{LARGEST // 2**20} MB.",
            safe="Nothing was changed.",
            mend="Make it smaller first.",
        )
    beside = posixpath.dirname(paths_of(course).get(lesson, ""))
    sha = sha_of(data)
    path, known = _place(course, posixpath.join(beside, FOLDER), safe_part(name) or "file", sha)
    changes = Changes(course.log)
    if not known:
        ws.store.media.put(data)
        body = FilePlaced((PlacedFile(path, sha, len(data), course.facts.file_heads(path)),))
        changes = changed(course.log, ws.ledger.write(course.log, body))
    return posixpath.relpath(path, beside or "."), changes


def attach_file(ws: Workspace, course: Course, lesson: NodeId, path: Path) -> tuple[str, Changes]:
    """Keep a file of this computer as a file of the course."""
    try:
        if path.stat().st_size > LARGEST:
            data = b"\0" * (LARGEST + 1)
        else:
            data = path.read_bytes()
    except OSError as error:
        raise BadInput(
            f"“{path.name}” cannot be read: {error.strerror or error}.",
            safe="Nothing was changed.",
        ) from error
    return attach(ws, course, lesson, path.name, data)


def _place(course: Course, folder: str, name: str, sha: Sha) -> tuple[str, bool]:
    stem, suffix = posixpath.splitext(name)
    number = 1
    while True:
        path = posixpath.join(folder, name if number == 1 else f"{stem}-{number}{suffix}")
        now = course.facts.file_now(path)
        if now is None or now == sha:
            return path, now == sha
        number += 1
