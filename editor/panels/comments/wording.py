"""What somebody wrote, as it reads today; what it said before is shown on demand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.panels.comments.parts import link, said
from editor.panels.comments.values import Before
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say


class Wording(QWidget):
    """Show words, that they were written anew, and a way to do so for whoever wrote them.

    `edit_wanted` asks to write them anew, `grown` tells that the history was opened or closed.
    """

    edit_wanted = Signal()
    grown = Signal()

    def __init__(
        self,
        look: Look,
        text: str,
        redacted: str,
        earlier: Sequence[Before],
        *,
        editable: str = "",
    ) -> None:
        super().__init__()
        parts: list[QWidget] = said(text, redacted) if text.strip() or redacted else []
        self._history = [
            Label(_was(before), Voice.SMALL, wrap=True) for before in reversed(earlier)
        ]
        for line in self._history:
            line.hide()
        self._ways = self._links(look, earlier, editable)
        ways = [row(look, *self._ways, None, gap=8)] if self._ways else []
        self.setLayout(column(look, *parts, *self._history, *ways, gap=4))

    def _links(self, look: Look, earlier: Sequence[Before], editable: str) -> list[Button]:
        ways = []
        if earlier:
            told = say("Edited: show what it said before")
            self._edited = link(look, say("Edited"), told)
            self._edited.setCheckable(True)
            self._edited.chosen.connect(self._toggle)
            ways.append(self._edited)
        if editable:
            edit = link(look, say("Edit"), editable)
            edit.chosen.connect(self.edit_wanted)
            ways.append(edit)
        return ways

    def _toggle(self) -> None:
        shown = self._edited.isChecked()
        for line in self._history:
            line.setVisible(shown)
        self.updateGeometry()
        self.grown.emit()


def _was(before: Before) -> str:
    return say("{when}, it said: {words}", when=before.when, words=before.text)
