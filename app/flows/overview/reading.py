"""Read one lesson with all that stands beside it: threads, suggestions, overlaps, checks."""

from __future__ import annotations

from dataclasses import dataclass

from app.flows.overlaps.merging import OverlapView, overlaps
from app.flows.overview import places
from app.flows.review.commenting import PlacedThread, threads
from sync.merge.anchors import Place as Spot
from sync.merge.anchors import place
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
    """Where one was in it."""


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
        tuple(threads(ws, course, lesson)),
        tuple(_suggestions(ws, course, lesson, today.text)),
        tuple(beside),
        ws.courses.names(course),
        ws.identity.person,
        form.path if form else "",
        places.spot_in(ws, lesson),
    )


def _is_shown(course: Course, suggestion: Suggestion) -> bool:
    """Tell whether a suggestion stands beside the text: open, or decided apart since a version."""
    if suggestion.decision is None:
        return True
    named = max((version.clock for version in course.facts.versions.values()), default=0)
    decided = (suggestion.decision, *suggestion.refusals)
    return suggestion.decided_apart and max(one.clock for one in decided) > named


def _suggestions(
    ws: Workspace, course: Course, lesson: NodeId, text: str
) -> list[PlacedSuggestion]:
    found = []
    for suggestion in course.facts.suggestions.values():
        if suggestion.lesson != lesson or not _is_shown(course, suggestion):
            continue
        old = ws.lessons.text_at(course.log, lesson, suggestion.state)
        spot = place(
            old,
            suggestion.start,
            suggestion.end,
            text,
            quote=suggestion.before,
            before=old[max(0, suggestion.start - 40) : suggestion.start],
            after=old[suggestion.end : suggestion.end + 40],
        )
        found.append(PlacedSuggestion(suggestion, spot))
    return found
