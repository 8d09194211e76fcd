"""Set what is enough for a review and a release, of a course or as the default of its space."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout

from editor.panels.cards.filling import empty
from editor.panels.cards.form import Words
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.choices import CheckBox, RadioButton
from editor.panels.kit.frames import Box, Frame, ToneBox
from editor.panels.kit.labels import Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.policy.number import NumberField
from editor.panels.policy.values import Gate, PolicyView, PolicyWanted
from sync.model.language import say

_WIDTH = 720
_MOST_APPROVALS, _MOST_DAYS = 20, 365


class PolicyPanel(Frame):
    """Show a policy; `saved(wanted)` sets it, `by_space` lets the course go by its space's.

    `chosen(of_space)` wants to see the other of the two, `left` goes back.
    """

    saved = Signal(object)
    by_space = Signal()
    chosen = Signal(bool)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CANVAS)
        self._look = look
        self._boxes: dict[str, list[tuple[str, CheckBox]]] = {}
        self._about = Label("", Voice.MUTED, wrap=True)
        self._of_course = RadioButton(look, say("This course"))
        self._of_space = RadioButton(look, say("The space: the default of all its courses"))
        self._of_course.clicked.connect(lambda: self.chosen.emit(False))
        self._of_space.clicked.connect(lambda: self.chosen.emit(True))
        self._whose = holder(column(look, self._of_course, self._of_space, gap=2))
        self._source = Label("", Voice.SMALL, wrap=True)
        self._apart = ToneBox(Tone.WARN)
        apart = say("Two people set a policy apart. Both hold until one of you saves this page.")
        words = Label(apart, Voice.SMALL_TEXT, wrap=True)
        self._apart.setLayout(column(look, words, margins=(12, 8, 12, 8)))
        self.approvals = NumberField(
            look, say("How many others approve each block"), _MOST_APPROVALS
        )
        self.days = NumberField(look, say("How many days a review takes"), _MOST_DAYS)
        self.points = Words(look, say("What to look at, a point a line"), say("What to look at"))
        self._review, self._release, self._people = (column(look, gap=2) for _ in range(3))
        self._save = Button(look, say("Save what is enough"), Kind.PRIMARY, tip="Ctrl+Enter")
        self._inherit = Button(look, say("Go by the space's"), small=False)
        self._told = Label("", Voice.SMALL, wrap=True)
        self.points.sent.connect(self._send)
        self.points.left.connect(self.left)
        self._save.chosen.connect(self._send)
        self._inherit.chosen.connect(self.by_space)
        page = Page(look, self._contents(), say("What is enough"))
        self.setLayout(column(look, (page, 1), gap=0))

    def show_policy(self, view: PolicyView, told: str = "") -> None:
        """Show a policy; `told` says what was done just now."""
        self._about.say(view.about)
        self._whose.setVisible(view.has_space)
        (self._of_space if view.of_space else self._of_course).setChecked(True)
        self._source.say(view.source)
        self._apart.setVisible(view.apart)
        self.approvals.show_value(view.approvals)
        self.days.show_value(view.days)
        self.points.setPlainText("\n".join(view.points))
        self._fill("review", self._review, view.review)
        self._fill("release", self._release, view.release)
        people = [Gate(one.id, one.name, one.on) for one in view.people]
        none = say("Whoever is asked.")
        self._fill("people", self._people, people, none)
        for button in (self._save, self._inherit):
            button.set_unavailable(view.hindrance)
        self._inherit.setVisible(view.is_own and view.has_space and not view.of_space)
        self._told.say(view.hindrance or told)
        follow_the_eye(self)
        if told:
            announce(self, told)

    def focus_first(self) -> None:
        """Put the focus on the first control: whose policy it is, where there are two."""
        boxes = [box for _, box in self._boxes.get("review", [])]
        whose = [one for one in (self._of_course, self._of_space) if one.isChecked()]
        (whose if not self._whose.isHidden() else [*boxes, self.points])[0].setFocus()

    def _contents(self) -> QLayout:
        look = self._look
        back = Button(look, say("Back"), Kind.QUIET, icon="chevron-left", small=True, tip="Esc")
        back.chosen.connect(self.left)
        inside = column(look, row(look, back, None), gap=16, margins=(28, 18, 28, 28))
        inside.addWidget(Label(say("What is enough"), Voice.PAGE))
        for part in (self._about, self._whose, self._source, self._apart):
            inside.addWidget(part)
        always = say("People are asked whenever you like, unless you tick:")
        self._add(inside, say("Ready to review"), always, self._review)
        self._add(inside, say("What to look at"), say("One point a line."), self.points)
        inside.addLayout(self._labelled(say("How many days a review takes"), self.days))
        always = say("Open overlaps and checks that block always stand in the way. Besides:")
        self._add(inside, say("Ready to release"), always, self._release)
        inside.addLayout(self._labelled(say("How many others approve each block"), self.approvals))
        note = say("Whoever named the version does not count, and nobody approves a right answer "
                   "that they wrote.")  # fmt: skip
        inside.addWidget(Label(note, Voice.NOTE, wrap=True))
        self._add(inside, say("Who must be among them"), "", self._people)
        inside.addLayout(row(look, self._save, self._inherit, (self._told, 1), gap=10))
        later = say("This holds for what is asked and released from now on.")
        inside.addWidget(Label(later, Voice.NOTE, wrap=True))
        inside.addStretch(1)
        middle = holder(inside)
        middle.setMaximumWidth(look.px(_WIDTH))
        return row(look, None, (middle, 1), None)

    def _add(self, to: QVBoxLayout, title: str, about: str, part: QLayout | Words) -> None:
        box = column(self._look, Label(title, Voice.ROW), gap=5)
        if about:
            box.addWidget(Label(about, Voice.SMALL, wrap=True))
        if isinstance(part, Words):
            box.addWidget(part)
        else:
            box.addLayout(part)
        to.addLayout(box)

    def _labelled(self, words: str, field: NumberField) -> QLayout:
        label = Label(words, Voice.SMALL_TEXT, wrap=True)
        label.setBuddy(field)
        return row(self._look, field, (label, 1), gap=10)

    def _fill(self, name: str, box: QVBoxLayout, gates: Sequence[Gate], none: str = "") -> None:
        empty(box)
        self._boxes[name] = []
        for gate in gates:
            made = CheckBox(self._look, gate.words, gate.on)
            self._boxes[name].append((gate.name, made))
            box.addWidget(made)
        if not gates and none:
            box.addWidget(Label(none, Voice.SMALL, wrap=True))

    def _ticked(self, name: str) -> tuple[str, ...]:
        return tuple(one for one, box in self._boxes.get(name, []) if box.isChecked())

    def _send(self) -> None:
        if self._save.reason:
            return
        lines = self.points.toPlainText().split("\n")
        points = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
        self.saved.emit(
            PolicyWanted(
                self.approvals.value(),
                self.days.value(),
                self._ticked("people"),
                self._ticked("review"),
                self._ticked("release"),
                points,
            )
        )
