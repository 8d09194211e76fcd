"""Qt is loaded without a watch on the imports that follow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

_SAID = """
import linecache
from app.shell.qt_loading import load_qt
load_qt()
import app.settings_glance, editor.panels.kit.tokens, sync.model.course
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rung = Signal(int)
bell, heard = Bell(), []
bell.rung.connect(heard.append)
bell.rung.emit(3)
print(heard, [name for name in linecache.cache if "course.py" in name])
"""


def test_what_is_imported_after_qt_is_not_read_as_source() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SAID], capture_output=True, cwd=ROOT, text=True, check=True
    )
    assert done.stdout.strip() == "[3] []"
