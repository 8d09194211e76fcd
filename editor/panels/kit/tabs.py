"""The ways to look at a lesson (Write, Review, Versions, Play), as one bar of tabs."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QTabBar

from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from sync.model.language import say, say_many


class Tabs(QTabBar):
    """A bar of tabs with counts; arrow keys move, as in every tab bar.

    The names are those of the program, marked for the catalogues; what is shown is said.
    `tab_chosen(name)` is emitted only when the person chooses, not for `show_tab`.
    """

    tab_chosen = Signal(str)

    def __init__(self, look: Look, names: list[str], *, title: str = "") -> None:
        super().__init__()
        self._look, self._names = look, names
        self._counts = dict.fromkeys(names, 0)
        self._words: dict[str, str] = {}
        self.setAccessibleName(title or say("How to look at it"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for name in names:
            self.addTab(say(name))
        self.currentChanged.connect(lambda number: self.tab_chosen.emit(self._names[number]))
        look.changed.connect(self.updateGeometry)

    def show_tab(self, name: str) -> None:
        """Show that `name` is the current one."""
        self.blockSignals(True)
        self.setCurrentIndex(self._names.index(name))
        self.blockSignals(False)
        self.update()

    def show_words(self, name: str, words: str) -> None:
        """Show words in a tab that are more telling than its name, such as one with a number."""
        self._words[name] = words
        self.show_count(name, self._counts[name])

    def show_count(self, name: str, count: int) -> None:
        """Show how many things wait behind a tab; nought shows nothing."""
        self._counts[name] = count
        number = self._names.index(name)
        word = self._word(name)
        told = say_many("{word}, {count} open", "{word}, {count} open", count, word=word)
        self.setTabText(number, f"{word} {count}" if count else word)
        self.setAccessibleTabName(number, told if count else word)
        self.updateGeometry()

    def tabSizeHint(self, index: int) -> QSize:
        """Measure a tab by its bold face, so that choosing it moves nothing."""
        words = QFontMetricsF(self._look.font(13, 600)).horizontalAdvance(self.tabText(index))
        return QSize(round(words) + self._look.px(26), self._look.px(34))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Never shorten a tab."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough, then each tab."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        contrast = self._look.theme is Theme.CONTRAST
        painter.setPen(QPen(self._look.colour("line"), 2) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("side"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        for number in range(self.count()):
            self._paint_tab(painter, number, number == self.currentIndex())

    def _paint_tab(self, painter: QPainter, number: int, current: bool) -> None:
        look = self._look
        place = QRectF(self.tabRect(number)).adjusted(3, 3, -3, -3)
        contrast = look.theme is Theme.CONTRAST
        if current:
            focused = self.hasFocus()
            edge = QPen(look.colour("accent"), 2) if focused else QPen(look.colour("line"), 1)
            painter.setPen(Qt.PenStyle.NoPen if contrast and not focused else edge)
            painter.setBrush(look.colour("accent" if contrast else "surface"))
            painter.drawRoundedRect(place, 7, 7)
        ink = ("on_accent" if contrast else "text") if current else "text2"
        painter.setFont(look.font(13, 600 if current else 500))
        name = self._names[number]
        word, count = self._word(name), self._counts[name]
        metrics = QFontMetricsF(painter.font())
        words = metrics.horizontalAdvance(self.tabText(number))
        left = place.center().x() - words / 2
        self._draw(painter, place, left, word, ink)
        if count:
            left += metrics.horizontalAdvance(f"{word} ")
            self._draw(painter, place, left, str(count), ink if contrast else "text3")

    def _word(self, name: str) -> str:
        return self._words.get(name) or say(name)

    def _draw(self, painter: QPainter, place: QRectF, left: float, text: str, ink: str) -> None:
        painter.setPen(self._look.colour(ink))
        room = QRectF(left, place.top(), place.right() - left + 20, place.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
