"""Where each comment of a course stands today, also in a lesson that its text was taken to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sync.merge.anchors import AROUND, DISTINCT, LOOSE, Place, known_at, place
from sync.merge.edits import line_edits
from sync.merge.words import WORD
from sync.model.errors import NotFound
from sync.model.ids import FactId, LogId, NodeId
from sync.model.review import Thread
from sync.model.states import TextState
from sync.store.opening import Store
from sync.store.written_in import revisions_with
from sync.workspace.courses import Course
from sync.workspace.lessons import Lessons
from sync.workspace.quote_steps import Stand, last_stand
from sync.workspace.revisions import LessonFacts

WHOLE = Place(0, 0, "exact")
"""The place of a comment on a whole lesson, or on the course."""
_Key = tuple[FactId, str, TextState | None, str | None]
"""How a thread came to its words, these, and what today's text comes from."""


@dataclass(frozen=True)
class Spot:
    """The lesson that a thread stands in today, and the place there.

    A loose one belongs to the lesson it was in; `orphan` says that this one was removed.
    """

    lesson: NodeId
    place: Place
    orphan: bool = False


@dataclass(frozen=True)
class _Arrival:
    """A revision of another lesson that put a quote in, and where in its text."""

    lesson: NodeId
    revision: FactId
    start: int


@dataclass(frozen=True)
class _Arrivals:
    """What was found up to a row of the log, of a comment that stood as `by` says.

    `doubtful` is the state of its own lesson where another one may tell otherwise.
    """

    by: FactId
    upto: int
    found: tuple[_Arrival, ...] = ()
    doubtful: TextState | None = None


