"""Start to the first painted window at 1,000 lessons, against a window with nothing in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import ROOT, interleaved, medians, python, wall_ms
from tests.benchmarks.place import SMALL, Place

MOST_RATIO = 1.5

_PAINTED = """
import os
from PySide6.QtCore import QEvent, QObject
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            os.write(1, b"painted")
            os._exit(0)
        return False
painted = Painted()
"""

_BARE = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
{imports}
application = QApplication([])
window = QMainWindow()
window.setCentralWidget({inside})
window.resize(1520, 930)
"""

_OURS = """
from pathlib import Path
from app.shell.application import make_application, make_look
application = make_application()
look = make_look(application)
from app.shell.composition import Composition
composition = Composition(Path({folder!r}), look, full={full})
window = composition.window
"""

_SHOW = """
window.installEventFilter(painted)
window.show()
application.exec()
"""


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Start each in turn, in a process of its own, until its window is painted."""
    folder = str(place.copy_of_workspace(SMALL))
    web = _BARE.format(
        imports="from PySide6.QtWebEngineWidgets import QWebEngineView",
        inside="QWebEngineView()",
    )
    programs = {
        "empty web view": web,
        "full": _OURS.format(folder=folder, full=True),
        "bare": _BARE.format(imports="", inside="QLabel()"),
        "light": _OURS.format(folder=folder, full=False),
    }
    contestants = {
        name: partial(_start_ms, _PAINTED + code + _SHOW, light=name in ("bare", "light"))
        for name, code in programs.items()
    }
    found = medians(interleaved(contestants, 3 if quick else 9))
    reach = Reach(None, MOST_RATIO)
    yield line("start to window, full preview", found["full"], "ms", found["empty web view"], reach)
    yield line("start to window, light preview", found["light"], "ms", found["bare"], reach)


def _start_ms(program: str, *, light: bool) -> float:
    said = {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu",
        "PYTHONPATH": str(ROOT),
    }
    if light:
        said["COURSEFOLK_LIGHT_PREVIEW"] = "1"

    def start() -> None:
        done = subprocess.run(
            python("-c", program),
            env=os.environ | said,
            cwd=Path(ROOT),
            capture_output=True,
            timeout=60,
            check=False,
        )
        if b"painted" not in done.stdout:
            raise RuntimeError(done.stderr.decode(errors="replace")[-400:])

    return wall_ms(start)
