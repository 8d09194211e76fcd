"""One line at the foot of the window while files come in: how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar

from editor.panels.cards.elided import ElidedLabel
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Voice
from editor.panels.kit.look import Look
from sync.model.language import say, say_many

_SOON_MS = 250
_BAR = 220


class BringingLine(Frame):
    """Show how many files of a folder were read; `stopped` asks to leave all of it out.

    What takes a moment only is not shown at all.
    """

    stopped = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.FOOT)
        self._name, self._most = "", 0
        self.words = ElidedLabel("", Voice.SMALL_TEXT)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("How far it has come"))
        self.bar.setFixedWidth(look.px(_BAR))
        self.stop = Button(look, say("Stop"), small=True)
        self.stop.setAccessibleName(say("Stop bringing files in; nothing of it is kept"))
        self.stop.chosen.connect(self._stop)
        self.setLayout(
            row(look, self.words, self.bar, self.stop, None, gap=12, margins=(18, 3, 10, 3))
        )
        self.setAccessibleName(say("Bringing files in"))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._appear)
        self.hide()

    def begin(self, name: str) -> None:
        """Begin with a folder of this name; the line comes if it takes longer than a moment."""
        self._name, self._most = name, 0
        self.stop.setEnabled(True)
        self.bar.setRange(0, 0)
        self.words.say(say("Reading “{folder}”", folder=name))
        self._soon.start()

    def show_progress(self, done: int, of: int) -> None:
        """Say how many files have come in; when all have, that they are being kept."""
        if not self.stop.isEnabled():
            return
        self._most = max(self._most, done)
        if self._most >= of:
            self.bar.setRange(0, 0)
            self.words.say(say("Keeping “{folder}” as a course", folder=self._name))
            return
        self.bar.setRange(0, of)
        self.bar.setValue(min(self._most, of))
        told = say_many(
            "Reading “{folder}”: {done:,} of {count:,} file",
            "Reading “{folder}”: {done:,} of {count:,} files",
            of,
            folder=self._name,
            done=self._most,
        )
        self.words.say(told)

    def end(self) -> None:
        """Go away."""
        self._soon.stop()
        self.hide()

    def _appear(self) -> None:
        self.show()
        announce(self, say("Reading “{folder}”", folder=self._name))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.words.say(say("Stopping; nothing of it is kept"))
        self.stopped.emit()
