"""What others wrote in the lesson that a window shows, held back until its person takes it in.

All of it is in the store, and in today's text for everybody else. The window goes on from the text
it shows: what is written there has that text's heads for parents, and is woven like anything
written apart. Which text that is outlasts the window, so that nothing comes in by closing it.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app.flows.lesson.following import goes_on_in, state_now
from sync.merge.compare import BlockChange, changes
from sync.model.ids import LogId, NodeId
from sync.model.language import say
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

_APART = "apart."


class Apart(msgspec.Struct, frozen=True):
    """The text that a window shows of a lesson: its state, in the log of then."""

    log: LogId
    state: TextState


@dataclass(frozen=True)
class Waiting:
    """What is held back of a lesson: who wrote it, and the blocks that it would change."""

    people: tuple[str, ...]
    blocks: tuple[BlockChange, ...]


@dataclass(frozen=True)
class WaitingLesson:
    """A lesson of which something is held back, with the names of those who wrote it."""

    lesson: NodeId
    title: str
    people: tuple[str, ...]


def waiting_for(
    ws: Workspace, log: LogId, lesson: NodeId, state: TextState, shown: str
) -> Waiting | None:
    """Tell what others wrote that a text does not hold; None where it has to come in at once.

    That is what I wrote myself elsewhere, and what struck words out.
    """
    today = ws.lessons.today(log, lesson)
    if today.text == shown or not state.heads or ws.lessons.is_struck(log, lesson):
        return None
    people = _writers(ws, log, lesson, state)
    return Waiting(people, changes(shown, today.text)) if people else None


def hold_apart(ws: Workspace, log: LogId, lesson: NodeId, state: TextState) -> None:
    """Note the text that a window goes on from."""
    packed = msgspec.json.encode(Apart(log, state)).decode()
    if ws.store.settings.get(_APART + lesson) != packed:
        ws.store.settings.set(_APART + lesson, packed)


def join(ws: Workspace, lesson: NodeId) -> None:
    """Note that nothing of a lesson is held back any more."""
    if ws.store.settings.get(_APART + lesson) is not None:
        ws.store.settings.set(_APART + lesson, None)


def own_state(ws: Workspace, log: LogId, lesson: NodeId) -> TextState | None:
    """Find the state that a window went on from last, with what was typed and sealed on it since.

    None where nothing is held back.
    """
    value = ws.store.settings.get(_APART + lesson)
    if value is None:
        return None
    kept = msgspec.json.decode(value, type=Apart)
    state = kept.state
    if goes_on_in(ws, kept.log) == log != kept.log:
        state = state_now(ws, kept.log, lesson, state)
    facts = LessonFacts(ws.store, log, lesson)
    here = ws.identity.key.device
    mine = {
        tuple(sorted(body.parents)): TextState((fact.id,), body.sha)
        for fact, body in facts.revised.values()
        if fact.device == here
    }
    while (after := mine.get(tuple(sorted(state.heads)))) is not None:
        state = after
    return state if all(map(facts.history.ancestry.knows, state.heads)) else None


def waiting_lessons(ws: Workspace, course: Course) -> list[WaitingLesson]:
    """List the lessons of a course of which this laptop's window holds something back."""
    found = []
    for name in ws.store.settings.all(_APART):
        node = course.outline.nodes.get(NodeId(name.removeprefix(_APART)))
        state = own_state(ws, course.log, node.id) if node is not None else None
        if node is not None and state is not None:
            people = _writers(ws, course.log, node.id, state)
            found += [WaitingLesson(node.id, node.title, people)] if people else []
    return found


def waiting_everywhere(ws: Workspace) -> list[WaitingLesson]:
    """List such lessons of all courses that are here."""
    if not ws.store.settings.all(_APART):
        return []
    courses = (ws.courses.open(entry.row) for entry in ws.courses.entries())
    return [one for course in courses for one in waiting_lessons(ws, course)]


def _writers(ws: Workspace, log: LogId, lesson: NodeId, state: TextState) -> tuple[str, ...]:
    """Name the others whose revisions a state has not seen."""
    history = ws.lessons.history(log, lesson)
    ancestry = history.ancestry
    if not all(map(ancestry.knows, state.heads)):
        return ()
    unseen = ancestry.seen_by(*history.heads) & ~ancestry.seen_by(*state.heads)
    people = (history.revisions[ident].person for ident in ancestry.members(unseen))
    others = [person for person in dict.fromkeys(people) if person != ws.identity.person]
    names = ws.courses.names(ws.courses.open(log)) if others else {}
    return tuple(names.get(person) or say("someone") for person in others)
