"""What a window types: journalled at once, sealed at a pause, woven with what arrived.

All of it runs on the store's thread. The window gives edits in code points, one after another.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.flows.lesson.undoing import keep_steps
from editor.panels.source.arriving import arriving
from editor.panels.source.history import HistoryChange
from sync.merge.edits import Edit
from sync.model.ids import LogId, NodeId
from sync.model.states import TextState
from sync.workspace.lessons import Today
from sync.workspace.opening import Workspace

Step = tuple[int, int, str]


@dataclass(frozen=True)
class Typed:
    """Edits of one lesson since the last keeping, and the state that typing began on.

    `anew` says that the last keeping failed: these edits are all since `begun_on`. `undo` is what
    became of the way back since.
    """

    log: LogId
    lesson: NodeId
    state: TextState
    begun_on: str
    steps: tuple[Step, ...]
    anew: bool = False
    undo: HistoryChange | None = None


@dataclass(frozen=True)
class Sealed:
    """The lesson after a seal: today's text and state, and the way there from the text typed.

    `undo_held` says that the way back that the window knows is still kept.
    """

    today: Today
    typed: TextState
    arrived: tuple[Edit, ...]
    wrote: bool
    undo_held: bool = True


def keep(ws: Workspace, typed: Typed) -> bool:
    """Journal edits durably; the text they were begun on is kept with the first.

    False if the way back was struck out meanwhile, for the words in it.
    """
    with ws.store.writing():
        known = ws.store.texts.working_state(typed.lesson)
        if typed.anew or known is None:
            ws.store.texts.begin(typed.log, typed.lesson, known or typed.state, typed.begun_on)
        ws.store.texts.journal(typed.lesson, typed.steps)
        return keep_steps(ws, typed.log, typed.lesson, known or typed.state, typed.undo)


def seal(
    ws: Workspace,
    log: LogId,
    lesson: NodeId,
    shown: str,
    state: TextState,
    undo: HistoryChange | None = None,
) -> Sealed:
    """Make the text shown a revision of `state`, and tell how it becomes today's text.

    It is taken from the window and not from the journal, so that a failed keeping loses nothing.
    `typed` is the state that the shown text itself is in, the one to go on from if the window
    cannot take the arrivals now because someone typed meanwhile. A command may have sealed what
    was kept so far, and begun the working text anew on that: then that is what was typed on.
    """
    with ws.store.writing():
        state = ws.store.texts.working_state(lesson) or state
        fact = ws.lessons.write_typed(log, lesson, shown, state)
        ws.store.texts.clear(lesson)
        typed = TextState((fact.id,), ws.lessons.sha_of_revision(fact)) if fact else state
        held = keep_steps(ws, log, lesson, typed, undo)
    today = ws.lessons.today(log, lesson)
    return Sealed(today, typed, arriving(shown, today.text), fact is not None, held)


def look(
    ws: Workspace, log: LogId, lesson: NodeId, shown: str, state: TextState | None = None
) -> Sealed:
    """Tell how the text shown becomes today's, where nothing was typed since it was read.

    `state` is the one that it was read in.
    """
    today = ws.lessons.today(log, lesson)
    return Sealed(today, state or today.state, arriving(shown, today.text), False)
