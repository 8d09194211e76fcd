"""Home by itself: it stands, and shows what was read, before the rest of the window is made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.session import Session
from app.shell.front import Front
from app.shell.home.home_desk import HomeDesk
from app.shell.window import Window
from editor.panels.home.library_panel import LibraryPanel
from editor.panels.home.library_side import LibrarySide
from editor.panels.home.panel import HomePanel
from editor.panels.kit.look import Look
from editor.panels.kit.trail import StatusTrail

HOME = "home"
_TOUCHES = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.KeyPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.Close,
)
_PAINTED_MS, _LONGEST_MS = 15, 1500


class HomeStage(QObject):
    """The session, and home with its side bar; the window's other parts are joined to it later."""

    def __init__(self, folder: Path, look: Look, window: Window | None = None) -> None:
        super().__init__()
        self.session = Session(folder, look, self)
        self.window = window or Window()
        with look.dressed_at_the_end():
            self._make(look)
        self.desk = HomeDesk(self.session, self.panel, self.shelf, self.side, self.window)

    def _make(self, look: Look) -> None:
        self.panel, self.shelf = HomePanel(look), LibraryPanel(look)
        self.side = LibrarySide(look)
        self.trail = StatusTrail(look)
        self.side.set_foot(self.trail)
        self.front = Front(look, self.side, self.panel, self.shelf)
        self.front.page.follow(self.trail)
        self.window.add_page(HOME, self.front.page)


class Rest(QObject):
    """Tells once when the rest of the window is to be made: `due`.

    That is when home has been painted with what was read; or before the first touch or key, which
    then finds everything in its place; or when neither comes, as in a window nobody sees.
    """

    due = Signal()

    def __init__(self, application: QApplication, stage: HomeStage) -> None:
        super().__init__(stage)
        self._application, self._told = application, False
        application.installEventFilter(self)
        stage.desk.was_read.connect(self._read)
        stage.session.failed.connect(lambda error: self.now())
        QTimer.singleShot(_LONGEST_MS, self, self.now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let all be there before someone acts."""
        if event.type() in _TOUCHES:
            self.now()
        return False

    def now(self) -> None:
        """Tell it now, unless it was told."""
        if not self._told:
            self.end()
            self.due.emit()

    def end(self) -> None:
        """Tell nothing any more."""
        self._told = True
        self._application.removeEventFilter(self)

    def _read(self) -> None:
        QTimer.singleShot(_PAINTED_MS, self, self.now)
