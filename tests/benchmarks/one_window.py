"""Open one window, say when it is painted, and end: `python -m tests.benchmarks.one_window KIND`.

The kinds are `bare`; `web`, with an empty web view; `ours FOLDER`, by the command `coursefolk open`
on that workspace; and `home FOLDER`, the same until home shows what was read from the store.
"""

from __future__ import annotations

import os
import sys
import time


def say_and_end() -> None:
    """Print the moment, in seconds since 1970, and the processor time; nothing is tidied up."""
    print(time.time(), time.process_time(), flush=True)
    os._exit(0)


def say_when_painted() -> None:
    """Let main windows say when all in them was painted for the first time."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QMainWindow

    class Exposed(QObject):
        """Waits for the moment at which a window is on the screen and paints all that is in it."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Expose:
                QTimer.singleShot(0, say_and_end)  # the painting comes first, with this event
            return False

    def show(window: QMainWindow) -> None:
        plain(window)
        handle = window.windowHandle()
        assert handle is not None
        assert not handle.isExposed(), "it is painted when the loop runs"
        handle.installEventFilter(Exposed(window))

    plain = QMainWindow.show
    QMainWindow.show = show  # type: ignore[method-assign, assignment]


def bare(*, web: bool) -> None:
    """Open a window of the size of ours with nothing, or an empty web view, in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    say_when_painted()
    if web:  # Qt asks for it before the application is made
        from PySide6.QtWebEngineWidgets import QWebEngineView
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1520, 930)
    if web:
        window.setCentralWidget(QWebEngineView())
    window.show()
    application.exec()


def ours(folder: str) -> None:
    """Open our window by the command, as a person does."""
    from app.main import main

    say_when_painted()
    sys.argv = ["coursefolk", "--workspace", folder, "open"]
    main()


def home(folder: str) -> None:
    """Open our window, and say when home shows what was read from the store."""
    from app.main import main

    sys.argv = ["coursefolk", "--workspace", folder, "open"]
    _say_when_home_is_read()
    main()


def _say_when_home_is_read() -> None:
    from PySide6.QtCore import QTimer

    from app.shell.home.home_desk import HomeDesk, HomeRead

    show = HomeDesk._show

    def then_say(desk: HomeDesk, read: HomeRead) -> None:
        show(desk, read)
        QTimer.singleShot(0, say_and_end)

    HomeDesk._show = then_say  # type: ignore[method-assign]


if __name__ == "__main__":
    kind, *folder = sys.argv[1:]
    if kind in ("bare", "web"):
        bare(web=kind == "web")
    else:
        {"ours": ours, "home": home}[kind](*folder)
