"""What is enough for a review and a release: read it, set it, judge a release by it.

A course goes by its own policy, else by that of its space. The judging itself is
`sync.model.policy`, the same on every laptop and on the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

from app.flows.changes import Changes, changed
from app.flows.overlaps.unchecked import Hindrance
from app.flows.permission import must_be_allowed
from app.flows.versions.became import given_by_others, refused_by
from app.flows.versions.blocks_said import blocks_said
from app.flows.versions.contents import answer_changes, contents_of, contents_of_all
from app.flows.versions.judgement import Judgement
from sync.model.approvals import in_force
from sync.model.errors import BadInput, Refused
from sync.model.ids import FactId, LogId, PersonId
from sync.model.kinds import may_write
from sync.model.language import say, say_many
from sync.model.policy import (
    RELEASE_GATES,
    REVIEW_GATES,
    PolicyHeads,
    Release,
    Unmet,
    counted,
    is_sound,
    judge,
    latest,
    peers_of,
    policies_in,
    policy_heads,
)
from sync.model.replay import replay
from sync.model.review import Version
from sync.model.round_payloads import Policy, PolicySet
from sync.model.rounds import round_of
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.roles import roles_in_space

if TYPE_CHECKING:
    from sync.model.people import Role


@dataclass(frozen=True)
class PolicyNow:
    """The policy that holds for a course, and where it comes from.

    `policy` gives the checklist and the days of the next round; where two were set apart, all of
    `heads` hold for a release.
    """

    policy: Policy
    heads: PolicyHeads
    source: Literal["course", "space", "default"]

    @property
    def facts(self) -> tuple[FactId, ...]:
        """The facts that a release by this policy names."""
        return tuple(head.fact for head in self.heads)


def policy_of(ws: Workspace, course: Course) -> PolicyNow:
    """Read the policy that holds for a course today."""
    space = course.row.space if course.row.scope == "course" else None
    of_space = replay(space, ws.store.log.facts(space, kinds={"policy.set"})) if space else None
    heads = policy_heads(course.facts, of_space)
    own = any(head.value is not None for head in course.facts.policy.heads())
    source: Literal["course", "space", "default"] = "course" if own else "space"
    return PolicyNow(latest(heads), heads, source if heads else "default")


def space_policy(ws: Workspace, space: LogId) -> PolicyNow:
    """Read the default of a space."""
    heads = policy_heads(replay(space, ws.store.log.facts(space, kinds={"policy.set"})), None)
    return PolicyNow(latest(heads), heads, "space" if heads else "default")


def set_policy(ws: Workspace, course: Course, policy: Policy | None) -> Changes:
    """Set the policy of a course; None lets it go by its space's again. Owners may."""
    must_be_allowed(course, "policy.set")
    _must_be_sound(policy)
    over = tuple(head.fact for head in course.facts.policy.heads())
    return changed(course.log, ws.ledger.write(course.log, PolicySet(policy, over)))


def set_space_policy(ws: Workspace, space: LogId, policy: Policy | None) -> Changes:
    """Set the default of a space, for all its courses that have none of their own."""
    row = ws.store.log.log(space)
    if row is None or row.standing != "shared" or not may_write(row.role, "policy.set"):  # type: ignore[arg-type]
        raise Refused(
            say("Only an owner of the space sets what is enough in it."),
            safe=say("Nothing was changed."),
            mend=say("Ask an owner."),
        )
    _must_be_sound(policy)
    known = replay(space, ws.store.log.facts(space, kinds={"policy.set"}))
    over = tuple(head.fact for head in known.policy.heads())
    return changed(space, ws.ledger.write(space, PolicySet(policy, over)))


def _must_be_sound(policy: Policy | None) -> None:
    if policy is None:
        return
    odd = [gate for gate in policy.review_gates if gate not in REVIEW_GATES]
    odd += [gate for gate in policy.release_gates if gate not in RELEASE_GATES]
    if odd:
        raise BadInput(
            say("There is no gate “{name}”.", name=odd[0]),
            safe=say("Nothing was changed."),
            mend=say(
                "Ready to review: {review}. Ready to release: {release}.",
                review=", ".join(REVIEW_GATES),
                release=", ".join(RELEASE_GATES),
            ),
        )
    if not is_sound(policy):
        raise BadInput(
            say("At most 20 approvals, 365 days and 30 points of 200 characters can be asked for."),
            safe=say("Nothing was changed."),
            mend=say("Ask for less."),
        )


# -- judging a release


