"""Makes files durable before their names count."""

from __future__ import annotations

import os
from pathlib import Path


def settle(descriptor: int) -> None:
    """Wait until a file or folder is on the disk, where the system can tell."""
    if os.name == "posix":
        os.fsync(descriptor)


def rename(part: Path, name: Path) -> None:
    """Give a settled file its name, and wait until the name is on the disk too."""
    part.replace(name)
    if os.name == "posix":
        folder = os.open(name.parent, os.O_RDONLY)
        try:
            settle(folder)
        finally:
            os.close(folder)
