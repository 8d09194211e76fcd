"""Put a file into a course as the window and the command do: judged first, then kept."""

from __future__ import annotations

from app.flows.changes import Changes
from app.flows.media.attaching import attach_judged
from app.flows.media.media_judging import judge
from sync.model.ids import NodeId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def attach(
    ws: Workspace, course: Course, lesson: NodeId, name: str, data: bytes
) -> tuple[str, Changes]:
    """Keep bytes as a file beside a lesson; return the address to write in it."""
    done = attach_judged(ws, course, lesson, judge(name, data))
    return done.address, done.changes
