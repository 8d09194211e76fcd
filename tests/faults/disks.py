"""Small, full and read-only disks, and another user's eyes, where this machine allows them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NO_PRIVILEGES = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
"""Put before a command, it makes even the superuser ask what a file's owner may do."""


class Disk:
    """A file system of its own, in memory."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def change(self, options: str) -> None:
        """Mount it anew with other options."""
        mount("-o", f"remount,{options}", str(self.place))


@contextmanager
def disk(place: Path, size: str) -> Iterator[Disk]:
    """Mount a disk of some size; skip the test where nobody may."""
    place.mkdir(parents=True)
    if os.name != "posix" or os.geteuid() or not shutil.which("mount"):
        pytest.skip("only the superuser of a Unix may mount a small disk")
    try:
        mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))
    except subprocess.CalledProcessError:
        pytest.skip("no disk can be mounted here")
    try:
        yield Disk(place)
    finally:
        subprocess.run(["umount", str(place)], check=True)


def mount(*arguments: str) -> None:
    """Call mount; what it says matters only to who reads a failing test."""
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def ordinary_user() -> tuple[str, ...]:
    """Give what to put before a command so that the rights of files hold for it."""
    if os.geteuid():
        return ()
    tried = [*NO_PRIVILEGES, "true"]
    if not shutil.which("setpriv") or subprocess.run(tried, check=False).returncode:
        pytest.skip("the rights of files do not hold for the superuser, and setpriv is not here")
    return NO_PRIVILEGES
