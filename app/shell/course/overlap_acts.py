"""What a person does about an overlap in the window, found again by its name as it stands then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.overlaps import merging
from app.flows.overlaps.asking import ask
from app.flows.overlaps.broken_settling import settle_broken
from app.flows.overlaps.deeds import keep_deed
from app.flows.overlaps.giving import give, take_up
from app.flows.overlaps.merging import OverlapView
from app.flows.overlaps.third import take_third
from app.flows.overlaps.undoing import keep_choice
from app.shell.overlap_faces import overlap_item
from editor.panels.overlaps.values import THIRD, WRITTEN, OverlapItem
from sync.model.errors import Refused
from sync.model.ids import FactId, LogId, PersonId
from sync.model.language import say
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


def _found(ws: Workspace, log: LogId, ident: str) -> tuple[Course, OverlapView | None]:
    course = course_now(ws, log)
    views = merging.overlaps(ws, course, settled=True)
    return course, next((view for view in views if view.id == ident), None)


def settle(
    ws: Workspace,
    log: LogId,
    ident: str,
    take: str,
    text: str | None,
    *,
    broken: bool = False,
    seen: OverlapItem | None = None,
) -> Changes:
    """Settle one as chosen: a wording's number, a suggestion, what stands now, or words anew.

    What was chosen is kept as one act, which can be taken back after a restart, too. `seen` is
    the place as it was in view: Refused, if somebody wrote there since.
    """
    with ws.store.writing():
        if seen is not None and not broken:
            _must_stand_as(ws, log, seen)
        done = _settled(ws, log, ident, take, text, broken=broken)
        keep_choice(ws, done)
        keep_deed(ws, done)  # of one who only suggests
    return done


def _must_stand_as(ws: Workspace, log: LogId, seen: OverlapItem) -> None:
    course, view = _found(ws, log, seen.id)
    names, me = ws.courses.names(course), ws.identity.person
    if view is None or overlap_item(view, course, names, me).sight != seen.sight:
        raise Refused(
            say("This place was changed meanwhile, and you had not seen that."),
            safe=say("Nothing was changed by your choice, and words that you began are kept."),
            mend=say("Look at the texts once more, then choose."),
        )


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
    return _kept(ws, lambda: ask(ws, course, view, words)) if view else Changes(log)


def give_to(ws: Workspace, log: LogId, ident: str, person: str, why: str) -> Changes:
    """Give the place to a person."""
    course, view = _found(ws, log, ident)
    if view is None:
        return Changes(log)
    return _kept(ws, lambda: give(ws, course, view, to=PersonId(person), why=why))


def leave_for(ws: Workspace, log: LogId, ident: str, days: int) -> Changes:
    """Leave the place for so many days."""
    course, view = _found(ws, log, ident)
    until = (date.today() + timedelta(days=days)).isoformat()
    return _kept(ws, lambda: give(ws, course, view, until=until)) if view else Changes(log)


def take_it_up(ws: Workspace, log: LogId, ident: str) -> Changes:
    """Let the place be for whoever comes first again."""
    course, view = _found(ws, log, ident)
    return _kept(ws, lambda: take_up(ws, course, view)) if view else Changes(log)


def _kept(ws: Workspace, deed: Callable[[], Changes]) -> Changes:
    """Do something that chooses nothing, and keep it as an act that can be taken back."""
    with ws.store.writing():
        return keep_deed(ws, deed())


def settle_all_settled(ws: Workspace, log: LogId) -> Changes:
    """Close together what later writing has settled already, as one act."""
    with ws.store.writing():
        done = _all_settled(ws, log)
        keep_choice(ws, done)
    return done


def _all_settled(ws: Workspace, log: LogId) -> Changes:
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
