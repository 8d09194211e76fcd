"""Read what the policy asks for before a release, and whom to ask, for the publish dialog."""

from __future__ import annotations

from app.flows.versions.approved import DraftLacks, LeftBlock, draft_lacks
from app.flows.versions.became import Became
from app.flows.versions.policies import policy_of
from app.flows.versions.requests import proposals
from app.shell.faces import face
from editor.panels.publish.values import Finding, Reviewer
from sync.model.language import mark, say, say_many
from sync.model.policy import policies_in
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_ANSWERS: dict[Became, str] = {
    "changed": mark("Question {number} of “{lesson}” changed since it was approved"),
    "answer": mark(
        "The right answer to question {number} of “{lesson}” changed since it was approved"
    ),
    "new": mark("The right answer to question {number} of “{lesson}” is approved by nobody else"),
    "refused": mark(
        "Question {number} of “{lesson}” is as it was when changes were asked for"
        " in version {asked}"
    ),
}


def reviewers_of(ws: Workspace, course: Course) -> tuple[Reviewer, ...]:
    """List who may be asked, each with the reason."""
    if course.row.standing != "shared":
        return ()
    names, me = ws.courses.names(course), ws.identity.person
    return tuple(
        Reviewer(one.person, face(one.person, names, me), one.why) for one in proposals(ws, course)
    )


def of_policy(ws: Workspace, course: Course) -> tuple[list[Finding], list[Finding]]:
    """Give what stands in the way of a release by the policy, and what is worth a look.

    A right answer that nobody else approved is told whatever the policy says.
    """
    policies = policies_in(policy_of(ws, course).heads)
    approvals = max((one.approvals for one in policies), default=0)
    gated = approvals > 0 or any("answers" in one.release_gates for one in policies)
    alone = course.row.standing != "shared"
    lacks = DraftLacks() if alone and not gated else draft_lacks(ws, course, approvals)
    found = [_answer(one, max(approvals, 1), gated=gated) for one in lacks.answers]
    stands = found if gated else []
    if lacks.blocks:
        stands = [*stands, _approvals(approvals, lacks)]
    return stands, [] if gated else found


def _answer(one: LeftBlock, approvals: int, *, gated: bool) -> Finding:
    title = say(_ANSWERS[one.became], number=one.asks, lesson=one.title, asked=one.asked_in or 0)
    told = [say("“{question}”", question=one.question)] if one.question else []
    if gated:
        told.append(
            say_many(
                "{count} approval of a changed question is asked for.",
                "{count} approvals of a changed question are asked for.",
                approvals,
            )
        )
    if one.is_own:
        told.append(say("You wrote this right answer, so the approval cannot be yours."))
    line = one.line - 1 if one.line else None
    return Finding(title, " ".join(told), "key", one.lesson, line)


def _approvals(approvals: int, lacks: DraftLacks) -> Finding:
    first = lacks.first
    line = first.line - 1 if first and first.line else None
    return Finding(
        say_many(
            "{count} block is not approved by others yet",
            "{count} blocks are not approved by others yet",
            lacks.blocks,
        ),
        say_many(
            "{count} approval of each is asked for. What was approved before and is the same"
            " stays approved.",
            "{count} approvals of each are asked for. What was approved before and is the same"
            " stays approved.",
            approvals,
        ),
        "badge-check",
        first.lesson if first else None,
        line,
    )
