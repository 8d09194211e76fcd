"""See to it that no file leaves this computer with a place in it, or with what could run.

A file that is added comes in clean. One that was imported or mirrored stays as it is here, byte
for byte, until it would leave: when a version is named, a course is shared, or web pages are
written. Then the clean bytes take its place, under their own hash, in a fact like any other. The
bytes that came stay in this workspace; no fact that others get names them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.flows.changes import Changes, changed
from editor.formats.media.outcome import Cleaned, Damaged, What
from sync.model.ids import FactId, Sha, sha_of
from sync.model.kinds import payload_of
from sync.model.language import say
from sync.model.payloads import FilePlaced, PlacedFile
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

RULES = "1"
"""Written beside each hash that was looked at; with other rules all are looked at again."""
_LOOKED, _ORIGINAL = "media.looked.", "media.original."
_HEAD = 64 * 1024


@dataclass(frozen=True)
class CleanFile:
    """A file that was cleaned: its path, its bytes' new name, and what was taken out."""

    path: str
    sha: Sha
    size: int
    taken_out: frozenset[What]


def keep_clean(ws: Workspace, data: bytes, original: bytes = b"") -> Sha:
    """Keep clean bytes, and beside them those that came, which only this computer has."""
    sha = ws.store.media.put(data)
    if original:
        ws.store.settings.set(_ORIGINAL + sha, ws.store.media.put(original))
    ws.store.settings.set(_LOOKED + sha, RULES)
    return sha


def original_of(ws: Workspace, sha: Sha) -> Sha | None:
    """Name the bytes that these were cleaned from, if that was done on this computer."""
    kept = ws.store.settings.get(_ORIGINAL + sha)
    return Sha(kept) if kept and ws.store.media.has(Sha(kept)) else None


def to_be_cleaned(ws: Workspace, files: Iterable[PlacedFile]) -> list[CleanFile]:
    """Find the files that must not leave as they are, and keep clean bytes for them."""
    looked = ws.store.settings.all(_LOOKED)
    found = []
    for file in files:
        known = looked.get(_LOOKED + file.sha, "")
        if known == RULES or not ws.store.media.has(file.sha):
            continue
        clean = _known_clean(ws, file.path, known) or _looked_at(ws, file)
        if clean is not None:
            found.append(clean)
    return found


def _known_clean(ws: Workspace, path: str, known: str) -> CleanFile | None:
    """Read what was found out about a file before; None if that is nothing, or by other rules."""
    rules, _, rest = known.partition(" ")
    if rules != RULES or not rest:
        return None
    sha, size, taken_out = rest.split(" ")
    if not ws.store.media.has(Sha(sha)):
        return None
    whats: tuple[What, ...] = ("place", "code", "outside", "rest")
    said = frozenset(what for what in whats if what in taken_out.split(","))
    return CleanFile(path, Sha(sha), int(size), said)


def _looked_at(ws: Workspace, file: PlacedFile) -> CleanFile | None:
    """Look into a file and note what was found: it is read once only."""
    done = _clean(ws, file.sha, file.path)
    if done is None or not done.taken_out:
        ws.store.settings.set(_LOOKED + file.sha, RULES)
        return None
    sha = keep_clean(ws, done.data, ws.store.media.get(file.sha) or b"")
    size = len(done.data)
    note = f"{RULES} {sha} {size} {','.join(sorted(done.taken_out))}"
    ws.store.settings.set(_LOOKED + file.sha, note)
    return CleanFile(file.path, sha, size, done.taken_out)


def clean_files(ws: Workspace, course: Course) -> tuple[list[CleanFile], Changes]:
    """Put clean bytes in the place of those that must not leave; the paths stay."""
    now = course.facts.files_now()
    found = to_be_cleaned(ws, now.values())
    if not found:
        return [], Changes(course.log)
    placed = tuple(
        PlacedFile(one.path, one.sha, one.size, _heads_of(course, now[one.path])) for one in found
    )
    return found, changed(course.log, ws.ledger.write(course.log, FilePlaced(placed)))


def _heads_of(course: Course, file: PlacedFile) -> tuple[FactId, ...]:
    """Name what the clean bytes stand for: a file that somebody placed apart stays an overlap."""
    heads = course.facts.files[file.path].heads()
    return tuple(head.fact for head in heads if head.value.sha == file.sha)


def clean_sha(ws: Workspace, sha: Sha, path: str, size: int) -> tuple[Sha, int]:
    """Name the bytes that may leave in place of these: the same ones if nothing is in them."""
    found = to_be_cleaned(ws, (PlacedFile(path, sha, size),))
    return (found[0].sha, found[0].size) if found else (sha, size)


def clean_bytes(data: bytes | None, path: str) -> bytes | None:
    """Clean bytes on their way out; what cannot be read goes as it is."""
    # loaded late, as below: who names no files needs no formats of theirs
    from editor.formats.media.cleaning import cleaned

    if data is None:
        return None
    try:
        return cleaned(data, path).data
    except Damaged:
        return data


def told_of(changes: Changes) -> str:
    """Say what naming a version took out of which files; "" if it took out nothing."""
    names = [
        file.path.rpartition("/")[2]
        for fact in changes.facts
        if fact.kind == "file.placed"
        for file in payload_of(fact).files
    ]
    return _told(names)


def told_of_files(ws: Workspace, course: Course) -> str:
    """Say what will be taken out of which files before others get them; "" if nothing will."""
    found = to_be_cleaned(ws, course.facts.files_now().values())
    return _told([one.path.rpartition("/")[2] for one in found])


def _told(names: list[str]) -> str:
    if not names:
        return ""
    return say(
        "What tells a place, or could run, was taken out of {files} before others get it. "
        "Your own files are as they were.",
        files=_few(names),
    )


def _few(names: list[str]) -> str:
    listed = ", ".join(f"“{name}”" for name in names[:3])
    if len(names) <= 3:
        return listed
    return say("{files} and {count} more", files=listed, count=len(names) - 3)


def _clean(ws: Workspace, sha: Sha, path: str) -> Cleaned | None:
    from editor.formats.media.cleaning import cleaned, may_need_cleaning

    with ws.store.media.path(sha).open("rb") as file:
        if not may_need_cleaning(file.read(_HEAD)):
            return None
    data = ws.store.media.get(sha)
    try:
        return cleaned(data, path) if data is not None else None
    except Damaged:
        return None


def is_original_of(data: bytes, path: str, sha: Sha) -> bool:
    """Tell whether bytes are those that others know only in their clean form."""
    clean = clean_bytes(data, path)
    return clean is not None and clean is not data and sha_of(clean) == sha
