"""The blocks of a comparison: what is the same, what changed, what moved, which answer is right."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QWidget

from editor.markdown.right_answers import AnswerOption
from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.runs import Mark, Run, plain
from editor.panels.cards.setting import TypeFace
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.frames import Hairline
from editor.panels.kit.labels import IconLabel, Label, Pill, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.versions.values import (
    ChangedAnswer,
    ChangedText,
    Notice,
    Part,
    SameText,
)
from sync.model.language import say


class PartFrame(QFrame):
    """Hold one changed block: a line at its left, a ring when it is the one being looked at."""

    def __init__(self, look: Look, layout: QLayout, fill: str = "") -> None:
        super().__init__()
        self._look, self._fill, self._current = look, fill, False
        self._note: Pill | None = None
        self.setLayout(layout)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self.update)

    def show_current(self, current: bool) -> None:
        """Ring it, or not."""
        self._current = current
        self.update()

    def keep_note(self, note: Pill) -> None:
        """Know the note that stands in it, which may change."""
        self._note = note
        note.setVisible(bool(note.text()))

    def show_note(self, text: str) -> None:
        """Say something else in its note, or nothing."""
        if self._note is not None:
            self._note.setText(text)
            self._note.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and ring, or the line at the left."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._current or self._fill:
            edge = "accent" if self._current else "line" if self._fill == "sunken" else "warn_line"
            width = 2 if self._current or self._fill != "sunken" else look.tokens.border
            painter.setPen(QPen(look.colour(edge), width))
            painter.setBrush(look.colour(self._fill or "surface"))
            painter.drawRoundedRect(place, 12, 12)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(QRectF(0, 10, look.px(3), self.height() - 20.0), 1.5, 1.5)


def widget_of(look: Look, part: Part) -> QWidget:
    """Make the widget of a part; those of a change are `PartFrame`s."""
    if isinstance(part, SameText) and not part.told:
        return holder(column(look, MarkedText(look, plain(part.text)), margins=(18, 8, 18, 8)))
    if isinstance(part, SameText):
        line = row(look, (Hairline(look), 1), Label(part.told, Voice.SMALL), (Hairline(look), 1))
        line.setContentsMargins(look.px(18), look.px(8), look.px(18), look.px(8))
        line.setSpacing(look.px(12))
        return holder(line)
    if isinstance(part, ChangedText):
        text = MarkedText(look, part.runs)
        return PartFrame(look, column(look, text, margins=(18, 12, 18, 14)))
    if isinstance(part, Notice):
        return _notice(look, part)
    return _answer(look, part)


def _notice(look: Look, part: Notice) -> PartFrame:
    line = row(look, IconLabel(look, part.icon, "accent", 16), gap=10, margins=(16, 10, 16, 10))
    line.addWidget(Label(part.title, Voice.STRONG, wrap=not part.detail), 0 if part.detail else 1)
    if part.detail:
        line.addWidget(Label(part.detail, Voice.TEXT, wrap=True), 1)
    return PartFrame(look, line, fill="sunken")


def _answer(look: Look, part: ChangedAnswer) -> PartFrame:
    head = row(look, IconLabel(look, part.icon, "warn", 18), gap=10)
    head.addWidget(Label(part.title, Voice.ROW, wrap=True), 1)
    note = Pill(look, part.note, Tone.WARN)
    head.addWidget(note)
    box = column(look, head, gap=9, margins=(18, 13, 18, 14))
    if part.options:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(14))
        grid.setVerticalSpacing(look.px(6))
        grid.setContentsMargins(look.px(6), 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for number, option in enumerate(part.options):
            voice = Voice.STRONG if option.is_right else Voice.TEXT
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(Label(option.letter, voice), number, 0, top)
            grid.addWidget(_option(look, option), number, 1)
        box.addLayout(grid)
    frame = PartFrame(look, box, fill="warn_soft")
    frame.keep_note(note)
    return frame


def _option(look: Look, option: AnswerOption) -> MarkedText:
    kind, said = Mark.SAME, ""
    if option.was_right and not option.is_right:
        kind, said = Mark.GONE, say("was right")
    elif option.is_right and not option.was_right:
        kind, said = Mark.NEW, say("is right now")
    elif option.is_right:
        said = say("is right")
    runs = (Run(kind.value, option.text), Run(Mark.SAME.value, f" {said}" if said else ""))
    return MarkedText(look, runs, size=14, family=TypeFace.SANS)
