"""Close a comment with a verdict: done, or not to be done and why."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from editor.panels.cards.form import Form
from editor.panels.comments.naming import Naming
from editor.panels.kit.arrange import column
from editor.panels.kit.choices import RadioButton
from editor.panels.kit.look import Look
from sync.model.language import say


class ResolveForm(QWidget):
    """Ask for a verdict; `resolved(verdict, why)` gives "done" or "wont" and the reason.

    `people` are those whose names are offered after an "@".
    """

    resolved = Signal(str, str)
    left = Signal()

    def __init__(self, look: Look, people: Callable[[], Sequence[str]] = tuple) -> None:
        super().__init__()
        self._done = RadioButton(look, say("Done"), checked=True)
        self._wont = RadioButton(look, say("Will not be done"))
        self._form = Form(look, say("Why"), say("Resolve"), hint=say("What was done, or why not"))
        Naming(look, self._form.field, people)
        self._form.sent.connect(self._send)
        self._form.left.connect(self.left)
        self._wont.toggled.connect(
            lambda on: self._form.show_needed(
                say("Say why, so that others can follow.") if on else ""
            )
        )
        self.setLayout(column(look, self._done, self._wont, self._form, gap=4))

    def empty(self) -> None:
        """Forget what was said."""
        self._form.empty()
        self._done.setChecked(True)

    def words(self) -> str:
        """Return the reason as far as it is written."""
        return self._form.words()

    def write(self, words: str) -> None:
        """Show a reason that was written before."""
        self._form.field.setPlainText(words)

    def focus_first(self) -> None:
        """Put the focus on the verdict."""
        (self._wont if self._wont.isChecked() else self._done).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc, and send with Ctrl+Enter, from the verdict too."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._form.field.sent.emit()
        else:
            super().keyPressEvent(event)

    def _send(self, why: str) -> None:
        verdict = "wont" if self._wont.isChecked() else "done"
        self.resolved.emit(verdict, why)
