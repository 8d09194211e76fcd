"""What became of a folder that came in: how much is here, and what one should know of its files."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from editor.panels.cards.elided import ElidedLabel
from editor.panels.cards.filling import empty
from editor.panels.cards.rows import list_row, told
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.tips import plain_tip
from sync.model.language import say, say_many

_LOW, _TALL, _MOST_ROWS = 160, 260, 200


@dataclass(frozen=True)
class CameIn:
    """A course that came in; `remarks` are files with what was not taken, or taken otherwise.

    `waits` says that it is not on show: the person went on elsewhere meanwhile.
    """

    title: str
    lessons: int
    files: int
    remarks: tuple[tuple[str, str], ...] = ()
    waits: bool = False


class BroughtLine(Frame):
    """One line at the foot of the window, with a list that opens above it; it stays until closed.

    `open_wanted` asks for the course.
    """

    open_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.FOOT)
        self._look, self._shown = look, CameIn("", 0, 0)
        self._rows = column(look, gap=0)
        self.list = Page(look, self._rows, say("What to know about the files"))
        self.list.setMaximumHeight(look.px(_TALL))
        self.list.setMinimumHeight(look.px(_LOW))
        self.words = ElidedLabel("", Voice.SMALL_TEXT)
        self.more = Button(look, "", Kind.LINK, small=True)
        self.copy = Button(look, say("Copy the list"), Kind.QUIET, icon="copy", small=True)
        self.open = Button(look, say("Open the course"), small=True)
        self.close_it = IconButton(look, "x", say("Close this line"))
        self.more.chosen.connect(self._turn)
        self.copy.chosen.connect(self._copy)
        self.open.chosen.connect(self.open_wanted)
        self.close_it.chosen.connect(self.hide)
        line = row(look, self.words, self.more, self.open, None, self.copy, self.close_it,
                   gap=12, margins=(18, 3, 10, 3))  # fmt: skip
        self.setLayout(column(look, self.list, line, gap=0))
        self.setAccessibleName(say("What came in"))
        self.hide()

    def show_course(self, came: CameIn) -> None:
        """Say what came in; a course on show that came in whole needs no line."""
        self._shown = came
        told_all = self._told()
        self.words.say(told_all)
        self.words.setToolTip(plain_tip(told_all))
        self.open.setVisible(came.waits)
        self.more.setVisible(bool(came.remarks))
        self._fill()
        self._show_list(False)
        self.setVisible(came.waits or bool(came.remarks))
        announce(self, told_all)
        follow_the_eye(self)

    def _told(self) -> str:
        came = self._shown
        what = say_many("{count} lesson", "{count} lessons", came.lessons)
        if came.files:
            files = say_many("{count} other file", "{count} other files", came.files)
            what = say("{lessons} and {files}", lessons=what, files=files)
        whole = say("“{course}” is here: {what}.", course=came.title, what=what)
        if not came.remarks:
            return whole
        remarks = say_many(
            "One file was not taken, or not as it was.",
            "{count} files were not taken, or not as they were.",
            len(came.remarks),
        )
        return f"{whole} {remarks}"

    def _fill(self) -> None:
        empty(self._rows)
        for file, what in self._shown.remarks[:_MOST_ROWS]:
            sign = IconLabel(self._look, "file-text", "text2", 16)
            self._rows.addWidget(list_row(self._look, sign, told(self._look, file, what)))
        left = len(self._shown.remarks) - _MOST_ROWS
        if left > 0:
            words = say_many(
                "And {count} more: copy the list to have it.",
                "And {count} more: copy the list to have them.",
                left,
            )
            self._rows.addWidget(Label(words, Voice.SMALL, wrap=True))
        self._rows.addStretch(1)

    def _turn(self) -> None:
        self._show_list(self.list.isHidden())

    def _show_list(self, shown: bool) -> None:
        self.list.setVisible(shown)
        self.copy.setVisible(shown)
        self.more.say(say("Hide them") if shown else say("Show them"))
        if shown:
            self.list.to_top()

    def _copy(self) -> None:
        lines = [f"{file}: {what}" for file, what in self._shown.remarks]
        QGuiApplication.clipboard().setText("\n".join(lines))
        announce(self, say("The list is copied."))