class Spots:
    """Finds the places of threads, and keeps them until a text changes."""

    def __init__(self, store: Store, lessons: Lessons) -> None:
        self._store, self._lessons = store, lessons
        self._known: dict[tuple[LogId, FactId], tuple[_Key, Place]] = {}
        self._went: dict[tuple[LogId, FactId], _Arrivals] = {}
        self._stood: dict[tuple[LogId, FactId], tuple[object, Stand | None]] = {}

    def of(self, course: Course) -> dict[FactId, Spot]:
        """Find where every thread of a course stands."""
        reading = _Reading(self._store, self._lessons, course.log)
        found = {}
        for thread in course.facts.threads.values():
            found[thread.id] = self._spot(reading, course, thread)
        return found

    def _spot(self, reading: _Reading, course: Course, thread: Thread) -> Spot:
        if thread.about == "course" and thread.moved is None:
            return Spot(NodeId(""), WHOLE)
        gone = thread.lesson in course.outline.removed or thread.lesson not in course.outline.nodes
        if thread.about == "lesson" and thread.moved is None:
            return Spot(thread.lesson, LOOSE if gone else WHOLE, gone)
        here = LOOSE if gone else self._in_its_lesson(reading, thread)
        if here.start is None:
            elsewhere = self._elsewhere(reading, course, thread)
            if elsewhere is not None:
                return elsewhere
        return Spot(thread.lesson, here, gone)

    def _in_its_lesson(self, reading: _Reading, thread: Thread) -> Place:
        name = (reading.log, thread.id)
        key = (thread.moved or thread.id, thread.quote, *reading.key(thread.lesson))
        known = self._known.get(name)
        if known is None or known[0] != key:
            old = reading.at(thread.lesson, thread.state)
            new = reading.today(thread.lesson)
            spot = place(
                old,
                thread.start,
                thread.end,
                new,
                quote=thread.quote,
                before=thread.before,
                after=thread.after,
            )
            if spot.start is None and old[thread.start : thread.end] == thread.quote:
                spot = self._followed(reading, thread, old)
            known = self._known[name] = key, spot
        return known[1]

    def _followed(self, reading: _Reading, thread: Thread, old: str) -> Place:
        """Follow step by step what nothing tells from its first text to today's."""
        name, sealed = (reading.log, thread.id), reading.key(thread.lesson)[0]
        by = (thread.moved or thread.id, thread.quote, sealed)
        known = self._stood.get(name)
        if known is None or known[0] != by:
            clocks = reading.clocks(thread.lesson, reading.clock(*thread.state.heads))
            stand = last_stand(
                Stand(old, thread.start, thread.end),
                lambda at: reading.by(thread.lesson, clocks[at]),
                len(clocks),
            )
            known = self._stood[name] = by, stand
        last = known[1]
        if last is None:
            return LOOSE
        today = reading.today(thread.lesson)
        there = place(*last, today, quote=last.words)
        same = today[there.start : there.end] == thread.quote
        return (
            there._replace(how="moved" if same else "changed") if there.start is not None else LOOSE
        )

    def _elsewhere(self, reading: _Reading, course: Course, thread: Thread) -> Spot | None:
        """Find the one other lesson that its words were put into since, if they stand there."""
        arrivals = self._arrivals(reading, thread)
        standing: dict[tuple[NodeId, int | None], Spot] = {}
        for one in arrivals.found:
            if one.lesson in course.outline.removed or one.lesson not in course.outline.nodes:
                continue
            there = self._after_arrival(reading, thread, one)
            if there.start is not None:
                standing[one.lesson, there.start] = Spot(one.lesson, there)
        return next(iter(standing.values())) if len(standing) == 1 else None

    def _after_arrival(self, reading: _Reading, thread: Thread, one: _Arrival) -> Place:
        name = (reading.log, FactId(thread.id + one.revision))
        key = (thread.moved or thread.id, thread.quote, *reading.key(one.lesson))
        known = self._known.get(name)
        if known is None or known[0] != key:
            old, new = reading.revision(one.lesson, one.revision), reading.today(one.lesson)
            there = place(old, one.start, one.start + len(thread.quote), new, quote=thread.quote)
            if there.how == "exact":
                there = there._replace(how="moved")
            known = self._known[name] = key, there
        return known[1]

    def _arrivals(self, reading: _Reading, thread: Thread) -> _Arrivals:
        name, by = (reading.log, thread.id), thread.moved or thread.id
        known = self._went.get(name)
        if known is None or known.by != by:
            known = _Arrivals(by, 0)
        needle = _needle(thread)
        if needle and known.upto < reading.last_row:
            db, log = self._store.connection, reading.log
            own = reading.key(thread.lesson)[0]
            again = known.doubtful is not None and known.doubtful != own
            if again or revisions_with(db, log, needle, since=known.upto):
                known = self._looked_for(reading, thread, needle)
            known = replace(known, upto=reading.last_row)
        self._went[name] = known
        return known

    def _looked_for(self, reading: _Reading, thread: Thread, needle: str) -> _Arrivals:
        """Look through all revisions: those that come late must tell the same as in time."""
        by, begun = thread.moved or thread.id, reading.clock(*thread.state.heads)
        made, most = reading.clock(by), dict[NodeId, int]()
        found: list[_Arrival] = []
        cut, doubtful = reading.was_cut_by(thread, made), None
        for clock, ident, lesson in revisions_with(
            self._store.connection, reading.log, needle, after=begun
        ):
            if lesson == thread.lesson:
                continue
            text = reading.revision(lesson, ident)
            count = text.count(needle)
            if lesson not in most:
                most[lesson] = reading.by(lesson, begun).count(needle)
            if clock <= made and not cut:
                doubtful = reading.key(thread.lesson)[0]
            elif count > most[lesson]:  # else it was only deleted and put back
                found += _put_in(reading.before(lesson, ident), text, thread, lesson, ident)
            most[lesson] = max(most[lesson], count)
        return _Arrivals(by, 0, tuple(found), doubtful)


def _needle(thread: Thread) -> str:
    """Give the words to look for: a quote of few letters goes with what stood around it."""
    quote = thread.quote
    if sum(map(len, WORD.findall(quote))) >= DISTINCT:
        return quote
    before, after = thread.before.rpartition("\n")[2], thread.after.partition("\n")[0]
    return before + quote + after if quote.strip() and len(before + after) >= AROUND else ""


