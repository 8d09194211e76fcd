"""How long each lesson of a course takes to read, worked out in turns and kept by its text."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from app.flows.courses.gists import gists_of_draft
from app.flows.lesson.following import course_now
from sync.model.ids import LogId, NodeId
from sync.workspace.opening import Workspace

TURN_S = 0.03
"""What one turn may take of the thread that also saves what is typed."""


@dataclass(frozen=True)
class Times:
    """Minutes by lesson, those of its words and those that it declares, if it does.

    `whole` says that none is still to be worked out.
    """

    minutes: dict[NodeId, int]
    declared: dict[NodeId, int]
    whole: bool


def times_in(ws: Workspace, log: LogId) -> Times:
    """Tell the minutes that are known, and work out some more."""
    course = course_now(ws, log)
    end = monotonic() + TURN_S
    gists = gists_of_draft(ws, course, enough=lambda: monotonic() > end)
    lessons = {node.id for node in course.outline.lessons()}
    minutes = {node: max(1, round(gist.minutes)) for node, gist in gists.items() if gist.minutes}
    declared = {node: round(gist.declared) for node, gist in gists.items() if gist.declared}
    return Times(minutes, declared, lessons <= gists.keys())
