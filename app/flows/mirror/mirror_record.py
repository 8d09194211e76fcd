"""What was in a mirrored folder at the last meeting, and what a meeting did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from editor.formats.values import FileWarning
from sync.model.ids import NodeId, Sha, sha_of
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


class Seen(msgspec.Struct, frozen=True):
    """One file as it stood in the folder: its bytes, and the lesson and text state they showed."""

    sha: Sha
    lesson: NodeId | None = None
    state: TextState | None = None


NAMES = 1000
"""So many names that files had before are kept, the latest."""
Record = dict[str, Seen]
_RECORD = msgspec.json.Decoder(Record)


def read_record(ws: Workspace, course: Course, folder: Path) -> Record:
    """Read what was seen in a folder; empty if it was never mirrored."""
    written = ws.store.settings.get(_key(course, folder))
    return _RECORD.decode(written) if written else {}


def write_record(ws: Workspace, course: Course, folder: Path, record: Record) -> None:
    """Note what is in a folder now."""
    ws.store.settings.set(_key(course, folder), msgspec.json.encode(record).decode())


def read_names(ws: Workspace, course: Course, folder: Path) -> Record:
    """Read the names that lesson files had before they got others, each as it stood last."""
    written = ws.store.settings.get(_key(course, folder, "mirror-names"))
    return _RECORD.decode(written) if written else {}


def keep_names(ws: Workspace, course: Course, folder: Path, before: Record, now: Record) -> None:
    """Note what files were called before: an editor that has one open saves it by that name."""
    files = {seen.lesson: path for path, seen in now.items() if seen.lesson}
    old = {path: seen for path, seen in before.items() if seen.lesson in files and path not in now}
    known = read_names(ws, course, folder)
    kept = {path: seen for path, seen in known.items() if path not in now and path not in old}
    names = dict(list({**kept, **old}.items())[-NAMES:])
    if names != known:
        key = _key(course, folder, "mirror-names")
        ws.store.settings.set(key, msgspec.json.encode(names).decode())


def _key(course: Course, folder: Path, what: str = "mirror") -> str:
    return f"{what}.{course.id}.{sha_of(str(folder.resolve()))[:16]}"


@dataclass
class Mirrored:
    """What one meeting of folder and course did; all but the overlaps by paths in the folder."""

    taken_in: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    overlaps: int = 0

    def warn(self, warnings: Iterable[FileWarning]) -> None:
        """Note what a person should know, once."""
        for one in warnings:
            said = {"file": one.file, "line": one.line, "what": one.what}
            if said not in self.warnings:
                self.warnings.append(said)

    @property
    def did_something(self) -> bool:
        """Tell whether anything changed on either side."""
        return bool(self.taken_in or self.moved or self.written or self.removed)

    def as_json(self) -> dict[str, Any]:
        """Give the answer of the command."""
        return {
            "taken_in": self.taken_in,
            "moved": self.moved,
            "written": self.written,
            "removed": self.removed,
            "overlaps": self.overlaps,
            "warnings": self.warnings,
        }

    def in_words(self) -> str:
        """Say it to a person."""
        parts = []
        for done, what in (
            (self.taken_in, "taken in"),
            (self.moved, "moved"),
            (self.written, "written"),
            (self.removed, "removed"),
        ):
            if done:
                parts.append(f"{what}: {', '.join(done[:10])}{' …' if len(done) > 10 else ''}")
        if self.overlaps:
            parts.append(f"{self.overlaps} to check: both texts are kept")
        if not parts:
            parts.append("Equal.")
        return "\n".join([*parts, *(f"{w['file']}: {w['what']}" for w in self.warnings)])
