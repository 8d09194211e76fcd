"""A step up or down goes where a person expects it, also over the ends of modules."""

from __future__ import annotations

import pytest

from editor.models.outline_rows import Kind, MovePlace, OutlineRow, children, is_inside, one_step
from editor.models.states import LessonState
from sync.model.ids import NodeId


def rows(shape: str) -> list[OutlineRow]:
    """Read `M(ab)c`: capitals are modules, what is in brackets stands in them."""
    found: list[OutlineRow] = []
    parents: list[NodeId | None] = [None]
    for sign in shape:
        if sign == "(":
            parents.append(found[-1].id)
        elif sign == ")":
            parents.pop()
        else:
            kind: Kind = "module" if sign.isupper() else "lesson"
            found.append(OutlineRow(NodeId(sign), kind, sign, parents[-1]))
    return found


def place(parent: str | None, after: str | None) -> MovePlace:
    return MovePlace(NodeId(parent) if parent else None, NodeId(after) if after else None)


@pytest.mark.parametrize(
    ("shape", "node", "step", "wanted"),
    [
        ("M(abc)", "b", -1, place("M", None)),
        ("M(abc)", "c", -1, place("M", "a")),
        ("M(abc)", "a", 1, place("M", "b")),
        ("M(ab)N(c)", "c", -1, place("M", "b")),
        ("M(ab)N(c)", "b", 1, place("N", None)),
        ("M()N(c)", "c", -1, place("M", None)),
        ("M(a)", "a", 1, place(None, "M")),
        ("M(a)", "a", -1, place(None, None)),
        ("aM(b)", "b", -1, place(None, "a")),
        ("aM(b)", "a", 1, place("M", None)),
        ("M(b)a", "a", -1, place("M", "b")),
        ("MNO", "N", -1, place(None, None)),
        ("MNO", "N", 1, place(None, "O")),
        ("M(A)N", "A", 1, place(None, "M")),
        ("M(A)N", "A", -1, place(None, None)),
        ("a", "a", 1, None),
        ("a", "a", -1, None),
        ("MN", "N", 1, None),
    ],
)
def test_one_step(shape: str, node: str, step: int, wanted: MovePlace | None) -> None:
    assert one_step(rows(shape), NodeId(node), 1 if step > 0 else -1) == wanted


def test_what_stands_where() -> None:
    outline = rows("M(aN(b))c")
    assert [row.id for row in children(outline, NodeId("M"))] == ["a", "N"]
    assert [row.id for row in children(outline, None)] == ["M", "c"]
    assert is_inside(outline, NodeId("b"), NodeId("M"))
    assert not is_inside(outline, NodeId("c"), NodeId("M"))


def test_a_circle_is_no_endless_walk() -> None:
    one = OutlineRow(NodeId("A"), "module", "A", NodeId("B"))
    two = OutlineRow(NodeId("B"), "module", "B", NodeId("A"))
    assert not is_inside([one, two], NodeId("A"), NodeId("c"))


def test_a_row_says_itself() -> None:
    row = OutlineRow(NodeId("a"), "lesson", "Giving feedback", None, LessonState.IN_REVIEW, 2, 1)
    assert row.sentence == "Giving feedback, lesson, in review, 2 comments, 1 overlap"
    assert OutlineRow(NodeId("m"), "module", "").sentence == "Untitled, module"
