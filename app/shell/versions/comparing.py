"""Compare two states of a course for the eye: differences with the place where each is now."""

from __future__ import annotations

from app.flows.versions.publishing import CourseState, difference
from editor.panels.versions.telling import Difference, comparison
from editor.panels.versions.values import Comparison
from sync.model.ids import NodeId
from sync.model.language import say


def compare(before: CourseState, after: CourseState, old: str, new: str) -> Comparison:
    """Say what differs between two states; `old` and `new` are the ids to show them by."""
    wheres = {**_wheres(before), **_wheres(after)}
    return comparison(
        old,
        new,
        [
            Difference(d.lesson, d.kind, d.title, d.before, d.after, wheres.get(d.lesson, ""))
            for d in difference(before, after)
        ],
    )


def _wheres(state: CourseState) -> dict[NodeId, str]:
    titles = {entry.node: entry.title for entry in state.outline}
    lessons = [entry for entry in state.outline if entry.kind == "lesson"]
    found: dict[NodeId, str] = {}
    for number, entry in enumerate(lessons, start=1):
        module = titles.get(NodeId(entry.parent), "")
        found[entry.node] = (
            say("{module} · lesson {number}", module=module, number=number)
            if module
            else say("Lesson {number}", number=number)
        )
    return found
