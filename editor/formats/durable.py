"""Write single files so that each is there whole or not at all, also after a power cut."""

from __future__ import annotations

import errno
import os
import shutil
import uuid
from pathlib import Path

from sync.model.ids import Sha, sha_of

IN_PASSING = ".coursefolk-part-"
"""What we write on the way begins so; whoever watches or reads folders passes over it."""


def is_in_passing(name: str) -> bool:
    """Tell whether a file or folder is one that we are just writing, or left when killed."""
    return name.startswith(IN_PASSING)


def replace_file(path: Path, data: bytes, *, seen: Sha | None = None) -> bool:
    """Write one file in one step; False, and nothing done, if it is not what was `seen`.

    `seen` is the SHA-256 of the bytes last seen there; None writes whatever stands there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(IN_PASSING + uuid.uuid4().hex)
    try:
        write_new(beside, data)
        if seen is not None and _sha_now(path) != seen:
            return False
        move_into_place(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    flush_folder(path.parent)
    return True


def _sha_now(path: Path) -> Sha | None:
    try:
        return sha_of(path.read_bytes())
    except FileNotFoundError:
        return None


def write_new(path: Path, data: bytes) -> None:
    """Write a file that was not there, and wait until the disk has it."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flush_file(path: Path) -> None:
    """Wait until the disk has a file that was just written."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def move_into_place(beside: Path, target: Path) -> None:
    """Replace in one step, and leave the rights of a file that was there as they were."""
    if target.is_file() and not target.is_symlink():
        shutil.copymode(target, beside)
    beside.replace(target)


def flush_folder(folder: Path) -> None:
    """Make names durable too, where the system lets a folder be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EBADF, errno.EACCES):
            raise
    finally:
        os.close(handle)
