"""A small form over the text: a link, a picture or a footnote, written as it is filled in."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from editor.panels.cards.scroll import Page
from editor.panels.forms.held_text import HeldText
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame, Shadow
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.source.lesson_view import LessonView
from editor.writing.change import Change, smallest
from sync.model.language import say

FILLED = "fields"
"""What the changes of a small form go on with, for `HeldText.make`."""
_WIDE, _GAP = 380, 6


@dataclass(frozen=True)
class Asked:
    """A field of a small form: its name, what it holds, and what to write there.

    `choose` is the word on a button below it that finds elsewhere what to write there.
    """

    name: str
    words: str
    hint: str = ""
    needed: str = ""
    choose: str = ""


class Popover(Frame):
    """A card over the text, below the place it is about; `done`, `undone`, `removed` end it.

    It scrolls where it is higher than the text, as with a large type in a low window.
    """

    done = Signal()
    undone = Signal()
    removed = Signal()

    def __init__(self, look: Look, name: str, parts: QVBoxLayout, parent: QWidget) -> None:
        super().__init__(Box.DIALOG, column(look, Page(look, parts, name), gap=0))
        self._parts = parts
        self._look, self._place = look, QRect()
        self.setParent(parent)
        self.setAccessibleName(name)
        self._shadow = Shadow(look, self, strength=0.8)

    def pop_up(self, place: QRect) -> None:
        """Show it below a place of its parent, or above where there is no room."""
        self._place = place
        self.fit()
        self.show()
        self.raise_()

    def fit(self) -> None:
        """Take the room that its words need now."""
        parent, place = self.parentWidget(), self._place
        room = parent.rect() if parent is not None else QRect()
        width = min(self._look.px(_WIDE), room.width() - 8)
        self._parts.invalidate()
        wanted = self._parts.sizeHint().height()
        if self._parts.hasHeightForWidth():
            wanted = max(wanted, self._parts.totalHeightForWidth(width - 2))
        height = min(wanted + 2, room.height() - 8)  # with the line around it
        top = place.bottom() + _GAP
        if top + height > room.bottom():
            top = max(4, place.top() - _GAP - height)
        left = max(4, min(place.left(), room.right() - width - 4))
        self.setGeometry(QRect(QPoint(left, top), QPoint(left + width, top + height)))

    def hideEvent(self, event: object) -> None:
        """Take the shadow along."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self._shadow.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be done with Enter, leave it as it was with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.undone.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class SmallForm(QObject):
    """Join a few fields with a stretch of the lesson; `gone` says that it is no such thing now.

    `write(old, words)` gives what stands there for what is in the fields, `read` takes it apart.
    Where all is filled in, one begins in the `main` field. `choosing(number)` asks for what to
    write into a field that has a button to `choose`.
    """

    gone = Signal()
    choosing = Signal(int)

    def __init__(
        self,
        look: Look,
        view: LessonView,
        place: tuple[int, int],
        name: str,
        asked: Sequence[Asked],
        write: Callable[[str, tuple[str, ...]], str],
        read: Callable[[str], tuple[str, ...] | None],
        remove: str = "",
        main: int = 0,
    ) -> None:
        super().__init__(view)
        self._main = main
        self._view, self._write, self._read = view, write, read
        self.held = HeldText(view, *place)
        self.fields: list[QLineEdit] = []
        self._asked, self._told = tuple(asked), ""
        self._trouble = Label("", Voice.SMALL, wrap=True)
        parts = column(look, Label(name, Voice.STRONG), gap=6, margins=(16, 12, 16, 14))
        self.page = Popover(look, name, parts, view)
        for one in asked:
            self._add_field(look, parts, one)
        parts.addWidget(self._trouble)
        ready = Button(look, say("Done"), Kind.PRIMARY, small=True, tip="Enter")
        leave = Button(look, say("Leave as it was"), Kind.QUIET, small=True, tip="Esc")
        buttons = row(look, ready, leave, None, gap=6)
        if remove:
            gone = Button(look, remove, Kind.LINK, small=True)
            gone.chosen.connect(self.page.removed)
            buttons.addWidget(gone)
        parts.addLayout(buttons)
        ready.chosen.connect(self.page.done)
        leave.chosen.connect(self.page.undone)
        self._say()

    def fill(self, number: int, words: str) -> None:
        """Write into a field what was found elsewhere, and go on with the next thing to fill in."""
        self.fields[number].setText(words)
        self._fill()
        self.focus_first()

    def tell(self, words: str) -> None:
        """Say how a choice goes, before what is missing, until another thing is said."""
        self._told = words
        self._say()
        if words:
            announce(self.page, words)

    def focus_first(self) -> None:
        """Put the caret into the first field that is empty, else into the main one."""
        empty = [field for field in self.fields if not field.text()]
        first = empty[0] if empty else self.fields[self._main]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()

    def follow(self) -> None:
        """Read it again: someone, perhaps this form, has changed the lesson."""
        found = self._read(self.held.text)
        if found is None:
            self.gone.emit()
            return
        for field, words in zip(self.fields, found, strict=True):
            if field.text().strip() != words.strip() and not field.hasFocus():
                field.setText(words)

    def place(self) -> int:
        """Where in the lesson it ends."""
        return self.held.end

    def undo_all(self) -> None:
        """Take back all that was done here."""
        self.held.undo_all()

    def go_on(self, form: object) -> None:
        """Nothing waits: what is filled in stands in the lesson."""

    def replace(self, words: str) -> None:
        """Put plain words in its place, as one step."""
        start = self.held.start
        edits = smallest(start, self.held.text, words)
        self.held.make(Change(edits, start + len(words), start + len(words)))

    def _add_field(self, look: Look, parts: QVBoxLayout, one: Asked) -> None:
        field = QLineEdit(one.words)
        field.setAccessibleName(one.name)
        field.setPlaceholderText(one.hint)
        field.textEdited.connect(lambda _: self._fill())
        parts.addWidget(Label(one.name, Voice.SMALL_STRONG))
        number = len(self.fields)
        if one.choose:
            button = Button(look, one.choose, icon="folder-open", small=True)
            button.chosen.connect(lambda: self.choosing.emit(number))
            parts.addLayout(row(look, (field, 1), button, gap=6))
        else:
            parts.addWidget(field)
        self.fields.append(field)

    def _fill(self) -> None:
        start, old = self.held.start, self.held.text
        new = self._write(old, tuple(field.text() for field in self.fields))
        edits = smallest(start, old, new)
        self.held.make(Change(edits, start + len(new), start + len(new)), FILLED)
        self._say()

    def _say(self) -> None:
        missing = (
            one.needed
            for one, field in zip(self._asked, self.fields, strict=True)
            if one.needed and not field.text().strip()
        )
        words = " ".join(part for part in (self._told, next(missing, "")) if part)
        self._trouble.say(words)
        self._trouble.setVisible(bool(words))
        if self.page.isVisible():
            self.page.fit()
