"""One's own templates and snippets, by kind: each used, renamed, taken out."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.templates.values import KeptTemplate
from sync.model.language import mark, say

_KINDS = {
    "course": (
        mark("Courses"),
        "library",
        mark("Begin a course with it"),
        mark("Keep the open course: {keys}, “Save this course as a template”."),
    ),
    "lesson": (
        mark("Lessons"),
        "file-text",
        mark("Add a lesson from it"),
        mark("Keep the open lesson: {keys}, “Save this lesson as a template”."),
    ),
    "snippet": (
        mark("Snippets"),
        "scissors",
        mark("Insert it"),
        mark("Select some words in a lesson, then {keys}, “Save what is selected as a snippet”."),
    ),
}
_WIDEST = 760


class KeptRow(Frame):
    """One template; its name is written over in place."""

    used = Signal()
    renamed = Signal(str)
    removed = Signal()

    def __init__(self, look: Look, kept: KeptTemplate) -> None:
        super().__init__(Box.CARD)
        self._kept = kept
        self.setAccessibleName(kept.name)
        self._name = Label(kept.name, Voice.ROW, wrap=True)
        self.field = QLineEdit(kept.name)
        self.field.setAccessibleName(say("New name of {name}", name=kept.name))
        self.field.hide()
        words = column(look, self._name, self.field, gap=2)
        for text in (kept.about, kept.beginning):
            if text:
                words.addWidget(Label(text, Voice.SMALL, wrap=True))
        verb = say(_KINDS[kept.kind][2])
        use = Button(look, verb, small=True)
        use.setAccessibleName(f"{verb}: {kept.name}")
        rename = IconButton(
            look, "pencil", say("Rename {name}", name=kept.name), colour="text2", size=16
        )
        remove = IconButton(
            look, "trash-2", say("Take {name} out", name=kept.name), colour="text2", size=16
        )
        sign = IconLabel(look, _KINDS[kept.kind][1], "text2", 18)
        self.setLayout(
            row(look, sign, (words, 1), use, rename, remove, gap=10, margins=(16, 10, 10, 10))
        )
        use.chosen.connect(self.used)
        rename.chosen.connect(self.rename)
        remove.chosen.connect(self.removed)
        self.field.returnPressed.connect(self._send)

    def rename(self) -> None:
        """Let the name be written over."""
        self._name.hide()
        self.field.show()
        self.field.setFocus()
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the old name with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.field.isVisible():
            self.field.setText(self._kept.name)
            self.field.hide()
            self._name.show()
            self.setFocus()
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        if self.field.text().strip():
            self.renamed.emit(self.field.text().strip())


class KeptPanel(QWidget):
    """Show one's own templates; each signal names one by its ident. `left` goes back."""

    used = Signal(str, str)
    renamed = Signal(str, str)
    removed = Signal(str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows: dict[str, KeptRow] = {}
        self._rows = column(look, gap=8)
        self._back = Button(look, say("Back"), Kind.QUIET, icon="arrow-left", small=True)
        self._back.chosen.connect(self.left)
        inside = column(
            look,
            row(look, self._back, None),
            Label(say("Templates and snippets"), Voice.PAGE),
            Label(
                say(
                    "What you kept to begin from. What was made from it stays as it is, "
                    "whatever you change here."
                ),
                Voice.MUTED,
                wrap=True,
            ),
            12,
            holder(self._rows),
            None,
            gap=8,
            margins=(28, 20, 28, 28),
        )
        page = Page(look, inside, say("Templates and snippets"), widest=_WIDEST)
        self.setLayout(column(look, page, gap=0))
        self.setAccessibleName(say("Templates and snippets"))

    def show_kept(self, kept: Sequence[KeptTemplate], *, focus: str = "") -> None:
        """Show these; the one to `focus` gets the focus, to be renamed."""
        look = self._look
        empty(self._rows)
        self.rows = {}
        for kind, (title, _, _, hint) in _KINDS.items():
            mine = [one for one in kept if one.kind == kind]
            self._rows.addWidget(Label(say(title), Voice.SECTION))
            if not mine:
                keys = look.keys("jump") or say("Search or jump")
                none = say("Nothing kept yet. {hint}", hint=say(hint, keys=keys))
                self._rows.addWidget(Label(none, Voice.SMALL, wrap=True))
            for one in mine:
                self._add(one)
        follow_the_eye(self)
        if focus in self.rows:
            self.rows[focus].rename()
        else:
            self._back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _add(self, one: KeptTemplate) -> None:
        made = KeptRow(self._look, one)
        made.used.connect(lambda: self.used.emit(one.kind, one.ident))
        made.renamed.connect(lambda name: self.renamed.emit(one.ident, name))
        made.removed.connect(lambda: self.removed.emit(one.ident))
        self.rows[one.ident] = made
        self._rows.addWidget(made)
