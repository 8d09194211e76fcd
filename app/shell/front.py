"""Home, the library and what else stands beside the same side bar, one at a time."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget

from app.shell.focusing import into
from editor.panels.home.library_panel import LibraryPanel
from editor.panels.home.library_side import LibrarySide
from editor.panels.home.panel import HomePanel
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.look import Look
from editor.panels.kit.trail import StatusTrail
from sync.model.language import say

NARROW = 800
"""The width, in pixels at 100 %, from which on down the side bar is a drawer."""


class Front:
    """Home and library in one place beside their side bar."""

    def __init__(self, look: Look, side: LibrarySide, home: HomePanel, shelf: LibraryPanel) -> None:
        self._pages: dict[str, QWidget] = {"home": home, "library": shelf}
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.page = FrontPage(look, side, self._stack)

    def add_page(self, name: str, page: QWidget) -> None:
        """Place one more page beside the same side bar."""
        self._pages[name] = page
        self._stack.addWidget(page)

    def show_page(self, name: str) -> None:
        """Show home, the library, or another page that was placed."""
        self._stack.setCurrentWidget(self._pages[name])
        self.page.close_drawer()

    @property
    def page_shown(self) -> QWidget:
        """The page on show."""
        return self._pages[self.shown]

    @property
    def shown(self) -> str:
        """The name of the page on show."""
        current = self._stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is current)


class FrontPage(QWidget):
    """Places the side bar beside the pages, or over them as a drawer where it is narrow.

    `search_wanted` comes from the field that stands above then.
    """

    search_wanted = Signal()

    def __init__(self, look: Look, side: LibrarySide, pages: QWidget) -> None:
        super().__init__()
        self._look, self._side, self._pages, self._narrow = look, side, pages, False
        self.menu = IconButton(look, "menu", say("Show places and courses"))
        search = Button(look, say("Search or jump to…"), Kind.FIELD, icon="search", small=True)
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        search.chosen.connect(self.search_wanted)
        self._bar = Frame(Box.BAR, row(look, self.menu, (search, 1), margins=(12, 6, 12, 6)))
        self.trail = StatusTrail(look, flat=True, ground="canvas")
        self._foot = Frame(Box.FOOT, row(look, self.trail, None, margins=(16, 2, 16, 2)))
        main = QWidget()
        main.setLayout(column(look, self._bar, (pages, 1), self._foot, gap=0))
        self._row = row(look, side, (main, 1), gap=0)
        self.setLayout(self._row)
        self._bar.hide()
        self._foot.hide()
        self._esc = QShortcut(QKeySequence(Qt.Key.Key_Escape), side)
        self._esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._esc.activated.connect(self.close_drawer)
        self._esc.setEnabled(False)
        self.menu.chosen.connect(self.open_drawer)
        side.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def follow(self, trail: StatusTrail) -> None:
        """Show at the foot what the trail in the side bar says, where that is a drawer."""
        trail.shown.connect(lambda steps: self.trail.show_steps(*steps))
        self.trail.step_chosen.connect(trail.step_chosen)

    def open_drawer(self) -> None:
        """Show the side bar, and go to it."""
        self._side.show()
        self._side.focus_search()

    def close_drawer(self) -> None:
        """Put the drawer away; the focus goes on where one was."""
        if self._narrow and self._side.isVisible():
            inside = self._side.isAncestorOf(self.focusWidget() or self)
            self._side.hide()
            if inside:
                self.menu.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay the drawer over the page whenever it is shown, by whatever way."""
        if watched is self._side and event.type() == QEvent.Type.Show:
            self._place_drawer()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the focus from the page that went away: nobody should type into what is hidden."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_focus)

    def _take_focus(self) -> None:
        focused = self.window().focusWidget()
        if self.isVisible() and (focused is None or not focused.isVisible()):
            into(self._pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go together in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() <= self._look.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._bar.setVisible(narrow)
            self._foot.setVisible(narrow)
            self._esc.setEnabled(narrow)
            if narrow:
                self._row.removeWidget(self._side)
            else:
                self._row.insertWidget(0, self._side)
            self._side.setVisible(not narrow)
        self._place_drawer()

    def _place_drawer(self) -> None:
        if self._narrow and self._side.isVisible():
            self._side.setGeometry(
                0, 0, min(self._side.maximumWidth(), self.width()), self.height()
            )
            self._side.raise_()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Close what lies over the page when the person goes on elsewhere in it."""
        if not self._narrow or new is None or not self.isAncestorOf(new):
            return
        if self._side.isVisible() and not self._side.isAncestorOf(new):
            self._side.hide()
