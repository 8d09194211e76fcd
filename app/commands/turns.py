"""What waits for a word in the courses: a review that I was asked for, and who cannot answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.model.rounds import Round
    from sync.workspace.courses import Course
    from sync.workspace.opening import Workspace


def asked_of_me(ws: Workspace, course: Course) -> dict[str, Any] | None:
    """Tell of the review that this person was asked for and has not given; None if there is none.

    “days_left” is 0 on its day and less after it; None where no day was set.
    """
    from sync.model.rounds import asks_me, days_left

    me = ws.identity.person
    found = asks_me(course.facts, me)
    mine = found.of(me) if found is not None else None
    if found is None or mine is None or course.row.standing != "shared":
        return None
    return {
        "course": course.id,
        "title": course.title,
        "version": found.version.number,
        "by": ws.courses.names(course).get(mine.by) or mine.by[:8],
        "due": mine.due or None,
        "days_left": days_left(mine.due, date.today()),
    }


def asked_in_words(row: dict[str, Any]) -> str:
    """Say a request with its day: due tomorrow, due today, late."""
    left = row["days_left"]
    when = "" if left is None else f", due {row['due']}"
    if left in (0, 1):
        when = f", due {'tomorrow' if left else 'today'}"
    elif left is not None and left < 0:
        when = f", late: it was due {row['due']}"
    asked = f"{row['by']} asks for your review of version {row['version']}"
    return f"{asked} of “{row['title']}”{when}."


def waits_for_nobody(ws: Workspace, courses: Sequence[Course]) -> list[dict[str, Any]]:
    """List what waits for people who have no access any more: a review asked, an overlap given."""
    from app.flows.overlaps.giving import given
    from app.flows.overlaps.merging import overlaps
    from app.flows.persons import without_access
    from sync.model.rounds import last_asked

    found: list[dict[str, Any]] = []
    for course in courses:
        gone = without_access(ws, course)
        if not gone:
            continue
        names = ws.courses.names(course)
        views = overlaps(ws, course) if course.facts.given else []
        told = [(view, given(course, view)) for view in views]
        waits = [("overlap", view.id, said.to) for view, said in told if said is not None]
        asked: Round | None = last_asked(course.facts)
        for one in asked.waits_for() if asked is not None else ():
            waits.append(("review", str(asked.version.number) if asked else "", one.person))
        found += [
            {
                "course": course.id,
                "title": course.title,
                "what": what,
                "name": name,
                "person": names.get(person) or person[:8],
            }
            for what, name, person in waits
            if person in gone
        ]
    return found


def nobody_in_words(row: dict[str, Any]) -> str:
    """Say who was asked, or given something, and cannot do it any more."""
    what = f"the review of version {row['name']}"
    if row["what"] == "overlap":
        what = f"overlap {row['name'][:8]}"
    return f"“{row['title']}”: {what} waits for {row['person']}, who has no access any more."
