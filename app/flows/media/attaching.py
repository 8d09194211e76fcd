"""Put a picture or another file into a course, beside the lesson that shows it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.flows.changes import Changes, changed
from app.flows.courses.lesson_paths import paths_of
from app.flows.media.media_budget import LARGEST_COURSE, LARGEST_FILE, in_words
from app.flows.media.media_cleaning import keep_clean
from app.flows.permission import must_be_allowed
from sync.model.errors import BadInput
from sync.model.ids import NodeId, Sha, sha_of
from sync.model.language import say
from sync.model.payloads import FilePlaced, PlacedFile
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.media.media_judging import Judged

LARGEST = LARGEST_FILE
FOLDER = "media"


@dataclass(frozen=True)
class Attached:
    """A file that is in the course now: where, how a lesson names it, and what was done to it."""

    path: str
    address: str
    judged: Judged
    changes: Changes


def attach_judged(ws: Workspace, course: Course, lesson: NodeId, judged: Judged) -> Attached:
    """Keep a file that was judged; what it was before it was cleaned stays on this computer."""
    must_be_allowed(course, "file.placed")
    beside = posixpath.dirname(paths_of(course).get(lesson, ""))
    sha = sha_of(judged.data)
    path, known = place_for(course, posixpath.join(beside, FOLDER), judged.name, sha)
    changes = Changes(course.log)
    if not known:
        must_have_room(course, judged.given, len(judged.data))
        placed = PlacedFile(path, sha, len(judged.data), course.facts.file_heads(path))
        with ws.store.writing():  # bytes and fact as one: an import that is stopped drops bytes
            keep_clean(ws, judged.data, judged.original)
            changes = changed(course.log, ws.ledger.write(course.log, FilePlaced((placed,))))
    return Attached(path, posixpath.relpath(path, beside or "."), judged, changes)


def must_have_room(course: Course, name: str, size: int, without: str = "") -> None:
    """Refuse what would make a course larger than others can take; `without` is replaced by it."""
    files = course.facts.files_now()
    total = sum(file.size for path, file in files.items() if path != without)
    if total + size > LARGEST_COURSE:
        raise BadInput(
            say(
                "With “{name}” the files of this course would have {size}; "
                "{most} MB is the most that a course can have.",
                name=name,
                size=in_words(total + size),
                most=LARGEST_COURSE // 2**20,
            ),
            safe=say("Nothing was changed."),
            mend=say("Make room under “Media of this course”: it lists what is large or not used."),
        )


def place_for(course: Course, folder: str, name: str, sha: Sha) -> tuple[str, bool]:
    """Find where a file may stand in a folder; tell whether these very bytes stand there."""
    stem, suffix = posixpath.splitext(name)
    number = 1
    while True:
        path = posixpath.join(folder, name if number == 1 else f"{stem}-{number}{suffix}")
        now = course.facts.file_now(path)
        if now is None or now == sha:
            return path, now == sha
        number += 1
