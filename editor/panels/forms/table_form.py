"""A table of the lesson as a grid; each change is one small edit of the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from editor.panels.forms.form_page import FormPage
from editor.panels.forms.held_text import HeldText
from editor.panels.forms.table_model import TableModel
from editor.panels.forms.table_view import TableView
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.look import Look
from editor.panels.source.lesson_view import LessonView
from editor.writing.change import Change
from editor.writing.grid.changing import (
    add_column,
    add_row,
    move_column,
    move_row,
    remove_column,
    remove_row,
    set_align,
)
from editor.writing.grid.sorting import sort_rows
from editor.writing.grid.table import Table, after, table_at
from sync.model.language import mark, say

Step = tuple[str, str, Callable[[], None]]
_ALIGNED = (
    ("left", mark("Align left")),
    ("center", mark("Align in the middle")),
    ("right", mark("Align right")),
    ("", mark("Align as the page does")),
)


class TableForm(QObject):
    """Join the grid with the lesson; `gone` says that there is no table there any more.

    `page` is what is shown. `follow` must be called whenever the lesson changes.
    """

    gone = Signal()

    def __init__(self, look: Look, view: LessonView, table: Table, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.held = HeldText(view, table.start, table.end)
        self._own: Table | None = None
        self._begun = 0
        self.model = TableModel(table, self._make, self)
        self.grid = TableView(look, self.model)
        self._rows = Button(look, say("Row"), icon="chevron-down", small=True)
        self._columns = Button(look, say("Column"), icon="chevron-down", small=True)
        self.page = FormPage(look, say("Table"), self._body())
        self._connect()
        self.page.show_lines(*self.held.lines)

    def focus_first(self) -> None:
        """Go to the cell that was current."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> None:
        """Read the table again: someone, perhaps this form, has changed the lesson."""
        start = self.held.start
        table, self._own = self._own, None
        if table is None:
            table = _first_table(self.held.text, start)
            if table is None:
                self.gone.emit()
                return
            self.held.hold(table.start, table.end)
        at = self.grid.at
        self.model.show_table(table)
        if not self.grid.currentIndex().isValid():
            self.grid.go_to(*at)
        self.page.show_lines(*self.held.lines)

    def place(self) -> int:
        """Where in the lesson the current cell stands."""
        return self.model.table.cell(*self.grid.at).end

    # --- what can be done

    def add_row(self, by: int = 1) -> None:
        """Add a row below the current one, or above it."""
        row, column = self.grid.at
        at = max(1, row + (by > 0))
        self._do(add_row(self.model.table, at), (at, column), say("Row added"))

    def add_column(self, by: int = 1) -> None:
        """Add a column to the right of the current one, or to its left."""
        row, column = self.grid.at
        at = column + (by > 0)
        self._do(add_column(self.model.table, at), (row, at), say("Column added"))

    def remove_row(self) -> None:
        """Take the current row out."""
        row, column = self.grid.at
        self._do(
            remove_row(self.model.table, row), (row, column), say("Row removed"),
            say("The first row names the columns, and stays."),
        )  # fmt: skip

    def remove_column(self) -> None:
        """Take the current column out."""
        row, column = self.grid.at
        self._do(
            remove_column(self.model.table, column), (row, column), say("Column removed"),
            say("The last column stays. Take the table out in the text."),
        )  # fmt: skip

    def move_row(self, by: int) -> None:
        """Exchange the current row with a neighbour."""
        row, column = self.grid.at
        self._do(
            move_row(self.model.table, row, by), (row + by, column), say("Row moved"),
            say("The row cannot go further."),
        )  # fmt: skip

    def move_column(self, by: int) -> None:
        """Exchange the current column with a neighbour."""
        row, column = self.grid.at
        self._do(
            move_column(self.model.table, column, by), (row, column + by), say("Column moved"),
            say("The column cannot go further."),
        )  # fmt: skip

    def align(self, align: str, told: str) -> None:
        """Align the current column."""
        self._do(set_align(self.model.table, self.grid.at[1], align), self.grid.at, told)

    def sort(self, *, down: bool) -> None:
        """Sort all rows by the current column."""
        change = sort_rows(self.model.table, self.grid.at[1], down=down)
        self._do(change, self.grid.at, say("Rows sorted"), say("The rows are sorted already."))

    def go_on(self, form: object) -> None:
        """Nothing waits: each sign that is typed into a cell stands in the lesson."""

    def undo_all(self) -> None:
        """Take back all that was done here."""
        self.held.undo_all()

    def undo(self) -> None:
        """Take the last step back."""
        at = self.grid.at
        self.held.undo()
        self.grid.go_to(*at)

    # --- inside

    def _do(
        self, change: Change | None, at: tuple[int, int], told: str, else_told: str = ""
    ) -> None:
        if change is None:
            self.page.say(else_told)
            return
        self.page.say("")
        self._make(change, "")
        self.grid.go_to(*at)
        self.grid.setFocus()
        announce(self.grid, told)

    def _make(self, change: Change, going_on: str) -> None:
        """Change the lesson; its new rows are known without reading it again."""
        if self.held.is_only_read:
            return
        self._own = after(self.model.table, change)
        self.held.make(change, going_on)
        if self._own is not None:  # no one told that the lesson has changed
            self.follow()

    def _undo_cell(self, kept: bool) -> None:
        if not kept:
            self.held.undo_to(self._begun)

    def _body(self) -> QWidget:
        look = self._look
        more_row = Button(look, say("Add a row"), Kind.LINK, icon="plus", small=True)
        more_column = Button(look, say("Add a column"), Kind.LINK, icon="plus", small=True)
        more_row.chosen.connect(self.add_row)
        more_column.chosen.connect(self.add_column)
        bar = Flow(look, gap=8)
        for button in (more_row, more_column, self._rows, self._columns):
            bar.add(button)
        return holder(column(look, bar, (self.grid, 1), gap=8, margins=(20, 10, 20, 12)))

    def _connect(self) -> None:
        grid = self.grid
        self._rows.chosen.connect(lambda: self._open(self._rows, self._row_steps()))
        self._columns.chosen.connect(lambda: self._open(self._columns, self._column_steps()))
        grid.row_wanted.connect(self._row_at_the_end)
        grid.row_added.connect(self.add_row)
        grid.column_added.connect(self.add_column)
        grid.row_moved.connect(self.move_row)
        grid.column_moved.connect(self.move_column)
        grid.undo_wanted.connect(self.undo)
        grid.redo_wanted.connect(self.held.redo)
        grid.left.connect(self.page.done)
        grid.sent.connect(self.page.done)
        grid.cells.begun.connect(self._note_begun)
        grid.cells.ended.connect(self._undo_cell)
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        grid.customContextMenuRequested.connect(self._open_menu)

    def _note_begun(self) -> None:
        self._begun = self.held.steps

    def _row_at_the_end(self) -> None:
        self.grid.go_to(self.model.rowCount() - 1, 0)
        self.add_row()
        self.grid.go_to(self.model.rowCount() - 1, 0)

    def _row_steps(self) -> list[Step]:
        return [
            (say("Add a row above"), "Alt+Shift+Up", lambda: self.add_row(-1)),
            (say("Add a row below"), "Alt+Shift+Down", self.add_row),
            (say("Move the row up"), "Alt+Up", lambda: self.move_row(-1)),
            (say("Move the row down"), "Alt+Down", lambda: self.move_row(1)),
            (say("Remove the row"), "", self.remove_row),
        ]

    def _column_steps(self) -> list[Step]:
        aligned: list[Step] = [
            (words, "", lambda align=align, words=words: self.align(align, words))  # type: ignore[misc]
            for align, words in ((align, say(words)) for align, words in _ALIGNED)
        ]
        return [
            (say("Add a column to the left"), "Alt+Shift+Left", lambda: self.add_column(-1)),
            (say("Add a column to the right"), "Alt+Shift+Right", self.add_column),
            (say("Move the column left"), "Alt+Left", lambda: self.move_column(-1)),
            (say("Move the column right"), "Alt+Right", lambda: self.move_column(1)),
            *aligned,
            (say("Sort by this column, A to Z"), "", lambda: self.sort(down=False)),
            (say("Sort by this column, Z to A"), "", lambda: self.sort(down=True)),
            (say("Remove the column"), "", self.remove_column),
        ]

    def _open(self, button: Button, steps: list[Step]) -> None:
        self._run_menu(steps, button.mapToGlobal(QPoint(0, button.height())))

    def _open_menu(self, place: QPoint) -> None:
        index = self.grid.indexAt(place)
        if index.isValid():
            self.grid.setCurrentIndex(index)
        steps = [*self._row_steps(), *self._column_steps()]
        self._run_menu(steps, self.grid.viewport().mapToGlobal(place))

    def _run_menu(self, steps: list[Step], place: QPoint) -> None:
        menu = QMenu(self.page)
        for words, keys, act in steps:
            menu.addAction(f"{words}\t{keys}" if keys else words, act)
        menu.exec(place)
        menu.deleteLater()
        self.grid.setFocus()


def _first_table(text: str, start: int) -> Table | None:
    """Find the table again in its stretch, which may have got something before it."""
    at = 0
    for line in text.split("\n"):
        found = table_at(text, at) if "|" in line else None
        if found is not None:
            return Table(start + found.start, found.lines)
        at += len(line) + 1
    return None
