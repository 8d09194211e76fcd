"""Where a version stands by the policy that holds: one approval of two is not “approved”."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sync.model.approvals import IGNORED, in_force
from sync.model.errors import NotFound
from sync.model.language import say_many
from sync.model.policy import policies_in
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

State = Literal["named", "in review", "approved", "changes asked", "released"]


@dataclass(frozen=True)
class Standing:
    """The state of a version; `least` is how many approvals the policy asks for, if they lack.

    `given` is how many each of its blocks has at least, by those whose approval counts.
    """

    state: State
    given: int = 0
    least: int = 0

    @property
    def told(self) -> str:
        """Say how many approvals there are, "" where none lack or none was given."""
        if not self.least:
            return ""
        return say_many(
            "{given} of {count} approval", "{given} of {count} approvals", self.least,
            given=self.given,
        )  # fmt: skip


def standing_of(ws: Workspace, course: Course, version: Version) -> Standing:
    """Judge where a version stands. Where no approval stands, or no policy, nothing is read."""
    from app.flows.versions.policies import judge_release, policy_of  # home lists without them

    said = version.state
    verdicts = [one for each in course.facts.verdicts.values() for one in each]
    given = in_force(verdicts).keys() - {version.person}
    if said in ("released", "changes asked") or not given:
        return Standing(said)
    policies = policies_in(policy_of(ws, course).heads)
    if not any(one.approvals or one.people or "answers" in one.release_gates for one in policies):
        return Standing(said)
    try:
        judged = judge_release(ws, course, version)
    except NotFound:
        return Standing(said)
    lacks = {one.what: one for one in judged.unmet}
    if "approvals" in lacks:
        counts = [
            count
            for node, all_ in judged.counts.items()
            for count, block in zip(all_, judged.contents[node].blocks, strict=True)
            if block != IGNORED
        ]
        return Standing("in review", min(counts, default=0), lacks["approvals"].approvals)
    if lacks.keys() & {"person", "answers", "unknown"}:
        return Standing("in review")
    return Standing("changes asked" if "changes" in lacks else "approved")
