"""Narrow a search: to what is mine, to a state, a tag, an owner, some courses, some kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, get_args

from app.flows.courses.tags import tags_of_course, tags_of_lesson
from app.flows.overview.library import people, state_of
from sync.model.ids import CourseId, LogId, NodeId, PersonId
from sync.model.rounds import asks_me
from sync.store.search_index import Kind
from sync.store.search_scope import Scope
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

CourseState = Literal["draft", "in review", "changes asked", "approved", "released"]
LessonState = Literal["open comments", "open suggestions", "overlaps"]
COURSE_STATES: tuple[CourseState, ...] = get_args(CourseState)
LESSON_STATES: tuple[LessonState, ...] = get_args(LessonState)


@dataclass(frozen=True)
class Filters:
    """What may be shown: any of each group that names something, and all groups together."""

    mine: bool = False
    for_me: bool = False
    """Only courses whose latest version waits for a verdict of mine."""
    states: frozenset[CourseState | LessonState] = frozenset()
    tags: frozenset[str] = frozenset()
    owners: frozenset[PersonId] = frozenset()
    courses: frozenset[CourseId] = frozenset()
    kinds: frozenset[Kind] = frozenset()


@dataclass(frozen=True)
class Choices:
    """What the filters can name here, with how many courses or lessons go by it."""

    states: dict[str, int] = field(default_factory=dict)
    tags: dict[str, int] = field(default_factory=dict)
    owners: dict[PersonId, tuple[str, int]] = field(default_factory=dict)


def scope_of(ws: Workspace, filters: Filters) -> Scope:
    """Work out where to look. Ask once when the filters or the facts change, not at each key."""
    courses = _courses(ws)
    wanted = [course for course in courses if _may_show(ws, course, filters)]
    lessons = _lessons_of_state(ws, wanted, filters)
    by_tag = _lessons_with_tag(ws, wanted, filters.tags)
    if by_tag is not None:
        lessons = by_tag if lessons is None else lessons & by_tag
    return Scope(
        kinds=filters.kinds or None,
        courses=None if len(wanted) == len(courses) else frozenset(c.id for c in wanted),
        lessons=lessons,
        by=ws.identity.person if filters.mine else None,
    )


def choices(ws: Workspace) -> Choices:
    """List what there is to choose from: only states, tags and owners that something has."""
    courses = _courses(ws)
    states: Counter[str] = Counter(state_of(ws, course) for course in courses)
    for state in LESSON_STATES:
        found = _lessons_of_state(ws, courses, Filters(states=frozenset({state})))
        states[state] = len(found or ())
    tags: Counter[str] = Counter(tag for c in courses for tag in tags_of_course(c.facts.fields))
    for _, found_tags in _tagged_lessons(ws, courses):
        tags.update(found_tags)
    owners: dict[PersonId, tuple[str, int]] = {}
    for course in courses:
        for ident, name in _owners(ws, course).items():
            owners[ident] = (name, owners.get(ident, ("", 0))[1] + 1)
    names: tuple[str, ...] = (*COURSE_STATES, *LESSON_STATES)
    ordered = {state: states[state] for state in names if states[state]}
    return Choices(ordered, dict(sorted(tags.items())), owners)


def _courses(ws: Workspace) -> list[Course]:
    return [ws.courses.open(entry.row) for entry in ws.courses.entries()]


def _may_show(ws: Workspace, course: Course, filters: Filters) -> bool:
    states = filters.states & set(COURSE_STATES)
    return (
        (not filters.courses or course.id in filters.courses)
        and (not states or state_of(ws, course) in states)
        and (not filters.owners or bool(_owners(ws, course).keys() & filters.owners))
        and (not filters.for_me or _waits_for(course, ws.identity.person))
    )


def _owners(ws: Workspace, course: Course) -> dict[PersonId, str]:
    return {
        PersonId(one["id"]): one["name"] for one in people(ws, course) if one["role"] == "owner"
    }


def _waits_for(course: Course, person: PersonId) -> bool:
    """Tell whether a round of review waits for the word of this person."""
    return asks_me(course.facts, person) is not None


def _lessons_of_state(
    ws: Workspace, courses: Iterable[Course], filters: Filters
) -> frozenset[NodeId] | None:
    """List the lessons in any of the states asked for; None if none is."""
    states = filters.states & set(LESSON_STATES)
    if not states:
        return None
    found: set[NodeId] = set()
    for course in courses:
        if "open comments" in states:
            threads = course.facts.threads.values()
            found.update(thread.lesson for thread in threads if thread.resolution is None)
        if "open suggestions" in states:
            suggestions = course.facts.suggestions.values()
            found.update(one.lesson for one in suggestions if one.is_open)
        if "overlaps" in states:
            found.update(ws.store.drafts.with_overlaps(course.log))
            found.update(overlap.node for overlap in course.outline.overlaps)
    return frozenset(found)


def _lessons_with_tag(
    ws: Workspace, courses: list[Course], tags: frozenset[str]
) -> frozenset[NodeId] | None:
    """List the lessons that bear a tag, or whose course does; None if none is asked for."""
    if not tags:
        return None
    asked = {tag.casefold() for tag in tags}
    found: set[NodeId] = set()
    for course in courses:
        if asked & {tag.casefold() for tag in tags_of_course(course.facts.fields)}:
            found.update(node.id for node in course.outline.lessons())
    for lesson, borne in _tagged_lessons(ws, courses):
        if asked & {tag.casefold() for tag in borne}:
            found.add(lesson)
    return frozenset(found)


def _tagged_lessons(ws: Workspace, courses: list[Course]) -> list[tuple[NodeId, tuple[str, ...]]]:
    logs: set[LogId] = {course.log for course in courses}
    heads = ws.store.search.heads_saying("tags")
    found = [(lesson, tags_of_lesson(head)) for log, lesson, head in heads if log in logs]
    return [(lesson, tags) for lesson, tags in found if tags]
