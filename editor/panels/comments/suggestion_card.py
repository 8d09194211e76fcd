"""A suggested change: accept it, or say why not now; its own maker changes it or takes it back."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from editor.panels.cards.form import Form
from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.runs import shortened
from editor.panels.comments.card import NoteCard
from editor.panels.comments.parts import heading, link, name_of, said
from editor.panels.comments.suggestion_words import (
    all_words,
    changed_words,
    decided,
    passed_on_words,
    place_words,
)
from editor.panels.comments.values import Remark, SuggestionNote
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.fonts import Family
from editor.panels.kit.frames import Hairline
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say

REJECT, ANSWER, WITH, ALL, NONE, CHANGE, WITHDRAW = (
    "reject", "answer", "accept-with", "accept-all", "reject-all", "change", "withdraw",
)  # fmt: skip


class SuggestionCard(NoteCard):
    """Show a suggestion; `accepted`, `rejected(why)`, and `asked(what, words)` for the rest.

    While the card has the focus, A accepts and R asks why not.
    """

    accepted = Signal()
    rejected = Signal(str)
    asked = Signal(str, str)

    def __init__(self, look: Look, note: SuggestionNote) -> None:
        super().__init__(look)
        self._note: SuggestionNote | None = None
        self._made: dict[str, Form] = {}  # each is made when it is first opened
        self.show_note(note)

    def show_note(self, note: SuggestionNote) -> None:
        """Show the suggestion as it is now."""
        if note == self._note:
            return
        self._note, look = note, self.look
        who = say("You suggest") if note.face.me else _suggests(note.face.name)
        lines = [*passed_on_words(note), *place_words(note), *decided(note)]
        told = note.why if note.why.strip() else changed_words(note)
        self.setAccessibleName(f"{who}, {note.when}: {' '.join([shortened(told, 200), *lines])}")
        parts: list[QWidget | QLayout] = [heading(look, note.face, who, note.when, note.waiting)]
        if note.why.strip():
            parts += said(note.why, note.redacted)
        if note.runs:
            parts.append(MarkedText(look, note.runs, size=15))
        parts += [Label(line, Voice.SMALL, wrap=True) for line in lines]
        parts += [self._reply(remark) for remark in note.replies]
        if note.is_open:
            parts += self._ways(note)
        self.refill(*parts)

    def unsent(self) -> tuple[str, str] | None:
        """Give the reason, answer or wording that is being written."""
        for kind, form in self._made.items():
            before = self._note.after.strip() if kind == WITH and self._note else ""
            if form.words() not in ("", before):
                return kind, form.words()
        return None

    @property
    def is_writing(self) -> bool:
        """Tell whether words are being written in the card that were not sent."""
        return self.unsent() is not None

    def write_again(self, kind: str, words: str) -> None:
        """Open the form in which words were written before."""
        note = self._note
        if note is None or not note.is_open or kind not in _FORMS:
            return
        if note.may_decide or kind == ANSWER:
            form = self._form(kind)
            form.field.setPlainText(words)
            self.show_form(form, True)

    def answered(self) -> None:
        """Close the forms, and empty them: what was sent is in the store."""
        for form in self._made.values():
            form.empty()
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take A and R while the card has the focus."""
        plain_key = not event.modifiers() and not event.isAutoRepeat()
        if self._note is None or not self._note.may_decide or not plain_key:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_A:
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_R:
            self._ask(REJECT)
        else:
            super().keyPressEvent(event)

    # -- inside

    def _ways(self, note: SuggestionNote) -> list[QWidget | QLayout]:
        """Offer what this person can do with it."""
        ways: list[QWidget | QLayout] = []
        name = name_of(note.face)
        links: list[Button] = []
        if note.may_decide:
            ways.append(self._buttons())
            links.append(self._link(say("Accept with a change…"), name, lambda: self._ask(WITH)))
        elif note.face.me:
            told = say("The author accepts it or says why not.")
            ways.append(Label(told, Voice.SMALL, wrap=True))
        if note.face.me:
            change = self._link(say("Change it"), name, lambda: self.asked.emit(CHANGE, ""))
            back = self._link(say("Take it back"), name, lambda: self.asked.emit(WITHDRAW, ""))
            links += [change, back]
        if note.may_answer:
            reasoned = note.why.strip() or note.replies or not note.face.me
            words = say("Reply") if reasoned else say("Say why…")
            links.append(self._link(words, name, lambda: self._ask(ANSWER)))
        for first in range(0, len(links), 2):
            ways.append(row(self.look, *links[first : first + 2], None, gap=8))
        if note.may_decide and note.more:
            every = self._link(all_words(note, accept=True), "", lambda: self.asked.emit(ALL, ""))
            none = self._link(all_words(note, accept=False), "", lambda: self._ask(NONE))
            ways += [row(self.look, every, None), row(self.look, none, None)]
            if note.lessons > 1:
                where = say("They stand in {count} lessons of the course.", count=note.lessons)
                ways.append(Label(where, Voice.SMALL, wrap=True))
        return ways

    def _link(self, words: str, name: str, act: Callable[[], object]) -> Button:
        told = say("{words} ({person})", words=words, person=name) if name else words
        made = link(self.look, words, told)
        made.chosen.connect(act)
        return made

    def _buttons(self) -> QLayout:
        look = self.look
        accept = Button(look, say("Accept"), Kind.PRIMARY, small=True, key="A")
        accept.chosen.connect(self.accepted)
        refuse = Button(look, say("Not now"), small=True, key="R")
        refuse.chosen.connect(lambda: self._ask(REJECT))
        return row(look, accept, refuse, None, gap=8, margins=(0, 4, 0, 0))

    def _reply(self, remark: Remark) -> QLayout:
        head = heading(self.look, remark.face, name_of(remark.face), remark.when)
        return column(self.look, Hairline(self.look), head, *said(remark.text, remark.redacted))

    def _ask(self, kind: str) -> None:
        form = self._form(kind)
        if kind == WITH and not form.words() and self._note is not None:
            form.field.setPlainText(self._note.after.rstrip("\n"))
        self.show_form(form, True)
        form.field.setFocus()

    def _form(self, kind: str) -> Form:
        if kind not in self._made:
            form = self._made[kind] = _FORMS[kind](self.look)
            form.sent.connect(lambda words: self._sent(kind, words))
            form.left.connect(self._leave)
            self.add_form(form)
        return self._made[kind]

    def _sent(self, kind: str, words: str) -> None:
        if kind == REJECT:
            self.rejected.emit(words)
        else:
            self.asked.emit(kind, words)

    def _leave(self) -> None:
        inside = self.has_focus_inside
        for form in self._made.values():
            self.show_form(form, False)
        if inside:
            self.setFocus()


def _why_not(look: Look) -> Form:
    return Form(
        look,
        say("Why not now"),
        say("Not now"),
        hint=say("Why not now? The reviewer sees it."),
        needed=say("Say why: the reviewer sees it."),
    )


def _why_none(look: Look) -> Form:
    return Form(
        look,
        say("Why not now, to all of them"),
        say("Not now to all"),
        hint=say("Why not now? The reviewer sees it, on each of them."),
        needed=say("Say why: the reviewer sees it."),
    )


def _answering(look: Look) -> Form:
    needed = say("Write something first.")
    return Form(look, say("Your reply"), say("Reply"), needed=needed)


def _changing(look: Look) -> Form:
    name, needed = say("The text as you would have it"), say("Write something first.")
    form = Form(look, name, say("Accept this"), needed=needed, lines=3)
    form.field.setFont(look.font(13.5, family=Family.SOURCE))
    return form


_FORMS: dict[str, Callable[[Look], Form]] = {
    REJECT: _why_not,
    NONE: _why_none,
    ANSWER: _answering,
    WITH: _changing,
}


def _suggests(name: str) -> str:
    return say("{person} suggests", person=name)
