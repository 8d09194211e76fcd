"""The longest time for which the window does not answer while odd texts are opened and typed in."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest

from app import paths
from app.flows.courses import outlining
from app.flows.overview.library import overview
from app.shell.application import LIGHT_PREVIEW, make_application, make_look, make_preview
from app.shell.composition import Composition
from app.shell.window import Window
from sync.model.ids import NodeId
from sync.workspace.opening import Workspace
from tests.benchmarks.beating import Heart
from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.odd_texts import OWN
from tests.benchmarks.place import Place

MOST_MS = 100.0
KEYS = "ab *c"
_LONGEST_S, _REST_MS = 30.0, 80


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Open each text in the real window with the light preview, and type at three places in it.

    The figure is the processor time of the window's thread in one turn of its loop, the longest of
    all; the clock's figure, which holds what else the machine does, stands beside it.
    """
    yield from said(place, "odd texts of our own", OWN)


def said(place: Place, what: str, texts: Mapping[str, str]) -> Iterator[Line]:
    """Measure some texts, and say the worst of them."""
    os.environ[LIGHT_PREVIEW] = "1"
    os.environ.setdefault(paths.SETTINGS_VARIABLE, str(place.new_folder("settings")))
    found = Frozen(place.new_folder("odd"), texts)
    try:
        gaps = {name: found.open_and_type(name) for name in texts}
    finally:
        found.close()
    name = max(gaps, key=lambda one: gaps[one][1])
    clock, cpu = max(wall for wall, _ in gaps.values()), gaps[name][1]
    told = f"longest in {name!r}; {clock:.0f} ms by the clock"
    yield line(f"window stands still: {len(texts)} {what}", cpu, "ms CPU", told, Reach(MOST_MS))


class Frozen:
    """A window on a course of odd texts, and how long it stood still."""

    def __init__(self, folder: Path, texts: Mapping[str, str]) -> None:
        application = make_application()
        with Workspace.open(folder / "ws") as ws:
            course = outlining.begin(ws, "Odd texts")
            outlining.add(ws, course, "lesson", "Start", text="# Start\n")
            for name, text in texts.items():
                outlining.add(ws, ws.courses.open(course.log), "lesson", name, text=text)
            rows = overview(ws, ws.courses.open(course.log)).rows
            self._lessons: dict[str, NodeId] = {row.title: NodeId(row.id) for row in rows}
        look = make_look(application)
        preview = make_preview(folder / "ws", look, full=False)
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.parts = Composition(folder / "ws", look, preview, Window(settings))
        self.parts.window.resize(1520, 930)
        self.parts.window.show()
        self.parts.start(course=course.id)
        self._until(lambda: self.parts.writing.lesson is not None)
        self._settle()
        self._heart = Heart()

    def open_and_type(self, name: str) -> tuple[float, float]:
        """Open one text and type in it; give the longest turn by the clock and in work, in ms."""
        editor, lesson = self.parts.page.pane.editor, self._lessons[name]
        self._heart.start()
        self.parts.course.open_lesson(lesson)
        self._until(lambda: self.parts.writing.lesson == lesson)
        self._settle()
        length = len(editor.text())
        for at in (0, length // 2, length):
            editor.select(at, at)
            editor.setFocus()
            for sign in KEYS:
                QTest.keyClicks(editor, sign)
                QTest.qWait(5)
        self._settle()
        self._heart.stop()
        return self._heart.longest_ms, self._heart.longest_cpu_ms

    def close(self) -> None:
        """Close as a person does."""
        self.parts.window.close()
        self.parts.close()

    def _settle(self) -> None:
        """Wait until no thread has anything to do, twice: one may have handed on to another."""
        session = self.parts.session
        for _ in range(2):
            self._until(lambda: session.store.is_idle and session.rendering.is_idle)
            QTest.qWait(_REST_MS)

    def _until(self, holds: Callable[[], bool]) -> None:
        until = time.monotonic() + _LONGEST_S
        while not holds() and time.monotonic() < until:
            QTest.qWait(2)
        assert holds(), "it takes too long"
