"""From the first start to a published course, by keys and clicks, in a process of its own.

Where the machine has a virtual screen (Xvfb) the window is on it; else it is nowhere to be seen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT
from tests.faults.laptop import LaptopHere
from tests.journeys import first_course


@contextmanager
def a_screen() -> Iterator[dict[str, str]]:
    """Give the environment of a screen that is there while the block runs."""
    if shutil.which("Xvfb") is None:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
    finally:
        screen.terminate()
        screen.wait()


def test_an_expert_publishes_a_first_course(tmp_path: Path) -> None:
    with a_screen() as surroundings:
        ran = subprocess.run(
            [sys.executable, "-m", first_course.__name__, str(tmp_path / "ws"), str(tmp_path)],
            cwd=ROOT,
            env={
                **os.environ,
                **surroundings,
                "PYTHONPATH": str(ROOT),
                "QTWEBENGINE_DISABLE_SANDBOX": "1",
                "COURSEFOLK_SETTINGS": str(tmp_path / "settings"),
            },
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr + ran.stdout
    assert len(ran.stdout.splitlines()) == len(list(tmp_path.glob("*.png"))) == 6
    laptop = LaptopHere(tmp_path / "ws")
    [course] = laptop.ask("list")
    assert course["title"] == first_course.COURSE
    shown = laptop.ask("show", course["id"])["outline"]
    assert [row["title"] for row in shown] == first_course.OUTLINE.splitlines()
    one, two = (laptop.ask("cat", course["id"], row["id"])["text"] for row in shown)
    assert one == (
        "# Say what you see\n\nBegin with what is there: a word, a line, a picture. "
        "**Nothing else**.\n\nWhat do you say first?\n\n[(X)] What I see\n[( )] What I think"
    )
    assert two == f"# Say what it does\n\n{first_course.SECOND}"
    [thread] = laptop.ask("threads", course["id"])
    assert thread["text"] == "An example is wanted here."
    [version] = laptop.ask("versions", course["id"])
    assert version["note"] == first_course.NOTE
    laptop.check()
