"""A virtual screen whose picture can be read, so that any window can be watched from outside."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.processes import Program

WIDTH, HEIGHT = 1600, 1000
_FEW_ROWS = 60
"""A change of fewer rows than this is a caret that blinks, a clock, a button lit up."""
_LOOK_EVERY_S = 0.008
_REST_S, _IDLE_SHARE = 0.8, 0.08
"""A program rests when it spent less than this share of a core for so long."""
_HEADER = struct.Struct(">25I")


class Screen:
    """One virtual screen: the variables that bring a window to it, and what is on it."""

    def __init__(self, display: str, picture: Path) -> None:
        self.variables: Mapping[str, str] = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._picture = picture
        header = _HEADER.unpack(picture.read_bytes()[: _HEADER.size])
        self._row = header[12]
        self._begin = header[0] + 12 * header[19]

    def pixels(self) -> bytes:
        """Read what is on the screen."""
        with self._picture.open("rb") as file:
            file.seek(self._begin)
            return file.read(self._row * HEIGHT)

    def rows_changed(self, before: bytes, after: bytes) -> int:
        """Count the rows of pixels in which two pictures differ."""
        if before == after:
            return 0
        row = self._row
        starts = range(0, len(before), row)
        return sum(before[at : at + row] != after[at : at + row] for at in starts)

    def at_rest(self, program: Program, *, longest_s: float = 40.0) -> float:
        """Wait until a program has nothing to do; give when the picture changed for the last time.

        In ms from the program's start. A program that goes on working, however little there is to
        see of it, has not come to rest; one that never does is raised as TimeoutError.
        """
        shown, changed_at, changes = self.pixels(), program.began, 0
        window_at, spent = program.began, 0.0
        while (now := time.monotonic()) - program.began < longest_s and program.runs:
            seen = self.pixels()
            if seen != shown:
                if self.rows_changed(shown, seen) > _FEW_ROWS:
                    changed_at, changes = now, changes + 1
                shown = seen
            if now - window_at > _REST_S:
                spent, before = program.cpu_ms(), spent
                idle = spent - before < _IDLE_SHARE * 1000 * (now - window_at)
                if changes and idle and changed_at < window_at:
                    return (changed_at - program.began) * 1000
                window_at = now
            time.sleep(_LOOK_EVERY_S)
        raise TimeoutError("the picture did not come to rest")


@contextmanager
def screen(folder: Path) -> Iterator[Screen | None]:
    """Run a virtual screen until the block ends; None where there is no Xvfb."""
    if shutil.which("Xvfb") is None:
        yield None
        return
    folder.mkdir(parents=True, exist_ok=True)
    read, write = os.pipe()
    size = f"{WIDTH}x{HEIGHT}x24"
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-fbdir", str(folder)]
    served = subprocess.Popen(
        [*command, "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as said:
            number = said.readline().strip()
        yield Screen(f":{number}", folder / "Xvfb_screen0") if number else None
    finally:
        served.terminate()
        served.wait(10)
