"""Tell whether what learners have was released without what the policy asks for that holds now.

The policy may have come later, or apart; or whoever released kept quiet about it, which nobody can
tell from the other two. So it is said of all alike, by the facts alone, and takes nothing back.
"""

from __future__ import annotations

from app.flows.versions.policies import judge_release, policy_of
from sync.model.ids import FactId
from sync.model.kinds import payload_of
from sync.model.policy import Unmet
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def released_without(ws: Workspace, course: Course) -> tuple[Unmet, ...]:
    """List what the released version lacks by a policy that its release does not name."""
    version = course.facts.versions.get(course.facts.released_version or FactId(""))
    if version is None:
        return ()
    released = ws.store.log.facts(course.log, kinds={"course.released"})
    whole = [payload_of(fact) for fact in released if fact.id not in course.facts.aside]
    known = whole[-1].policy if whole else ()
    if all(one in known for one in policy_of(ws, course).facts):
        return ()
    return judge_release(ws, course, version).unmet
