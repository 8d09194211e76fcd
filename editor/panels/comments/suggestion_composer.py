"""A new suggestion: a block's Markdown to be changed, the reason, and Ctrl+Enter."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from editor.panels.cards.form import Words
from editor.panels.comments.card import NoteCard
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.fonts import Family
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import mark, say

UNCHANGED = mark("Change the text first: what you change is suggested.")


class SuggestionComposer(NoteCard):
    """Change a block and say why; `sent(text, why)`, or `left` if nothing is to be suggested."""

    sent = Signal(str, str)
    left = Signal()

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look)
        self._before = text.rstrip("\n")
        self.setAccessibleName(say("New suggestion"))
        self.field = Words(look, say("The text as you would have it"), lines=3, most=16)
        self.field.setFont(look.font(13.5, family=Family.SOURCE))
        self.field.setPlainText(text)
        self.why = Words(look, say("Why"), say("Why? The author reads it."), lines=1)
        self._send = Button(look, say("Suggest"), Kind.PRIMARY, small=True, tip="Ctrl+Enter")
        self._leave = Button(look, say("Cancel"), Kind.QUIET, small=True, tip="Esc")
        form = QWidget()
        buttons = row(look, self._send, self._leave, None, gap=6)
        form.setLayout(column(look, self.field, self.why, buttons, gap=8))
        self.add_form(form)
        form.show()
        self.refill(Label(say("Suggest a change"), Voice.SMALL_STRONG))
        for words in (self.field, self.why):
            words.sent.connect(self._try)
            words.left.connect(self.left)
        self.field.textChanged.connect(self._weigh)
        self._send.chosen.connect(self._try)
        self._send.why_asked.connect(lambda _: self.field.setFocus())
        self._leave.chosen.connect(self.left)
        self._weigh()

    @property
    def is_changed(self) -> bool:
        """Tell whether there is something to suggest."""
        return self.field.words().rstrip("\n") != self._before

    @property
    def is_writing(self) -> bool:
        """Tell whether something was written that was not sent."""
        return self.is_changed or bool(self.why.words().strip())

    def write(self, text: str, why: str) -> None:
        """Show what was written before."""
        self.field.setPlainText(text)
        self.why.setPlainText(why)

    def focus_first(self) -> None:
        """Put the caret into the text."""
        self.field.setFocus()

    def select(self, anchor: int, caret: int) -> None:
        """Select in the text, by UTF-16 units."""
        cursor = self.field.textCursor()
        most = len(self.field.toPlainText().encode("utf-16-le")) // 2
        cursor.setPosition(min(anchor, most))
        cursor.setPosition(min(caret, most), QTextCursor.MoveMode.KeepAnchor)
        self.field.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc from the buttons too."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _weigh(self) -> None:
        self._send.set_unavailable("" if self.is_changed else say(UNCHANGED))

    def _try(self) -> None:
        if self._send.reason:
            self.field.setFocus()
        else:
            self.sent.emit(self.field.words(), self.why.words().strip())
