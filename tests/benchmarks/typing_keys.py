"""Key press to painted editor, in a lesson of 50,000 words and in an empty one."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import partial
from random import Random

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import paths
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from editor.panels.source.editor import SourceEditor
from sync.merge.edits import Edit
from tests.benchmarks.generated import Prose
from tests.benchmarks.lines import Line, Reach, line
from tests.benchmarks.measuring import cpu_ms, p95
from tests.benchmarks.place import Place

MOST_MS, MOST_RATIO = 8.0, 1.5
_WARMING, _LONGEST_S = 2, 60.0
SENTENCE = "A sentence with *marked* words, **strong** ones\b\b\b\b, and `code`; then a link.\n"


def lines(place: Place, *, quick: bool) -> Iterator[Line]:
    """Type the same sentences on empty lines of the long lesson and in the empty one, in turn.

    So both lay out and paint the same line, and what is left is what 50,000 words around it cost.
    Then the same again in the middle of the long lesson's paragraphs. All is coloured before, as
    it is when someone has read on for two seconds; several hundred keys each.
    """
    application = QApplication.instance() or QApplication(["benchmark"])
    assert isinstance(application, QApplication)
    look = Look(Theme.LIGHT, 1.0, paths.resource("icons"), paths.resource("fonts"))
    look.dress(application)
    text = Prose(1).lesson("A long lesson", 50_000)
    places, gaps = Random(1), [found.start() + 1 for found in re.finditer("\n\n", text)]
    empty, long, within = _Desk(look, ""), _Desk(look, text), _Desk(look, text)
    for turn in range(_WARMING + (8 if quick else 30)):
        if turn == _WARMING:
            for desk in (empty, long, within):
                desk.ms.clear()
        empty.show("")
        empty.type_at(0)
        long.type_at(places.choice(gaps))
        within.type_at(places.randrange(len(text)))
    name = "key press to painted editor, 50,000 words"
    one = p95(empty.ms)
    yield line(name, p95(long.ms), "ms CPU", one, Reach(MOST_MS, MOST_RATIO))
    yield line(f"{name}, within its paragraphs", p95(within.ms), "ms CPU", one, Reach(MOST_MS))


class _Desk(QObject):
    """An editor of the size it has in the window, and what each key in it cost this thread."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self.ms: list[float] = []
        self._painted = False
        self._editor = SourceEditor(look)
        self._editor.viewport().installEventFilter(self)
        self._editor.resize(760, 820)
        self._editor.show()
        self.show(text)

    def show(self, text: str) -> None:
        """Show a text, and let all of it be coloured."""
        self._editor.show_text(text)
        until = time.monotonic() + _LONGEST_S
        while self._editor.colours_wait and time.monotonic() < until:
            QTest.qWait(20)
        assert not self._editor.colours_wait

    def type_at(self, place: int) -> None:
        """Go to a place, and type; what was typed is taken away again at the end, unmeasured."""
        self._editor.activateWindow()
        self._editor.setFocus()
        self._editor.select(place, place)
        QTest.qWait(30)
        for sign in SENTENCE:
            self._painted = False
            self.ms.append(cpu_ms(partial(self._press, sign)))
            assert self._painted, "a key was not followed by paint"
        typed = len(SENTENCE) - 2 * SENTENCE.count("\b")
        self._editor.apply_edits((Edit(place, typed, ""),))
        QTest.qWait(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note that the text was painted."""
        self._painted = self._painted or event.type() == QEvent.Type.Paint
        return False

    def _press(self, sign: str) -> None:
        keys = {"\n": Qt.Key.Key_Return, "\b": Qt.Key.Key_Backspace}
        if sign in keys:
            QTest.keyClick(self._editor, keys[sign])
        else:
            QTest.keyClicks(self._editor, sign)
        QApplication.processEvents()
