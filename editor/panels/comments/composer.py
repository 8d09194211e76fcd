"""A new comment: what it is about, a field, and Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from editor.panels.cards.form import Form
from editor.panels.comments.card import NoteCard
from editor.panels.comments.naming import Naming
from editor.panels.comments.parts import quoted
from editor.panels.comments.thread_card import nobody
from editor.panels.comments.values import Choice
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import mark, say
from sync.model.payloads import About

_ABOUT: dict[About, str] = {
    "words": mark("These words"),
    "block": mark("This block"),
    "picture": mark("This picture"),
    "option": mark("This answer"),
    "lesson": mark("The whole lesson"),
    "course": mark("The course"),
}


class Composer(NoteCard):
    """Write a comment; `sent(text)`, or `left` if nothing is to be said.

    `about_changed` tells that another `choice` was made of those offered.
    """

    sent = Signal(str)
    left = Signal()
    about_changed = Signal()

    def __init__(
        self,
        look: Look,
        quote: str,
        words: str = "",
        people: Callable[[], Sequence[str]] = nobody,
    ) -> None:
        super().__init__(look)
        self.setAccessibleName(say("New comment"))
        self._quote = quote
        self._choices: tuple[Choice, ...] = ()
        form = Form(
            look,
            say("Your comment"),
            say("Comment"),
            needed=say("Write the comment first."),
            hint=say("@ speaks to somebody"),
            lines=3,
        )
        form.field.setPlainText(words)
        form.sent.connect(self.sent)
        form.left.connect(self.left)
        Naming(look, form.field, people)
        self._form = form
        self._about = QComboBox()
        self._about.setAccessibleName(say("What the comment is about"))
        self._about.activated.connect(self._choose)
        self.add_form(self._about)
        self.add_form(form)
        form.show()
        self._show_quote(quote)

    def offer(self, choices: Sequence[Choice], chosen: About = "words") -> None:
        """Let the person choose what the comment is about; the first is meant unless one is."""
        self._choices = tuple(choices)
        self._about.clear()
        self._about.addItems([say(_ABOUT[choice.about]) for choice in choices])
        abouts = [choice.about for choice in choices]
        self._about.setCurrentIndex(abouts.index(chosen) if chosen in abouts else 0)
        self.show_form(self._about, len(choices) > 1)
        self._choose()

    @property
    def choice(self) -> Choice | None:
        """What the comment is about; None where nothing else was offered."""
        at = self._about.currentIndex()
        return self._choices[at] if 0 <= at < len(self._choices) else None

    def words(self) -> str:
        """Return what was written so far."""
        return self._form.words()

    def focus_first(self) -> None:
        """Put the caret into the field."""
        self._form.field.setFocus()

    def _choose(self) -> None:
        choice = self.choice
        self._show_quote(choice.quote if choice is not None else self._quote)
        self.about_changed.emit()

    def _show_quote(self, quote: str) -> None:
        head = Label(say("New comment"), Voice.SMALL_STRONG)
        self.refill(head, quoted(self.look, quote) if quote.strip() else None)
