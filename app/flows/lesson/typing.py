"""What a window types: journalled at once, sealed at a pause, woven with what arrived.

All of it runs on the store's thread. The window gives edits in code points, one after another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sync.merge.edits import Edit, edits
from sync.model.ids import LogId, NodeId
from sync.model.states import TextState
from sync.workspace.lessons import Today
from sync.workspace.opening import Workspace

Step = tuple[int, int, str]


@dataclass(frozen=True)
class Typed:
    """Edits of one lesson since the last keeping, and the state that typing began on.

    `anew` says that the last keeping failed: these edits are all since `begun_on`.
    """

    log: LogId
    lesson: NodeId
    state: TextState
    begun_on: str
    steps: tuple[Step, ...]
    anew: bool = False


@dataclass(frozen=True)
class Sealed:
    """The lesson after a seal: today's text and state, and the way there from the text typed."""

    today: Today
    typed: TextState
    arrived: tuple[Edit, ...]
    wrote: bool


def keep(ws: Workspace, typed: Typed) -> None:
    """Journal edits durably; the text they were begun on is kept with the first."""
    with ws.store.writing():
        known = ws.store.texts.working_state(typed.lesson)
        if typed.anew or known is None:
            ws.store.texts.begin(typed.log, typed.lesson, known or typed.state, typed.begun_on)
        ws.store.texts.journal(typed.lesson, typed.steps)


def seal(ws: Workspace, log: LogId, lesson: NodeId, shown: str, state: TextState) -> Sealed:
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
    today = ws.lessons.today(log, lesson)
    typed = TextState((fact.id,), ws.lessons.sha_of_revision(fact)) if fact else state
    arrived = tuple(edits(shown, today.text)) if shown != today.text else ()
    return Sealed(today, typed, arrived, fact is not None)


def look(ws: Workspace, log: LogId, lesson: NodeId, shown: str) -> Sealed:
    """Tell how the text shown becomes today's, where nothing was typed since it was read."""
    today = ws.lessons.today(log, lesson)
    arrived: Sequence[Edit] = edits(shown, today.text) if shown != today.text else ()
    return Sealed(today, today.state, tuple(arrived), False)
