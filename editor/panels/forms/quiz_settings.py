"""What goes with a question: hints, how often one may try, points, and what is said at the end."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.form import Words
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.choices import CheckBox
from editor.panels.kit.flow import Flow
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.writing.quiz.values import QuizForm
from sync.model.language import say, say_as


class QuizSettings(QWidget):
    """Show all of a form but its kind, question and answers; `changed(field)` tells a change."""

    changed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.hints: list[QLineEdit] = []
        self._hints: QVBoxLayout = column(look, gap=6)
        more = Button(look, say("Add a hint"), Kind.LINK, icon="plus", small=True)
        more.chosen.connect(self._add_hint)
        self.tries = self._number("tries", say("Tries"), say("any number"))
        self.score = self._number("points", say("Points"), "1")
        self.pass_mark = self._number(
            "pass mark", say("Pass mark in per cent"), say_as("pass mark", "none")
        )
        self.shuffle = CheckBox(look, say("Mix the answers each time"))
        self.solution = Words(look, say("Solution, shown at the end"), say("Why it is so"), lines=2)
        numbers = Flow(look, gap=12)
        for title, field in (
            (say("Tries"), self.tries),
            (say("Points"), self.score),
            (say("Pass mark, %"), self.pass_mark),
        ):
            numbers.add(holder(column(look, Label(title, Voice.SMALL_STRONG), field, gap=4)))
        self.setLayout(
            column(
                look,
                Label(say("Hints, shown after a wrong try"), Voice.SMALL_STRONG),
                holder(self._hints), more, 6,
                Label(say("Solution, shown at the end"), Voice.SMALL_STRONG), self.solution, 6,
                numbers, self.shuffle, gap=6,
            )
        )  # fmt: skip
        self.solution.textChanged.connect(lambda: self.changed.emit("solution"))
        self.shuffle.toggled.connect(lambda _: self.changed.emit(""))

    def show_form(self, form: QuizForm) -> None:
        """Show what goes with a question."""
        self.blockSignals(True)
        self._fill(list(form.hints))
        self.tries.setText("" if form.tries is None else str(form.tries))
        self.score.setText("" if form.score == 1 else f"{form.score:.10g}")
        self.pass_mark.setText("" if form.pass_mark is None else str(form.pass_mark))
        self.shuffle.setChecked(form.shuffle)
        self.solution.setPlainText(form.solution)
        self.blockSignals(False)

    def taken_into(self, form: QuizForm) -> QuizForm:
        """Give the form with what stands here now; what is no number counts as left out."""
        tries, score = _read(self.tries, 1, 99), _read(self.score, 0, 1000)
        mark = _read(self.pass_mark, 1, 100)
        solution = self.solution.words()
        return replace(
            form,
            hints=tuple(field.text() for field in self.hints if field.text().strip()),
            solution=form.solution if solution == form.solution else solution,
            tries=None if tries is None else int(tries),
            score=1.0 if score is None else score,
            pass_mark=None if mark is None else int(mark),
            shuffle=self.shuffle.isChecked(),
        )

    def trouble(self) -> str:
        """Say what is no number, or too large; empty if all is well."""
        for field, least, most in (
            (self.tries, 1, 99), (self.score, 0, 1000), (self.pass_mark, 1, 100),
        ):  # fmt: skip
            if field.text().strip() and _read(field, least, most) is None:
                return say(
                    "{field}: a number from {least} to {most}, or nothing.",
                    field=field.accessibleName(),
                    least=least,
                    most=most,
                )
        return ""

    def _number(self, key: str, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.setFixedWidth(self._look.px(120))
        field.textEdited.connect(lambda _: self.changed.emit(key))
        return field

    def _add_hint(self) -> None:
        self._fill([*(field.text() for field in self.hints), ""])
        self.hints[-1].setFocus()

    def _fill(self, hints: list[str]) -> None:
        empty(self._hints)
        self.hints = []
        for number, words in enumerate(hints):
            field = QLineEdit(words)
            field.setAccessibleName(say("Hint {number}", number=number + 1))
            field.textEdited.connect(lambda _, n=number: self.changed.emit(f"hint {n}"))
            gone = IconButton(
                self._look,
                "x",
                say("Take hint {number} out", number=number + 1),
                colour="text2",
                size=15,
            )
            gone.chosen.connect(lambda n=number: self._remove(n))
            self.hints.append(field)
            self._hints.addWidget(holder(row(self._look, (field, 1), gone, gap=8)))

    def _remove(self, gone: int) -> None:
        self._fill([field.text() for n, field in enumerate(self.hints) if n != gone])
        self.changed.emit("")


def _read(field: QLineEdit, least: float, most: float) -> float | None:
    try:
        number = float(field.text().strip().replace(",", "."))
    except ValueError:
        return None
    return number if least <= number <= most else None
