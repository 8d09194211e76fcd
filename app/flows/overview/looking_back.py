"""Where the person was last, and what others did in a course that one has not seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.flows.overview import places
from app.flows.overview.carrying_places import spot_today
from app.flows.overview.seen import seen
from app.flows.overview.since import happened, is_shared, unseen
from sync.model.ids import CourseId, LogId, PersonId
from sync.model.language import say
from sync.store.arrivals import Arrived
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_AROUND = 150
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_SIGNS = re.compile(r"^[ >#]*(?:[-*+] |\d+[.)] )?|[*`_]{1,3}(?=\w)|(?<=[\w.,;:!?])[*`_]{1,3}", re.M)


@dataclass(frozen=True)
class LastPlace:
    """Where the person was: the lesson, its number, and the words before the caret."""

    place: places.Place
    title: str
    course: str
    number: int
    lessons: int
    words: str
    log: LogId


@dataclass(frozen=True)
class Deeds:
    """What one person did in one course that was not seen yet.

    `lessons` are the titles of those that were changed, `removed` of those that are out since.
    """

    course: CourseId
    title: str
    person: PersonId
    name: str
    lessons: tuple[str, ...]
    comments: int
    suggestions: int
    versions: int
    verdicts: int
    since: int
    removed: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Count what was done."""
        parts = (self.comments, self.suggestions, self.versions, self.verdicts)
        return len(self.lessons) + len(self.removed) + sum(parts)


def last_place(ws: Workspace, hidden: Sequence[str] = ()) -> LastPlace | None:
    """Tell where the person was last; None if that is not here any more, or `hidden`."""
    place = places.last(ws)
    if place is None or place.course in hidden:
        return None
    entry = next((e for e in ws.courses.entries() if e.row.course == place.course), None)
    if entry is None:
        return None
    course = ws.courses.open(entry.row)
    lessons = [node.id for node in course.outline.lessons()]
    if place.lesson not in lessons:
        return None
    text = ws.lessons.seen_now(course.log, place.lesson).text
    spot = spot_today(ws, course.log, place.lesson, text)
    return LastPlace(
        place,
        course.outline.nodes[place.lesson].title,
        course.title,
        1 + lessons.index(place.lesson),
        len(lessons),
        words_before(text, spot.caret if spot is not None else place.caret),
        course.log,
    )


def words_before(text: str, caret: int) -> str:
    """Give the words of the paragraph up to the caret, without the signs of Markdown."""
    head = _FRONT_MATTER.sub("", text[:caret])
    if text[:caret].count("---\n") == 1 and text.startswith("---\n"):
        return ""  # the caret stands in the front matter
    words = " ".join(_SIGNS.sub("", head.rstrip().rpartition("\n\n")[2]).split())
    if len(words) <= _AROUND:
        return words
    return "… " + words[-_AROUND:].partition(" ")[2]


def done_since(ws: Workspace, course: Course) -> list[Deeds]:
    """Tell what others did in a course that one has not seen, one entry for each of them.

    A course that was never looked at has none: all of it would be news.
    """
    known = seen(ws, course)
    if known is None or not is_shared(course):
        return []
    names = ws.courses.names(course)
    new = [one for one, _ in unseen(ws, course, known)]
    by_person: dict[PersonId, list[Arrived]] = {}
    for one in new:
        by_person.setdefault(one.person, []).append(one)
    removed = _removed(course, new)
    found = [
        replace(
            _deeds(course, person, names.get(person) or say("A colleague"), theirs, known.at),
            removed=tuple(removed.get(person, ())),
        )
        for person, theirs in by_person.items()
    ]
    return [deeds for deeds in found if deeds.count]


def _removed(course: Course, new: Sequence[Arrived]) -> dict[PersonId, list[str]]:
    """List the titles of lessons that are out of the course since, by who took them out."""
    found: dict[PersonId, list[str]] = {}
    if not any(one.kind == "lesson.removed" for one in new):
        return found
    for one in happened(course, new):
        if one.what == "removed" and course.outline.nodes[one.node].kind == "lesson":
            found.setdefault(one.person, []).append(one.name)
    return found


def is_new_to_me(ws: Workspace, course: Course) -> bool:
    """Tell whether others share a course with this person who was never in it."""
    return is_shared(course) and seen(ws, course) is None


def _deeds(course: Course, person: PersonId, name: str, told: list[Arrived], since: int) -> Deeds:
    def count(*kinds: str) -> int:
        return sum(one.kind in kinds for one in told)

    kinds = ("text.revised", "lesson.placed", "lesson.renamed")
    changed = {one.subject for one in told if one.kind in kinds}
    titles = tuple(node.title for node in course.outline.lessons() if node.id in changed)
    return Deeds(
        course.id,
        course.title,
        person,
        name,
        titles,
        count("comment.made", "comment.replied"),
        count("suggestion.made"),
        count("version.named"),
        count("review.given"),
        since,
    )
