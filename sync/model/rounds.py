"""A round of review as its facts make it: who is asked for what until when, and where each stands.

All days are days of the calendar, as YYYY-MM-DD. What "today" is, the reader's own calendar says:
two laptops in two time zones may differ by a day in what is late, and in nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from sync.model.course import CourseFacts
from sync.model.facts import Fact
from sync.model.ids import FactId, PersonId
from sync.model.review import Verdict, Version
from sync.model.round_payloads import NOBODY, Asked, ReviewAsked, ReviewDone, ReviewWithdrawn

Standing = Literal["waiting", "reviewing", "approved", "changes asked", "done", "cannot"]
Reminder = Literal["before", "today", "after"]
REMINDERS: tuple[Reminder, ...] = ("before", "today", "after")
"""In the order in which they come; none comes again after a later one."""
OPEN: tuple[Standing, ...] = ("waiting", "reviewing")


@dataclass(frozen=True)
class Reviewer:
    """One person of a round: why and by whom they were asked, until when, where they stand.

    `at` is when they were asked, in ms, for display. `ticks` are points of the checklist. One who
    gave a verdict unasked has no `by`.
    """

    person: PersonId
    why: str = ""
    by: PersonId = NOBODY
    at: int = 0
    due: str = ""
    standing: Standing = "waiting"
    verdict: Verdict | None = None
    ticks: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether their word is waited for."""
        return bool(self.by) and self.standing in OPEN


@dataclass(frozen=True)
class Round:
    """All who look at one version, in the order in which they were asked."""

    version: Version
    people: tuple[Reviewer, ...] = ()
    withdrawn: tuple[PersonId, ...] = ()
    due: str = ""
    checklist: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_asked(self) -> bool:
        """Tell whether anyone was asked, and still is."""
        return any(one.by for one in self.people)

    def of(self, person: PersonId) -> Reviewer | None:
        """Find one person of it."""
        return next((one for one in self.people if one.person == person), None)

    def waits_for(self) -> tuple[Reviewer, ...]:
        """List whose word is waited for."""
        return tuple(one for one in self.people if one.is_open)

    def late(self, today: date) -> tuple[Reviewer, ...]:
        """List whose day has passed."""
        return tuple(
            one
            for one in self.waits_for()
            if (left := days_left(one.due, today)) is not None and left < 0
        )


@dataclass
class _Gathering:
    """A round while its facts are read, in their order."""

    people: dict[PersonId, Reviewer] = field(default_factory=dict)
    off: dict[PersonId, None] = field(default_factory=dict)
    due: str = ""
    checklist: tuple[str, ...] = ()
    note: str = ""

    def ask(self, one: Asked, by: PersonId, at: int, due: str) -> None:
        known = self.people.get(one.person) or Reviewer(one.person)
        why = one.why or known.why
        self.people[one.person] = replace(known, why=why, by=by, at=at, due=due or known.due)
        self.off.pop(one.person, None)

    def asked(self, fact: Fact, body: ReviewAsked) -> None:
        for one in body.people:
            self.ask(one, fact.person, fact.at, body.due)
        self.due = body.due or self.due
        self.checklist = body.checklist or self.checklist
        self.note = body.note or self.note

    def withdrawn(self, fact: Fact, body: ReviewWithdrawn) -> None:
        off = self.people.pop(body.person, None)
        self.off[body.person] = None
        if body.instead != NOBODY and (was := body.instead) not in self.people:
            due = off.due if off else self.due
            self.ask(Asked(was, body.why), fact.person, fact.at, due)

    def given(self, verdict: Verdict) -> None:
        known = self.people.get(verdict.person) or Reviewer(verdict.person)
        standing: Standing = "approved" if verdict.verdict == "approve" else "changes asked"
        self.people[verdict.person] = replace(known, standing=standing, verdict=verdict)

    def done(self, fact: Fact, body: ReviewDone) -> None:
        known = self.people.get(fact.person) or Reviewer(fact.person)
        standing = known.standing
        if body.how == "cannot":
            standing = "cannot"
        elif known.verdict is None:
            standing = "done"
        self.people[fact.person] = replace(
            known, standing=standing, ticks=body.ticks, note=body.note
        )


