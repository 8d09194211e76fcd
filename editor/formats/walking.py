"""List the files of a folder that somebody chose: nothing outside it, nothing that never ends."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from editor.formats.durable import is_in_passing
from editor.formats.names import NEVER_WRITTEN, Taken, natural_key, safe_path, what_is_wrong
from editor.formats.values import FileWarning
from sync.model.errors import BadInput
from sync.model.language import say

MOST_FILES = 20_000
NOT_TAKEN = NEVER_WRITTEN | {"node_modules", "__pycache__", ".venv"}
FIRST_IN_FOLDER = frozenset({"readme", "index"})
"""What these stems hold is the front page of its folder, wherever the alphabet puts it."""


@dataclass(frozen=True)
class Found:
    """One regular file: where it lies, and the path that the course knows it by."""

    source: Path
    path: str
    size: int


@dataclass
class Walk:
    """One pass over a folder: the files in reading order, and what was not taken."""

    root: Path
    found: list[Found] = field(default_factory=list)
    warnings: list[FileWarning] = field(default_factory=list)
    _taken: Taken = field(default_factory=lambda: Taken(tells_case=True))

    def run(self) -> Walk:
        """Walk the folder; raise BadInput if it cannot be read or is no course's folder by size."""
        try:
            with os.scandir(self.root):
                pass
        except OSError as error:
            raise BadInput(
                say(
                    "The folder “{folder}” cannot be read: {reason}.",
                    folder=shown(self.root.resolve().name),
                    reason=error.strerror,
                ),
                safe=say("Nothing was taken in, nothing was changed."),
                mend=say("Check that it exists and that you may open it."),
            ) from error
        self._folder(self.root)
        return self

    def warn(self, path: str, what: str) -> None:
        """Note something about a file or folder, by its name."""
        self.warnings.append(FileWarning(shown(path), 0, what))

    def _folder(self, top: Path) -> None:
        waiting = [(top, "")]
        while waiting:
            folder, path = waiting.pop()
            inner: list[tuple[Path, str]] = []
            for entry in self._entries(folder, path):
                if isinstance(entry, Found):
                    self._keep(entry)
                else:
                    inner.append(entry)
            waiting += reversed(inner)
        self.found.sort(key=lambda found: reading_order(found.path))

    def _entries(self, folder: Path, above: str) -> Iterator[tuple[Path, str] | Found]:
        """Yield the folders to enter, with their paths, and the files of one folder."""
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            self.warn(
                above or ".",
                say("could not be opened ({reason}); not taken", reason=error.strerror),
            )
            return
        for entry in entries:
            path = f"{above}/{entry.name}" if above else entry.name
            if is_in_passing(entry.name):
                continue
            if entry.name.casefold() in NOT_TAKEN:
                self.warn(path, say("belongs to another tool, not to the course; not taken"))
                continue
            try:
                judged = self._judge(entry, path)
            except OSError as error:
                self.warn(
                    path, say("could not be read ({reason}); not taken", reason=error.strerror)
                )
                continue
            if judged is not None:
                yield judged

    def _judge(self, entry: os.DirEntry[str], path: str) -> tuple[Path, str] | Found | None:
        if entry.is_symlink():
            target = Path(os.path.realpath(entry.path, strict=True))
            if entry.is_dir() or not target.is_relative_to(os.path.realpath(self.root)):
                self.warn(path, say("is a link to another place; not taken"))
                return None
        elif entry.is_dir():
            return Path(entry.path), path
        status = entry.stat()
        if not stat.S_ISREG(status.st_mode):
            self.warn(path, say("is no file of text or data (a pipe or a device); not taken"))
            return None
        return Found(Path(entry.path), path, status.st_size)

    def _keep(self, found: Found) -> None:
        if len(self.found) >= MOST_FILES:
            name = shown(self.root.resolve().name)
            raise BadInput(
                say(
                    "The folder “{folder}” holds more than {most} files.",
                    folder=name,
                    most=MOST_FILES,
                ),
                safe=say("Nothing was taken in, nothing was changed."),
                mend=say("Choose the folder of one course."),
            )
        path = found.path
        if what_is_wrong(path, windows=False):
            path = safe_path(path)
            self.warn(
                found.path,
                say("has a name that not every system can hold; kept as “{name}”", name=path),
            )
        self.found.append(Found(found.source, self._taken.take(path, as_recorded=True), found.size))


def reading_order(path: str) -> tuple[tuple[int, object], ...]:
    """Sort paths as a reader would: naturally, a folder's README or index before the rest."""
    *folders, name = path.split("/")
    first = 0 if is_front_page(name) else 1
    return (*((1, natural_key(folder)) for folder in folders), (first, natural_key(name)))


def is_front_page(path: str) -> bool:
    """Tell whether a file is the README or index of its folder."""
    return path.rpartition("/")[2].rpartition(".")[0].casefold() in FIRST_IN_FOLDER


def shown(name: str) -> str:
    """Make a name printable: bytes that are no text and control signs become escapes."""
    whole = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in whole)
