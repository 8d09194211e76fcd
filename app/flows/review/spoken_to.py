"""Who was spoken to in comments: each mention with who wrote it, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from sync.model.ids import FactId, NodeId, PersonId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class SpokenTo:
    """One mention: `said` is the comment or reply in the thread, `lesson` where it stands today."""

    thread: FactId
    said: FactId
    lesson: NodeId
    by: PersonId
    at: int
    text: str
    is_open: bool


def spoken_to(ws: Workspace, course: Course, person: PersonId) -> list[SpokenTo]:
    """List where a course's comments speak to a person, as they read today; the newest first.

    What people say of themselves is left out.
    """
    spots, found = ws.spots.of(course), []
    for thread in course.facts.threads.values():
        lesson, is_open = spots[thread.id].lesson, thread.resolution is None
        said = [(thread.id, thread.person, thread.at, thread.text, thread.mentions)]
        said += [(r.id, r.person, r.at, r.text, r.mentions) for r in thread.replies]
        found += [
            SpokenTo(thread.id, ident, lesson, by, at, text, is_open)
            for ident, by, at, text, people in said
            if person in people and by != person
        ]
    return sorted(found, key=lambda one: (-one.at, one.said))
