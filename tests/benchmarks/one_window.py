"""Open one window, say when it is painted, and end: `python -m tests.benchmarks.one_window KIND`.

The kinds are `bare`, `web` (with an empty web view), and a folder: our window on that workspace.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


def say_and_end() -> None:
    """Print the moment, in seconds since 1970; nothing is tidied up."""
    print(time.time(), flush=True)
    os._exit(0)


class _Exposed(QObject):
    """Waits for the moment at which a window is on the screen and paints all that is in it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Expose:
            QTimer.singleShot(0, say_and_end)  # the painting comes first, with this very event
        return False


def say_when_painted(kind: type[QMainWindow]) -> None:
    """Let windows of this class say when all in them was painted for the first time."""

    def show(window: QMainWindow) -> None:
        QMainWindow.show(window)
        handle = window.windowHandle()
        assert handle is not None
        assert not handle.isExposed(), "it is painted when the loop runs"
        handle.installEventFilter(_Exposed(window))

    kind.show = show  # type: ignore[method-assign, assignment]


def bare(*, web: bool) -> None:
    """Open a window of the size of ours with nothing, or an empty web view, in it."""

    class Bare(QMainWindow):
        pass

    say_when_painted(Bare)
    if web:  # Qt asks for it before the application is made
        from PySide6.QtWebEngineWidgets import QWebEngineView
    application = QApplication(sys.argv[:1])
    window = Bare()
    window.resize(1520, 930)
    if web:
        window.setCentralWidget(QWebEngineView())
    window.show()
    application.exec()


def ours(folder: Path) -> None:
    """Open our window as the command does."""
    from app.shell.application import run
    from app.shell.window import Window

    say_when_painted(Window)
    run(folder, course=None, sample=False)


if __name__ == "__main__":
    if sys.argv[1] in ("bare", "web"):
        bare(web=sys.argv[1] == "web")
    else:
        ours(Path(sys.argv[1]))
