"""Start the window: reads like a table of contents, in the order in which it happens."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app import paths
from app.crash import report
from app.flows.opening import window_lock
from app.shell.composition import Composition
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme

LIGHT_PREVIEW = "COURSEFOLK_LIGHT_PREVIEW"
SAMPLE_STORY = ("samples", "first-course.toml")


def run(folder: Path, *, course: str | None, sample: bool) -> int:
    """Open the window on a workspace and stay until it is closed."""
    lock = window_lock(folder)
    try:
        application = make_application()
        _catch_crashes(application)
        look = make_look(application)
        composition = Composition(folder, look, full=may_use_web_engine())
        composition.window.show()
        QTimer.singleShot(0, lambda: composition.start(course=course, sample=sample))
        code = application.exec()
        composition.close()
        return code
    finally:
        lock.release()


def make_application() -> QApplication:
    """Make the one application object; the web engine's scheme must be known before."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if may_use_web_engine():
        from editor.panels.preview.scheme import register_scheme

        register_scheme()
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Coursefolk")
    application.setDesktopFileName("coursefolk")
    return application


def may_use_web_engine() -> bool:
    """Tell whether the full preview can be used: installed, not declined, and safe to run.

    As root the engine runs only without its sandbox, which nobody should do unasked.
    """
    if os.environ.get(LIGHT_PREVIEW):
        return False
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if as_root and not os.environ.get("QTWEBENGINE_DISABLE_SANDBOX"):
        return False
    try:
        import PySide6.QtWebEngineWidgets  # noqa: F401
    except ImportError:
        return False
    return True


def make_look(application: QApplication) -> Look:
    """Dress the application in the system's theme, and follow it."""
    hints = QGuiApplication.styleHints()

    def theme() -> Theme:
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        return Theme.DARK if dark else Theme.LIGHT

    look = Look(theme(), 1.0, paths.resource("icons"), paths.resource("fonts"))
    look.dress(application)
    hints.colorSchemeChanged.connect(lambda _: look.set_theme(theme()))
    return look


def _catch_crashes(application: QApplication) -> None:
    """Write a report for what nobody took, and go on: the work is in the store."""

    def hook(kind: type[BaseException], error: BaseException, trace: object) -> None:
        report(error.with_traceback(trace))  # type: ignore[arg-type]

    sys.excepthook = hook
