"""What a person does about an overlap in the window, found again by its name as it stands then."""

from __future__ import annotations

from datetime import date, timedelta

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.overlaps import merging
from app.flows.overlaps.asking import ask
from app.flows.overlaps.broken_settling import settle_broken
from app.flows.overlaps.giving import give, take_up
from app.flows.overlaps.merging import OverlapView
from app.flows.overlaps.third import take_third
from app.flows.overlaps.undoing import keep_choice
from editor.panels.overlaps.values import THIRD, WRITTEN
from sync.model.ids import FactId, LogId, PersonId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def _found(ws: Workspace, log: LogId, ident: str) -> tuple[Course, OverlapView | None]:
    course = course_now(ws, log)
    views = merging.overlaps(ws, course, settled=True)
    return course, next((view for view in views if view.id == ident), None)


def settle(
    ws: Workspace, log: LogId, ident: str, take: str, text: str | None, *, broken: bool = False
) -> Changes:
    """Settle one as chosen: a wording's number, a suggestion, what stands now, or words anew.

    What was chosen is kept as one act, which can be taken back after a restart, too.
    """
    with ws.store.writing():
        done = _settled(ws, log, ident, take, text, broken=broken)
        keep_choice(ws, done)
    return done


def _settled(
    ws: Workspace, log: LogId, ident: str, take: str, text: str | None, *, broken: bool
) -> Changes:
    if broken:
        return settle_broken(ws, course_now(ws, log), ident, take)
    course, view = _found(ws, log, ident)
    if view is None:
        return Changes(log)
    if take.startswith(THIRD):
        return take_third(ws, course, view, FactId(take.removeprefix(THIRD)))
    if view.item is None:
        return merging.confirm_side(ws, course, view, take)
    wording = text if take == WRITTEN and text is not None else merging.wording_taken(view, take)
    if wording and view.merged.endswith("\n") and not wording.endswith("\n"):
        wording += "\n"
    return merging.confirm(ws, course, view, wording)


def ask_about(ws: Workspace, log: LogId, ident: str, words: str) -> Changes:
    """Ask those who wrote at the place."""
    course, view = _found(ws, log, ident)
    return ask(ws, course, view, words) if view is not None else Changes(log)


def give_to(ws: Workspace, log: LogId, ident: str, person: str, why: str) -> Changes:
    """Give the place to a person."""
    course, view = _found(ws, log, ident)
    return give(ws, course, view, to=PersonId(person), why=why) if view else Changes(log)


def leave_for(ws: Workspace, log: LogId, ident: str, days: int) -> Changes:
    """Leave the place for so many days."""
    course, view = _found(ws, log, ident)
    until = (date.today() + timedelta(days=days)).isoformat()
    return give(ws, course, view, until=until) if view else Changes(log)


def take_it_up(ws: Workspace, log: LogId, ident: str) -> Changes:
    """Let the place be for whoever comes first again."""
    course, view = _found(ws, log, ident)
    return take_up(ws, course, view) if view else Changes(log)


def settle_all_settled(ws: Workspace, log: LogId) -> Changes:
    """Close together what later writing has settled already."""
    changes = Changes(log)
    while True:
        course = course_now(ws, log)
        left = [v for v in merging.overlaps(ws, course, settled=True) if v.state == "settled"]
        if not left:
            return changes
        done = merging.confirm(ws, course, left[0], left[0].merged)
        if not done.facts:
            return changes
        changes = changes.and_also(done.facts)
