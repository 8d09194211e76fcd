"""Take out a secret: its words, every place that holds them, and what it does and does not reach.

Nothing changes before all places were shown, and the words are asked for once more by a tick.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLayout, QLineEdit

from editor.panels.cards.filling import empty
from editor.panels.cards.form import Words
from editor.panels.cards.rows import list_row, told
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame, ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.redact.values import PlaceRow
from sync.model.language import mark, say, say_many

HINT = mark(
    "A password or a name that should never have stood here: its words become █ in "
    "every text and every earlier state, for everyone. Who wrote what and when "
    "stays, and so does all else."
)
REACHED = mark(
    "Reached: lessons with all their earlier states, comments, suggestions, "
    "versions, search, what is being written, files with these words in them, the "
    "backups of this workspace, the server, and every computer of the team as soon "
    "as it syncs."
)
NOT_REACHED = mark(
    "Not reached: what was exported or printed, folders that are mirrored until they "
    "are written again, backups that someone carried elsewhere, other courses, "
    "templates, and computers that never sync again. Whoever saw a password knows "
    "it: change it, too."
)
SURE = mark("I know that this cannot be undone.")
ASKED = mark("The words, exactly as they stand in the text")


class RedactPanel(Frame):
    """Ask for words and show what holds them.

    `asked(words, why)` wants the places; `confirmed(words, why)` wants them struck out;
    `left` goes back. Words that were not looked for cannot be struck out.
    """

    asked = Signal(str)
    confirmed = Signal(str, str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CANVAS)
        self._look = look
        self._asked = ""
        self.title = Label(say("Take out a secret"), Voice.PAGE)
        self.words = Words(look, say(ASKED), say(ASKED))
        self.why = QLineEdit()
        self.why.setAccessibleName(say("Why, for everyone to read"))
        self.why.setPlaceholderText(say("Why, for everyone to read (it may stay empty)"))
        self.look_for = Button(look, say("Show every place"), icon="search")
        self.sure = QCheckBox(say(SURE))
        self.strike = Button(
            look, say("Strike them out for good"), Kind.PRIMARY, icon="strikethrough"
        )
        self.back = Button(look, say("Not now"), tip="Esc")
        self._said = Label("", Voice.TEXT, wrap=True)
        self._rows = column(look, gap=2)
        self._below = holder(self._warning(look))
        inside = column(look, self.title, gap=12, margins=(34, 26, 28, 24))
        inside.addWidget(Label(say(HINT), Voice.MUTED, wrap=True))
        for part in (self.words, self.why):
            inside.addWidget(part)
        inside.addLayout(row(look, self.look_for, None))
        inside.addWidget(self._said)
        inside.addLayout(self._rows)
        inside.addWidget(self._below)
        inside.addStretch(1)
        self.setLayout(column(look, Page(look, inside, say("Take out a secret")), gap=0))
        self.words.textChanged.connect(self._changed)
        self.words.sent.connect(self.look_for.click)
        self.words.left.connect(self.left)
        self.look_for.chosen.connect(self._ask)
        self.sure.toggled.connect(self.strike.setEnabled)
        self.strike.chosen.connect(self._confirm)
        self.back.chosen.connect(self.left)
        self.begin("", "")

    def begin(self, course: str, words: str) -> None:
        """Begin anew in a course, with words that were selected."""
        self.title.say(
            say("Take out a secret from “{course}”", course=course)
            if course
            else say("Take out a secret")
        )
        self.why.clear()
        self.words.setEnabled(True)
        self.look_for.setEnabled(True)
        self.words.setPlainText(words)
        self._changed()
        self.words.setFocus()

    def show_places(self, words: str, rows: Sequence[PlaceRow]) -> None:
        """Show all that holds the words, and what striking them out means."""
        if words != self.words.words():
            return
        self._asked = words
        empty(self._rows)
        for place in rows:
            sign = IconLabel(self._look, place.icon, "text2", 18)
            self._rows.addWidget(
                list_row(self._look, sign, told(self._look, place.title, place.told))
            )
        self.sure.setChecked(False)
        self.strike.setEnabled(False)
        self._below.setVisible(True)
        self._say(
            say_many(
                "These words stand in one place.",
                "These words stand in {count} kinds of places.",
                len(rows),
            )
        )
        self.sure.setFocus()
        follow_the_eye(self)

    def show_problem(self, words: str) -> None:
        """Say why nothing can be struck out."""
        self._nothing()
        self._say(words)

    def show_busy(self, words: str) -> None:
        """Say what goes on; nothing else can be asked meanwhile."""
        self._say(words)
        for part in (self.words, self.look_for, self.strike, self.sure):
            part.setEnabled(False)

    def show_done(self, words: str) -> None:
        """Say what was done; the words leave the field, too."""
        self.sure.setEnabled(True)
        self.begin("", "")
        self._say(words)
        self.back.setFocus()

    def _warning(self, look: Look) -> QLayout:
        words = column(look, Label(say(REACHED), Voice.TEXT, wrap=True), gap=8)
        words.addWidget(Label(say(NOT_REACHED), Voice.TEXT, wrap=True))
        line = row(look, gap=12, margins=(16, 14, 16, 14))
        line.addWidget(IconLabel(look, "triangle-alert", "warn", 20))
        line.addLayout(words, 1)
        self._box = box = ToneBox(Tone.WARN, line)
        box.setAccessibleName(f"{say(REACHED)} {say(NOT_REACHED)}")
        buttons = row(look, self.strike, self.back, None, gap=8)
        return column(look, box, self.sure, buttons, gap=12)

    def _changed(self) -> None:
        if self.words.words() != self._asked or not self._asked:
            self._nothing()
            self._say("")
        self.look_for.setEnabled(bool(self.words.words().strip()))

    def _nothing(self) -> None:
        self._asked = ""
        empty(self._rows)
        self._below.setVisible(False)

    def _say(self, words: str) -> None:
        self._said.say(words)
        self._said.setVisible(bool(words))
        if words and self.isVisible():
            announce(self, words)

    def _ask(self) -> None:
        self.asked.emit(self.words.words())

    def _confirm(self) -> None:
        if self._asked and self.sure.isChecked():
            self.confirmed.emit(self._asked, self.why.text().strip())
