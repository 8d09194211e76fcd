"""One answer of a question: its mark, its words, what is said to those who choose it."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QWidget

from editor.markdown.quizzes import Option
from editor.panels.cards.form import Words
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import IconButton
from editor.panels.kit.choices import CheckBox, RadioButton
from editor.panels.kit.flow import Flow
from editor.panels.kit.labels import IconLabel, Label, Pill, Tone, Voice
from editor.panels.kit.look import Look
from sync.model.language import mark, say

_NAMES = {"match": mark("Row {number}"), "order": mark("Step {number}")}
_ANSWER = mark("Answer {number}")
_WAYS = {
    "match": (
        mark("Move row {number} up (Alt+Up)"),
        mark("Move row {number} down (Alt+Down)"),
        mark("Take row {number} out"),
    ),
    "order": (
        mark("Move step {number} up (Alt+Up)"),
        mark("Move step {number} down (Alt+Down)"),
        mark("Take step {number} out"),
    ),
}
_ANSWER_WAYS = (
    mark("Move answer {number} up (Alt+Up)"),
    mark("Move answer {number} down (Alt+Down)"),
    mark("Take answer {number} out"),
)


class AnswerRow(QWidget):
    """Show one option or row; `changed(field)` names the field, `moved(by)` and `removed` ask.

    `number` counts from 0 as learners would see it; `source` is where it stands in the text, -1
    for a new one.
    """

    changed = Signal(str)
    moved = Signal(int)
    removed = Signal()
    entered = Signal()

    def __init__(
        self,
        look: Look,
        kind: str,
        number: int,
        option: Option,
        columns: Sequence[str],
        source: int,
    ) -> None:
        super().__init__()
        self._look, self._kind, self._before = look, kind, option
        self.source = source
        self._number = number
        name = say(_NAMES.get(kind, _ANSWER), number=number + 1)
        self.field = QLineEdit(option.text)
        self.field.setCursorPosition(0)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(say("The right answer") if kind == "text" else name)
        self.mark = self._mark(option, name)
        self.feedback: Words | None = None
        self.places: list[CheckBox] = []
        self._pill = Pill(look, say("Right"), Tone.OK)
        line = row(look, gap=8)
        if kind == "order":
            line.addWidget(Label(f"{number + 1}.", Voice.STRONG))
        if self.mark is not None:
            line.addWidget(self.mark)
        line.addWidget(self.field, 1)
        line.addWidget(self._pill)
        if kind != "text":
            self._add_ways(line)
        parts = column(look, line, gap=4)
        if kind in ("single", "multiple"):
            parts.addWidget(self._feedback(option, name))
        if kind == "match":
            parts.addWidget(self._places(option, columns, name))
        self.setLayout(parts)
        self.field.textEdited.connect(lambda _: self.changed.emit(f"answer {number} text"))
        self.field.returnPressed.connect(self.entered)
        self._show_right()

    def option(self, place: int) -> Option:
        """Give what is written now; `place` is its place in the order."""
        places: tuple[int, ...] = ()
        if self._kind == "order":
            places = (place,)
        elif self._kind == "match":
            places = tuple(n for n, box in enumerate(self.places) if box.isChecked())
        feedback = self.feedback.words() if self.feedback is not None else ""
        same = "".join(feedback.split()) == "".join(self._before.feedback.split())
        feedback = self._before.feedback if same else feedback
        return Option(self.field.text(), self._is_right(places), feedback, places)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move up and down with Alt and an arrow."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self.moved.emit(steps[key])
        else:
            super().keyPressEvent(event)

    def _is_right(self, places: tuple[int, ...]) -> bool:
        if self.mark is not None:
            return self.mark.isChecked()
        return self._kind == "text" or bool(places)

    def _mark(self, option: Option, name: str) -> QAbstractButton | None:
        if self._kind not in ("single", "multiple", "select"):
            return None
        made = RadioButton if self._kind == "single" else CheckBox
        button = made(self._look, "", option.right)
        button.setAccessibleName(say("{answer} is right", answer=name))
        button.setToolTip(say("Right"))
        button.toggled.connect(self._marked)
        return button

    def _marked(self, on: bool) -> None:
        self._show_right()
        if on or self._kind != "single":  # of two rings, the one chosen tells
            self.changed.emit("")

    def _show_right(self) -> None:
        self._pill.setVisible(self.mark is not None and self.mark.isChecked())

    def _feedback(self, option: Option, name: str) -> QWidget:
        look = self._look
        self.feedback = Words(
            look, say("{answer}: what to say to someone who picks it", answer=name),
            say("What to say to someone who picks it"), lines=1, most=4,
        )  # fmt: skip
        self.feedback.setPlainText(option.feedback)
        self.feedback.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        field = f"answer {self._number} feedback"
        self.feedback.textChanged.connect(lambda: self.changed.emit(field))
        sign = IconLabel(look, "corner-down-right", "text2", 15)
        return holder(row(look, sign, (self.feedback, 1), gap=8, margins=(36, 0, 0, 4)))

    def _places(self, option: Option, columns: Sequence[str], name: str) -> QWidget:
        look = self._look
        flow = Flow(look, gap=12)
        for number, words in enumerate(columns):
            title = words or say("Column {number}", number=number + 1)
            box = CheckBox(look, title, number in option.places)
            box.setAccessibleName(say("{row} belongs to {column}", row=name, column=title))
            box.toggled.connect(lambda _: self.changed.emit(""))
            self.places.append(box)
            flow.add(box)
        sign = IconLabel(look, "corner-down-right", "text2", 15)
        return holder(row(look, sign, (flow, 1), gap=8, margins=(8, 0, 0, 4)))

    def _add_ways(self, line: QHBoxLayout) -> None:
        look, number = self._look, self._number + 1
        up, down, out = _WAYS.get(self._kind, _ANSWER_WAYS)
        for icon, words, act in (
            ("arrow-up", up, lambda: self.moved.emit(-1)),
            ("arrow-down", down, lambda: self.moved.emit(1)),
            ("x", out, self.removed.emit),
        ):
            button = IconButton(look, icon, say(words, number=number), colour="text2", size=15)
            button.chosen.connect(act)
            line.addWidget(button)
