"""Files that are there whole or not at all, also after a power cut."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
import uuid
from collections.abc import Iterable
from pathlib import Path

_NEW = ".new-"
_LEFT_S = 24 * 3600


def beside(path: Path) -> Path:
    """Name a file next to `path` that nobody else uses; leftovers are known by `.new-`."""
    return path.with_name(f"{_NEW}{uuid.uuid4().hex[:12]}-{path.name[:40]}")


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Write beside, sync, and put in place: readers see the old file or all of the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = beside(path)
    try:
        with new.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(new, path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise


def put_in_place(new: Path, path: Path) -> None:
    """Rename a synced file to its name and make the name durable."""
    new.replace(path)
    sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Take away what killed processes left half written; a day is longer than any copy takes."""
    for left in folder.glob(f"{_NEW}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime <= _LEFT_S:
                continue
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


def sync_file(path: Path) -> None:
    """Make the content of a file that someone else wrote durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows does that by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
