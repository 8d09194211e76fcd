"""What in a course a key can mend: each lesson is parsed for that, so not all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.flows.courses.checking import Neighbours, check_among, names_of, neighbours
from app.flows.lesson.following import course_now
from app.flows.permission import may
from sync.model.ids import LogId, NodeId
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class Mendable:
    """The texts of some lessons, with what stands around them; none for who may not write."""

    texts: dict[NodeId, str]
    around: Neighbours | None


@dataclass(frozen=True)
class MendOffer:
    """What mends a thing: the words of its button, and what it asks first, if it does."""

    title: str
    asks: str


def read_mendable(ws: Workspace, log: LogId, lessons: Sequence[NodeId]) -> Mendable:
    """Read what is needed to work out mends, on the store's thread."""
    course = course_now(ws, log)
    if not lessons or not may(course, "text.revised"):
        return Mendable({}, None)
    texts = {lesson: ws.lessons.seen_now(course.log, lesson).text for lesson in lessons}
    return Mendable(texts, neighbours(ws, course))


def mends_in(lesson: NodeId, read: Mendable) -> dict[str, MendOffer]:
    """Work out what mends the things found in one lesson, by their names; it parses its text."""
    if read.around is None or lesson not in read.texts:
        return {}
    looked = check_among(read.texts[lesson], lesson, read.around)
    named = zip(names_of(looked.found), looked.mends, strict=False)
    return {ident: MendOffer(mend.title, mend.asks) for ident, mend in named if mend is not None}
