"""The whole window in this process, on one lesson, and keys pressed in its editor."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.shell.application import make_application, make_look, make_preview
from app.shell.composition import Composition
from editor.panels.preview.base import Preview
from editor.panels.source.text_view import TextView

SENTENCE = "Plain words with *marks* in them, and `code`; then more of it.\n"
_LONGEST_S = 60.0


class WholeWindow:
    """A window as a person has it; `made` may change the preview before the page is loaded."""

    def __init__(self, folder: Path, course: str, *, full: bool) -> None:
        application = make_application()
        look = make_look(application)
        self.preview: Preview = make_preview(folder, look, full=full)
        self.parts = Composition(folder, look, self.preview)
        self.editor = self.parts.page.pane.editor
        self._painted_at = 0
        self._watch_painting()
        self.parts.window.show()
        self.parts.start(course=course)
        self.until(lambda: self.editor.text() != "")
        self.settle()

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the window live until something holds."""
        end = time.monotonic() + _LONGEST_S
        while not holds():
            assert time.monotonic() < end, "the window did not get there"
            QTest.qWait(1)

    def settle(self) -> None:
        """Wait until all threads rest and all is coloured; then a moment more."""
        queues = [getattr(self.parts.session, name) for name in ("store", "rendering", "spelling")]
        for _ in range(3):
            self.until(lambda: all(q.is_idle for q in queues) and not self.editor.colours_wait)
            QTest.qWait(450)

    def go_to(self, place: int) -> None:
        """Put the caret there, in the window that has the keys, and let that be painted."""
        self.parts.window.activateWindow()
        self.editor.setFocus()
        self.editor.select(place, place)
        QTest.qWait(60)

    def key_ms(self, sign: str) -> float:
        """Press a key; give this thread's processor time until the text has been painted."""
        self._painted_at = 0
        began = time.thread_time_ns()
        if sign == "\n":
            QTest.keyClick(self.editor, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(self.editor, sign)
        while not self._painted_at:
            QApplication.processEvents()
        return (self._painted_at - began) / 1e6

    def close(self) -> None:
        """Close it as a person does."""
        self.parts.window.close()
        self.parts.close()

    def _watch_painting(self) -> None:
        """Note when the editor has painted: its text, its marks and its caret."""
        plain = TextView.paintEvent

        def paint(view: TextView, event: object) -> None:
            plain(view, event)  # type: ignore[arg-type]
            if view is self.editor:
                self._painted_at = time.thread_time_ns()

        TextView.paintEvent = paint  # type: ignore[method-assign, assignment]
