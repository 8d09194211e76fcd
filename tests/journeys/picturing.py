"""Take pictures of the real window from the first start on, in each theme: a process of its own.

Called with the folder to save them in. The preview is the full one where the machine has it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.shell.application import make_application, make_look, make_preview, may_use_web_engine
from app.shell.composition import Composition
from app.shell.course.course_page import PLAY
from editor.panels.kit.tokens import Theme

SIZE = (1520, 930)
WAIT_S = 12.0
TALKED_ABOUT, WITH_QUIZ = "Read it together", "Show it, then ask"
FOUND = "feedback"


class Window:
    """The window on one workspace, and its picture when it has come to rest."""

    def __init__(self, folder: Path, out: Path) -> None:
        self.out = out
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.look = make_look(application)
        self.preview = make_preview(folder, self.look, full=may_use_web_engine())
        self.parts = Composition(folder, self.look, self.preview)
        self.parts.window.resize(*SIZE)
        self.parts.window.show()

    def take(self, name: str) -> None:
        """Save what is seen."""
        self.settle()
        assert self.parts.window.grab().save(str(self.out / f"{name}.png"))

    def until(self, holds: Callable[[], object]) -> None:
        """Let the event loop run until something holds."""
        end = time.monotonic() + WAIT_S
        while not holds():
            assert time.monotonic() < end, "the window does not come so far"
            _spin(30)

    def open(self, title: str) -> None:
        """Open the lesson of a title."""
        read = self.parts.course._read
        assert read is not None
        (lesson,) = [row.id for row in read.shown.rows if row.title == title]
        self.parts.course.open_lesson(lesson)
        self.until(lambda: self.parts.writing.lesson == lesson)

    def settle(self) -> None:
        """Wait until the threads are idle and the page was painted."""
        end = time.monotonic() + WAIT_S
        quiet = 0
        session = self.parts.session
        while quiet < 8 and time.monotonic() < end:
            _spin(60)
            idle = session.store.is_idle and session.rendering.is_idle
            quiet = quiet + 1 if idle else 0

    def close(self) -> None:
        """Close as a person does."""
        self.parts.window.close()
        self.parts.close()
        shiboken6.delete(self.parts.window)
        shiboken6.delete(self.parts)


def _spin(for_ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(for_ms, loop.quit)
    loop.exec()


def main(out: Path) -> None:
    """Walk from the first start through the sample course, and save a picture of each stop."""
    out.mkdir(parents=True, exist_ok=True)
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = Window(Path(folder) / "ws", out)
        parts = window.parts
        parts.start()
        window.take("first-start")
        window.look.set_theme(Theme.DARK)
        window.take("first-start-dark")
        window.look.set_theme(Theme.LIGHT)
        parts.start(sample=True)
        window.until(lambda: parts.writing.lesson is not None)
        window.take("sample")
        window.open(TALKED_ABOUT)
        window.take("writing")
        for theme, name in ((Theme.DARK, "dark"), (Theme.CONTRAST, "high-contrast")):
            window.look.set_theme(theme)
            window.take(f"writing-{name}")
        window.look.set_theme(Theme.LIGHT)
        window.look.set_scale(2.0)
        window.take("writing-200")
        window.look.set_scale(1.0)
        window.open(WITH_QUIZ)
        text = parts.page.pane.editor.text()
        parts.course.show_page(PLAY)
        window.settle()
        window.preview.scroll_to_line(text[: text.index("[( )]")].count("\n") - 5)
        window.take("quiz")
        window.open(TALKED_ABOUT)
        parts.course.show_overlap("")
        window.take("overlaps")
        window.look.set_theme(Theme.DARK)
        window.take("overlaps-dark")
        window.look.set_theme(Theme.LIGHT)
        parts.do("search-texts")
        window.settle()
        focused = parts.window.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, FOUND)
        window.take("search")
        window.close()
    application.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
