"""What a copy or a drag carries, made so that it may outlive Python."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QStringListModel


def mime_data() -> QMimeData:
    """Return empty data to fill, for the clipboard or a drag.

    Qt itself makes it: the clipboard is freed after Python has gone, and an object of a Python
    class would call back into nothing there, which ends the process with a crash.
    """
    maker = QStringListModel([""])
    data = maker.mimeData([maker.index(0)])
    data.clear()
    return data
