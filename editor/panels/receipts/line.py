"""One line of a receipt: a box to tick where it can go back, who, what, and the way to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.rows import told
from editor.panels.kit.arrange import column, row
from editor.panels.kit.avatars import Avatar, Face
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.choices import CheckBox
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.glyphs import Stitches
from editor.panels.kit.labels import IconLabel, Pill
from editor.panels.kit.look import Look
from editor.panels.receipts.values import ReceiptLine
from sync.model.language import say

_TICK = 22


class LineRow(QWidget):
    """Show one line; with `indented` there is room for a tick also where none can be made."""

    lesson_chosen = Signal(str)
    overlap_chosen = Signal(str)
    tick_changed = Signal()

    def __init__(self, look: Look, line: ReceiptLine, indented: bool, ticked: bool) -> None:
        super().__init__()
        self.line, self._look = line, look
        self._tick: CheckBox | None = None
        box = row(look, gap=12, margins=(20, 10, 16, 10))
        top = Qt.AlignmentFlag.AlignTop
        if line.id:
            self._tick = CheckBox(look, "", ticked)
            self._tick.setAccessibleName(say("Goes back: {what}", what=line.title))
            self._tick.toggled.connect(self.tick_changed)
            self._tick.setFixedWidth(look.px(_TICK))
            box.addWidget(self._tick, 0, top)
        elif indented:
            box.addSpacing(look.px(_TICK) + look.px(12))
        box.addWidget(_sign(look, line.sign), 0, top)
        head = row(look, (told(look, line.title, line.detail), 1), gap=10)
        if line.pill:
            head.addWidget(Pill(look, line.pill), 0, top)
        if line.overlap:
            head.addWidget(self._way(say("Check it"), self._to_overlap), 0, top)
        elif line.lesson:
            head.addWidget(self._way(say("Go to it"), self._to_lesson), 0, top)
        words = column(look, head, gap=4)
        if line.runs:
            changed = column(look, MarkedText(look, line.runs), margins=(14, 8, 14, 10))
            words.addWidget(Frame(Box.WELL, changed))
        box.addLayout(words, 1)
        self.setLayout(box)

    @property
    def ticked(self) -> bool:
        """Tell whether it is to go back."""
        return self._tick is not None and self._tick.isChecked()

    def tick(self, on: bool) -> None:
        """Tick it, or not."""
        if self._tick is not None:
            self._tick.setChecked(on)

    def _to_lesson(self) -> None:
        self.lesson_chosen.emit(self.line.lesson)

    def _to_overlap(self) -> None:
        self.overlap_chosen.emit(self.line.overlap)

    def _way(self, verb: str, go: object) -> Button:
        button = Button(self._look, verb, Kind.LINK, small=True)
        button.setAccessibleName(say("{verb}: {title}", verb=verb, title=self.line.title))
        button.chosen.connect(go)
        return button


def _sign(look: Look, sign: Face | str) -> QWidget:
    if isinstance(sign, Face):
        return Avatar(look, sign, size=22)
    if sign == "stitches":
        return Stitches(look)
    return IconLabel(look, sign, "accent", 18)
