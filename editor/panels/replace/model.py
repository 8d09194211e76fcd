"""The lessons and their places as a tree whose boxes can be ticked."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from editor.panels.replace.values import HitRow, LessonRows, lessons_of, places_of
from sync.model.language import say

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
_LESSON = 0
_NOWHERE = QModelIndex()


class HitModel(QAbstractItemModel):
    """Hold lessons and places; a place that was unticked stays so when it is looked for again.

    A place in an overlap begins unticked: it is changed only by those who ask for it. `turned`
    says once that boxes were turned, however many.
    """

    turned = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lessons: list[LessonRows] = []
        self._ticked: list[list[bool]] = []
        self._turned: set[tuple[str, int]] = set()

    # -- what is shown

    def clear(self, *, anew: bool) -> None:
        """Show nothing; `anew` forgets also which boxes a person turned."""
        self.beginResetModel()
        self._lessons, self._ticked = [], []
        if anew:
            self._turned = set()
        self.endResetModel()

    def add(self, lessons: Sequence[LessonRows]) -> None:
        """Show some lessons more, below."""
        if not lessons:
            return
        first = len(self._lessons)
        self.beginInsertRows(_NOWHERE, first, first + len(lessons) - 1)
        for one in lessons:
            self._lessons.append(one)
            self._ticked.append([self._begins(one.lesson, hit) for hit in one.hits])
        self.endInsertRows()

    def _begins(self, lesson: str, hit: HitRow) -> bool:
        return hit.disputed == ((lesson, hit.start) in self._turned)

    @property
    def count(self) -> tuple[int, int]:
        """How many places there are, in how many lessons."""
        return sum(len(one.hits) for one in self._lessons), len(self._lessons)

    @property
    def ticked(self) -> tuple[int, int]:
        """How many places are ticked, in how many lessons."""
        return sum(map(sum, self._ticked)), sum(any(row) for row in self._ticked)

    def chosen(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Give each lesson with the numbers of its ticked places."""
        for lesson, ticked in zip(self._lessons, self._ticked, strict=True):
            numbers = tuple(number for number, tick in enumerate(ticked) if tick)
            if numbers:
                yield lesson.lesson, numbers

    def tick_all(self, tick: bool) -> None:
        """Tick every place, or none."""
        for row in range(len(self._lessons)):
            self._tick(row, range(len(self._ticked[row])), tick)
        if self._lessons:
            self._tell(0, len(self._lessons) - 1)
            self.turned.emit()

    def place(self, index: Index) -> tuple[str, int] | None:
        """Name the lesson and the number of a place; a lesson leads to its first."""
        if not index.isValid():
            return None
        lesson = self._lessons[self._lesson_row(index)]
        return lesson.lesson, 0 if self.is_lesson(index) else index.row()

    @staticmethod
    def is_lesson(index: Index) -> bool:
        """Tell a lesson from a place."""
        return index.internalId() == _LESSON

    def turn(self, index: Index) -> None:
        """Tick what is not ticked, and the other way round."""
        checked = self.data(index, Qt.ItemDataRole.CheckStateRole)
        self.setData(index, checked != Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)

    # -- as Qt asks

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Number a lesson 0, and a place by its lesson."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _LESSON)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """Find the lesson of a place."""
        if not index.isValid() or self.is_lesson(index):
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _LESSON)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count lessons, or the places of one."""
        if not parent.isValid():
            return len(self._lessons)
        return len(self._lessons[parent.row()].hits) if self.is_lesson(parent) else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Give one column."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let everything be chosen and ticked."""
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the row itself, its box, and its words for readers."""
        if not index.isValid():
            return None
        row = self._lesson_row(index)
        lesson, ticked = self._lessons[row], self._ticked[row]
        if self.is_lesson(index):
            return _of_lesson(lesson, ticked, role)
        hit = lesson.hits[index.row()]
        if role == ROW:
            return hit
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if ticked[index.row()] else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return hit.spoken
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a place, or all of a lesson."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        tick = value in (True, Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        row = self._lesson_row(index)
        every = range(len(self._ticked[row]))
        self._tick(row, every if self.is_lesson(index) else [index.row()], tick)
        self._tell(row, row)
        self.turned.emit()
        return True

    # -- inside

    @staticmethod
    def _lesson_row(index: Index) -> int:
        held = index.internalId()
        return index.row() if held == _LESSON else held - 1

    def _tick(self, row: int, numbers: Sequence[int], tick: bool) -> None:
        lesson = self._lessons[row]
        for number in numbers:
            hit = lesson.hits[number]
            self._ticked[row][number] = tick
            key = (lesson.lesson, hit.start)
            if tick == hit.disputed:
                self._turned.add(key)
            else:
                self._turned.discard(key)

    def _tell(self, first: int, last: int) -> None:
        """Tell views of lessons; of places only where one lesson is meant: a view asks anew."""
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        if first == last:
            lesson = self.index(first, 0)
            count = self.rowCount(lesson)
            self.dataChanged.emit(self.index(0, 0, lesson), self.index(count - 1, 0, lesson))


def _of_lesson(lesson: LessonRows, ticked: Sequence[bool], role: int) -> object:
    if role == ROW:
        return lesson
    if role == Qt.ItemDataRole.CheckStateRole:
        states = Qt.CheckState
        some = states.PartiallyChecked if any(ticked) else states.Unchecked
        return states.Checked if all(ticked) else some
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        said = [lesson.title or say("Untitled"), places_of(len(lesson.hits))]
        if lesson.disputed:
            said.append(say("{number} in an overlap to check", number=lesson.disputed))
        return ", ".join(said)
    return None


def said_of(ticked: tuple[int, int]) -> str:
    """Say how many places are chosen, in how many lessons."""
    places, lessons = ticked
    return say(
        "{places_of} in {lessons_of}", places_of=places_of(places), lessons_of=lessons_of(lessons)
    )
