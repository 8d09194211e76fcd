"""Put a set of files into a folder so that it is never left half written.

All files are first written beside, and flushed to the disk. A folder that did not exist then
appears whole, in one step. In one that exists, only the files that differ are replaced, each in
one step; whatever fails before that leaves every file as it was. Other files are left alone.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from editor.formats.durable import IN_PASSING, flush_file, flush_folder, move_into_place
from editor.formats.names import Taken, what_is_wrong
from sync.model.errors import BadInput, OurMistake
from sync.model.language import mark, say

MOST_OTHERS = 20
_LEFT_BEHIND_AFTER_S = 24 * 3600

Files = Iterable[tuple[str, bytes]]
"""Paths below the target with their bytes; may be made while they are being written."""


@dataclass(frozen=True)
class Disk:
    """What the target's file system can tell apart."""

    tells_case: bool


TELLS_CASE = Disk(tells_case=True)
Make = Callable[[Disk], Files]


@dataclass(frozen=True)
class Landed:
    """The paths that stand in the target now, which of them changed, and whose files were there."""

    files: tuple[str, ...]
    changed: tuple[str, ...]
    others: tuple[str, ...]


def land(make: Make, to: Path) -> Landed:
    """Write all files that `make` yields below `to`; raise BadInput with nothing replaced."""
    to = Path(os.path.abspath(to))  # noqa: PTH100 - links in the way there are the person's choice
    if to.exists() and not to.is_dir():
        raise BadInput(
            say("“{name}” is a file, and a folder is to be written there.", name=to.name),
            safe=say("Nothing was written."),
            mend=say("Choose another name."),
        )
    try:
        return _land_beside(make, to) if not to.exists() else _land_within(make, to)
    except OSError as error:
        raise _trouble(error, to) from error


def _land_beside(make: Make, to: Path) -> Landed:
    to.parent.mkdir(parents=True, exist_ok=True)
    with _staging(to.parent) as staging:
        root = staging / "all"
        root.mkdir()
        files: list[str] = []
        for path, data in _checked(make(_disk(staging))):
            _write_below(root, path, data)
            files.append(path)
        _flush_files(root, files)
        _flush_tree(root)
        root.rename(to)
    flush_folder(to.parent)
    return Landed(tuple(files), tuple(files), ())


def _land_within(make: Make, to: Path) -> Landed:
    files: list[str] = []
    changed: list[str] = []
    with _staging(to) as staging:
        for path, data in _checked(make(_disk(staging))):
            files.append(path)
            if not _stands_already(to, path, data):
                _write_below(staging, path, data)
                changed.append(path)
        _flush_files(staging, changed)
        for path in changed:
            target = to / path
            target.parent.mkdir(parents=True, exist_ok=True)
            move_into_place(staging / path, target)
        for folder in sorted({(to / path).parent for path in changed}):
            flush_folder(folder)
    return Landed(tuple(files), tuple(changed), tuple(islice(_others(to, files), MOST_OTHERS)))


def _checked(files: Files) -> Iterator[tuple[str, bytes]]:
    """Let through what may be written; the paths were made safe before, so a bad one is ours."""
    taken = Taken(tells_case=True)
    for path, data in files:
        wrong = what_is_wrong(path)
        if wrong or not taken.fits(path, as_recorded=True):
            raise OurMistake(f"A path was about to be written that must not be: {path!r}. {wrong}")
        yield taken.take(path, as_recorded=True), data


def _stands_already(to: Path, path: str, data: bytes) -> bool:
    """Tell whether the file is there with these bytes; refuse a way there that leads elsewhere."""
    at = to
    *folders, _ = path.split("/")
    for folder in folders:
        at = at / folder
        if at.is_symlink() or (at.exists() and not at.is_dir()):
            path = at.relative_to(to).as_posix()
            raise _in_the_way(
                say(
                    "“{path}” is not a folder of its own there,"
                    " and the course has a file at that place.",
                    path=path,
                )
            )
    target = to / path
    if target.is_dir() and not target.is_symlink():
        raise _in_the_way(
            say("“{path}” is a folder there, and the course has a file at that place.", path=path)
        )
    if target.is_symlink() or not target.is_file() or target.stat().st_size != len(data):
        return False
    return target.read_bytes() == data


def _in_the_way(what: str) -> BadInput:
    return BadInput(
        what,
        safe=say("Nothing was written."),
        mend=say("Choose an empty folder, or move that one away."),
    )


@contextlib.contextmanager
def _staging(parent: Path) -> Iterator[Path]:
    _sweep(parent)
    staging = Path(tempfile.mkdtemp(prefix=IN_PASSING, dir=parent))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Remove what a killed run left a day ago or longer."""
    for left in parent.glob(IN_PASSING + "*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND_AFTER_S:
                shutil.rmtree(left, ignore_errors=True)


def _disk(staging: Path) -> Disk:
    probe = staging / "Case"
    probe.touch()
    tells_case = not (staging / "cASE").exists()
    probe.unlink()
    return Disk(tells_case)


def _write_below(root: Path, path: str, data: bytes) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        file.write(data)


def _flush_files(root: Path, paths: Iterable[str]) -> None:
    """Wait for all files once they are written: waiting for each in turn takes twice as long.

    The last comes first: what the disk then writes holds the others too.
    """
    for path in reversed(list(paths)):
        flush_file(root / path)


def _flush_tree(root: Path) -> None:
    for folder, _, _ in os.walk(root):
        flush_folder(Path(folder))


def _others(to: Path, files: Iterable[str]) -> Iterator[str]:
    """List the files in the target that are none of ours, folders of other tools aside."""
    ours = set(files)
    for folder, folders, names in os.walk(to):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = (Path(folder) / name).relative_to(to).as_posix()
            if path not in ours and not name.startswith("."):
                yield path


def _trouble(error: OSError, to: Path) -> BadInput:
    why = {
        errno.ENOSPC: (mark("The disk is full (“{name}”)."), mark("Make room, then export again.")),
        errno.EDQUOT: (
            mark("Your share of the disk is full (“{name}”)."),
            mark("Make room, then export again."),
        ),
        errno.EROFS: (mark("The disk is read-only (“{name}”)."), mark("Choose another place.")),
        errno.EACCES: (mark("You may not write there (“{name}”)."), mark("Choose another place.")),
        errno.EPERM: (mark("You may not write there (“{name}”)."), mark("Choose another place.")),
    }
    what, mend = why.get(
        error.errno or 0,
        (
            mark("It could not be written: {reason} (“{name}”)."),
            mark("Choose another place, or try again."),
        ),
    )
    return BadInput(
        say(what, name=to.name, reason=error.strerror),
        safe=say("The course is safe, and no file there was left half written."),
        mend=say(mend),
    )
