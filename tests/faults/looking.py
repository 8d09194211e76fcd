"""Look at many disks after their power was cut: each look is a fork of one process.

The command that a recording tool runs for each disk asks that process (`ASKING`), for a look is
done in a tenth of the time that starting Python with all modules takes.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.model.errors import CoursefolkError
from tests.faults.laptop import ROOT, surroundings
from tests.faults.saving_till_cut import look

ASKING = f"{sys.executable} -I -S {Path(__file__).with_name('asking_to_look.py')}"


@contextmanager
def looker() -> Iterator[Path]:
    """Start the process that looks; its socket's path is short, as it must be."""
    place = Path(tempfile.mkdtemp())
    at = place / "look"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.looking", str(at)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=surroundings(),
    )
    try:
        assert process.stdout
        assert process.stdout.readline() == b"READY\n"
        yield at
    finally:
        process.kill()
        process.communicate()
        shutil.rmtree(place)


def serve(at: Path) -> None:
    """Look whenever somebody asks, one after the other, each time in a process of its own."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(at))
        listening.listen()
        os.write(1, b"READY\n")
        os.dup2(2, 1)  # nobody reads further
        while True:
            asking, _ = listening.accept()
            with asking:
                child = os.fork()
                if child == 0:  # where a look breaks, it ends with a traceback and no answer
                    _answer(asking)
                os.waitpid(child, 0)


def _answer(asking: socket.socket) -> None:
    """Look, say what is not well (nothing, if all is), and end."""
    what, folder, told = asking.makefile(encoding="utf-8").readline().split("\t")
    said = Path(told.rstrip("\n"))
    lines = said.read_bytes()
    said.unlink()
    try:
        found = look(what, Path(folder), lines)
    except CoursefolkError as error:
        found = f"it does not open: {error}"
    asking.sendall(found.encode() or b"WELL")
    asking.shutdown(socket.SHUT_RDWR)
    os._exit(0)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
