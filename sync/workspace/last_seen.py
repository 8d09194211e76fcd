"""How far this person has seen each course, as this laptop and their other laptops tell it.

Here a moment is told twice: by this store's own row, and by the highest clock of each device, which
means the same on another laptop. Kept in settings, a course each: what was seen here, and beside it
what was told from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from sync.model.ids import CourseId, FactId, LogId, NodeId
from sync.model.seen import SeenUpto, Vector, seen_by_both
from sync.store.fact_rows import LogRow
from sync.store.settings import Settings

HERE, BEFORE = "seen.", "seen-before."
_ELSEWHERE, _UNTOLD, _CURSOR = "seen-elsewhere.", "seen-untold.", "server.seen_cursor"
_LAPTOPS = "server.laptops"
_AGAIN, _ANEW = "more", "anew"
MOST_LESSONS = 200
"""Lessons of one course that are told, those seen last."""


class Moment(msgspec.Struct, frozen=True, omit_defaults=True):
    """Up to where something was seen, and when; a `row` of -1 says that the clocks tell it."""

    row: int
    at: int
    fact: FactId = FactId("")
    vector: Vector = {}


_moment = msgspec.json.Decoder(Moment).decode
_upto = msgspec.json.Decoder(SeenUpto).decode


class LastSeen:
    """Keeps it for one workspace. What changes here is told at the next sync.

    Nothing is told as long as this is the person's only laptop: nobody would need it.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def here(self, course: CourseId) -> Moment | None:
        """Up to where all of a course was seen here; None if nothing was noted."""
        told = self._settings.get(HERE + course)
        return None if told is None else _moment(told)

    def lessons(self, course: CourseId) -> dict[NodeId, Moment]:
        """Up to where single lessons were seen here."""
        told = self._settings.all(f"{HERE}{course}.")
        return {NodeId(name.rpartition(".")[2]): _moment(value) for name, value in told.items()}

    def elsewhere(self, course: CourseId) -> SeenUpto | None:
        """What was seen on this person's other laptops."""
        told = self._settings.get(_ELSEWHERE + course)
        return None if told is None else _upto(told)

    def note(self, course: CourseId, moment: Moment, lesson: NodeId | None = None) -> None:
        """Note up to where a course, or one lesson of it, was seen."""
        name = HERE + course + (f".{lesson}" if lesson else "")
        self._settings.set(name, msgspec.json.encode(moment).decode())
        self._settings.settle(_UNTOLD + course, _AGAIN)

    def forget(self, course: CourseId) -> None:
        """Forget what was seen here."""
        for name in (HERE + course, *self._settings.all(f"{HERE}{course}.")):
            self._settings.set(name, None)

    def begin_anew(self, course: CourseId, elsewhere: SeenUpto) -> None:
        """Let this, and what is noted here, take the place of all that was told before."""
        self._settings.set(_ELSEWHERE + course, msgspec.json.encode(elsewhere).decode())
        self._settings.set(_UNTOLD + course, _ANEW)

    # -- to and from a server

    @property
    def cursor(self) -> int:
        """The server's number of what was told to this laptop last."""
        return int(self._settings.get(_CURSOR) or 0)

    def offer_again(self) -> None:
        """Tell all again, and ask for all, as another server or one set back is there."""
        self._settings.set(_CURSOR, None)
        for name in self._settings.all(HERE):
            course = name.removeprefix(HERE).partition(".")[0]
            self._settings.settle(_UNTOLD + course, _AGAIN)

    def to_tell(self, rows: Iterable[LogRow]) -> dict[LogId, SeenUpto]:
        """Say what was not told yet, by the courses' shared logs."""
        alone = int(self._settings.get(_LAPTOPS) or 1) < 2
        untold = {} if alone else self._settings.all(_UNTOLD)
        return {
            row.log: self._upto(row.course, untold[_UNTOLD + row.course] == _ANEW)
            for row in rows
            if row.scope == "course" and _UNTOLD + row.course in untold
        }

    def _upto(self, course: CourseId, anew: bool) -> SeenUpto:
        upto = self.here(course) or Moment(0, 0)
        last = sorted(self.lessons(course).items(), key=lambda one: (-one[1].at, one[0]))
        lessons = {lesson: moment.vector for lesson, moment in last[:MOST_LESSONS]}
        here = SeenUpto(upto.at, upto.vector, lessons)
        if anew and (there := self.elsewhere(course)) is not None:
            here = seen_by_both(here, there)
        return msgspec.structs.replace(here, anew=anew)

    def take(
        self,
        rows: Iterable[LogRow],
        told: Mapping[LogId, SeenUpto],
        cursor: int | None,
        sent: Mapping[LogId, SeenUpto],
        laptops: int,
    ) -> bool:
        """Take in what a server tells; `sent` reached it. Tell whether anything is new here.

        A server that keeps none of it gives no `cursor`. `laptops` are those of this person.

        What this laptop marked as not seen stands until it was told: it comes back by the server.
        """
        if cursor is None:
            return False
        new = False
        untold = self._settings.all(_UNTOLD)
        for row in rows:
            said = _UNTOLD + row.course
            how = untold.get(said)
            if how and self._upto(row.course, how == _ANEW) == sent.get(row.log):
                self._settings.set(said, None)
                del untold[said]
            if row.log in told:
                mine = said in untold or row.log in sent
                new = self._take(row.course, told[row.log], mine=mine) or new
        self._settings.set(_CURSOR, str(cursor))
        self._settings.set(_LAPTOPS, str(laptops))
        return new

    def _take(self, course: CourseId, told: SeenUpto, *, mine: bool) -> bool:
        before = self.elsewhere(course) or SeenUpto()
        known = seen_by_both(before, self._upto(course, anew=False))
        if told.anew and not mine:
            self.forget(course)
            self._settings.set(BEFORE + course, None)
            after = seen_by_both(told, SeenUpto())
            now = after
        elif self._settings.get(_UNTOLD + course) == _ANEW:
            return False
        else:
            after, now = seen_by_both(before, told), seen_by_both(known, told)
        self._settings.set(_ELSEWHERE + course, msgspec.json.encode(after).decode())
        return (now.vector, now.lessons) != (known.vector, known.lessons)
