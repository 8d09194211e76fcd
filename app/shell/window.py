"""The window: a frame that places pages and keeps its own shape."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from editor.panels.kit.arrange import column, row
from editor.panels.kit.banner import Banner
from editor.panels.kit.look import Look


class Window(QMainWindow):
    """Shows one page at a time below the banner; `closing` comes before it goes."""

    closing = Signal()

    def __init__(self, look: Look, settings: QSettings | None = None) -> None:
        super().__init__()
        self.setWindowTitle("Coursefolk")
        self.setMinimumSize(look.px(800), look.px(560))
        self._settings = settings or QSettings("Coursefolk", "window")
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self.banner = Banner(look)
        whole = QWidget()
        whole.setObjectName("window")
        whole.setLayout(column(look, self.banner, (self._stack, 1), gap=0))
        self.setCentralWidget(whole)
        if not self.restoreGeometry(self._settings.value("geometry", b"", type=bytes)):  # type: ignore[arg-type]
            self.resize(look.px(1520), look.px(930))

    def add_page(self, name: str, page: QWidget) -> None:
        """Place a page; it is shown by its name."""
        self._pages[name] = page
        self._stack.addWidget(page)

    def show_page(self, name: str) -> None:
        """Show a page."""
        self._stack.setCurrentWidget(self._pages[name])

    @property
    def page(self) -> str:
        """The name of the page on show."""
        current = self._stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is current)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Keep the shape, and let everything be saved before the window goes."""
        self._settings.setValue("geometry", self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)


def beside(look: Look, side: QWidget, main: QWidget) -> QWidget:
    """Put a side bar beside a page."""
    page = QWidget()
    page.setLayout(row(look, side, (main, 1), gap=0))
    return page