def _put_in(
    before: str, text: str, thread: Thread, lesson: NodeId, revision: FactId
) -> Iterator[_Arrival]:
    """Tell where a revision put the quote in; what was there before is another's, a twin."""
    size, shift, places = len(thread.quote), 0, []
    for step in line_edits(before, text):
        low = step.start + shift
        shift += len(step.inserted) - step.deleted
        if thread.quote in before[step.start : step.end]:
            continue
        at = text.find(thread.quote, low, low + len(step.inserted))
        while at >= 0:
            places.append(at)
            at = text.find(thread.quote, at + size, low + len(step.inserted))
    found = known_at(text, thread.quote, places, thread.before, thread.after, DISTINCT)
    if found is not None:
        yield _Arrival(lesson, revision, found)


class _Reading:
    """The texts of one course, each read once while the places of its threads are looked for."""

    def __init__(self, store: Store, lessons: Lessons, log: LogId) -> None:
        self._store, self._lessons, self.log = store, lessons, log
        self._facts: dict[NodeId, LessonFacts] = {}
        self._states: dict[NodeId, tuple[TextState | None, str | None]] = {}
        self._texts: dict[NodeId, str] = {}
        self._old: dict[tuple[NodeId, TextState], str] = {}
        self.last_row = store.log.seen(log).upto

    def key(self, lesson: NodeId) -> tuple[TextState | None, str | None]:
        """Tell what today's text of a lesson comes from: another key may be another text."""
        if lesson not in self._states:
            draft = self._store.drafts.get(self.log, lesson)
            working = self._store.texts.working(lesson)
            typed = working.text if working is not None and working.log == self.log else None
            self._states[lesson] = (draft.state if draft else None, typed)
        return self._states[lesson]

    def today(self, lesson: NodeId) -> str:
        """Give today's text of a lesson, what is being typed included."""
        if lesson not in self._texts:
            self._texts[lesson] = self._lessons.seen_now(self.log, lesson).text
        return self._texts[lesson]

    def at(self, lesson: NodeId, state: TextState) -> str:
        """Give the text of a state; none where it is not of this lesson: the quote decides then."""
        name = lesson, state
        if name not in self._old:
            self._old[name] = self._text_at(lesson, state)
        return self._old[name]

    def _text_at(self, lesson: NodeId, state: TextState) -> str:
        if state == self.key(lesson)[0]:
            return self._lessons.today(self.log, lesson).text
        try:
            return self._facts_of(lesson).history.text_at(state.heads) if state.heads else ""
        except NotFound:
            return ""

    def revision(self, lesson: NodeId, revision: FactId) -> str:
        """Give the text that a revision wrote."""
        return self._facts_of(lesson).text_of(revision)

    def before(self, lesson: NodeId, revision: FactId) -> str:
        """Give the text that a revision was written on."""
        facts = self._facts_of(lesson)
        parents = facts.revised[revision][1].parents
        return facts.history.text_at(parents) if parents else ""

    def clock(self, *idents: FactId) -> int:
        """Give the clock by which these facts were written."""
        stored = (self._store.log.fact(ident) for ident in idents)
        return max((one.fact.clock for one in stored if one is not None), default=0)

    def by(self, lesson: NodeId, clock: int) -> str:
        """Give the text that a lesson had by a clock."""
        facts = self._facts_of(lesson)
        written = [ident for ident, (fact, _) in facts.revised.items() if fact.clock <= clock]
        return facts.history.text_at(written) if written else ""

    def clocks(self, lesson: NodeId, begun: int) -> list[int]:
        """List the clocks by which a lesson's text was revised since."""
        facts = self._facts_of(lesson)
        return sorted({fact.clock for fact, _ in facts.revised.values() if fact.clock > begun})

    def was_cut_by(self, thread: Thread, clock: int) -> bool:
        """Tell whether its own lesson had lost a quote by a clock, unseen by who commented.

        What was put elsewhere by then went there apart from the comment; else it is a twin.
        """
        begun = self.clock(*thread.state.heads)
        return any(
            begun < fact.clock <= clock and thread.quote not in self.revision(thread.lesson, ident)
            for ident, (fact, _) in self._facts_of(thread.lesson).revised.items()
        )

    def _facts_of(self, lesson: NodeId) -> LessonFacts:
        if lesson not in self._facts:
            self._facts[lesson] = LessonFacts(self._store, self.log, lesson)
        return self._facts[lesson]
