"""A new comment: the words it is about, a field, and Ctrl+Enter."""

from __future__ import annotations

from PySide6.QtCore import Signal

from editor.panels.cards.form import Form
from editor.panels.comments.card import NoteCard
from editor.panels.comments.parts import quoted
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say


class Composer(NoteCard):
    """Write a comment; `sent(text)`, or `left` if nothing is to be said."""

    sent = Signal(str)
    left = Signal()

    def __init__(self, look: Look, quote: str, words: str = "") -> None:
        super().__init__(look)
        self.setAccessibleName(say("New comment"))
        form = Form(
            look,
            say("Your comment"),
            say("Comment"),
            needed=say("Write the comment first."),
            lines=3,
        )
        form.field.setPlainText(words)
        form.sent.connect(self.sent)
        form.left.connect(self.left)
        self._form = form
        self.add_form(form)
        form.show()
        head = Label(say("New comment"), Voice.SMALL_STRONG)
        self.refill(head, quoted(look, quote) if quote.strip() else None)

    def words(self) -> str:
        """Return what was written so far."""
        return self._form.words()

    def focus_first(self) -> None:
        """Put the caret into the field."""
        self._form.field.setFocus()
