"""The writing pane: toolbar, search, source and what is worth a look, as one."""
# ruff: noqa: N802

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from editor.panels.checks.panel import ChecksPanel
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.banner import Banner
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.tips import plain_tip
from editor.panels.source.details import Details
from editor.panels.source.editor import SourceEditor
from editor.panels.source.find_bar import FindBar
from editor.panels.source.gutter import Gutter
from editor.panels.source.palette import InsertPalette
from editor.panels.source.reading_bar import Part, ReadingBar
from editor.panels.source.toolbar import SourceToolbar
from sync.model.language import say, say_many


@dataclass(frozen=True)
class Facts:
    """What the foot says of a lesson; `declared_minutes` is what the author said, 0 if nothing."""

    words: int
    minutes: int
    declared_minutes: int = 0
    to_look_at: int = 0


class SourcePane(Frame):
    """Hold the editor and all that belongs to it; `checks_wanted` opens or closes the list."""

    checks_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.PANE)
        self._look = look
        self.editor = SourceEditor(look)
        self.details = Details(look, self.editor)
        self.toolbar = SourceToolbar(look)
        self.reading = ReadingBar(look)
        self.reading.hide()
        self.find_bar = FindBar(look, self.editor)
        self.banner = Banner(look)
        self.checks = ChecksPanel(look)
        self.inserting = InsertPalette(look, self)
        self._sign = IconLabel(look, "circle-check", "ok", 15)
        self._checks = Button(look, "", Kind.QUIET, small=True)
        self.languages = Button(look, say("Spelling off"), Kind.QUIET, icon="languages", small=True)
        self._words = Label("", Voice.NOTE)
        self._long = self._short = ""
        self._calm = False
        parts = (self.toolbar, self.reading, self.find_bar, self.banner, (self.editor, 1))
        self._source = holder(column(look, *parts, self.checks, self._make_foot(), gap=0))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._source)
        self._connect()
        self.show_facts(Facts(0, 0))

    @property
    def form(self) -> QWidget | None:
        """The form that stands in place of the source, if one does."""
        shown = self._stack.currentWidget()
        return None if shown is self._source else shown

    def show_form(self, form: QWidget | None) -> None:
        """Show a form in place of the source; None brings the source back."""
        before = self.form
        if form is not None and form is not before:
            self._stack.addWidget(form)
        self._stack.setCurrentWidget(form or self._source)
        if before is not None and before is not form:
            self._stack.removeWidget(before)

    def show_part(self, part: Part) -> None:
        """Let this person write here, or say what can be done instead."""
        self.toolbar.setVisible(part is Part.WRITES and not self._calm)
        self.reading.show_part(part)
        self.editor.set_only_read(part is not Part.WRITES)

    def set_calm(self, calm: bool) -> None:
        """Put all but the text away, or bring it back."""
        self._calm = calm
        self.toolbar.setVisible(self.reading.part is Part.WRITES and not calm)
        self.foot.setVisible(not calm)
        self.editor.set_calm(calm)
        for gutter in self.editor.findChildren(Gutter):
            gutter.setVisible(not calm)

    def show_facts(self, facts: Facts) -> None:
        """Show how long the lesson is and how many things are worth a look."""
        count = facts.to_look_at
        self._sign.show_icon("circle-alert" if count else "circle-check", "warn" if count else "ok")
        things = say_many("{count} thing worth a look", "{count} things worth a look", count)
        self._checks.say(things if count else say("Nothing stands out"))
        self._short, self._long = _length_in_words(facts)
        self._fit()

    def show_languages(self, words: str, tip: str) -> None:
        """Name the languages in which spelling is looked over."""
        self.languages.say(words)
        self.languages.setAccessibleName(say("Languages: {names}", names=words))
        self.languages.setToolTip(plain_tip(tip))
        self.languages.setAccessibleDescription(tip)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less in the foot where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave away whole what matters less, until nothing is cut: minutes, then languages."""
        layout = self.foot.layout()
        for words, languages in ((self._long, True), (self._short, True), (self._short, False)):
            self._words.say(words)
            self.languages.setVisible(languages)
            if layout is None or layout.sizeHint().width() <= self.width():
                break
        self._words.setToolTip(plain_tip("" if words == self._long else self._long))

    def _make_foot(self) -> QWidget:
        self.foot = foot = Frame(
            Box.FOOT,
            row(
                self._look,
                self._sign,
                self._checks,
                None,
                self.languages,
                self._words,
                gap=1,
                margins=(20, 0, 20, 0),
            ),
        )
        foot.setFixedHeight(self._look.px(34))
        foot.setMinimumWidth(self._look.px(220))
        self._checks.chosen.connect(self.checks_wanted)
        return foot

    def _connect(self) -> None:
        self.toolbar.command_chosen.connect(self._run)
        self.editor.find_wanted.connect(self.find_bar.open)
        self.editor.find_step_wanted.connect(self.find_bar.step)
        self.editor.insert_wanted.connect(self._open_insert)
        self.find_bar.closed.connect(self.editor.setFocus)
        self.inserting.chosen.connect(self._insert)
        self.inserting.typed.connect(self._go_on_typing)
        self.inserting.slash_unwanted.connect(self._take_slash)
        self.toolbar.insert_wanted.connect(self.inserting.pop_up)

    def _run(self, name: str) -> None:
        self.editor.run(name)
        self.editor.setFocus()

    def _open_insert(self) -> None:
        """Open the palette at the caret."""
        box = self.editor.cursorRect()
        place = QRect(self.editor.viewport().mapToGlobal(box.topLeft()), box.size())
        self.inserting.pop_up(place, after_slash=self.editor.is_at_slash)

    def _insert(self, name: str) -> None:
        """Insert, in place of the slash that opened the palette."""
        self.editor.setFocus()
        self.editor.run_over_slash(name)

    def _go_on_typing(self, text: str) -> None:
        self.editor.setFocus()
        if text:
            self.editor.textCursor().insertText(text)

    def _take_slash(self) -> None:
        self.editor.setFocus()
        self.editor.textCursor().deletePreviousChar()


def _length_in_words(facts: Facts) -> tuple[str, str]:
    """Say how long a lesson is, briefly and in full."""
    number = f"{facts.words:,}".replace(",", "\u202f")
    words = say_many("{number} word", "{number} words", facts.words, number=number)
    minutes, declared = facts.minutes, facts.declared_minutes
    if declared:
        said = say(
            "{words}  ·  reads in {minutes} min, you said {declared}",
            words=words,
            minutes=minutes,
            declared=declared,
        )
    else:
        said = say("{words}  ·  reads in {minutes} min", words=words, minutes=minutes)
    return words, said
