"""Name today's draft before something is brought back over it, unless a version holds it already.

What was written since the last version would else be out of reach once the last bringing back can
no longer be undone.
"""

from __future__ import annotations

from app.flows.versions.publishing import (
    all_versions,
    content_hash_now,
    publish,
    state_of_version,
    texts_today,
)
from sync.model.errors import NotFound
from sync.model.ids import LogId
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def keep_draft(ws: Workspace, course: Course, note: str) -> int:
    """Give the number of a version that holds today's draft; name one, with this note, if none."""
    found = holding_draft(ws, course)
    if found is not None:
        return found.number
    named, _ = publish(ws, course, note, kept=True)
    return named.number


def holding_draft(ws: Workspace, course: Course) -> Version | None:
    """Find the latest version that reads as today's draft does, by its texts and not its word."""
    now = content_hash_now(ws, course)
    for log, version in reversed(all_versions(ws, course)):
        if version.hash == now and _reads_as_draft(ws, course, log, version):
            return version
    return None


def _reads_as_draft(ws: Workspace, course: Course, log: LogId, version: Version) -> bool:
    """Tell by the texts: whoever named a version may have written any hash into it."""
    files = {path: file.sha for path, file in course.facts.files_now().items()}
    if version.named.outline != course.outline.entries() or version.named.files != files:
        return False
    try:
        return state_of_version(ws, log, version).texts == texts_today(ws, course)
    except NotFound:  # words of it did not come yet
        return False