def judge_release(ws: Workspace, course: Course, version: Version) -> Judgement:
    """Judge a version by its texts and the verdicts that are here, as every laptop and server does.

    What it says of itself is not asked: see `app.flows.versions.claims`.
    """
    now = policy_of(ws, course)
    verdicts = [one for each in course.facts.verdicts.values() for one in each]
    seen = tuple(sorted(one.id for one in verdicts))
    policies = policies_in(now.heads)
    if not policies:
        return Judgement((), seen, (), {})
    changes = answer_changes(ws, course)
    here = contents_of(ws, course, version, changes=changes)
    judged = [one.version for one in verdicts]
    contents = contents_of_all(ws, course, judged, changes) | {version.id: here}
    release = Release(version.id, version.person, contents, verdicts)
    given = given_by_others(contents, verdicts, version.person)
    peers = peers_of(release)
    unmet, counts, refused = judge(policies, release), counted(here, peers), refused_by(peers)
    own = version.person in in_force(verdicts)
    return Judgement(unmet, seen, now.facts, here, given, counts, own, refused)


def what_policy_lacks(
    ws: Workspace, course: Course, version: Version, judgement: Judgement
) -> list[Hindrance]:
    """Say what a release lacks by the policy, each with the way to it."""
    found: list[Hindrance] = []
    names = ws.courses.names(course)
    for one in judgement.unmet:
        found += _said(ws, course, version, one, judgement, names)
    if found and judgement.own:
        found[0] = replace(found[0], mend=f"{found[0].mend} {_own_said(ws, version, names)}")
    gates = {gate for p in policies_in(policy_of(ws, course).heads) for gate in p.release_gates}
    return found + _looked_at_here(course, version, gates, names)


def own_approval(version: Version, person: PersonId) -> str:
    """Say that a person's approval of a version does not count; "" where it does."""
    if person != version.person:
        return ""
    return say("Your own approval does not count: you named this version. Ask someone else.")


def _own_said(ws: Workspace, version: Version, names: Mapping[PersonId, str]) -> str:
    """Say that the approval of whoever named the version does not count."""
    if said := own_approval(version, ws.identity.person):
        return said
    return say(
        "The approval of {person} does not count: they named this version.",
        person=names.get(version.person) or version.person[:8],
    )


def _said(
    ws: Workspace,
    course: Course,
    version: Version,
    one: Unmet,
    judgement: Judgement,
    names: Mapping[PersonId, str],
) -> list[Hindrance]:
    number = version.number
    people = ", ".join(names.get(person, person[:8]) for person in one.people)
    if one.what in ("approvals", "answers"):
        return blocks_said(ws, course, version, one, judgement)
    if one.what == "person":
        return [_person_said(_role_of(ws, course, one.people[0]), people, number)]
    if one.what == "changes":
        return [
            Hindrance(
                say_many(
                    "{people} asks for changes.",
                    "{count} people ask for changes: {people}.",
                    len(one.people),
                    people=people,
                ),
                say("Answer, publish a new version and ask again."),
                goes_by="asking",
            )
        ]
    return [
        Hindrance(
            say("The policy names a gate that this application does not know: {gate}.",
                gate=one.gate),
            say("A newer version of Coursefolk will know it."),
        )
    ]  # fmt: skip


def _person_said(role: str | None, people: str, number: int) -> Hindrance:
    """Tell of someone whose approval is asked for whether they can still give it."""
    why = say("{people} has not approved version {number}.", people=people, number=number)
    mend = say("Ask for a review.")
    if role == "none":
        why = say(
            "{people} has not approved version {number}, and has no access any more.",
            people=people,
            number=number,
        )
        mend = say("An owner can name someone else in what is enough, in their place.")
    elif role is not None and not may_write(cast("Role", role), "review.given"):
        why = say(
            "{people} has not approved version {number}, and can review here no more.",
            people=people,
            number=number,
        )
        mend = say("An owner names someone else in what is enough.")
    return Hindrance(why, mend, goes_by="asking")


def _role_of(ws: Workspace, course: Course, person: PersonId) -> str | None:
    """Tell the role of someone whom a policy names; None where nobody says who may what."""
    if course.row.space is None:
        return None
    return roles_in_space(ws, course).get(person, "none")


def _looked_at_here(
    course: Course, version: Version, gates: set[str], names: Mapping[PersonId, str]
) -> list[Hindrance]:
    """Look at the gates of which no fact of a release tells."""
    found = []
    if "done" in gates and (waits := round_of(course.facts, version).waits_for()):
        people = ", ".join(names.get(one.person, one.person[:8]) for one in waits)
        found.append(
            Hindrance(
                say("The review is not done yet. It waits for {people}.", people=people),
                say("Wait, or ask someone else."),
                goes_by="asking",
            )
        )
    comments = [t for t in course.facts.threads.values() if t.resolution is None]
    if "comments" in gates and comments:
        words = say_many("{count} comment is open.", "{count} comments are open.", len(comments))
        way = say("Answer it and resolve it.")
        found.append(Hindrance(words, way, comments[0].lesson or None))
    wishes = [s for s in course.facts.suggestions.values() if s.is_open]
    if "suggestions" in gates and wishes:
        words = say_many(
            "{count} suggestion is open.", "{count} suggestions are open.", len(wishes)
        )
        found.append(Hindrance(words, say("Accept it, or say why not."), wishes[0].lesson))
    return found
