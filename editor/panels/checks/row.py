"""One thing worth a look: what it is, the way to it, and the key that mends it."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.panels.cards.rows import told
from editor.panels.checks.values import ShownCheck
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say


class Answer(QLineEdit):
    """A field of one line; Enter sends it, `left` is Esc."""

    sent = Signal(str)
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("field", True)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send with Enter, leave with Esc; an empty answer is none."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.text().strip():
                self.sent.emit(self.text().strip())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CheckRow(QWidget):
    """Show one check; `gone_to(id)` leads to it, `mended(id, answer)` mends it.

    `asking_begun` says that it needs more room: a question stands in it. `stepped(1 or -1)` asks
    to go to the row below or above.
    """

    gone_to = Signal(str)
    asking_begun = Signal()
    stepped = Signal(int)
    mended = Signal(str, str)

    def __init__(self, look: Look, check: ShownCheck) -> None:
        super().__init__()
        self.check = check
        icon, name = ("circle-alert", "")
        if check.blocks:
            icon, name = ("triangle-alert", say("In the way of a release"))
        sign = IconLabel(look, icon, "warn", 17, name)
        place = Label(say("Line {line}", line=check.line), Voice.NOTE)
        self._go = Button(look, say("Go to it"), Kind.QUIET, icon="arrow-right", small=True)
        self._go.setAccessibleName(
            say("Go to it, line {line}: {what}", line=check.line, what=check.what)
        )
        self._mend = Button(look, check.mend, icon="wand-sparkles", small=True)
        self._mend.setAccessibleName(f"{check.mend}: {check.what}")
        if not check.mend:
            self._mend.hide()  # never shown here: without a parent it would be a window
        buttons = row(look, self._mend, self._go, place, None, gap=6)
        self._answer = Answer(check.asks)
        self._send = Button(look, check.mend, Kind.PRIMARY, small=True)
        self._leave = Button(look, say("Cancel"), Kind.QUIET, small=True, tip="Esc")
        label = Label(check.asks, Voice.SMALL_STRONG, wrap=True)
        label.setBuddy(self._answer)
        asking = row(look, (self._answer, 1), self._send, self._leave, gap=6)
        self._asking = holder(column(look, label, asking, gap=5))
        self._asking.hide()
        self._buttons = holder(buttons)
        words = told(look, check.what, check.why)
        for part in (self._buttons, self._asking):
            words.addWidget(part)
        words.setSpacing(look.px(4))
        line = row(look, gap=12, margins=(20, 9, 16, 9))
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.setLayout(line)
        for button in (self._go, self._mend):
            button.installEventFilter(self)
        self._go.chosen.connect(lambda: self.gone_to.emit(check.id))
        self._mend.chosen.connect(self.mend)
        self._send.chosen.connect(lambda: self._sent(self._answer.text().strip()))
        self._answer.sent.connect(self._sent)
        for leaving in (self._leave.chosen, self._answer.left):
            leaving.connect(self.leave)

    @property
    def is_asking(self) -> bool:
        """Whether the author is about to answer."""
        return not self._asking.isHidden()

    def mend(self) -> None:
        """Mend at once, or ask first."""
        if not self.check.asks:
            self.mended.emit(self.check.id, "")
            return
        self._asking.show()
        self._buttons.hide()
        self._answer.setFocus()
        self.asking_begun.emit()

    def leave(self) -> None:
        """Ask no longer."""
        self._asking.hide()
        self._buttons.show()
        self._mend.setFocus()

    def take_focus(self) -> None:
        """Put the focus on what mends it, else on the way to it."""
        if self.is_asking:
            self._answer.setFocus()
        else:
            (self._mend if self.check.mend else self._go).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrows from the buttons, which would go to their neighbours by them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self.stepped.emit(step)
                return True
        return super().eventFilter(watched, event)

    def _sent(self, said: str) -> None:
        if said:
            self._asking.hide()
            self._buttons.show()
            self.mended.emit(self.check.id, said)
        else:
            self._answer.setFocus()
