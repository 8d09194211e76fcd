"""Keep a folder of Markdown files and a course equal, both ways, without overwriting either.

What was in the folder at the last meeting is recorded: each file's hash, and the text state it
showed. A file that differs is an edit of *that* state, woven with what was written since; a file
is written only if it still is what was seen. A folder that lost most of its files at once (a drive
unplugged, a wrong path) is not taken for a wish to remove them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from app.flows.files.exporting import course_out
from app.flows.media.media_cleaning import is_original_of
from app.flows.mirror.mirror_matching import Matches, match
from app.flows.mirror.mirror_record import (
    Mirrored,
    Record,
    Seen,
    keep_names,
    read_record,
    write_record,
)
from app.flows.mirror.mirror_taking import Taking
from app.flows.sharing.held import asking
from editor.formats.durable import replace_file
from editor.formats.folder import read_folder
from editor.formats.placing import places_of
from editor.formats.text_file import encode
from editor.formats.values import Brought, FileWarning
from sync.model.errors import BadInput, Refused
from sync.model.ids import sha_of
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

__all__ = ["Mirrored", "mirror_once"]

FEW = 3
"""So many files may vanish at once without a question."""
REMOVING = (
    "If that is a mistake, bring the files back as they were. If you mean it, mirror once with "
    "“--removing”."
)
WITHHELD = "cannot be read as a lesson now; the lesson keeps its text, and the file is left alone"


def mirror_once(ws: Workspace, course: Course, folder: Path, *, removing: bool = False) -> Mirrored:
    """Make folder and course equal once; edits in the folder are taken in first.

    Where much of the course would go from sight by that, it is refused unless `removing` is wanted.
    """
    done = Mirrored()
    try:
        record = read_record(ws, course, folder)
        brought = _brought(folder, record)
        if brought is not None:
            matches = match(ws, course, brought, record, folder)
            if not removing:
                _not_swept_away(matches, brought, record, folder)
            done.warn(_warnings(brought, matches))
            with ws.store.writing() if removing else asking(ws, course.log, REMOVING):
                before, record = record, Taking(ws, course, record, done).take(matches, brought)
                write_record(ws, course, folder, record)
                keep_names(ws, course, folder, before, record)
        before, record = record, _write(ws, ws.courses.open(course.log), folder, record, done)
        write_record(ws, course, folder, record)
        keep_names(ws, course, folder, before, record)
    except OSError as error:
        raise BadInput(
            f"The folder “{folder}” cannot be used: {error.strerror or error}.",
            safe="Every file and every lesson is whole.",
            mend="Check the folder and the disk, then mirror again.",
        ) from error
    totals = ws.store.drafts.totals().get(course.log)
    now = ws.courses.open(course.log)
    done.overlaps = (totals[2] if totals else 0) + len(now.outline.overlaps) + len(now.apart)
    return done


def _brought(folder: Path, record: Record) -> Brought | None:
    if folder.exists() and not folder.is_dir():
        raise BadInput(
            f"“{folder}” is a file, not a folder.",
            safe="Nothing was changed.",
            mend="Name a folder.",
        )
    if not folder.exists():
        if record:
            raise Refused(
                f"The folder “{folder}” is not there any more.",
                safe="The course is as it was.",
                mend="Bring the folder back, or mirror into another one.",
            )
        return None
    return read_folder(folder, bare=True)


def _warnings(brought: Brought, matches: Matches) -> list[FileWarning]:
    kept = [warning for warning in brought.warnings if warning.file not in matches.withheld]
    return kept + [FileWarning(path, 0, WITHHELD) for path in matches.withheld]


def _not_swept_away(matches: Matches, brought: Brought, record: Record, folder: Path) -> None:
    """Refuse to take it for a wish where most of the lessons, or of the other files, are gone."""
    files = {path for path, seen in record.items() if not seen.lesson}
    here = {attachment.path for attachment in brought.attachments}
    vanished = {
        "lessons": (len(matches.gone), len(record) - len(files)),
        "files": (len(files - here) - len(here - files), len(files)),
    }
    for what, (lost, known) in vanished.items():
        if lost > FEW and lost * 2 > known:
            raise Refused(
                f"{lost} of {known} {what} are missing from “{folder}” at once.",
                safe="Nothing was removed from the course.",
                mend=REMOVING,
            )


def _write(ws: Workspace, course: Course, folder: Path, record: Record, done: Mirrored) -> Record:
    """Write what differs; a file that changed since it was read waits for the next meeting."""
    folder.mkdir(parents=True, exist_ok=True)
    new: Record = {}
    for path, wanted, read in _wanted(ws, course, done):
        seen = record.get(path)
        if seen is not None and seen.sha == wanted.sha:
            new[path] = wanted
            continue
        if seen is not None and not seen.lesson and _is_its_original(folder, path, seen, wanted):
            new[path] = seen
            continue
        data = read() if _may_be_written(folder, path, seen, done) else None
        if data is not None and replace_file(folder / path, data, seen=seen.sha if seen else None):
            done.written.append(path)
            new[path] = wanted
        elif seen is not None:
            new[path] = seen
    for path, seen in record.items():
        if path in new:
            continue
        if seen.lesson in course.outline.found:
            new[path] = seen  # until somebody decides on the lesson
        elif _unlinked(folder, path, seen):
            done.removed.append(path)
    return new


def _is_its_original(folder: Path, path: str, seen: Seen, wanted: Seen) -> bool:
    """Tell whether a file only differs by what others must not get: the folder keeps it."""
    try:
        data = (folder / path).read_bytes()
    except OSError:
        return False
    return sha_of(data) == seen.sha and is_original_of(data, path, wanted.sha)


def _wanted(
    ws: Workspace, course: Course, done: Mirrored
) -> Iterator[tuple[str, Seen, Callable[[], bytes | None]]]:
    """Yield what should stand at each path, and how to read it; None while it is not here yet."""
    with ws.store.reading():  # a text and its state belong together
        out = course_out(ws, course, sealed=True)
        drafts = ws.store.drafts.all(course.log)
    places = places_of(out, tells_case=True)
    done.warn(places.warnings)
    none = TextState((), sha_of(""))
    for node in out.lessons:
        data = encode(node.text, node.form, node.imported)
        state = drafts[node.id].state if node.id in drafts else none
        yield places.lessons[node.id], Seen(sha_of(data), node.id, state), partial(bytes, data)
    for attachment, path in places.files:
        yield path, Seen(attachment.sha), attachment.read


def _may_be_written(folder: Path, path: str, seen: Seen | None, done: Mirrored) -> bool:
    """Tell whether a file may stand there: nothing strange stands in its way, nor in its place."""
    at = folder
    for part in path.split("/")[:-1]:
        at = at / part
        if at.is_symlink() or (at.exists() and not at.is_dir()):
            shown = at.relative_to(folder).as_posix()
            done.warn([FileWarning(shown, 0, "is no folder of its own; nothing is written there")])
            return False
    target = folder / path
    if target.is_symlink() or target.is_dir():
        done.warn([FileWarning(path, 0, "is no file of its own; it was not written")])
        return False
    return seen is not None or not target.exists()


def _unlinked(folder: Path, path: str, seen: Seen) -> bool:
    """Remove a file that still is what was seen, and the folders that it leaves empty."""
    target = folder / path
    try:
        if target.is_symlink() or sha_of(target.read_bytes()) != seen.sha:
            return False
        target.unlink()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return False
    for above in target.parents:
        if above == folder or any(above.iterdir()):
            break
        above.rmdir()
    return True
