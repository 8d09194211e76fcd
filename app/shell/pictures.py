"""Take pictures of the real window on a workspace, with no display needed."""

from __future__ import annotations

import time
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.shell.application import (
    make_application,
    make_look,
    make_preview,
    may_use_web_engine,
)
from app.shell.composition import Composition
from app.story.people import Desk

WAIT_S = 8.0


class Camera:
    """Opens the window of one person after the other, shows a page, and saves what is seen."""

    def __init__(self) -> None:
        self._application = make_application()
        self._look = make_look(self._application)

    def take(self, desk: Desk, page: str, name: str) -> Path:
        """Save a picture of a desk's window beside its workspace, and return its path."""
        folder = desk.ws.store.folder
        preview = make_preview(folder, self._look, full=may_use_web_engine())
        composition = Composition(folder, self._look, preview)
        window = composition.window
        window.resize(1520, 930)
        window.show()
        composition.start(course=desk.course.id)
        self._settle(composition)
        if page != "write":
            if page == "overlaps":
                composition.course.show_overlap("")
            else:
                composition.course.show_page(page.capitalize())
            self._settle(composition)
        path = folder.parent / f"{name}.png"
        window.grab().save(str(path))
        window.close()
        composition.close()
        shiboken6.delete(window)
        shiboken6.delete(composition)
        return path

    def _settle(self, composition: Composition) -> None:
        """Let the event loop run until the threads are idle and the page was painted."""
        until = time.monotonic() + WAIT_S
        quiet = 0
        while quiet < 8 and time.monotonic() < until:
            _spin(60)
            idle = composition.session.store.is_idle and composition.session.rendering.is_idle
            quiet = quiet + 1 if idle else 0


def _spin(for_ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(for_ms, loop.quit)
    loop.exec()
    QApplication.processEvents()
