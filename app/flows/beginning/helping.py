"""The help is a course: brought in once, and anew when its texts changed with the program."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from app import paths
from sync.model.ids import CourseId
from sync.workspace.opening import Workspace

HELP_FOLDER = "help"
HELP_COURSE = "help.course"
HELP_TEXTS = "help.texts"


def open_help(ws: Workspace) -> CourseId:
    """Find the help of this program, or bring it in; one of an earlier program goes out of sight.

    What a person wrote into that one stays in the workspace, as all that was ever written.
    """
    known, texts = ws.store.settings.get(HELP_COURSE), _digest(paths.resource(HELP_FOLDER))
    rows = [entry.row for entry in ws.courses.entries() if entry.row.course == known]
    if rows and ws.store.settings.get(HELP_TEXTS) == texts:
        return rows[0].course
    from app.flows.files import importing

    brought = importing.bring_in(ws, paths.resource(HELP_FOLDER), None, lambda d, o: None)
    with ws.store.writing():
        for row in rows:
            ws.store.log.add_log(msgspec.structs.replace(row, standing="closed"))
            ws.store.search.drop(row.log)
        ws.store.settings.set(HELP_COURSE, brought.course.id)
        ws.store.settings.set(HELP_TEXTS, texts)
    ws.courses.forget()
    return brought.course.id


def help_course(ws: Workspace) -> str:
    """Give the id of the help, empty if it was never opened."""
    return ws.store.settings.get(HELP_COURSE) or ""


def _digest(folder: Path) -> str:
    """Name the texts of a folder by what they hold."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.md")):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
