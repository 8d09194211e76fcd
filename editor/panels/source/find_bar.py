"""Find and replace in one lesson: a bar above the text, with how many there are."""
# ruff: noqa: N802

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout

from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Label, Voice, restyle
from editor.panels.kit.look import Look
from editor.panels.source.editor import SourceEditor
from editor.panels.source.finding import Found, Query, find, replacements
from sync.model.language import say, say_as

_WAIT_MS = 120
_MOST_PAINTED = 2000


class FindBar(Frame):
    """Search the editor's text, step through what is found, replace one or all.

    All replacements are one step back. `closed` gives the focus back to the text;
    `course_wanted(query, words)` asks to go on with both in the whole course.
    """

    closed = Signal()
    course_wanted = Signal(object, str)

    def __init__(self, look: Look, editor: SourceEditor) -> None:
        super().__init__(Box.BAR)
        self._look, self._editor = look, editor
        self._found = Found()
        self._words = self._field(say("Find in this lesson"), say("Find…"))
        self._other = self._field(say("Replace by"), say("Replace by…"))
        self._count = Label("", Voice.NOTE)
        self._case = self._option("Aa", say("Match case"))
        self._whole = self._option(say_as("whole words only", "Word"), say("Whole words only"))
        self._accents = self._option("é", say("Accents count: e is not é"))
        self._accents.setChecked(True)
        self._pattern = self._option(
            ".*", say("Pattern: a regular expression; \\1 in the replacement is its first group")
        )
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self.search)
        self._becomes = Label("", Voice.NOTE)
        self._replacing = holder(self._replace_rows())
        self._lay_out()
        self.setMinimumWidth(look.px(220))
        self._connect()
        self.hide()

    def open(self, replacing: bool) -> None:
        """Show the bar, with the selected words in it."""
        chosen = self._editor.selected_text()
        if chosen and "\n" not in chosen:
            self._words.setText(chosen)
        self._replacing.setVisible(replacing)
        self.show()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()
        self.search()

    def close_bar(self) -> None:
        """Hide the bar and what it has found."""
        self.hide()
        self._editor.show_found(())
        self.closed.emit()

    def search(self) -> None:
        """Look again, now."""
        self._later.stop()
        if not self.isVisible():
            return
        self._found = find(self._editor.text(), self._query())
        self._editor.show_found(self._found.places[:_MOST_PAINTED])
        self._words.setProperty("wrong", bool(self._found.problem))
        restyle(self._words)
        self._tell()

    def step(self, way: int) -> None:
        """Go to the next place (1) or the one before (-1), round the ends."""
        if self._later.isActive():
            self.search()
        places = self._found.places
        if not places:
            self._tell()
            return
        anchor, caret = self._editor.selection()
        low, high = min(anchor, caret), max(anchor, caret)
        if way > 0:
            later = [place for place in places if place[0] >= high and place != (low, high)]
            chosen = later[0] if later else places[0]
        else:
            earlier = [place for place in places if place[1] <= low]
            chosen = earlier[-1] if earlier else places[-1]
        self._editor.select(*chosen)
        self._tell()

    def replace_one(self) -> None:
        """Replace the place that is selected and go to the next; first select one."""
        place = tuple(sorted(self._editor.selection()))
        if place in self._found.places:
            edits = replacements(self._editor.text(), self._query(), [place], self._other.text())
            end = edits[0].start + len(edits[0].inserted)
            self._editor.change(edits, end, end)
            self.search()
        self.step(1)

    def replace_all(self) -> None:
        """Replace all places, as one step back."""
        self.search()
        places = list(self._found.places)
        if places:
            edits = replacements(self._editor.text(), self._query(), places, self._other.text())
            self._editor.change(edits)
            self.search()
            self._say(say("Replaced {count}. Undo takes all back.", count=len(edits)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self._other.hasFocus() and not back:
                self.replace_one()
            else:
                self.step(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _query(self) -> Query:
        return Query(
            self._words.text(),
            self._pattern.isChecked(),
            self._case.isChecked(),
            self._whole.isChecked(),
            self._accents.isChecked(),
        )

    def _tell(self) -> None:
        if self._found.problem:
            self._say(self._found.problem)
            return
        total = len(self._found.places)
        place = tuple(sorted(self._editor.selection()))
        if place in self._found.places:
            number = self._found.places.index(place) + 1
            self._say(say("{number} of {total}", number=number, total=total))
        else:
            self._say(say("{count} found", count=total) if self._words.text() else "")
        self._foretell()

    def _foretell(self) -> None:
        """Say what the place that comes next would become, before it is replaced."""
        if self._replacing.isHidden() or not self._found.places:
            self._becomes.say("")
            return
        selected = tuple(sorted(self._editor.selection()))
        places = self._found.places
        place = selected if selected in places else self._after(selected[1]) or places[0]
        text = self._editor.text()
        (edit,) = replacements(text, self._query(), [place], self._other.text())
        before, after = _short(text[slice(*place)]), _short(edit.inserted)
        self._becomes.say(
            say("“{before}” becomes “{after}”", before=before, after=after)
            if after
            else say("“{before}” becomes nothing", before=before)
        )

    def _after(self, caret: int) -> tuple[int, int] | None:
        return next((place for place in self._found.places if place[0] >= caret), None)

    def _say(self, words: str) -> None:
        if words != self._count.text():
            self._count.say(words)
            announce(self._count, words)

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setProperty("small", True)
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.setClearButtonEnabled(True)
        field.setMaximumWidth(self._look.px(300))
        return field

    def _option(self, sign: str, name: str) -> Button:
        option = Button(self._look, sign, Kind.QUIET, small=True, tip=name)
        option.setAccessibleName(name)
        option.setCheckable(True)
        return option

    def _replace_rows(self) -> QVBoxLayout:
        look = self._look
        one = Button(look, say("Replace"), small=True)
        every = Button(look, say("Replace all"), small=True)
        one.chosen.connect(self.replace_one)
        every.chosen.connect(self.replace_all)
        fields = row(look, (self._other, 1), one, every, None, gap=6)
        self._becomes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        whole = Button(
            look, say("In the whole course…"), Kind.LINK, small=True, command="replace-course"
        )
        whole.chosen.connect(lambda: self.course_wanted.emit(self._query(), self._other.text()))
        below = row(look, (self._becomes, 1), whole, gap=6)
        return column(look, fields, below, gap=2)

    def _lay_out(self) -> None:
        before = IconButton(self._look, "chevron-up", say("The one before"), command="find-before")
        after = IconButton(self._look, "chevron-down", say("The next one"), command="find-next")
        close = IconButton(self._look, "x", say("Close"), keys="Esc", size=16)
        before.chosen.connect(lambda: self.step(-1))
        after.chosen.connect(lambda: self.step(1))
        close.chosen.connect(self.close_bar)
        options = row(self._look, self._case, self._whole, self._accents, self._pattern, gap=2)
        steps = row(self._look, before, after, gap=0)
        words = (self._words, 1)
        top = row(self._look, words, options, self._count, None, steps, close, gap=6)
        self.setLayout(column(self._look, top, self._replacing, gap=6, margins=(16, 7, 12, 7)))

    def _connect(self) -> None:
        self._words.textChanged.connect(self._search_later)
        self._other.textChanged.connect(self._foretell)
        for option in (self._case, self._whole, self._accents, self._pattern):
            option.toggled.connect(self.search)
        self._editor.edited.connect(self._search_later)

    def _search_later(self) -> None:
        if self.isVisible():
            self._later.start()


def _short(text: str, most: int = 40) -> str:
    """Show a few words on one line."""
    shown = text.replace("\n", "⏎")
    return shown if len(shown) <= most else f"{shown[:most]}…"
