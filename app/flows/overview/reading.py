"""Read one lesson with all that stands beside it: threads, suggestions, overlaps, checks."""

from __future__ import annotations

from dataclasses import dataclass

from app.flows.overlaps.merging import OverlapView, overlaps
from app.flows.overview import places
from app.flows.persons import without_access
from app.flows.review.commenting import PlacedThread, threads_beside
from app.flows.review.deciding import spot_of
from app.flows.review.only_here import only_here
from sync.merge.anchors import Place as Spot
from sync.model.ids import LogId, NodeId, PersonId
from sync.model.nodes import Node
from sync.model.review import Suggestion
from sync.workspace.courses import Course
from sync.workspace.lessons import Today
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class PlacedSuggestion:
    """A suggestion and where its block stands in today's text."""

    suggestion: Suggestion
    spot: Spot


@dataclass(frozen=True)
class LessonRead:
    """A lesson as a window shows it."""

    course: Course
    node: Node
    today: Today
    threads: tuple[PlacedThread, ...]
    suggestions: tuple[PlacedSuggestion, ...]
    overlaps: tuple[OverlapView, ...]
    names: dict[PersonId, str]
    me: PersonId
    path: str = ""
    spot: places.Spot | None = None
    """Where one was in it, if it is opened for writing."""
    gone: frozenset[PersonId] = frozenset()
    """Who has no access any more; looked up where there are overlaps."""


def read_lesson(ws: Workspace, log: LogId, lesson: NodeId) -> LessonRead:
    """Read a lesson and everything that stands beside it."""
    course = ws.courses.open(log)
    today = ws.lessons.seen_now(log, lesson)
    form = course.facts.forms.get(lesson)
    beside = [o for o in overlaps(ws, course) if o.lesson == lesson]
    return LessonRead(
        course,
        course.outline.nodes[lesson],
        today,
        (*threads_beside(ws, course, lesson), *only_here(ws, course, lesson)),
        tuple(_suggestions(ws, course, lesson, today.text)),
        tuple(beside),
        ws.courses.names(course),
        ws.identity.person,
        form.path if form else "",
        gone=without_access(ws, course) if beside else frozenset(),
    )


def _is_shown(course: Course, suggestion: Suggestion, me: PersonId) -> bool:
    """Tell whether a suggestion stands beside the text: open, or answered since a version.

    Of those that are answered, one that was decided apart, or my own that was refused.
    """
    if suggestion.is_open:
        return True
    refused = suggestion.stands == "rejected" and suggestion.person == me
    if not (suggestion.decided_apart or refused):
        return False
    named = max((version.clock for version in course.facts.versions.values()), default=0)
    return max(one.clock for one in (suggestion.decision, *suggestion.refusals) if one) > named


def new_lessons(course: Course) -> list[Suggestion]:
    """List open suggestions of lessons that the course does not have: they stand by its last one.

    Someone added such a lesson when they could no longer know that they might not.
    """
    return [
        one
        for one in course.facts.suggestions.values()
        if one.is_open and one.lesson not in course.facts.nodes
    ]


def _suggestions(
    ws: Workspace, course: Course, lesson: NodeId, text: str
) -> list[PlacedSuggestion]:
    me = ws.identity.person
    return [
        *(
            PlacedSuggestion(one, spot_of(ws, course.log, one, text))
            for one in course.facts.suggestions.values()
            if one.lesson == lesson and _is_shown(course, one, me)
        ),
        *(
            PlacedSuggestion(one, Spot(None, None, "loose"))
            for one in new_lessons(course)
            if course.outline.lessons()[-1].id == lesson
        ),
    ]
