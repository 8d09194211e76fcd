"""What the tests of widgets share: the look, and a way to read what readers are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme

RESOURCES = Path(__file__).parents[3] / "resources"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the screen-less platform say that it has no window manager, and nothing else."""
    silent = pytest.mark.qt_log_ignore("^This plugin does not support ", extend=True)
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(silent)


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    """Return the light look at 100 %, which dresses no application."""
    return Look(Theme.LIGHT, 1.0, RESOURCES / "icons", RESOURCES / "fonts")


def unnamed_controls(widget: QWidget) -> list[str]:
    """List the controls that a screen reader would find without a name."""
    controls = [widget, *widget.findChildren(QWidget)]
    return [
        f"{type(control).__name__} in {type(control.parent()).__name__}"
        for control in controls
        if isinstance(control, QAbstractButton | QLineEdit)
        and not (control.accessibleName() or getattr(control, "text", str)())
        and not control.objectName().startswith("qt_")
        and control.focusPolicy().value
    ]


def misnamed_buttons(widget: QWidget) -> list[str]:
    """List the buttons whose name is not the words in sight: who says those by voice finds none."""
    found = []
    for button in widget.findChildren(QAbstractButton):
        seen = button.text().replace("&&", "&").strip("… ").casefold()
        name = button.accessibleName()
        if seen and name and seen not in name.casefold():
            found.append(f"{button.text()}: {name}")
    return found
