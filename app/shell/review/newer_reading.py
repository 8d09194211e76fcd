"""Read what changed in the draft since the version under review, on the store's thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.flows.overview.reading import read_lesson
from app.flows.versions import publishing
from app.flows.versions.publishing import LessonDifference
from editor.markdown.changed_blocks import changed_lesson
from editor.panels.review.values import NewerDraft, NewerKind
from sync.merge.anchors import Place as Spot
from sync.merge.compare import BlockChange
from sync.model.errors import NotFound
from sync.model.ids import NodeId
from sync.model.language import say
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def newer_draft(
    ws: Workspace, course: Course, version: Version, *, is_mine: bool = True
) -> NewerDraft | None:
    """Count what changed since a version, by what it is, as a comparison of the two lists it.

    None where nothing did, and where a text of the version is not here.
    """
    try:
        old = publishing.state_of_version(ws, course.log, version)
    except NotFound:
        return None
    counts: Counter[NewerKind] = Counter()
    touched = 0
    for one in publishing.difference(old, publishing.state_of_draft(ws, course)):
        if one.kind != "changed":
            counts[_of_outline(one)] += 1
            continue
        found = changed_lesson(one.before, one.after)
        counts.update("mark" if answer.is_mark else "answer" for answer in found.answers)
        counts["sentence"] += sum(not block.is_told for block in found.blocks)
        blocks = [block.change for block in found.blocks]
        touched += _touched(blocks, _my_open_points(ws, course, one.lesson))
    if not counts.total():
        return None
    name = say("version {number}", number=version.number)
    return NewerDraft(name, {kind: n for kind, n in counts.items() if n}, touched, is_mine)


def _of_outline(one: LessonDifference) -> NewerKind:
    if one.is_module or one.kind not in ("removed", "added"):
        return "outline"
    return "removed" if one.kind == "removed" else "added"


def _my_open_points(ws: Workspace, course: Course, lesson: NodeId) -> list[Spot]:
    """Where my open comments and suggestions stand in today's text; loose ones have no start."""
    read, me = read_lesson(ws, course.log, lesson), ws.identity.person
    spots = [t.spot for t in read.threads if t.thread.person == me and not t.thread.resolution]
    return spots + [s.spot for s in read.suggestions if s.suggestion.person == me]


def _touched(found: Sequence[BlockChange], points: Sequence[Spot]) -> int:
    """Count the changes at one of these places; a loose point's own text is among them."""
    placed = [(p.start, p.end or p.start) for p in points if p.start is not None]
    at = sum(
        any(low <= change.at_after + len(change.after) and change.at_after <= high
            for low, high in placed)
        for change in found
    )  # fmt: skip
    return min(len(found), at + len(points) - len(placed))
