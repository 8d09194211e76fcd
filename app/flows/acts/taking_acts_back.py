"""Take an act back that this laptop keeps: by its name, or the last choice about an overlap."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app.flows.changes import Changes
from app.flows.finding import replacing
from app.flows.finding.replacing import REPLACED, Replaced
from app.flows.lesson.following import course_now
from app.flows.overlaps import undoing
from app.flows.overlaps.deeds import is_deed, take_deed_back
from app.flows.overlaps.undoing import CHOSEN
from app.flows.review import deciding
from app.flows.review.deciding import ACCEPTED, AcceptedAct
from app.flows.sharing import taking_back
from app.flows.sharing.taking_back import TAKEN_BACK
from app.flows.versions import recovering
from app.flows.versions.recovering import BROUGHT_BACK
from sync.model.ids import LogId
from sync.store.acts import KeptAct
from sync.workspace.opening import Workspace

ASKED = "asked"
DONE = "done"
"""The kinds of a question that was taken back, and of what opened no overlap again by that."""


@dataclass(frozen=True)
class ActUndone:
    """An act that was taken back, and what that wrote; `replaced` tells of words replaced."""

    kind: str
    changes: tuple[Changes, ...]
    replaced: Replaced | None = None

    def wrote(self, kind: str) -> bool:
        """Tell whether taking it back wrote facts of a kind."""
        return any(kind in changes.kinds for changes in self.changes)


def take_act_back(ws: Workspace, ident: str) -> ActUndone | None:
    """Take an act back; None if it was taken back already, in whatever way."""
    kept = ws.store.acts.get(ident)
    if kept is None:
        ws.store.acts.forget(ident)
        return None
    return _WAYS[kept.kind](ws, kept)


def take_last_choice_back(ws: Workspace, log: LogId) -> ActUndone | None:
    """Take the last choice about an overlap of a course back; None if there is none here."""
    for kept in reversed(ws.store.acts.of(log, CHOSEN)):
        undone = _choice(ws, kept)
        if undone is not None:
            return undone
    return None


def _accepted(ws: Workspace, kept: KeptAct) -> ActUndone:
    act = msgspec.json.decode(kept.act, type=AcceptedAct)
    course = course_now(ws, kept.log)
    return ActUndone(kept.kind, (deciding.take_out(ws, course, act, kept.log),))


def _choice(ws: Workspace, kept: KeptAct) -> ActUndone | None:
    choice = undoing.choice_kept(ws, kept)
    if choice is None:
        ws.store.acts.forget(kept.ident)
        return None
    course = course_now(ws, kept.log)
    if is_deed(choice):
        done = take_deed_back(ws, course, choice)
        return ActUndone(ASKED if "comment.resolved" in done.kinds else DONE, (done,))
    done = undoing.take_back(ws, course, choice)
    again = undoing.is_open_again(ws, course, done)
    return ActUndone(kept.kind if again else DONE, (done,))


def _replaced(ws: Workspace, kept: KeptAct) -> ActUndone:
    done = msgspec.json.decode(kept.act, type=Replaced)
    back, changes = replacing.take_back(ws, done)
    return ActUndone(kept.kind, (changes,), back)


def _batch(ws: Workspace, kept: KeptAct) -> ActUndone | None:
    receipt = msgspec.json.decode(kept.act, type=str)
    known = ws.store.receipts.get(receipt) is not None
    batch = taking_back.find_batch(ws, receipt) if known else None
    if batch is None or all(line.taken for line in batch.lines):  # line by line, perhaps
        ws.store.acts.forget(kept.ident)
        return None
    return ActUndone(kept.kind, taking_back.take_back(ws, batch).changes)


def _brought(ws: Workspace, kept: KeptAct) -> ActUndone | None:
    course = course_now(ws, kept.log)
    if course.log != kept.log:  # how it stood then is told by states of the private log
        ws.store.acts.forget(kept.ident)
        return None
    done = recovering.last_restored(ws, course)
    return ActUndone(kept.kind, (recovering.take_back(ws, course, done),))


_WAYS = {
    ACCEPTED: _accepted,
    CHOSEN: _choice,
    REPLACED: _replaced,
    TAKEN_BACK: _batch,
    BROUGHT_BACK: _brought,
}
