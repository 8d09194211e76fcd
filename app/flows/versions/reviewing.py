"""Give a verdict on a version."""

from __future__ import annotations

from app.flows.changes import Changes, changed
from app.flows.permission import must_be_allowed
from app.flows.persons import find_person
from app.flows.versions.publishing import find_version
from sync.model.errors import NotFound, Refused
from sync.model.ids import PersonId
from sync.model.language import say
from sync.model.payloads import ReviewGiven
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def version_to_review(ws: Workspace, course: Course, reference: str | None) -> Version:
    """Find the version a verdict is on: the one named, else the latest."""
    if reference is not None:
        log, version = find_version(ws, course, reference)
        if log != course.log:
            raise Refused(
                say(
                    "Version {number} was named before the course was shared.",
                    number=version.number,
                ),
                safe=say("Nothing was changed."),
                mend=say("Review a version that was named in the space."),
            )
        return version
    versions = course.facts.meant_versions()
    if not versions:
        raise NotFound(
            say("“{title}” has no version to review yet.", title=course.title),
            mend=say("The author publishes one first."),
            safe=say("Nothing was changed."),
        )
    return versions[-1]


def review(
    ws: Workspace, course: Course, version: Version, verdict: str, note: str = ""
) -> Changes:
    """Approve a version, or ask for changes; the verdict stays tied to that version."""
    must_be_allowed(course, "review.given")
    body = ReviewGiven(version.id, "approve" if verdict == "approve" else "ask-changes", note)
    return changed(course.log, ws.ledger.write(course.log, body))


def people_asked(ws: Workspace, course: Course, names: tuple[str, ...]) -> tuple[PersonId, ...]:
    """Find the people to ask for a review, by name, among those who can see the course."""
    return tuple(find_person(ws, course, wanted) for wanted in names)
