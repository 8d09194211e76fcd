"""Go on in the shared course where one was writing in a private one, whoever shared it.

A command beside the window may share a course while it is open there. The private log is closed
then, and each lesson begins in the shared one at a root with its text of that moment.
"""

from __future__ import annotations

from app.flows.lesson.typing import Sealed, look, seal
from editor.panels.source.arriving import arriving
from editor.panels.source.history import HistoryChange
from sync.model.ids import LogId, NodeId, sha_of
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts


def goes_on_in(ws: Workspace, log: LogId) -> LogId:
    """Name the log that a course is written in now; the same one, unless it was shared."""
    row = ws.store.log.log(log)
    while row is not None and row.standing == "closed" and row.continued_by is not None:
        log = row.continued_by
        row = ws.store.log.log(log)
    return log


def course_now(ws: Workspace, log: LogId) -> Course:
    """Open the course of a log where it goes on."""
    return ws.courses.open(goes_on_in(ws, log))


def state_now(ws: Workspace, log: LogId, lesson: NodeId, state: TextState) -> TextState:
    """Name a state of a private log by the same text in the shared one, if it was shared since."""
    there = goes_on_in(ws, log)
    if there == log:
        return state
    revised = LessonFacts(ws.store, there, lesson).revised.values()
    same = [fact for fact, body in revised if body.sha == state.sha]
    if not same:
        return state
    return TextState((min(same, key=lambda fact: fact.clock).id,), state.sha)


def seal_and_follow(
    ws: Workspace,
    log: LogId,
    lesson: NodeId,
    shown: str,
    state: TextState,
    undo: HistoryChange | None = None,
) -> tuple[LogId, Sealed]:
    """Seal what a window typed, and tell in which log it goes on, and how."""
    with ws.store.writing():
        return _follow(ws, log, lesson, shown, seal(ws, log, lesson, shown, state, undo))


def look_and_follow(
    ws: Workspace, log: LogId, lesson: NodeId, shown: str, state: TextState | None = None
) -> tuple[LogId, Sealed]:
    """Tell how the text shown becomes today's, in the log where the course goes on."""
    return _follow(ws, log, lesson, shown, look(ws, log, lesson, shown, state))


def _follow(
    ws: Workspace, log: LogId, lesson: NodeId, shown: str, here: Sealed
) -> tuple[LogId, Sealed]:
    """Take a window over where the shared log holds the very text it shows.

    Where it does not, the window first takes in what the private log has, and asks again.
    """
    there = goes_on_in(ws, log)
    if there == log or lesson not in ws.courses.open(there).outline.nodes:
        return log, here
    today = ws.lessons.today(there, lesson)
    if today.text == shown:
        return there, Sealed(today, today.state, (), here.wrote, here.undo_held)
    sha, me = sha_of(shown), ws.identity.person
    revised = LessonFacts(ws.store, there, lesson).revised.values()
    same = [fact for fact, body in revised if body.sha == sha and fact.person == me]
    if not same:
        return log, here
    typed = TextState((max(same, key=lambda fact: fact.clock).id,), sha)
    arrived = arriving(shown, today.text)
    return there, Sealed(today, typed, arrived, here.wrote, here.undo_held)
