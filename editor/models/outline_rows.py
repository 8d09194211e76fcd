"""The outline as rows, and what a move means among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from editor.models.states import LessonState
from sync.model.ids import NodeId
from sync.model.language import say, say_many

Kind = Literal["module", "lesson"]


@dataclass(frozen=True)
class OutlineRow:
    """A module or lesson; siblings stand in the order in which they come.

    `minutes` are those it takes to read, 0 as long as they are not known; `declared` are those
    that its author says, 0 if none. `to_approve` counts the blocks that changed since this person
    approved them.
    """

    id: NodeId
    kind: Kind
    title: str
    parent: NodeId | None = None
    state: LessonState = LessonState.DRAFT
    comments: int = 0
    overlaps: int = 0
    minutes: int = 0
    declared: int = 0
    to_approve: int = 0

    @property
    def sentence(self) -> str:
        """The row as a screen reader says it."""
        parts = [self.title or say("Untitled")]
        if self.kind == "lesson":
            parts += [say("lesson"), say(self.state.value).lower()]
        else:
            parts.append(say("module"))
        if self.comments:
            parts.append(say_many("{count} comment", "{count} comments", self.comments))
        if self.overlaps:
            parts.append(say_many("{count} overlap", "{count} overlaps", self.overlaps))
        if self.to_approve:
            parts.append(
                say_many(
                    "{count} block to approve again",
                    "{count} blocks to approve again",
                    self.to_approve,
                )
            )
        if self.minutes:
            parts.append(
                say_many("reads in {count} minute", "reads in {count} minutes", self.minutes)
            )
        if self.differs:
            parts.append(
                say_many("{count} minute declared", "{count} minutes declared", self.declared)
            )
        return ", ".join(parts)

    @property
    def differs(self) -> bool:
        """Whether the author declares another time than the words take to read."""
        return bool(self.minutes and self.declared) and self.minutes != self.declared

    @property
    def tip(self) -> str:
        """What to say of it under the mouse: its title, and both times where they differ."""
        if not self.differs:
            return self.title
        times = say(
            "Its words take about {minutes} min to read. Its author declares {declared} min, at"
            " the top of the lesson.",
            minutes=self.minutes,
            declared=self.declared,
        )
        return f"{self.title}\n{times}"


@dataclass(frozen=True)
class MovePlace:
    """Where it goes: into a module (None: the course itself), after a sibling (None: first)."""

    parent: NodeId | None
    after: NodeId | None


def children(rows: Sequence[OutlineRow], parent: NodeId | None) -> list[OutlineRow]:
    """Return what stands directly in a module, or in the course itself."""
    return [row for row in rows if row.parent == parent]


def is_inside(rows: Sequence[OutlineRow], node: NodeId, ancestor: NodeId) -> bool:
    """Say whether a node is the other, or somewhere in it."""
    parents = {row.id: row.parent for row in rows}
    seen: NodeId | None = node
    for _ in range(len(rows) + 1):
        if seen == ancestor:
            return True
        seen = parents.get(seen) if seen is not None else None
    return False


def one_step(rows: Sequence[OutlineRow], node: NodeId, step: Literal[-1, 1]) -> MovePlace | None:
    """Return where a node goes by one step up or down; past the end of a module, into the next.

    Gives None at the very top or bottom.
    """
    row = next(row for row in rows if row.id == node)
    siblings = [sibling.id for sibling in children(rows, row.parent)]
    at = siblings.index(node)
    if step < 0 and at > 0:
        above = next(r for r in rows if r.id == siblings[at - 1])
        if row.kind == "lesson" and above.kind == "module":
            return _last_in(rows, above.id)
        return MovePlace(row.parent, siblings[at - 2] if at > 1 else None)
    if step > 0 and at < len(siblings) - 1:
        below = next(r for r in rows if r.id == siblings[at + 1])
        if row.kind == "lesson" and below.kind == "module":
            return MovePlace(below.id, None)
        return MovePlace(row.parent, below.id)
    return _out_of(rows, row, step)


def _out_of(rows: Sequence[OutlineRow], row: OutlineRow, step: int) -> MovePlace | None:
    """Leave the module: into the one before or after it, or beside it."""
    if row.parent is None:
        return None
    module = next(r for r in rows if r.id == row.parent)
    beside = children(rows, module.parent)
    at = next(n for n, sibling in enumerate(beside) if sibling.id == module.id)
    if step < 0:
        before = beside[at - 1] if at > 0 else None
        if row.kind == "lesson" and before is not None and before.kind == "module":
            return _last_in(rows, before.id)
        return MovePlace(module.parent, before.id if before else None)
    after = beside[at + 1] if at + 1 < len(beside) else None
    if row.kind == "lesson" and after is not None and after.kind == "module":
        return MovePlace(after.id, None)
    return MovePlace(module.parent, module.id)


def _last_in(rows: Sequence[OutlineRow], module: NodeId) -> MovePlace:
    inside = children(rows, module)
    return MovePlace(module, inside[-1].id if inside else None)
