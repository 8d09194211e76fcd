"""What a program and all the processes that it began cost: processor time and memory."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_PROC = Path("/proc")
_TICKS_A_MS = os.sysconf("SC_CLK_TCK") / 1000 if hasattr(os, "sysconf") else 0.1


class Program:
    """A program that runs, with all its processes; it is ended whole."""

    def __init__(self, command: Sequence[str], variables: Mapping[str, str], folder: Path) -> None:
        self.began = time.monotonic()
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **variables},
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def processes(self) -> list[int]:
        """List it, and all that it or they began."""
        children: dict[int, list[int]] = {}
        for entry in _PROC.iterdir():
            if entry.name.isdigit():
                above = _parent(entry)
                children.setdefault(above, []).append(int(entry.name))
        found = [self._process.pid]
        for one in found:
            found += children.get(one, ())
        return found

    def cpu_ms(self) -> float:
        """Sum the processor time of all its processes so far, those that have ended too."""
        return sum(_ticks(_PROC / str(one)) for one in self.processes()) / _TICKS_A_MS

    def memory_mb(self) -> float:
        """Sum the proportional set size of all its processes, in millions of bytes."""
        return sum(_pss_kib(_PROC / str(one)) for one in self.processes()) * 1024 / 1e6

    def end(self) -> None:
        """End it and all its processes."""
        for one in reversed(self.processes()):
            try:
                os.kill(one, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait(10)


def _parent(entry: Path) -> int:
    try:
        return int(_fields(entry)[1])
    except (OSError, IndexError):
        return 0


def _ticks(entry: Path) -> int:
    try:
        return sum(int(field) for field in _fields(entry)[11:15])
    except OSError:
        return 0


def _fields(entry: Path) -> list[str]:
    """Give what stands in `stat` after the name, which may hold anything."""
    return (entry / "stat").read_text().rpartition(")")[2].split()


def _pss_kib(entry: Path) -> int:
    try:
        lines = (entry / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
