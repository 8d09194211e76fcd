"""What was copied is there for others, and a process that copied ends in peace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

COPIES = """
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from editor.panels.source.editor import SourceEditor

application = QApplication([])
resources = Path("resources")
editor = SourceEditor(Look(Theme.LIGHT, 1.0, resources / "icons", resources / "fonts"))
editor.show_text("Words\\n\\nof a lesson\\n")
editor.selectAll()
for _ in range(3):
    QTest.keyClick(editor, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
held = application.clipboard().mimeData()
print(ascii([held.text(), held.formats()]))
"""


def test_a_process_that_copied_ends_in_peace() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", COPIES],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "['Words\\n\\nof a lesson\\n', ['text/plain']]\n"
