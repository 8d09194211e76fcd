"""Name people and places in answers as their readers know them."""

from __future__ import annotations

from typing import Any

from sync.model.ids import FactId, NodeId, PersonId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


class Naming:
    """The names of a course's people and of its lessons, for one answer."""

    def __init__(self, ws: Workspace, course: Course) -> None:
        self._me = ws.identity.person
        self._names = ws.courses.names(course)
        self._course = course

    def person(self, person: PersonId) -> str:
        """Name a person; who has no name yet is “You”, or the beginning of an id."""
        return self._names.get(person) or ("You" if person == self._me else person[:8])

    def lesson(self, lesson: NodeId | None) -> str:
        """Give the path of a module or lesson; the course's title where there is none."""
        path = self._course.outline.path(lesson) if lesson else ()
        return "/".join(path) or self._course.title


def redacted(course: Course, fact: FactId, names: Naming) -> dict[str, Any] | None:
    """Tell who struck words out of what somebody wrote, when and why; None if nobody did."""
    from app.flows.review.redacting import notice_of

    notice = notice_of(course, fact)
    if notice is None:
        return None
    return {"by": names.person(notice.person), "at": notice.at, "why": notice.why}
