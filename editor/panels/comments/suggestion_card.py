"""A suggested change: accept it, or say why not now."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from editor.panels.cards.form import Form
from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.runs import shortened
from editor.panels.comments.card import NoteCard
from editor.panels.comments.parts import heading, said
from editor.panels.comments.values import Remark, SuggestionNote
from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say


class SuggestionCard(NoteCard):
    """Show a suggestion; `accepted` and `rejected(why)`.

    While the card has the focus, A accepts and R asks why not.
    """

    accepted = Signal()
    rejected = Signal(str)

    def __init__(self, look: Look, note: SuggestionNote) -> None:
        super().__init__(look)
        self._note: SuggestionNote | None = None
        self._why: Form | None = None  # made when it is first opened
        self.show_note(note)

    def show_note(self, note: SuggestionNote) -> None:
        """Show the suggestion as it is now."""
        if note == self._note:
            return
        self._note, look = note, self.look
        who = say("You suggest") if note.face.me else _suggests(note.face.name)
        told = " ".join([shortened(note.why, 200), *_decided_apart(note)])
        self.setAccessibleName(f"{who}, {note.when}: {told}")
        parts: list[QWidget | QLayout] = [heading(look, note.face, who, note.when, note.waiting)]
        if note.why.strip():
            parts += said(note.why, note.redacted)
        if note.runs:
            parts.append(MarkedText(look, note.runs, size=15))
        if note.accepted is not None:
            parts += [Label(told, Voice.SMALL, wrap=True) for told in _decided_apart(note)]
        elif note.may_decide:
            parts.append(self._buttons())
        else:
            told = say("The author accepts it or says why not.")
            parts.append(Label(told, Voice.SMALL, wrap=True))
        self.refill(*parts)

    def unsent(self) -> tuple[str, str] | None:
        """Give the reason against it that is being written."""
        words = self._why.words() if self._why is not None else ""
        return ("reject", words) if words else None

    def write_again(self, kind: str, words: str) -> None:
        """Open the form in which a reason was written before."""
        if self._note is not None and self._note.may_decide:
            form = self._form()
            form.field.setPlainText(words)
            self.show_form(form, True)

    def answered(self) -> None:
        """Close the form, and empty it: what was sent is in the store."""
        if self._why is not None:
            self._why.empty()
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take A and R while the card has the focus."""
        plain_key = not event.modifiers() and not event.isAutoRepeat()
        if self._note is None or not self._note.may_decide or not plain_key:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_A:
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_R:
            self._ask()
        else:
            super().keyPressEvent(event)

    def _buttons(self) -> QLayout:
        look = self.look
        accept = Button(look, say("Accept"), Kind.PRIMARY, small=True, key="A")
        accept.chosen.connect(self.accepted)
        refuse = Button(look, say("Not now"), small=True, key="R")
        refuse.chosen.connect(self._ask)
        return row(look, accept, refuse, None, gap=8, margins=(0, 4, 0, 0))

    def _ask(self) -> None:
        form = self._form()
        self.show_form(form, True)
        form.field.setFocus()

    def _form(self) -> Form:
        if self._why is None:
            self._why = Form(
                self.look,
                say("Why not now"),
                say("Not now"),
                hint=say("Why not now? The reviewer sees it."),
                needed=say("Say why: the reviewer sees it."),
            )
            self._why.sent.connect(self.rejected)
            self._why.left.connect(self._leave)
            self.add_form(self._why)
        return self._why

    def _leave(self) -> None:
        inside = self.has_focus_inside
        if self._why is not None:
            self.show_form(self._why, False)
        if inside:
            self.setFocus()


def _decided_apart(note: SuggestionNote) -> list[str]:
    """Tell who took it in, and who said not now at the same time, with the reason."""
    if note.accepted is None:
        return []
    if note.accepted.me:
        told = say("You accepted it: it is in the text, and whoever minds can change it there.")
    else:
        told = say(
            "{person} accepted it: it is in the text, and whoever minds can change it there.",
            person=note.accepted.name,
        )
    return [told, *(_refused(remark) for remark in note.refusals)]


def _refused(remark: Remark) -> str:
    if remark.face.me:
        return say("You said not now, apart: {words}", words=remark.text)
    name = remark.face.name
    return say("{person} said not now, apart: {words}", person=name, words=remark.text)


def _suggests(name: str) -> str:
    return say("{person} suggests", person=name)
