"""Taking part in a round of review: ticks, being done, reminders, what came too late.

Ticks are kept on this laptop until their reviewer is done; reminders are worked out here, by this
laptop's own calendar. No server has a part in either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from app.flows.changes import Changes, changed
from app.flows.permission import must_be_allowed
from app.flows.versions.reviewing import review
from sync.model.errors import BadInput, Refused
from sync.model.ids import FactId, PersonId
from sync.model.language import say
from sync.model.review import Verdict, Version
from sync.model.round_payloads import ReviewDone
from sync.model.rounds import (
    REMINDERS,
    Reminder,
    Reviewer,
    Round,
    asks_me,
    comes_after,
    reminder,
    round_of,
)
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_TICKS, _REMINDED, _OPENED = "review.ticks.", "review.reminded.", "review.opened."


# -- the checklist


def ticks_of(ws: Workspace, version: Version) -> tuple[str, ...]:
    """Read which points this person has ticked, sent or not."""
    kept = ws.store.settings.get(_TICKS + version.id)
    return msgspec.json.decode(kept, type=tuple[str, ...]) if kept else ()


def tick(
    ws: Workspace, course: Course, version: Version, point: str, *, on: bool = True
) -> tuple[str, ...]:
    """Tick a point of the checklist, or take the tick away; it is sent with “I am done”."""
    must_be_allowed(course, "review.done")
    known = round_of(course.facts, version).checklist
    if point not in known:
        raise BadInput(
            say("“{point}” is not among what to look at in version {number}.",
                point=point, number=version.number),
            safe=say("Nothing was changed."),
            mend=say("There are: {points}.", points="; ".join(known) or say("none")),
        )  # fmt: skip
    ticked = {*ticks_of(ws, version)} - {point} | ({point} if on else set())
    found = tuple(one for one in known if one in ticked)
    with ws.store.writing():
        ws.store.settings.set(_TICKS + version.id, msgspec.json.encode(found).decode())
    return found


# -- being done


def what_is_missing(course: Course, version: Version, me: PersonId) -> str:
    """Say what is missing before a person may say that they are done; "" for nothing."""
    mine = round_of(course.facts, version).of(me)
    if mine is None or mine.verdict is None:
        return say("Choose a verdict first: approve, or ask for changes.")
    return ""


def be_done(
    ws: Workspace,
    course: Course,
    version: Version,
    *,
    verdict: str = "",
    note: str = "",
    cannot: bool = False,
) -> Changes:
    """Say that this person is done reviewing a version, with a verdict, or that they cannot."""
    must_be_allowed(course, "review.done")
    with ws.store.writing():
        given = Changes(course.log)
        if verdict and not cannot:
            given = review(ws, course, version, verdict, note)
            course = ws.courses.open(course.log)
        missing = "" if cannot else what_is_missing(course, version, ws.identity.person)
        if missing:
            raise Refused(
                missing,
                safe=say("Nothing was sent. Your ticks are kept."),
                mend=say("Then say that you are done."),
            )
        how = "cannot" if cannot else "done"
        body = ReviewDone(version.id, how, ticks_of(ws, version), note)  # type: ignore[arg-type]
        written = ws.ledger.write(course.log, body)
    return given.and_also(written) if given.facts else changed(course.log, written)


# -- opened, and reminders


def note_opened(ws: Workspace, version: Version) -> None:
    """Remember that this person has looked at a version."""
    if ws.store.settings.get(_OPENED + version.id) is None:
        with ws.store.writing():
            ws.store.settings.set(_OPENED + version.id, "1")


def has_opened(ws: Workspace, version: Version) -> bool:
    """Tell whether this person has looked at a version on this laptop."""
    return ws.store.settings.get(_OPENED + version.id) is not None


@dataclass(frozen=True)
class Reminded:
    """A reminder that is due, of the round that it belongs to."""

    kind: Reminder
    round: Round
    mine: Reviewer


def reminder_now(ws: Workspace, course: Course, today: date) -> Reminded | None:
    """Find the reminder that is due to this person in a course; None once they are done."""
    found = asks_me(course.facts, ws.identity.person)
    mine = found.of(ws.identity.person) if found else None
    kind = reminder(mine, today)
    if found is None or mine is None or kind is None:
        return None
    return Reminded(kind, found, mine)


def take_reminder(ws: Workspace, course: Course, today: date) -> Reminded | None:
    """Give a reminder once: it is noted as shown, and comes no more, also if the clock goes back.

    For another day, as when the author asks anew, reminders begin again.
    """
    due = reminder_now(ws, course, today)
    if due is None:
        return None
    key = _REMINDED + due.round.version.id
    shown = _shown(ws.store.settings.get(key), due.mine.due)
    if not comes_after(due.kind, shown):
        return None
    with ws.store.writing():
        ws.store.settings.set(key, f"{due.mine.due} {due.kind}")
    return due


def take_reminders(ws: Workspace, today: date) -> list[tuple[Course, Reminded]]:
    """Give the reminders that are due in all courses, each once."""
    found = []
    for entry in ws.courses.entries():
        course = ws.courses.open(entry.row)
        if entry.row.standing == "shared" and (due := take_reminder(ws, course, today)):
            found.append((course, due))
    return found


def _shown(kept: str | None, until: str) -> Reminder | None:
    day, _, kind = (kept or "").partition(" ")
    return next((one for one in REMINDERS if one == kind), None) if day == until else None


# -- what came after a release


def late_words(course: Course) -> tuple[Verdict, ...]:
    """List who asks for changes in the released version, and was not seen by who released it.

    It warns; learners keep what they have.
    """
    version = course.facts.versions.get(course.facts.released_version or FactId(""))
    if version is None:
        return ()
    seen = course.facts.seen_at_release.get(version.id, ())
    latest = {one.person: one for one in version.verdicts}
    return tuple(
        one for one in latest.values() if one.verdict == "ask-changes" and one.id not in seen
    )
