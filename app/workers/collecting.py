"""Look for rubbish in the window's own thread alone, now and then, between two events."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from editor.panels.kit.collecting import is_kept_away

_EVERY_MS = 1_000
_ENOUGH = 2_000
"""So many objects more than were let go make it worth a look."""


class Collector(QObject):
    """Looks for rubbish in the window's own thread alone, now and then, between two events.

    Left to itself Python looks in whatever thread makes objects, and a widget that is let go in
    another thread than its own ends the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from now on, among what is made from now on; what stands is passed over."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Look among the youngest, now and then among older ones, at all every few minutes."""
        if is_kept_away() or gc.get_count()[0] < _ENOUGH:
            return
        self._looks += 1
        gc.collect(2 if self._looks % 200 == 0 else 1 if self._looks % 10 == 0 else 0)
