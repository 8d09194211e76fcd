"""The card of a place that two people changed apart: both texts, what they became, a choice."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from editor.panels.cards.elided import plain_words
from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.runs import Run
from editor.panels.comments.card import NoteCard
from editor.panels.comments.parts import link, links
from editor.panels.comments.values import OverlapNote
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.avatars import Avatar
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.overlaps.marking import marked
from editor.panels.overlaps.sentences import keep, question, stands, use, whose_turn, wrote
from editor.panels.overlaps.values import MERGED, OverlapItem, Wording
from sync.model.language import say

LONGEST = 320
"""A place of more letters is checked on the page of overlaps, where there is room for it."""
_MOST = 3


class OverlapNoteCard(NoteCard):
    """Show an overlap in place; `checked` asks for its page.

    `taken(take, item)` settles it, with the place as whoever chose had it in view.
    While the card has the focus, 1, 2, … take a wording, Enter keeps what stands, E opens the page.
    """

    checked = Signal()
    taken = Signal(str, object)

    def __init__(self, look: Look, note: OverlapNote) -> None:
        super().__init__(look)
        self._note: OverlapNote | None = None
        self._buttons: dict[int, Button] = {}
        self.show_note(note)
        look.changed.connect(self.update)

    def show_note(self, note: OverlapNote) -> None:
        """Show the overlap as it is now."""
        if note == self._note:
            return
        self._note = note
        self._buttons.clear()
        item = note.item
        sentence = question(item) if item is not None else note.sentence
        self.setAccessibleName(say("Overlap to check: {sentence}", sentence=sentence))
        check = link(self.look, say("Check it"), say("Check it: {sentence}", sentence=sentence))
        check.chosen.connect(self.checked)
        head = Label(say("Overlap to check"), Voice.THEIRS)
        told = Label(sentence, Voice.TEXT, wrap=True)
        if item is None or not _fits(item):
            kept = Label(say("Both texts are kept."), Voice.SMALL, wrap=True)
            self.refill(head, told, kept, links(self.look, check))
            return
        turn = whose_turn(item)
        said = Label(turn, Voice.SMALL_STRONG, wrap=True) if turn else None
        self.refill(head, told, said, *self._texts(item), self._ways(item), links(self.look, check))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the single keys while the card has the focus."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        number = event.key() - Qt.Key.Key_0
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            number = 0
        if number in self._buttons:
            self._buttons[number].click()
        elif event.key() == Qt.Key.Key_E:
            self.checked.emit()
        else:
            super().keyPressEvent(event)

    def _texts(self, item: OverlapItem) -> list[QWidget]:
        """Show the texts of all, and what they became."""
        marks = marked(item)
        parts = [
            self._side(item, wording, runs)
            for wording, runs in zip(item.wordings, marks.wordings, strict=True)
            if not wording.is_third
        ]
        parts.append(Label(stands(item), Voice.ACCENT, wrap=True))
        if item.now.strip():
            parts.append(MarkedText(self.look, marks.now, size=15))
        else:
            parts.append(Label(say("Nothing stands here."), Voice.SMALL))
        return parts

    def _side(self, item: OverlapItem, wording: Wording, runs: tuple[Run, ...]) -> QWidget:
        look = self.look
        head = row(look, Avatar(look, *wording.faces, size=18), gap=6)
        head.addWidget(Label(wrote(wording, item), Voice.SMALL_STRONG, wrap=True), 1)
        words = [MarkedText(look, runs, size=14)] if wording.text.strip() else []
        return holder(column(look, head, *words, gap=2))

    def _ways(self, item: OverlapItem) -> Flow:
        flow = Flow(self.look, gap=6)
        self._add(flow, 0, keep(item), "↵", MERGED, Kind.PRIMARY)
        for number, wording in enumerate(item.wordings, start=1):
            if not wording.is_third:
                self._add(flow, number, use(item, wording), str(number), wording.take)
        return flow

    def _add(
        self, flow: Flow, number: int, words: str, key: str, take: str, kind: Kind = Kind.PLAIN
    ) -> None:
        button = Button(self.look, plain_words(words), kind, small=True, key=key)
        button.setAccessibleName(words)
        button.set_unavailable(self._note.hindrance if self._note else "")
        button.chosen.connect(
            lambda: self.taken.emit(take, self._note.item if self._note else None)
        )
        self._buttons[number] = button
        flow.add(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed edge after the card."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.look.colour("theirs"), 3 * self.look.scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1.8, 1.3])
        painter.setPen(pen)
        x = 1.5 * self.look.scale
        painter.drawLine(QPointF(x, 9), QPointF(x, self.height() - 9.0))


def _fits(item: OverlapItem) -> bool:
    """Tell whether a place is short enough to be checked beside its text."""
    written = [one.text for one in item.wordings if not one.is_third]
    return len(written) <= _MOST and max(map(len, (item.now, *written))) <= LONGEST
