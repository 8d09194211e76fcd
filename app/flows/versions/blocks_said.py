"""Say which questions and other blocks of a version lack approvals, and why."""

from __future__ import annotations

from collections.abc import Sequence

from app.flows.overlaps.unchecked import Hindrance
from app.flows.versions.became import became_of
from app.flows.versions.judgement import Judgement
from sync.model.ids import NodeId
from sync.model.language import say, say_many
from sync.model.policy import Unmet
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

Place = tuple[NodeId, int]
"""A block by its lesson and number."""


def blocks_said(
    ws: Workspace, course: Course, version: Version, one: Unmet, judgement: Judgement
) -> list[Hindrance]:
    """Tell of each question apart, of all other blocks together."""
    asking = say_many(
        "{count} approval is asked for. Ask for a review.",
        "{count} approvals are asked for. Ask for a review.",
        one.approvals,
    )
    me, found = ws.identity.person, []
    others: list[Place] = []
    refused: list[Place] = []
    for node, number in one.blocks:
        rights = judgement.contents[node].rights if node in judgement.contents else ()
        makers = {person for r in rights if r.block == number for person in r.writers}
        if not any(r.block == number for r in rights):
            (refused if (node, number) in judgement.refused else others).append((node, number))
            continue
        own = say("You wrote this right answer, so the approval cannot be yours.")
        asks = sorted({r.block for r in rights}).index(number) + 1
        why = _refused_said(course, _title(version, node), asks, node, number, judgement)
        why = why or _question_said(
            _title(version, node), asks, node, number, one.approvals, judgement
        )
        mend = f"{own} {asking}" if me in makers else asking
        found.append(Hindrance(why, mend, node, _line(ws, course, version, node, number), "asking"))
    for why, places in (
        (_others_said(len(others), version, one.approvals), others),
        (_others_refused(course, refused, judgement), refused),
    ):
        for node, number in places[:1]:
            line = _line(ws, course, version, node, number)
            found.append(Hindrance(why, asking, node, line, "asking"))
    return found


def _others_said(count: int, version: Version, least: int) -> str:
    if least > 1:
        return say_many(
            "{count} block of version {number} has fewer than {least} approvals.",
            "{count} blocks of version {number} have fewer than {least} approvals.",
            count,
            number=version.number,
            least=least,
        )
    return say_many(
        "{count} block of version {number} is not approved yet.",
        "{count} blocks of version {number} are not approved yet.",
        count,
        number=version.number,
    )


def _others_refused(course: Course, places: Sequence[Place], judgement: Judgement) -> str:
    """Say that blocks are as they were when changes were asked for, in the latest of versions."""
    asked_in = max((_asked_in(course, judgement, place) for place in places), default=0)
    return say_many(
        "{count} block is as it was when changes were asked for in version {asked}.",
        "{count} blocks are as they were when changes were asked for in version {asked}.",
        len(places),
        asked=asked_in,
    )


def _refused_said(
    course: Course, lesson: str, asks: int, node: NodeId, number: int, judgement: Judgement
) -> str:
    """Say that a question is as it was when changes were asked for; "" where it is not."""
    if (node, number) not in judgement.refused:
        return ""
    return say(
        "Question {number} of “{lesson}” is as it was when changes were asked for"
        " in version {asked}.",
        number=asks,
        lesson=lesson,
        asked=_asked_in(course, judgement, (node, number)),
    )


def _asked_in(course: Course, judgement: Judgement, place: Place) -> int:
    return course.facts.versions[judgement.refused[place]].number


def _question_said(
    lesson: str, asks: int, node: NodeId, number: int, least: int, judgement: Judgement
) -> str:
    """Say why a question is not approved: what became of it since it was, or how few did."""
    if count := judgement.counts[node][number]:
        return say(
            "Question {number} of “{lesson}” has {count} of {least} approvals.",
            number=asks,
            lesson=lesson,
            count=count,
            least=least,
        )
    became = became_of(judgement.contents, node, number, judgement.given)
    if became == "changed":
        return say(
            "Question {number} of “{lesson}” changed since it was approved.",
            number=asks,
            lesson=lesson,
        )
    if became == "answer":
        return say(
            "The right answer to question {number} of “{lesson}” changed since it was approved.",
            number=asks,
            lesson=lesson,
        )
    return say(
        "Question {number} of “{lesson}” has a right answer that nobody else has approved.",
        number=asks,
        lesson=lesson,
    )


def _title(version: Version, node: NodeId) -> str:
    return next((entry.title for entry in version.named.outline if entry.node == node), "")


def _line(ws: Workspace, course: Course, version: Version, node: NodeId, number: int) -> int | None:
    from app.flows.versions.approved import lines_of

    return lines_of(ws, course, version, node).get(number)
