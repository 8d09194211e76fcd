"""The window: a frame that places pages and keeps its own shape; there before the look is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app import paths

FILE = "window.ini"
SIZE, SMALLEST = (1520, 930), (800, 560)


class Window(QMainWindow):
    """Shows one page at a time; `closing` comes before it goes, unless it may not close."""

    closing = Signal()

    def __init__(self, settings: QSettings | None = None) -> None:
        super().__init__()
        self.setWindowTitle("Coursefolk")
        self.setMinimumSize(*SMALLEST)
        kept = str(paths.settings_dir() / FILE)
        self._settings = settings or QSettings(kept, QSettings.Format.IniFormat)
        self.may_close: Callable[[], bool] = lambda: True
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        whole = QWidget()
        whole.setObjectName("window")
        self._parts = QVBoxLayout(whole)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(0)
        self._parts.addWidget(self._stack, 1)
        self.setCentralWidget(whole)
        if not self.restoreGeometry(self._settings.value("geometry", b"", type=bytes)):  # type: ignore[arg-type]
            self.resize(*SIZE)

    def add_page(self, name: str, page: QWidget) -> None:
        """Place a page; it is shown by its name."""
        self._pages[name] = page
        self._stack.addWidget(page)

    def drop_page(self, name: str) -> None:
        """Take away a page that is not needed any more."""
        page = self._pages.pop(name, None)
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

    def add_above(self, line: QWidget) -> None:
        """Place a line above all pages."""
        self._parts.insertWidget(0, line)

    def add_below(self, line: QWidget) -> None:
        """Place a line below all pages."""
        self._parts.addWidget(line)

    def show_page(self, name: str) -> None:
        """Show a page."""
        self._stack.setCurrentWidget(self._pages[name])

    def come_forward(self) -> None:
        """Show this window before all others, as far as the desktop lets it."""
        if self.isMinimized():
            self.showNormal()
        if QGuiApplication.platformName() not in ("offscreen", "minimal"):  # which have no order
            self.raise_()
        self.activateWindow()

    @property
    def page(self) -> str:
        """The name of the page on show."""
        current = self._stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is current)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Keep the shape, and let everything be saved before the window goes."""
        self._settings.setValue("geometry", self.saveGeometry())
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
