"""A side bar that stands beside a page, or lies over it as a drawer where there is little room."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget


class SideDrawer(QObject):
    """Places one side bar; as a drawer it goes by Esc, and when one goes on elsewhere."""

    def __init__(self, page: QWidget, side: QWidget, beside: QBoxLayout, place: int) -> None:
        super().__init__(page)
        self._page, self._side, self._beside, self._at = page, side, beside, place
        self.lies = self.goes_on = False
        """Whether it is a drawer; and whether it goes since one goes on, the focus being there."""
        beside.insertWidget(place, side)
        side.installEventFilter(self)
        self._esc = QShortcut(QKeySequence(Qt.Key.Key_Escape), side)
        self._esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._esc.activated.connect(self.close)
        self._esc.setEnabled(False)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def lie(self, lies: bool) -> None:
        """Lay it over the page, or put it beside it again."""
        self.lies = lies
        self._esc.setEnabled(lies)
        if lies:
            self._beside.removeWidget(self._side)
        else:
            self._beside.insertWidget(self._at, self._side)

    def close(self) -> None:
        """Put it away, if it lies over the page."""
        if self.lies:
            self._side.hide()

    def place(self) -> None:
        """Give it its place over the page: the page was resized."""
        if self.lies and self._side.isVisible():
            width = min(self._side.sizeHint().width(), self._page.width())
            self._side.setGeometry(0, 0, width, self._page.height())
            self._side.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay it over the page whenever it is shown, by whatever way."""
        if watched is self._side and event.type() == QEvent.Type.Show:
            self.place()
        return super().eventFilter(watched, event)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if not self.lies or new is None or not self._page.isAncestorOf(new):
            return
        if self._side.isVisible() and not self._side.isAncestorOf(new):
            self.goes_on = True
            self._side.hide()
            self.goes_on = False
