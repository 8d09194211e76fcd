"""Put a full preview into a window that is shown already; a process of its own, on a screen.

Prints whether the window stayed the same one, and whether the preview plays quizzes, once what it
shows can be seen on the screen.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget

from editor.markdown.rendered import BlockId
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from editor.panels.preview.choice import preview_for
from tests.editor.panels.conftest import RESOURCES

LINE = "<pre><code>" + "█" * 30 + "</code></pre>"
_LONGEST_S = 20.0


def main() -> None:
    """Show a window, then the preview in it, and look at the screen until something is seen."""
    application = QApplication(sys.argv[:1])
    window, pages = QMainWindow(), QStackedWidget()
    pages.addWidget(QLabel("first"))
    window.setCentralWidget(pages)
    window.resize(700, 500)
    window.show()
    _wait(application, lambda: window.windowHandle().isExposed())
    before = window.winId()
    look = Look(Theme.LIGHT, 1.0, RESOURCES / "icons", RESOURCES / "fonts")
    preview = preview_for(look, RESOURCES / "preview", lambda sha: None, full=True)
    pages.addWidget(preview)
    pages.setCurrentWidget(preview)
    preview.show_blocks([(BlockId(1), LINE)], [(BlockId(1), 0, 1)])
    preview.start()
    _wait(application, lambda: _dark(window) > 400)
    print(window.winId() == before, preview.plays_quizzes, flush=True)
    os._exit(0)


def _dark(window: QMainWindow) -> int:
    """Count the dark points of what is on the screen where the window is."""
    shown = window.screen().grabWindow(0).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    shown = shown.copy(window.geometry())
    return sum(byte < 80 for byte in bytes(shown.constBits()))


def _wait(application: QApplication, holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST_S
    while not holds():
        assert time.monotonic() < end, "it was not seen"
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


if __name__ == "__main__":
    main()
