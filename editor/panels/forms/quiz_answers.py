"""The answers of a question, one below the other: written, marked, moved, added, taken out."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from editor.markdown.quizzes import Option
from editor.panels.cards.filling import empty
from editor.panels.forms.quiz_rows import AnswerRow
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.writing.quiz.values import QuizForm
from sync.model.language import mark, say

_TOLD = {
    "single": (mark("Answers"), mark("Mark the right one."), mark("Add an answer")),
    "multiple": (mark("Answers"), mark("Tick all that are right."), mark("Add an answer")),
    "text": (mark("Right answer"), mark("What learners type. Capitals do not matter."), ""),
    "select": (mark("Answers in the list"), mark("Tick what is right."), mark("Add an answer")),
    "match": (mark("Rows"), mark("Tick where each row belongs."), mark("Add a row")),
    "order": (
        mark("Steps"),
        mark("In their right order; learners see them mixed."),
        mark("Add a step"),
    ),
}


class QuizAnswers(QWidget):
    """Show the options of a form; `changed(field)` says that `taken_into` gives something new."""

    changed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._kind = "single"
        self.rows: list[AnswerRow] = []
        self.columns: list[QLineEdit] = []
        self._group = QButtonGroup(self)
        self._title, self._hint = Label("", Voice.SMALL_STRONG), Label("", Voice.SMALL, wrap=True)
        self._add = Button(look, "", Kind.LINK, icon="plus", small=True)
        self._columns = column(look, gap=6)
        self._columns_place = holder(self._columns)
        self._rows: QVBoxLayout = column(look, gap=6)
        self.setLayout(
            column(
                look, self._columns_place, row(look, self._title, (self._hint, 1), gap=12),
                holder(self._rows), self._add, gap=8,
            )
        )  # fmt: skip
        self._add.chosen.connect(self.add)

    def show_form(self, form: QuizForm) -> None:
        """Show the options of a form."""
        self._kind = form.kind
        title, hint, more = _TOLD[form.kind]
        self._title.say(say(title))
        self._hint.say(say(hint))
        self._add.say(say(more) if more else say("Add an answer"))
        self._add.setVisible(bool(more))
        self._show_columns(form)
        order = list(enumerate(form.options))
        if form.kind == "order" and _is_an_order(form):
            order.sort(key=lambda pair: pair[1].places)
        self._fill([(option, number) for number, option in order], form.columns)

    def taken_into(self, form: QuizForm) -> QuizForm:
        """Give the form with what stands here now; rows stay where they stand in the text."""
        made = [(one.source, one.option(place)) for place, one in enumerate(self.rows)]
        columns = form.columns
        if self._kind == "order":
            known = tuple(str(n + 1) for n in range(len(made)))
            columns = (*form.columns[: len(made)], *known[len(form.columns) :])
            made.sort(key=lambda pair: pair[0] if pair[0] >= 0 else len(made))
        elif self._kind == "match":
            columns = tuple(field.text() for field in self.columns)
        return replace(form, options=tuple(option for _, option in made), columns=columns)

    def add(self) -> None:
        """Add an answer at the end, and go to it."""
        place = len(self.rows)
        new = Option("", False, places=(place,) if self._kind == "order" else ())
        self._refill([*self._now(), (new, -1)])
        self.rows[-1].field.setFocus()
        self.changed.emit("")

    # --- inside

    def _now(self) -> list[tuple[Option, int]]:
        return [(one.option(place), one.source) for place, one in enumerate(self.rows)]

    def _move(self, number: int, by: int) -> None:
        now = self._now()
        to = number + by
        if not 0 <= to < len(now):
            return
        now[number], now[to] = now[to], now[number]
        if self._kind != "order":
            now = [(option, -1) for option, _ in now]
        self._refill(now)
        self.rows[to].field.setFocus()
        announce(
            self.rows[to].field,
            say("Moved to place {place} of {count}", place=to + 1, count=len(now)),
        )
        self.changed.emit("")

    def _remove(self, number: int) -> None:
        now = self._now()
        del now[number]
        self._refill(now)
        if self.rows:
            self.rows[min(number, len(self.rows) - 1)].field.setFocus()
        self.changed.emit("")

    def _enter(self, number: int) -> None:
        """Go on with the next answer, or a new one after the last."""
        if number + 1 < len(self.rows):
            self.rows[number + 1].field.setFocus()
        elif self._kind != "text":
            self.add()

    def _refill(self, options: list[tuple[Option, int]]) -> None:
        self._fill(options, [field.text() for field in self.columns])

    def _fill(self, options: list[tuple[Option, int]], columns: object) -> None:
        empty(self._rows)
        self._group.deleteLater()
        self._group = QButtonGroup(self)
        self.rows = []
        names = [str(name) for name in columns] if isinstance(columns, list | tuple) else []
        for number, (option, source) in enumerate(options):
            made = AnswerRow(self._look, self._kind, number, option, names, source)
            made.changed.connect(self.changed)
            made.moved.connect(lambda by, number=number: self._move(number, by))
            made.removed.connect(lambda number=number: self._remove(number))
            made.entered.connect(lambda number=number: self._enter(number))
            if self._kind == "single" and made.mark is not None:
                self._group.addButton(made.mark)
            self._rows.addWidget(made)
            self.rows.append(made)

    def _show_columns(self, form: QuizForm) -> None:
        empty(self._columns)
        self.columns = []
        self._columns_place.setVisible(form.kind == "match")
        if form.kind != "match":
            return
        self._columns.addWidget(Label(say("Columns"), Voice.SMALL_STRONG))
        for number, words in enumerate(form.columns):
            field = QLineEdit(words)
            field.setAccessibleName(say("Column {number}", number=number + 1))
            field.textEdited.connect(lambda _, n=number: self.changed.emit(f"column {n}"))
            field.editingFinished.connect(self._name_places)
            gone = IconButton(
                self._look,
                "x",
                say("Take column {number} out", number=number + 1),
                colour="text2",
                size=15,
            )
            gone.chosen.connect(lambda n=number: self._remove_column(n))
            self.columns.append(field)
            self._columns.addWidget(holder(row(self._look, (field, 1), gone, gap=8)))
        more = Button(self._look, say("Add a column"), Kind.LINK, icon="plus", small=True)
        more.chosen.connect(self._add_column)
        self._columns.addWidget(more)

    def _name_places(self) -> None:
        """Let each row name its places as the columns are called now."""
        for one in self.rows:
            for field, box in zip(self.columns, one.places, strict=False):
                box.setText(field.text())
                box.updateGeometry()

    def _add_column(self) -> None:
        self._with_columns([*(field.text() for field in self.columns), ""], self._now())
        self.columns[-1].setFocus()

    def _remove_column(self, gone: int) -> None:
        rows = [
            (replace(o, places=tuple(n - (n > gone) for n in o.places if n != gone)), source)
            for o, source in self._now()
        ]
        self._with_columns([f.text() for n, f in enumerate(self.columns) if n != gone], rows)

    def _with_columns(self, names: list[str], rows: list[tuple[Option, int]]) -> None:
        form = QuizForm("match", "", tuple(option for option, _ in rows), tuple(names))
        self._show_columns(form)
        self._fill(rows, names)
        self.changed.emit("")


def _is_an_order(form: QuizForm) -> bool:
    return sorted(o.places for o in form.options) == [(n,) for n in range(len(form.options))]
