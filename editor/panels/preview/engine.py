"""The parts of the web engine, and the order in which they come and go."""

from __future__ import annotations

import shiboken6
from PySide6.QtWebEngineCore import QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from editor.panels.preview.drawing import by_processor
from editor.panels.preview.locked_page import LockedPage
from editor.panels.preview.scheme import register_scheme


class Engine:
    """A profile, a page that goes nowhere, and their view, hidden until a preview takes it in.

    It draws by the processor: a view that draws by the graphics card, put into a shown window,
    would make the window anew.
    """

    def __init__(self, parent: QWidget) -> None:
        register_scheme()
        with by_processor():
            self.profile = QWebEngineProfile()
            self.view = QWebEngineView(parent)
            self.view.hide()
            self.page = LockedPage(self.profile, self.view)
            self.view.setPage(self.page)

    def end(self) -> None:
        """Delete the view and its page while their profile is still there.

        At the end of a program objects go in no order, and a page without its profile crashes.
        """
        shiboken6.delete(self.view)
        shiboken6.delete(self.profile)
