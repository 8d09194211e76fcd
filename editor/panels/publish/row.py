"""One thing found before a version is named: what it is, what mends it, the way to it."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from editor.panels.cards.rows import list_row, told
from editor.panels.checks.row import Answer
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.glyphs import Stitches
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.publish.values import Finding
from sync.model.language import say

_BESIDE_FROM = 560


class FindingRow(QWidget):
    """Show a finding; `gone` leads to it, `mended(answer)` mends it, `taken_back` undoes that.

    What mends it may come later than the row. `grown` says that the row needs more room.
    """

    gone = Signal()
    mended = Signal(str)
    taken_back = Signal()
    grown = Signal()

    def __init__(self, look: Look, finding: Finding, ink: str) -> None:
        super().__init__()
        self._look, self.finding = look, finding
        self._asks = ""
        stitched = finding.icon == "stitches"
        sign = Stitches(look) if stitched else IconLabel(look, finding.icon, ink, 19)
        self._mend: Button | None = None
        verb = say("Check it") if finding.to_overlap else say("Go to it")
        self._go = Button(look, verb, icon="arrow-right", small=True)
        self._go.setAccessibleName(f"{verb}: {finding.title}")
        self._go.hide()
        self._words: QVBoxLayout = told(look, finding.title, finding.detail)
        self._ways = row(look, gap=6)
        line = list_row(look, sign, self._words, at_top=True)
        self._beside = holder(row(look, self._ways, None, gap=0))
        self._line = row(look, (line, 1), self._beside, gap=0)
        self.setLayout(self._line)
        if finding.lesson is not None:
            self._ways.addWidget(self._go)
            self._go.show()
        else:
            self._go.setParent(self)
        self._asking: QWidget | None = None
        self._go.chosen.connect(self.gone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the words where there is no room beside them."""
        super().resizeEvent(event)
        ways, flat = QBoxLayout.Direction, self.width() < self._look.px(_BESIDE_FROM)
        self._line.setDirection(ways.TopToBottom if flat else ways.LeftToRight)
        px = self._look.px
        self._ways.setContentsMargins(px(58) if flat else 0, 0, px(16), px(8) if flat else 0)

    def offer(self, title: str, asks: str = "") -> None:
        """Offer to mend it: by the button alone, or with an answer to what it asks."""
        self._asks = asks
        self._mend = Button(self._look, title, icon="wand-sparkles", small=True)
        self._mend.setAccessibleName(f"{title}: {self.finding.title}")
        self._mend.chosen.connect(self._press)
        self._ways.insertWidget(0, self._mend)
        self._mend.show()  # at once: only what is in sight takes the focus

    def offer_back(self) -> None:
        """Offer to take the mend back."""
        back = Button(self._look, say("Undo"), icon="undo-2", small=True)
        back.setAccessibleName(say("Undo: {what}", what=self.finding.title))
        back.chosen.connect(self.taken_back)
        self._words.addLayout(row(self._look, back, None, margins=(0, 4, 0, 2)))

    def say_why_not(self) -> None:
        """Say that it could not be mended here; it can still be gone to."""
        self._end_asking()
        if self._mend is not None:
            self._mend.hide()
        words = Label(say("It could not be mended from here. Go to it."), Voice.SMALL, wrap=True)
        self._words.addWidget(words)
        self._go.setFocus()
        self.grown.emit()

    @property
    def is_mendable(self) -> bool:
        """Whether a button that mends it stands here."""
        return self._mend is not None

    def take_focus(self) -> None:
        """Put the focus on what mends it, else on the way to it."""
        (self._mend or self._go).setFocus()

    def _press(self) -> None:
        if not self._asks:
            self.mended.emit("")
        elif self._asking is None:
            self._ask()

    def _ask(self) -> None:
        look, mend = self._look, self._mend
        if mend is None:
            return
        field = Answer(self._asks)
        send = Button(look, mend.text(), Kind.PRIMARY, small=True)
        leave = Button(look, say("Cancel"), Kind.QUIET, small=True, tip="Esc")
        label = Label(self._asks, Voice.SMALL_STRONG, wrap=True)
        label.setBuddy(field)
        line = row(look, (field, 1), send, leave, gap=6)
        self._asking = holder(column(look, label, line, gap=5, margins=(0, 6, 0, 2)))
        self._words.addWidget(self._asking)
        self._asking.show()
        mend.hide()
        field.sent.connect(self.mended)
        send.chosen.connect(lambda: self._send(field))
        for leaving in (field.left, leave.chosen):
            leaving.connect(self._leave)
        self.grown.emit()
        field.setFocus()

    def _send(self, field: Answer) -> None:
        answer = field.text().strip()
        if answer:
            self.mended.emit(answer)
        else:
            field.setFocus()

    def _leave(self) -> None:
        self._end_asking()
        if self._mend is not None:
            self._mend.show()
            self._mend.setFocus()
        self.grown.emit()

    def _end_asking(self) -> None:
        if self._asking is not None:
            self._asking.hide()
            self._asking.deleteLater()
            self._asking = None
