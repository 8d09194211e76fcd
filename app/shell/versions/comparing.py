"""Compare two states of a course for the eye: differences with the place where each is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.flows.versions.publishing import CourseState, difference
from app.flows.versions.writers import writers_between
from editor.panels.versions.telling import Difference, comparison
from editor.panels.versions.values import Comparison
from sync.model.ids import NodeId, PersonId
from sync.model.language import say
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

States = Mapping[NodeId, TextState]
"""The text state of each lesson, in a version or in today's draft."""


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


def with_writers(
    ws: Workspace, course: Course, shown: Comparison, before: States, after: States
) -> Comparison:
    """Say over each lesson who wrote in it between the two."""
    names = {**ws.courses.names(course), ws.identity.person: say("you")}
    unknown = say("someone whose name is not known")
    pages = []
    for page in shown.pages:
        was, now = before.get(page.lesson), after.get(page.lesson)
        writers: tuple[PersonId, ...] = ()
        if was is not None and now is not None and was != now:
            writers = writers_between(ws, course.log, page.lesson, was, now)
        told = page.where
        if writers:
            people = ", ".join(names.get(one) or unknown for one in writers)
            told = say("{where} · changed by {people}", where=page.where, people=people)
        pages.append(replace(page, where=told))
    return replace(shown, pages=tuple(pages))


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
