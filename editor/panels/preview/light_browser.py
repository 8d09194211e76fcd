"""A text browser that gets every resource from one function, and reads nothing by itself."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser


class ClosedBrowser(QTextBrowser):
    """A text browser whose every resource comes from one function; what that lacks is not there."""

    def __init__(self, resource: Callable[[str], QImage | None]) -> None:
        super().__init__()
        self._resource = resource
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)

    def loadResource(self, type_: int, name: QUrl | str) -> object:
        """Give pictures of ours and nothing else: Qt would read files and follow addresses."""
        if type_ != QTextDocument.ResourceType.ImageResource.value:
            return None
        address = name.toString() if isinstance(name, QUrl) else name
        return self._resource(address)
