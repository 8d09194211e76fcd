"""The outline model keeps Qt's rules, tells wishes, and leaves the view alone where it can."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from editor.models.outline import MIME, OutlineModel, Role
from editor.models.outline_rows import OutlineRow
from sync.model.ids import NodeId
from tests.editor.models.test_outline_rows import rows

MOVE = Qt.DropAction.MoveAction


def dragged(node: str) -> QMimeData:
    data = QMimeData()
    data.setData(MIME, node.encode())
    return data


def titles(model: OutlineModel, parent: QModelIndex | None = None) -> list[object]:
    above = parent or QModelIndex()
    return [model.index(row, 0, above).data() for row in range(model.rowCount(above))]


@pytest.mark.parametrize("shape", ["", "a", "M(abN(cd))eO()", "O(a)M(b)"])
def test_the_rules_of_item_models(shape: str, qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = OutlineModel()
    model.show_rows(rows(shape))
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
    # The tester looks on while other rows come and go.
    model.show_rows(rows("Q(xy)"))
    model.show_rows(rows("Q(yx)"))
    model.setData(model.index_of(NodeId("x")), "renamed")


def test_the_tree_is_that_of_the_rows(qtbot: QtBot) -> None:
    model = OutlineModel()
    model.show_rows(rows("M(aN(b))c"))
    assert titles(model) == ["M", "c"]
    module = model.index_of(NodeId("M"))
    assert titles(model, module) == ["a", "N"]
    assert model.parent(model.index_of(NodeId("b"))).data() == "N"
    assert not model.index_of(NodeId("gone")).isValid()
    assert model.index_of(NodeId("c")).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "c, lesson, draft"
    )
    assert model.index_of(NodeId("c")).data(Role.ROW) == rows("c")[0]


def test_nothing_is_left_out(qtbot: QtBot) -> None:
    model = OutlineModel()
    model.show_rows([OutlineRow(NodeId("a"), "lesson", "a", NodeId("gone"))])
    assert titles(model) == ["a"]


def test_new_counts_do_not_reset_the_view(qtbot: QtBot) -> None:
    model = OutlineModel()
    model.show_rows(rows("M(ab)"))
    changed = [OutlineRow(r.id, r.kind, r.title.upper(), r.parent) for r in rows("M(ab)")]
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_rows(changed)
    assert titles(model, model.index_of(NodeId("M"))) == ["A", "B"]
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_rows(changed)
    with qtbot.waitSignal(model.modelReset):
        model.show_rows(rows("M(ba)"))


def test_a_new_title_is_shown_and_told(qtbot: QtBot) -> None:
    model = OutlineModel()
    model.show_rows(rows("a"))
    index = model.index_of(NodeId("a"))
    with qtbot.waitSignal(model.rename_asked) as asked:
        assert model.setData(index, "  A new \n title ")
    assert asked.args == ["a", "A new title"]
    assert index.data() == "A new title"
    with qtbot.assertNotEmitted(model.rename_asked):
        assert not model.setData(index, "   ")
        assert model.setData(index, "A new title")


def test_a_drop_is_a_wish(qtbot: QtBot) -> None:
    model = OutlineModel()
    model.show_rows(rows("M(abc)N(d)"))
    cases = [
        (("d", 0, "M"), ["d", "M", None]),
        (("d", 2, "M"), ["d", "M", "b"]),
        (("d", -1, "M"), ["d", "M", "c"]),
        (("d", -1, "a"), ["d", "M", "a"]),
        (("a", 3, "M"), ["a", "M", "c"]),
        (("M", 2, ""), ["M", None, "N"]),
    ]
    for (node, row, parent), wanted in cases:
        above = model.index_of(NodeId(parent)) if parent else QModelIndex()
        with qtbot.waitSignal(model.move_asked) as asked:
            assert model.dropMimeData(dragged(node), MOVE, row, 0, above) is False
        assert asked.args == wanted, (node, row, parent)
    assert titles(model) == ["M", "N"], "nothing moved by itself"


def test_a_module_does_not_go_into_itself(qtbot: QtBot) -> None:
    model = OutlineModel()
    model.show_rows(rows("M(aN(b))"))
    for parent in ("M", "a", "N", "b"):
        above = model.index_of(NodeId(parent))
        assert not model.canDropMimeData(dragged("M"), MOVE, 0, 0, above), parent
    assert not model.canDropMimeData(dragged("strange"), MOVE, 0, 0, QModelIndex())
    with qtbot.assertNotEmitted(model.move_asked):
        model.dropMimeData(dragged("M"), MOVE, 0, 0, model.index_of(NodeId("N")))


def test_a_drag_carries_the_id(qtbot: QtBot) -> None:
    model = OutlineModel()
    model.show_rows(rows("ab"))
    data = model.mimeData([model.index_of(NodeId("b"))])
    assert bytes(data.data(MIME).data()) == b"b"
    assert model.supportedDropActions() == MOVE
    assert model.mimeTypes() == [MIME]
