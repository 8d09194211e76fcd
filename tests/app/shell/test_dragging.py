"""Lessons and modules dragged in the outline, with the mouse, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeView

from app.flows.courses import outlining
from editor.panels.outline import tree
from sync.model.ids import NodeId
from sync.model.payloads import NodeKind
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def nodes(window: Window, course: str) -> dict[str, NodeId]:
    """A module with two lessons after the first lesson, by their titles."""
    made: dict[str, NodeId] = {}
    with Workspace.open(window.folder) as ws:

        def add(kind: NodeKind, title: str, parent: str = "") -> NodeId:
            at = ws.courses.at(course)
            made[title] = outlining.add(ws, at, kind, title, parent, text="Text.\n").nodes[0]
            return made[title]

        made["Feedback"] = ws.courses.at(course).outline.lessons()[0].id
        module = add("module", "Practice")
        add("lesson", "Roles", module)
        add("lesson", "Timing", module)
    window.until(lambda: len(shown(window)) == 4)
    return made


def shown(window: Window) -> list[str]:
    """List the rows on show, indented."""
    rows = window.parts.page.outline.tree.model().rows  # type: ignore[attr-defined]
    return [("  " if row.parent else "") + row.title for row in rows]


def place(window: Window, node: NodeId, share: float) -> QPoint:
    """Find a point of a row, at a share of its height."""
    tree = window.parts.page.outline.tree
    box = tree.visualRect(tree.model().index_of(node))  # type: ignore[attr-defined]
    return QPoint(box.left() + 60, round(box.top() + box.height() * share))


class Hand:
    """What a platform does with a lifted row: the one offscreen has no drag of its own.

    It lets go at a point between two rows, as the view and its model understand it.
    """

    to = QPoint()
    refused = 0

    def __init__(self, view: QTreeView) -> None:
        self._view = view

    def setMimeData(self, data: QMimeData) -> None:  # noqa: N802
        self._data = data

    def setPixmap(self, card: QPixmap) -> None:  # noqa: N802
        assert not card.isNull(), "the row is seen under the hand"

    def setHotSpot(self, place: QPoint) -> None:  # noqa: N802
        """Nothing hangs anywhere here."""

    def exec(self, action: Qt.DropAction) -> None:
        model, index = self._view.model(), self._view.indexAt(Hand.to)
        below = Hand.to.y() > self._view.visualRect(index).center().y()
        place = (action, index.row() + below, 0, model.parent(index))
        if model.canDropMimeData(self._data, *place):
            model.dropMimeData(self._data, *place)
        else:
            Hand.refused += 1


@pytest.fixture(autouse=True)
def hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let drags be carried."""
    monkeypatch.setattr(tree, "QDrag", Hand)
    Hand.refused = 0


def drag(window: Window, node: NodeId, to: QPoint) -> None:
    """Press, move and let go, with the mouse."""
    view = window.parts.page.outline.tree.viewport()
    start, held = place(window, node, 0.5), (Qt.MouseButton.NoButton, LEFT)
    Hand.to = to
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for step in (5, 25):
        at = QPointF(start + QPoint(0, step))
        above = QPointF(view.mapToGlobal(at.toPoint()))
        moved = QMouseEvent(QEvent.Type.MouseMove, at, above, *held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, moved)
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, to)


def test_a_lesson_goes_into_a_module_and_back(window: Window, nodes: dict[str, NodeId]) -> None:
    before = shown(window)
    drag(window, nodes["Feedback"], place(window, nodes["Timing"], 0.05))
    window.until(lambda: shown(window) == ["Practice", "  Roles", "  Feedback", "  Timing"])
    assert "into “Practice”" in window.parts.receipts.news.words
    window.parts.receipts.news._go()
    window.until(lambda: shown(window) == before)


def test_a_lesson_goes_out_of_its_module(window: Window, nodes: dict[str, NodeId]) -> None:
    drag(window, nodes["Timing"], place(window, nodes["Feedback"], 0.05))
    window.until(lambda: shown(window) == ["Timing", "Feedback", "Practice", "  Roles"])
    assert "out of its module" in window.parts.receipts.news.words


def test_lessons_change_places(window: Window, nodes: dict[str, NodeId]) -> None:
    drag(window, nodes["Timing"], place(window, nodes["Roles"], 0.05))
    window.until(lambda: shown(window) == ["Feedback", "Practice", "  Timing", "  Roles"])


def test_a_module_is_not_put_into_itself(window: Window, nodes: dict[str, NodeId]) -> None:
    before = shown(window)
    drag(window, nodes["Practice"], place(window, nodes["Roles"], 0.9))
    window.settled()
    assert Hand.refused == 1
    assert shown(window) == before
    assert window.parts.receipts.news.words == ""
