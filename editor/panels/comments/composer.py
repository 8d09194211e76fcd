"""A new comment: what it is about, a field, and Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from editor.panels.cards.form import Form
from editor.panels.comments.card import NoteCard
from editor.panels.comments.naming import Naming
from editor.panels.comments.parts import quoted, words_of
from editor.panels.comments.thread_card import nobody
from editor.panels.comments.values import Choice
from editor.panels.kit.arrange import holder, row
from editor.panels.kit.buttons import Button
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
        self._chosen = 0
        self._about = Button(look, "", icon="chevron-down", small=True)
        self._about.setAccessibleName(say("What the comment is about"))
        self._about.chosen.connect(self._ask)
        self._abouts = holder(row(look, self._about, None))
        self.add_form(self._abouts)
        self.add_form(form)
        form.show()
        self._show_quote(quote)

    def offer(self, choices: Sequence[Choice], chosen: About = "words") -> None:
        """Let the person choose what the comment is about; the first is meant unless one is."""
        self._choices = tuple(choices)
        abouts = [choice.about for choice in choices]
        self.show_form(self._abouts, len(choices) > 1)
        self.choose(chosen if chosen in abouts else abouts[0])

    @property
    def choice(self) -> Choice | None:
        """What the comment is about; None where nothing else was offered."""
        return self._choices[self._chosen] if self._choices else None

    def choose(self, about: About) -> None:
        """Be about this, of what is offered."""
        self._chosen = [choice.about for choice in self._choices].index(about)
        choice = self._choices[self._chosen]
        told = say(_ABOUT[about])
        self._about.say(told)
        self._about.setAccessibleName(say("The comment is about: {what}", what=told))
        self._show_quote(words_of(choice.about, choice.quote))
        self.about_changed.emit()

    @property
    def menu(self) -> QMenu:
        """What it may be about, to choose from; after that one writes on."""
        menu = QMenu(self)
        menu.triggered.connect(self.focus_first)
        for choice in self._choices:
            action = menu.addAction(say(_ABOUT[choice.about]), partial(self.choose, choice.about))
            action.setCheckable(True)
            action.setChecked(choice is self.choice)
        return menu

    def _ask(self) -> None:
        menu = self.menu
        menu.exec(self._about.mapToGlobal(self._about.rect().bottomLeft()))
        menu.deleteLater()

    def words(self) -> str:
        """Return what was written so far."""
        return self._form.words()

    def focus_first(self) -> None:
        """Put the caret into the field."""
        self._form.field.setFocus()

    def _show_quote(self, quote: str) -> None:
        head = Label(say("New comment"), Voice.SMALL_STRONG)
        self.refill(head, quoted(self.look, quote) if quote.strip() else None)
