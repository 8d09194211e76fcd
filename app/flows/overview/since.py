"""What changed in a course since this person was last here: by others alone, from local facts.

A text is compared with what it was when the person last saw the lesson. What somebody built on,
they have seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from app.flows.overview import seen as looked
from app.flows.overview.seen import Seen
from app.flows.overview.since_talk import Said, said_since
from sync.model.ids import CourseId, FactId, LogId, NodeId, PersonId
from sync.model.nodes import Node
from sync.store.arrivals import Arrived
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

MOST_TEXTS = 200
"""Texts of so many lessons are compared; of more it is only told that they changed."""
_ABOUT_A_LESSON = frozenset(
    {"text.revised", "suggestion.made", "overlap.confirmed", "comment.made"}
)

What = Literal[
    "added", "removed", "moved", "renamed", "described", "file", "version", "released", "approved",
    "changes-asked", "asked", "done",
]  # fmt: skip
_KINDS: dict[str, What] = {
    "lesson.placed": "moved",
    "lesson.renamed": "renamed",
    "lesson.removed": "removed",
    "course.described": "described",
    "file.placed": "file",
    "version.named": "version",
    "course.released": "released",
    "review.given": "approved",
    "review.asked": "asked",
    "review.done": "done",
}


@dataclass(frozen=True)
class TextNews:
    """What a lesson read when it was last seen, what it reads now, and who changed it."""

    before: str
    after: str
    people: tuple[PersonId, ...]
    at: int


@dataclass(frozen=True)
class LessonNews:
    """What is new in one lesson; `text` is None where it reads as it did.

    `changed` tells that its text changed also where too many did to compare them all.
    """

    lesson: NodeId
    title: str
    text: TextNews | None
    said: tuple[Said, ...]
    changed: bool = False


@dataclass(frozen=True)
class Happened:
    """What is new about the course as a whole: its outline, versions, verdicts, files."""

    what: What
    person: PersonId
    at: int
    node: NodeId = NodeId("")
    name: str = ""
    number: int = 0


@dataclass(frozen=True)
class News:
    """All that is new in one course; `first` where the person was never in it."""

    course: CourseId
    log: LogId
    title: str
    first: bool
    since: int
    lessons: tuple[LessonNews, ...] = ()
    happened: tuple[Happened, ...] = ()
    said: tuple[Said, ...] = ()
    """What was said about the course as a whole, or in lessons that are gone."""

    @property
    def changed_lessons(self) -> int:
        """Count the lessons whose text changed."""
        return sum(one.changed for one in self.lessons)

    @property
    def count(self) -> int:
        """Count everything."""
        said = len(self.said) + sum(len(one.said) for one in self.lessons)
        return self.changed_lessons + said + len(self.happened)


class Where:
    """Tells which lesson of a course a fact is about."""

    def __init__(self, course: Course) -> None:
        self._facts = course.facts

    def lesson(self, one: Arrived) -> NodeId:
        """Name the lesson, "" for what is about the course."""
        if one.kind in _ABOUT_A_LESSON:
            return NodeId(one.subject)
        talk = self._facts.said_in.get(one.id)
        if talk is not None:
            thread = self._facts.threads.get(talk) or self._facts.suggestions.get(talk)
            return thread.lesson if thread is not None else NodeId("")
        if one.kind in ("suggestion.decided", "suggestion.withdrawn"):
            return self._decided.get(one.id, NodeId(""))
        return NodeId("")

    @cached_property
    def _decided(self) -> dict[FactId, NodeId]:
        return {
            decision.fact: made.lesson
            for made in self._facts.suggestions.values()
            for decision in (made.decision, made.withdrawn, *made.refusals)
            if decision is not None
        }


def is_shared(course: Course) -> bool:
    """Tell whether anyone else may have written in a course."""
    return course.row.standing in ("shared", "readonly")


def unseen(ws: Workspace, course: Course, known: Seen) -> list[tuple[Arrived, NodeId]]:
    """List what others wrote that this person has not seen yet, each with its lesson."""
    where = Where(course)
    found = ws.store.arrivals.since(course.log, known.course.row, looked.me(ws))
    told = ((one, where.lesson(one)) for one in found)
    return [(one, lesson) for one, lesson in told if not known.covers(one, lesson)]


def since(ws: Workspace, course: Course, *, most: int = MOST_TEXTS) -> News:
    """Tell what is new in a course."""
    known = looked.seen(ws, course)
    if known is None or not is_shared(course):
        return News(course.id, course.log, course.title, known is None and is_shared(course), 0)
    by_lesson: dict[NodeId, list[Arrived]] = {}
    for one, lesson in unseen(ws, course, known):
        by_lesson.setdefault(lesson, []).append(one)
    of_course = by_lesson.pop(NodeId(""), [])
    nodes = {node.id: node for node in course.outline.everything()}
    gone = [one for lesson, new in by_lesson.items() if lesson not in nodes for one in new]
    lessons: list[LessonNews] = []
    for node in nodes.values():
        if node.id in by_lesson:
            news = _lesson(ws, course, node, by_lesson[node.id], compare=len(lessons) < most)
            lessons += [news] if news.changed or news.said else []
    return News(
        course.id,
        course.log,
        course.title,
        False,
        known.at,
        tuple(lessons),
        tuple(happened(course, of_course)),
        said_since(course, [*of_course, *gone], looked.me(ws)),
    )


def _lesson(
    ws: Workspace, course: Course, node: Node, new: Sequence[Arrived], *, compare: bool
) -> LessonNews:
    said = said_since(course, new, looked.me(ws))
    writes = [one for one in new if one.kind in ("text.revised", "suggestion.decided")]
    if not compare:
        return LessonNews(node.id, node.title, None, said, bool(writes))
    text = _text(ws, course, node.id, writes) if writes else None
    return LessonNews(node.id, node.title, text, said, text is not None)


def _text(
    ws: Workspace, course: Course, lesson: NodeId, writes: Sequence[Arrived]
) -> TextNews | None:
    """Compare what the lesson was, without what is new, with what it is."""
    facts = LessonFacts(ws.store, course.log, lesson)
    ancestry = facts.history.ancestry
    new = {one.id for one in writes if ancestry.knows(one.id)}
    new |= _accepted(course, facts, {one.id for one in writes})
    mine = looked.me(ws)
    own = [r.id for r in ancestry.revisions.values() if r.person in mine and ancestry.knows(r.id)]
    built_on = ancestry.seen_by(*own) if own else 0
    new = {ident for ident in new if not built_on >> ancestry.place[ident] & 1}
    if not new:
        return None
    mask = ancestry.mask_of(new)
    kept = [ident for ident in ancestry.order if not ancestry.seen_by(ident) & mask]
    before = facts.history.text_at(ancestry.heads_in(ancestry.mask_of(kept))) if kept else ""
    after = facts.history.text
    if before == after:
        return None
    revisions = [ancestry.revisions[ident] for ident in sorted(new, key=ancestry.place.__getitem__)]
    people = tuple(dict.fromkeys(revision.person for revision in revisions))
    return TextNews(before, after, people, max(one.at for one in writes))


def _accepted(course: Course, facts: LessonFacts, decisions: set[FactId]) -> set[FactId]:
    """List suggestions of others that came into the text by these decisions."""
    return {
        ident
        for ident in facts.accepted
        if (made := course.facts.suggestions.get(ident)) is not None
        and made.decision is not None
        and made.decision.fact in decisions
        and facts.history.ancestry.knows(ident)
    }


def happened(course: Course, new: Sequence[Arrived]) -> list[Happened]:
    """Tell what became of the course as a whole, from what stands in it today."""
    by_id = {one.id: one for one in new if one.kind in _KINDS}
    found: list[Happened] = []
    for node in course.facts.nodes.values():
        entries = [e for e in node.place.entries.values() if e.fact in by_id]
        titles = [e for e in node.title.entries.values() if e.fact in by_id]
        stands = course.outline.nodes.get(node.id)
        name = stands.title if stands is not None else ""
        if entries:
            last = max(entries, key=lambda entry: entry.order)
            first = len(entries) == len(node.place.entries)
            out = node.id in course.outline.removed
            if not (first and out):
                what: What = "removed" if out else "added" if first else "moved"
                found.append(Happened(what, last.person, last.at, node.id, name))
        if titles and len(titles) < len(node.title.entries):
            named = max(titles, key=lambda entry: entry.order)
            found.append(Happened("renamed", named.person, named.at, node.id, named.value))
    found += _of_versions(course, by_id)
    for one in new:
        if one.kind in ("course.described", "file.placed", "review.asked", "review.done"):
            found.append(Happened(_KINDS[one.kind], one.person, one.at))
        elif one.kind == "course.released":
            released = course.facts.versions.get(course.facts.released_version or FactId(""))
            number = released.number if released is not None else 0
            found.append(Happened("released", one.person, one.at, number=number))
    return sorted(found, key=lambda one: one.at)


def _of_versions(course: Course, new: dict[FactId, Arrived]) -> list[Happened]:
    found: list[Happened] = []
    for version in course.facts.ordered_versions():
        if version.id in new:
            found.append(Happened("version", version.person, version.at, number=version.number))
        for verdict in version.verdicts:
            if verdict.id in new:
                what: What = "approved" if verdict.verdict == "approve" else "changes-asked"
                found.append(Happened(what, verdict.person, verdict.at, number=version.number))
    return found