def round_of(course: CourseFacts, version: Version) -> Round:
    """Gather the round of a version; who began to comment or suggest is reviewing."""
    gathering = _Gathering()
    for person in version.named.ask:
        gathering.ask(Asked(person), version.person, version.at, "")
    for _, step in sorted(_steps(course, version.id, gathering), key=lambda pair: pair[0]):
        step()
    waits = any(one.standing == "waiting" for one in gathering.people.values())
    active = _active(course, version) if waits else {}
    people = tuple(
        replace(one, standing="reviewing")
        if one.standing == "waiting" and active.get(one.person, 0) >= one.at
        else one
        for one in gathering.people.values()
    )
    return Round(
        version,
        people,
        tuple(gathering.off),
        gathering.due,
        gathering.checklist,
        gathering.note,
    )


def _steps(
    course: CourseFacts, version: FactId, to: _Gathering
) -> Iterator[tuple[tuple[int, FactId], Callable[[], None]]]:
    for fact, asked in course.asked.get(version, ()):
        yield fact.order, lambda f=fact, b=asked: to.asked(f, b)  # type: ignore[misc]
    for fact, off in course.taken_off.get(version, ()):
        yield fact.order, lambda f=fact, b=off: to.withdrawn(f, b)  # type: ignore[misc]
    for fact, done in course.done.get(version, ()):
        yield fact.order, lambda f=fact, b=done: to.done(f, b)  # type: ignore[misc]
    for verdict in course.verdicts.get(version, ()):
        yield (verdict.clock, verdict.id), lambda v=verdict: to.given(v)  # type: ignore[misc]


def _active(course: CourseFacts, version: Version) -> dict[PersonId, int]:
    """Tell when each person last said something in the course, for display."""
    latest: dict[PersonId, int] = {}
    said = [(one.person, one.at) for one in course.threads.values()]
    said += [(one.person, one.at) for one in course.suggestions.values()]
    said += [(r.person, r.at) for thread in course.threads.values() for r in thread.replies]
    for person, at in said:
        latest[person] = max(latest.get(person, 0), at)
    return {person: at for person, at in latest.items() if at >= version.at}


def rounds(course: CourseFacts) -> tuple[Round, ...]:
    """Gather the rounds of all versions, by number."""
    return tuple(round_of(course, version) for version in course.ordered_versions())


def last_asked(course: CourseFacts) -> Round | None:
    """Gather the latest round in which anyone is asked; None if there was none."""
    for version in reversed(course.ordered_versions()):
        if version.is_asked:
            return round_of(course, version)
    return None


def asks_me(course: CourseFacts, me: PersonId) -> Round | None:
    """Find the round in which my word is waited for; a newer round takes an older one's place."""
    found = last_asked(course)
    mine = found.of(me) if found is not None else None
    return found if mine is not None and mine.is_open else None


# -- days


def day_of(written: str) -> date | None:
    """Read a day; None where there is none, or where it is not one."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day.isoformat() == written else None


def days_left(due: str, today: date) -> int | None:
    """Count the days until a day: 0 on the day itself, less than 0 after it."""
    day = day_of(due)
    return None if day is None else (day - today).days


def due_after(today: date, days: int) -> str:
    """Name the day that comes so many days after today."""
    return (today + timedelta(days=max(0, min(days, 3650)))).isoformat()


def reminder(one: Reviewer | None, today: date) -> Reminder | None:
    """Tell which reminder is due: the day before, on the day, from the day after; none once done.

    A laptop that was closed on the day itself reminds on the first day that it is open.
    """
    if one is None or not one.is_open:
        return None
    left = days_left(one.due, today)
    if left is None or left > 1:
        return None
    return "after" if left < 0 else "today" if left == 0 else "before"


def comes_after(now: Reminder, shown: Reminder | None) -> bool:
    """Tell whether a reminder is still to be shown, after the last one that was.

    A calendar that was set back brings none again.
    """
    return shown is None or REMINDERS.index(now) > REMINDERS.index(shown)
