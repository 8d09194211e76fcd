"""Asking people for a review: whom, and why each; until when; what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from app.flows.changes import Changes, changed
from app.flows.overlaps.unchecked import Hindrance, open_in_draft
from app.flows.permission import must_be_allowed
from app.flows.persons import must_have_access, who_may
from app.flows.versions.policies import policy_of
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.ids import FactId, PersonId
from sync.model.language import say, say_many
from sync.model.people import SERVER
from sync.model.policy import policies_in
from sync.model.review import Version
from sync.model.round_payloads import NOBODY, Asked, ReviewAsked, ReviewWithdrawn
from sync.model.rounds import day_of, due_after, round_of
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.courses.gists import Told

NO_VERSION = FactId("")
MOST_ASKED, LONGEST_WORD = 50, 2_000


@dataclass(frozen=True)
class Proposal:
    """A person who may be asked, and why this person; those who know most come first."""

    person: PersonId
    name: str
    why: str


def proposals(ws: Workspace, course: Course) -> list[Proposal]:
    """List the people who may be asked, each with a reason found in the facts that are here."""
    me, names = ws.identity.person, ws.courses.names(course)
    may_review = who_may(ws, course, "review.given")
    found = []
    for person, name in names.items():
        if person not in (me, SERVER) and name and may_review(person):
            known, why = _why(course, person)
            found.append((-known, name.casefold(), Proposal(person, name, why)))
    return [one for _, _, one in sorted(found, key=lambda each: each[:2])]


def _why(course: Course, person: PersonId) -> tuple[int, str]:
    """Say what this person has to do with the course; more is told by a larger number."""
    facts = course.facts
    versions = facts.meant_versions()
    known = 0
    for version in reversed(versions):
        mine = round_of(facts, version).of(person)
        if mine is None or mine.verdict is None:
            break
        known += 1
    if known:
        why = say_many("knows your last version", "knows your last {count} versions", known)
        return 1_000 + known, why
    if any(one.person == person for version in versions for one in version.verdicts):
        return 900, say("knows an earlier version")
    writes = any(f.person == person for each in facts.revisions.values() for f, _ in each)
    if writes or any(version.person == person for version in versions):
        return 500, say("writes this course with you")
    said = [t.person for t in facts.threads.values()] + [
        r.person for t in facts.threads.values() for r in t.replies
    ]
    if person in said:
        return 400, say("answered in this course")
    if any(one.person == person for one in facts.suggestions.values()):
        return 400, say("suggested changes in this course")
    return 0, say("new to it")


def nobody_looked(ws: Workspace, course: Course) -> bool:
    """Tell whether none of the others has had anything to do with the course yet."""
    found = proposals(ws, course)
    return bool(found) and not any(_why(course, one.person)[0] for one in found)


def request_of(
    ws: Workspace,
    course: Course,
    people: Sequence[PersonId | Asked],
    due: str | None = None,
    checklist: Sequence[str] | None = None,
    note: str = "",
) -> ReviewAsked | None:
    """Make a request that names no version yet; what is not given is as the policy has it."""
    if not people:
        return None
    _must_be_reviewers(ws, course, [o.person if isinstance(o, Asked) else o for o in people])
    policy = policy_of(ws, course).policy
    until = due_after(date.today(), policy.days) if due is None else due
    _must_be_to_come(until, date.today())
    named = {}
    for one in people:
        asked = one if isinstance(one, Asked) else Asked(one)
        named[asked.person] = Asked(asked.person, asked.why or _why(course, asked.person)[1])
    if len(named) > MOST_ASKED or len(note) > LONGEST_WORD:
        raise BadInput(
            say("At most 50 people can be asked at once, with a word of 2,000 characters."),
            safe=say("Nobody was asked."),
            mend=say("Ask fewer people, or write a shorter word."),
        )
    points = policy.checklist if checklist is None else tuple(checklist)
    return ReviewAsked(NO_VERSION, tuple(named.values()), until, tuple(points), note)


def _must_be_reviewers(ws: Workspace, course: Course, people: Sequence[PersonId]) -> None:
    """Raise Refused where one of them would not see the version, or could give no verdict on it."""
    must_have_access(ws, course, people)
    may_review = who_may(ws, course, "review.given")
    for person in people:
        if not may_review(person):
            name = ws.courses.names(course).get(person) or person[:8]
            raise Refused(
                say("{name} can only read “{title}”, and can give no verdict on it.",
                    name=name, title=course.title),
                safe=say("Nobody was asked."),
                mend=say("Ask someone else, or let an owner make {name} a reviewer.", name=name),
            )  # fmt: skip


def _must_be_to_come(until: str, today: date) -> None:
    """Raise BadInput for what is no day, and for one that has passed; today will do."""
    day = day_of(until)
    if until and day is None:
        raise BadInput(
            say("“{day}” is no day.", day=until),
            safe=say("Nobody was asked."),
            mend=say("Write it as {example}.", example=today.isoformat()),
        )
    if day is not None and day < today:
        raise BadInput(
            say("{day} has passed.", day=until),
            safe=say("Nobody was asked."),
            mend=say("Choose today, {today}, or a later day.", today=today.isoformat()),
        )


def what_hinders_asking(ws: Workspace, course: Course, told: Told | None = None) -> list[Hindrance]:
    """List what the policy wants settled before anyone is asked; nothing unless it says so."""
    from app.flows.versions.in_the_way import standing_of_draft, what_is_found

    gates = {g for one in policies_in(policy_of(ws, course).heads) for g in one.review_gates}
    if not gates & {"overlaps", "checks"}:
        return []
    draft = standing_of_draft(ws, course, told)
    found: list[Hindrance] = []
    if "overlaps" in gates:
        found += open_in_draft(course, draft.overlaps)
    if "checks" in gates:
        found += what_is_found(ws, course, draft.blocking)
    return found


def must_be_ready(ws: Workspace, course: Course, told: Told | None = None) -> None:
    """Raise Refused where the course is not ready for a review by its policy."""
    found = what_hinders_asking(ws, course, told)
    if found:
        listed = " ".join(f"{one.why} {one.mend}" for one in found)
        raise Refused(
            say_many(
                "{count} thing stands in the way of a review. {listed}",
                "{count} things stand in the way of a review. {listed}",
                len(found),
                listed=listed,
            ),
            safe=say("Nobody was asked."),
            mend=say("Ask when that is done."),
        )


def ask_more(ws: Workspace, course: Course, version: Version, request: ReviewAsked) -> Changes:
    """Ask for a review of a version that was named already."""
    must_be_allowed(course, "review.asked")
    must_be_ready(ws, course)
    body = msgspec.structs.replace(request, version=version.id)
    return changed(course.log, ws.ledger.write(course.log, body))


def withdraw(
    ws: Workspace,
    course: Course,
    version: Version,
    person: PersonId,
    instead: PersonId | None = None,
    why: str = "",
) -> Changes:
    """Ask a person no longer, perhaps another in their place; what they said stays."""
    must_be_allowed(course, "review.withdrawn")
    one = round_of(course.facts, version).of(person)
    if one is None or not one.by:
        name = ws.courses.names(course).get(person, "")
        raise NotFound(
            say("{name} was not asked to review version {number}.",
                name=name, number=version.number),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk reviews” lists who was asked."),
        )  # fmt: skip
    _must_be_reviewers(ws, course, [instead] if instead is not None else [])
    if instead is not None and not why:
        why = _why(course, instead)[1]
    body = ReviewWithdrawn(version.id, person, instead or NOBODY, why)
    return changed(course.log, ws.ledger.write(course.log, body))
