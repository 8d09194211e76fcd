"""What stands in place of the source while one suggests: a copy of the text to write in."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from editor.panels.cards.form import Words
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.source.find_bar import FindBar
from editor.panels.source.palette import InsertPalette
from editor.panels.source.toolbar import SourceToolbar
from editor.panels.source.tracked_editor import TrackedEditor
from sync.model.language import mark, say, say_many

_SAID = mark("What you change here is only suggested: the lesson waits for an author's yes.")
_MOVED_ON = mark(
    "The lesson was changed meanwhile. What you suggest is put into it as it is by then."
)


class SuggestingPane(QWidget):
    """Write in a copy, say why, and suggest; `sent` asks to make suggestions of it.

    `mode_chosen(suggesting)` is the switch; `changed` tells that text or reason did.
    """

    sent = Signal()
    mode_chosen = Signal(bool)
    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.editor = TrackedEditor(look)
        self.toolbar = SourceToolbar(look)
        self.toolbar.mode.show_suggesting(True)
        self.find_bar = FindBar(look, self.editor)
        self._inserting = InsertPalette(look, self)
        self._words = Label(say(_SAID), Voice.SMALL, wrap=True)
        sign = IconLabel(look, "square-pen", "accent", 16)
        done = Button(look, say("Done"), Kind.QUIET, small=True)
        done.setAccessibleDescription(say("Suggest what is changed, and go back to the lesson"))
        done.chosen.connect(lambda: self.mode_chosen.emit(False))
        line = row(look, sign, (self._words, 1), done, gap=10, margins=(20, 6, 14, 6))
        bar = Frame(Box.BAR, line)
        bar.setMinimumHeight(look.px(44))
        self.why = Words(
            look, say("Why"), say("Why? The author reads it. You can also say it later."), lines=1
        )
        self._send = Button(look, "", Kind.PRIMARY, small=True, tip="Ctrl+Enter")
        foot = Frame(Box.FOOT, row(look, (self.why, 1), self._send, gap=10, margins=(20, 6, 14, 6)))
        self.setLayout(
            column(look, self.toolbar, bar, self.find_bar, (self.editor, 1), foot, gap=0)
        )
        self._connect()
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Say how many paragraphs are changed."""
        self._send.say(say_many("Suggest {count}", "Suggest {count}", count) if count else _none())
        self._send.set_unavailable("" if count else say("Change the text first."))
        told = say_many("{count} paragraph is changed", "{count} paragraphs are changed", count)
        self._send.setAccessibleDescription(told)

    def show_moved_on(self, moved_on: bool) -> None:
        """Say that the lesson is another by now than the copy was made of."""
        self._words.setText(say(_MOVED_ON if moved_on else _SAID))

    def _connect(self) -> None:
        self.toolbar.mode.chosen.connect(self.mode_chosen)
        self.toolbar.command_chosen.connect(self._run)
        self.toolbar.insert_wanted.connect(self._inserting.pop_up)
        self._inserting.chosen.connect(self._insert)
        self._inserting.typed.connect(self._go_on)
        self._inserting.slash_unwanted.connect(self._take_slash)
        self.editor.insert_wanted.connect(self._open_insert)
        self.editor.find_wanted.connect(self.find_bar.open)
        self.editor.find_step_wanted.connect(self.find_bar.step)
        self.find_bar.closed.connect(self.editor.setFocus)
        self.editor.changed.connect(self.changed)
        self.why.textChanged.connect(self.changed)
        self.why.sent.connect(self.sent)
        self.why.left.connect(self.editor.setFocus)
        self._send.chosen.connect(self.sent)
        self._send.why_asked.connect(lambda _: self.editor.setFocus())

    def _run(self, name: str) -> None:
        self.editor.run(name)
        self.editor.setFocus()

    def _open_insert(self) -> None:
        box = self.editor.cursorRect()
        place = QRect(self.editor.viewport().mapToGlobal(box.topLeft()), box.size())
        self._inserting.pop_up(place, after_slash=self.editor.is_at_slash)

    def _insert(self, name: str) -> None:
        self.editor.setFocus()
        self.editor.run_over_slash(name)

    def _go_on(self, text: str) -> None:
        self.editor.setFocus()
        if text:
            self.editor.insert_text(text)

    def _take_slash(self) -> None:
        self.editor.setFocus()
        self.editor.undo()


def _none() -> str:
    return say("Suggest")
