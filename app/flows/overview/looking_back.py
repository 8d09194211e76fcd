"""Where the person was last, and what others did in a course since it was looked at."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.flows.overview import places
from sync.model.ids import CourseId, LogId, PersonId
from sync.model.language import say
from sync.store.fact_rows import Told
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

LOOKED = "looked."
_AROUND = 150
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_SIGNS = re.compile(r"^[ >#]*(?:[-*+] |\d+[.)] )?|[*`_]{1,3}(?=\w)|(?<=[\w.,;:!?])[*`_]{1,3}", re.M)


class Look(msgspec.Struct, frozen=True):
    """Up to which row a course was looked at, and when."""

    row: int
    at: int


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
    """What one person did in one course since it was looked at."""

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

    @property
    def count(self) -> int:
        """Count what was done."""
        parts = (self.comments, self.suggestions, self.versions, self.verdicts)
        return len(self.lessons) + sum(parts)


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
    return LastPlace(
        place,
        course.outline.nodes[place.lesson].title,
        course.title,
        1 + lessons.index(place.lesson),
        len(lessons),
        words_before(text, place.caret),
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


def note_looked(ws: Workspace, course: Course) -> None:
    """Remember that the person has a course on show, with all that came up to now."""
    if course.row.space is None:
        return
    before = _looked(ws, course.id)
    row, told = ws.store.log.told_since(course.log, before.row, ws.identity.person)
    if told or not before.at:
        look = Look(row, round(time.time() * 1000))
        ws.store.settings.set(LOOKED + course.id, msgspec.json.encode(look).decode())


def done_since(ws: Workspace, course: Course) -> list[Deeds]:
    """Tell what others did in a course since it was looked at, one entry for each of them."""
    if course.row.space is None:
        return []
    before = _looked(ws, course.id)
    _, told = ws.store.log.told_since(course.log, before.row, ws.identity.person)
    names = ws.courses.names(course)
    by_person: dict[PersonId, list[Told]] = {}
    for one in told:
        by_person.setdefault(one.person, []).append(one)
    found = [
        _deeds(course, person, names.get(person) or say("A colleague"), theirs, before.at)
        for person, theirs in by_person.items()
    ]
    return [deeds for deeds in found if deeds.count]


def _deeds(course: Course, person: PersonId, name: str, told: list[Told], since: int) -> Deeds:
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


def _looked(ws: Workspace, course: CourseId) -> Look:
    told = ws.store.settings.get(LOOKED + course)
    return msgspec.json.decode(told, type=Look) if told else Look(0, 0)
