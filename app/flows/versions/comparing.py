"""Compare two states of a course for the eye: what differs, where it is now, and who wrote it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.flows.versions.movers import Stretch, clock_of, who_placed
from app.flows.versions.publishing import (
    CourseState,
    difference,
    state_of_draft,
    state_of_version,
)
from app.flows.versions.still_approved import still_approved
from app.flows.versions.writers import LessonWriters
from app.flows.versions.writers import Side as LessonSide
from editor.panels.versions.telling import Difference, about_approvals, comparison
from editor.panels.versions.values import DRAFT, Approvals, Change, Comparison, LessonPage
from sync.model.errors import NotFound
from sync.model.ids import FactId, LogId, NodeId, PersonId, sha_of
from sync.model.language import say
from sync.model.review import Version
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def _is_option(line: str) -> bool:
    return line.lstrip().startswith("[")


def _is_pass_mark(line: str) -> bool:
    return "data-pass-mark" in line


def _any_line(line: str) -> bool:
    return True


_ABOUT: Mapping[str, Callable[[str], bool]] = {"answer": _is_option, "pass-mark": _is_pass_mark}
"""The lines of a question that a right answer, or a pass mark, stands in."""


_NOW = 1 << 62


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a version, or today's draft, with the text state of each lesson."""

    id: str
    course: CourseState
    texts: Mapping[NodeId, TextState]


@dataclass(frozen=True)
class Authors:
    """Who wrote in each lesson between the two sides, and who made each change, by its id."""

    lessons: Mapping[NodeId, tuple[PersonId, ...]]
    changes: Mapping[str, tuple[PersonId, ...]]


def side_of_draft(ws: Workspace, course: Course) -> Side:
    """Read today's draft, with what was just typed."""
    texts = {node: one.state for node, one in ws.store.drafts.all(course.log).items()}
    return Side(DRAFT, state_of_draft(ws, course), texts)


def side_of_version(ws: Workspace, log: LogId, version: Version) -> Side:
    """Read a version whole."""
    return Side(version.id, state_of_version(ws, log, version), version.named.texts)


def compare(before: Side, after: Side) -> Comparison:
    """Say what differs between two sides."""
    wheres = {**_wheres(before.course), **_wheres(after.course)}
    return comparison(
        before.id,
        after.id,
        [
            Difference(
                *(d.lesson, d.kind, d.title, d.before, d.after),
                where=wheres.get(d.lesson, ""),
                is_module=d.is_module,
            )
            for d in difference(before.course, after.course)
        ],
    )


def authors_of(
    ws: Workspace, course: Course, shown: Comparison, before: Side, after: Side
) -> Authors:
    """Tell who wrote what differs; nobody where one side was written before it was shared."""
    lessons: dict[NodeId, tuple[PersonId, ...]] = {}
    changes: dict[str, tuple[PersonId, ...]] = {}
    told: dict[NodeId, list[Change]] = {}
    for one in shown.changes:
        told.setdefault(one.lesson, []).append(one)
    for page in shown.pages:
        lesson = page.lesson
        sides = (_lesson_in(before, lesson), _lesson_in(after, lesson))
        if sides[0].text == sides[1].text or not sides[1].state.heads:
            continue
        writers = LessonWriters(ws, course.log, lesson, *sides)
        lessons[lesson] = writers.people
        for change in told.get(lesson, ()):
            if change.now is not None:
                about = _ABOUT.get(change.kind, _any_line)
                changes[change.id] = writers.of(change.was, change.now, about)
    return Authors(lessons, {**changes, **_placed_by(course, shown, before, after)})


def _placed_by(
    course: Course, shown: Comparison, before: Side, after: Side
) -> dict[str, tuple[PersonId, ...]]:
    """Tell who made the changes of the outline: what moved, was renamed, taken out, or made."""
    since, until = clock_of(course.facts, before.id, 0), clock_of(course.facts, after.id, _NOW)
    if since is None or until is None:
        return {}
    was, now = ({e.node: e for e in side.course.outline} for side in (before, after))
    return {
        one.id: who_placed(
            course.facts,
            one.lesson,
            one.kind,
            Stretch(since, until, was.get(one.lesson), now.get(one.lesson)),
        )
        for one in shown.changes
        if one.id == f"{one.lesson}:{one.kind}"
        and (one.now is None or one.lesson not in after.texts)
    }


def with_authors(
    shown: Comparison, authors: Authors, names: Mapping[PersonId, str], me: PersonId
) -> Comparison:
    """Say of each lesson and each change who wrote it: the reader first, then by name."""

    def told(people: Sequence[PersonId]) -> str:
        others = sorted(names.get(one) or say("someone") for one in people if one != me)
        return people_told([*([say("you")] if me in people else []), *others])

    def page_told(page: LessonPage) -> LessonPage:
        people = told(authors.lessons.get(page.lesson, ()))
        if not people:
            return page
        where = say("{where} · changed by {people}", where=page.where, people=people)
        return replace(page, where=where)

    return replace(
        shown,
        pages=tuple(page_told(page) for page in shown.pages),
        changes=tuple(
            replace(change, people=told(authors.changes.get(change.id, ())))
            for change in shown.changes
        ),
    )


def with_approvals(
    ws: Workspace, course: Course, shown: Comparison, names: Mapping[PersonId, str]
) -> Comparison:
    """Say what the approval of the earlier version is worth for the later one, if there is any."""
    known = course.facts.versions
    before, after = known.get(FactId(shown.before)), known.get(FactId(shown.after))
    if before is None or (after is None and shown.after != DRAFT):
        return shown  # nothing of before a course was shared was approved in its log
    try:
        found = still_approved(ws, course, before, after)
    except NotFound:
        return shown  # not all texts of a crafted version are here: nothing of it can be approved
    if found is None:
        return shown
    me = ws.identity.person
    others = sorted(names.get(one) or say("someone") for one in found.people if one != me)
    people = people_told([*([say("You")] if me in found.people else []), *others])
    version = f"{before.number}"
    approved = Approvals(people, version, found.given, found.of, found.answers)
    return about_approvals(shown, approved)


def people_told(names: Sequence[str]) -> str:
    """List people in a sentence: "you, Author and Reviewer"."""
    if len(names) < 2:
        return "".join(names)
    return say("{people} and {last}", people=", ".join(names[:-1]), last=names[-1])


def _lesson_in(side: Side, lesson: NodeId) -> LessonSide:
    gone = TextState((), sha_of(""))  # what was taken out has a state still, and nobody typed ""
    state = side.texts.get(lesson, gone) if lesson in side.course.texts else gone
    return LessonSide(state, side.course.texts.get(lesson, ""))


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
