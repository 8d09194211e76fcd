"""Keep the way back of what was typed, and find it again: after a restart, and whatever came in.

It stays on this laptop. It is kept in the transaction that keeps the text, so that both speak of
the same moment; where a lesson is opened again, all that came in since lies over it as one change.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.source.arriving import arriving
from editor.panels.source.history import History, HistoryChange
from editor.panels.source.piles import Arrived, Item, Mine, Pile, PileChange
from sync.merge.edits import Edit
from sync.model.errors import NotFound
from sync.model.ids import LogId, NodeId, sha_of
from sync.model.states import TextState
from sync.store.acts import ActOver
from sync.store.steps import KeptSteps, PileNews, Step, StepsNews
from sync.workspace.opening import Workspace


def keep_steps(
    ws: Workspace, log: LogId, lesson: NodeId, state: TextState, change: HistoryChange | None
) -> bool:
    """Keep what became of a history; its text is the working text, else that of the state.

    False if what was kept of it was struck out meanwhile: the window forgets it, too.
    """
    if change is None:
        return True
    news = StepsNews(change.key, _news(change.back), _news(change.forth), change.anew)
    return ws.store.steps.keep(lesson, log, state, ws.store.texts.end(lesson), news)


@dataclass(frozen=True)
class WayBack:
    """The history of a lesson, None where nothing is kept of it; `lost` steps lead nowhere now.

    `acts` were done beside typing, the latest last; each tells which steps it came over.
    """

    history: History | None = None
    lost: int = 0
    acts: tuple[ActOver, ...] = ()


def steps_back(ws: Workspace, lesson: NodeId, text: str) -> WayBack:
    """Find the history of a lesson whose text is this by now.

    Where the text that the steps lead back from is not here any more, as a server refused it, they
    are forgotten, and counted.
    """
    kept, acts = ws.store.steps.of(lesson), ws.store.acts.over(lesson)
    if kept is None:
        return WayBack(acts=acts)
    then = _text_of(ws, lesson, kept)
    if then is None:
        ws.store.steps.forget(lesson)
        return WayBack(lost=sum(step.mine for step in kept.back[1]), acts=acts)
    history = History(kept.key, _pile(kept.back), _pile(kept.forth))
    if then != text:
        history.arrived(arriving(then, text), then)
    return WayBack(history, acts=acts)


def _text_of(ws: Workspace, lesson: NodeId, kept: KeptSteps) -> str | None:
    """Read the text that steps lead back from, in the log of then; None if it is not as it was."""
    if kept.mark:
        working = ws.store.texts.working(lesson)
        return working.text if working and ws.store.texts.end(lesson) == kept.mark else None
    try:
        then = ws.lessons.text_at(kept.log, lesson, kept.state)
    except NotFound:
        return None
    return then if sha_of(then) == kept.state.sha else None


def _news(change: PileChange) -> PileNews:
    return PileNews(change.first, change.start, tuple(map(_step, change.items)))


def _step(item: Item) -> Step:
    made = tuple((edit.start, edit.deleted, edit.inserted) for edit in item.edits)
    return Step(made, isinstance(item, Mine))


def _pile(kept: tuple[int, tuple[Step, ...]]) -> Pile:
    first, steps = kept
    items: list[Item] = []
    for step in steps:
        made = tuple(Edit(*edit) for edit in step.edits)
        items.append(Mine(made) if step.mine else Arrived(made))
    return Pile(items, first)
