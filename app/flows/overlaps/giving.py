"""Leave an overlap for later, or give it to a person; it stays open until someone checks it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from app.flows.changes import Changes, changed
from app.flows.overlaps.overlap_views import OverlapView, ids_of
from app.flows.permission import must_be_allowed
from app.flows.persons import must_have_access
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.facts import Fact
from sync.model.ids import FactId, PersonId
from sync.model.language import say
from sync.model.round_payloads import NOBODY, OverlapGiven
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

DAYS = 7
"""So long an overlap is left where nobody says until when."""


@dataclass(frozen=True)
class Given:
    """Whose an overlap is, or that it is left for later, by whom and why; `until` may be no day."""

    to: PersonId
    by: PersonId
    at: int
    why: str
    until: str
    fact: FactId

    def is_over(self, today: str) -> bool:
        """Tell whether the day has come until which it was left."""
        return bool(self.until) and self.until <= today


def given(course: Course, view: OverlapView) -> Given | None:
    """Find what was said last of an overlap; of two who said it apart, the later in order."""
    heads = _heads(course, ids_of(view), _node(view))
    if not heads:
        return None
    fact, body = heads[-1]
    if not (body.to or body.why or body.until):
        return None  # it was taken back
    return Given(body.to, fact.person, fact.at, body.why, body.until, fact.id)


def give(
    ws: Workspace,
    course: Course,
    view: OverlapView,
    *,
    to: PersonId = NOBODY,
    why: str = "",
    until: str = "",
) -> Changes:
    """Give an overlap to a person, or leave it for later: for a week, if no day is said."""
    must_be_allowed(course, "overlap.given")
    if to and to not in ws.courses.names(course):
        raise NotFound(
            say("There is no such person in this course."),
            safe=say("Nothing was changed."),
            mend=say("Choose someone of this course."),
        )
    must_have_access(ws, course, [to])
    if until and not _is_day(until):
        raise BadInput(
            say("“{until}” is no day.", until=until),
            safe=say("Nothing was changed."),
            mend=say("Write it as 2026-01-31."),
        )
    if until and until < date.today().isoformat():
        raise BadInput(
            say("{day} has passed.", day=until),
            safe=say("Nothing was changed."),
            mend=say("Choose today, {today}, or a later day.", today=date.today().isoformat()),
        )
    if not to and not until:
        until = (date.today() + timedelta(days=DAYS)).isoformat()
    return _write(ws, course, view, to, why.strip(), until)


def take_up(ws: Workspace, course: Course, view: OverlapView) -> Changes:
    """Take an overlap back to the others: it is nobody's, and left for no day."""
    must_be_allowed(course, "overlap.given")
    if given(course, view) is None:
        return Changes(course.log)
    return _write(ws, course, view, NOBODY, "", "")


def take_giving_back(ws: Workspace, course: Course, ident: FactId) -> Changes:
    """Say again what was said before a place was given, left, or taken up; Refused if over."""
    must_be_allowed(course, "overlap.given")
    every = {fact.id: (fact, body) for said in course.facts.given.values() for fact, body in said}
    _, done = every.get(ident, (None, None))
    heads = _heads(course, done.overlaps, done.node) if done is not None else []
    if done is None or not heads or _said(heads[-1][1]) != _said(done):
        raise Refused(
            say("Someone said otherwise of this place since, so your word is not the last."),
            safe=say("Nothing was changed."),
            mend=say("The place itself tells whose it is now."),
        )
    before = sorted((every[one] for one in done.over if one in every), key=lambda o: o[0].order)
    to, why, until = _said(before[-1][1]) if before else (NOBODY, "", "")
    over = tuple(fact.id for fact, _ in heads)
    body = OverlapGiven(done.node, done.overlaps, to, why, until, over)
    return changed(course.log, ws.ledger.write(course.log, body))


def _said(body: OverlapGiven) -> tuple[PersonId, str, str]:
    return body.to, body.why, body.until


def _write(
    ws: Workspace, course: Course, view: OverlapView, to: PersonId, why: str, until: str
) -> Changes:
    ids = ids_of(view)
    over = tuple(fact.id for fact, _ in _heads(course, ids, _node(view)))
    body = OverlapGiven(_node(view), tuple(sorted(ids)), to, why, until, over)
    return changed(course.log, ws.ledger.write(course.log, body))


def _node(view: OverlapView) -> str:
    return view.lesson or view.about


def _heads(course: Course, ids: Collection[str], node: str) -> list[tuple[Fact, OverlapGiven]]:
    """List what was said of these overlaps and nobody has said otherwise since, in order."""
    said = [(f, b) for f, b in course.facts.given.get(node, ()) if set(b.overlaps) & set(ids)]
    over = {ident for _, body in said for ident in body.over}
    return sorted((one for one in said if one[0].id not in over), key=lambda one: one[0].order)


def _is_day(until: str) -> bool:
    try:
        return date.fromisoformat(until).isoformat() == until
    except ValueError:
        return False
