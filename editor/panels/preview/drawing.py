"""Let the web engine draw by the processor alone: no graphics card, no driver, no second copy.

A page of text is drawn quicker that way than by way of the card: the picture is made by the
processor in any case, and need not be sent there and, for the widgets around it, back again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLoggingCategory
from PySide6.QtQuick import QQuickWindow

BACKEND, GL = "QT_QUICK_BACKEND", "QT_XCB_GL_INTEGRATION"
_PROCESSOR = "software"


@contextmanager
def by_processor() -> Iterator[None]:
    """Draw so from now on, and load no driver while the engine is made.

    What Qt says of the missing driver is not passed on meanwhile: it was asked to do without.

    Who has chosen a way of drawing by Qt's own variable keeps it. The engine looks for a driver
    once, when it is made: programs that are begun from the window later do not inherit the other
    variable.
    """
    if os.environ.get(BACKEND):
        yield
        return
    if QQuickWindow.sceneGraphBackend() != _PROCESSOR:  # else Qt warns that it is too late
        QQuickWindow.setSceneGraphBackend(_PROCESSOR)
    before = os.environ.get(GL)
    os.environ[GL] = "none"
    QLoggingCategory.setFilterRules("default.warning=false")
    try:
        yield
    finally:
        QLoggingCategory.setFilterRules("")
        if before is None:
            del os.environ[GL]
        else:
            os.environ[GL] = before
