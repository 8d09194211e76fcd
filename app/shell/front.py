"""Home, the library and what else stands beside the same side bar, one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from editor.panels.home.library_panel import LibraryPanel
from editor.panels.home.library_side import LibrarySide
from editor.panels.home.panel import HomePanel
from editor.panels.kit.arrange import row
from editor.panels.kit.look import Look


class Front:
    """Home and library in one place beside their side bar."""

    def __init__(self, look: Look, side: LibrarySide, home: HomePanel, shelf: LibraryPanel) -> None:
        self._pages: dict[str, QWidget] = {"home": home, "library": shelf}
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.page = QWidget()
        self.page.setLayout(row(look, side, (self._stack, 1), gap=0))

    def add_page(self, name: str, page: QWidget) -> None:
        """Place one more page beside the same side bar."""
        self._pages[name] = page
        self._stack.addWidget(page)

    def show_page(self, name: str) -> None:
        """Show home, the library, or another page that was placed."""
        self._stack.setCurrentWidget(self._pages[name])

    @property
    def page_shown(self) -> QWidget:
        """The page on show."""
        return self._pages[self.shown]

    @property
    def shown(self) -> str:
        """The name of the page on show."""
        current = self._stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is current)
