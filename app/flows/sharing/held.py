"""What would take much of a course from sight, and waits for a yes: see it, let it in, leave it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.flows.changes import Changes, changed
from app.flows.lesson.apart import waiting_lessons
from sync.model.errors import NotFound, Refused
from sync.model.ids import CourseId, LogId, NodeId
from sync.model.language import say, say_many
from sync.workspace import holds
from sync.workspace.courses import Course
from sync.workspace.holds import Hold
from sync.workspace.opening import Workspace
from sync.workspace.sight import Loss, Sight, loss_between, sight_of


@dataclass(frozen=True)
class HeldLesson:
    """A lesson that would go, or (`goes` false) so many words of it."""

    id: NodeId
    title: str
    words: int
    goes: bool


@dataclass(frozen=True)
class Held:
    """What waits in one course. `since` is when it was written first, in ms; `people` are names.

    `gone_lessons` and `gone_words` went one by one before, since the last yes, and count with it.
    """

    log: LogId
    course: CourseId
    title: str
    lessons: tuple[HeldLesson, ...]
    of_lessons: int
    words: int
    of_words: int
    people: tuple[str, ...]
    since: int
    later: bool
    gone_lessons: int = 0
    gone_words: int = 0

    @property
    def going(self) -> tuple[HeldLesson, ...]:
        """The lessons that would go as a whole."""
        return tuple(lesson for lesson in self.lessons if lesson.goes)

    @property
    def shorter(self) -> tuple[HeldLesson, ...]:
        """The lessons that would stay with fewer words."""
        return tuple(lesson for lesson in self.lessons if not lesson.goes)


@dataclass(frozen=True)
class HeldBack:
    """Something that is held back here: what it is, and what a version makes of it."""

    what: str
    detail: str
    lesson: NodeId | None


def held(ws: Workspace, course: Course | None = None) -> list[Held]:
    """List what waits for a yes, in one course or in all that are here."""
    found = holds.holds(ws)
    wanted = {course.log} if course else set(found)
    return [_told(ws, log, hold) for log, hold in found.items() if log in wanted]


def told_before_naming(ws: Workspace, course: Course) -> list[HeldBack]:
    """Say what this laptop holds back, to one who is about to name, ask about or release a version.

    What waits in a lesson is part of a version all the same; what waits for a yes is not.
    """
    found = [
        HeldBack(
            say("“{lesson}” has words that you have not taken in.", lesson=one.title),
            say(
                "{people} wrote them. They are in today's text, and so in a version.",
                people=", ".join(one.people),
            ),
            one.lesson,
        )
        for one in waiting_lessons(ws, course)
    ]
    for one in held(ws, course):
        people = ", ".join(one.people)
        words = say(
            "Removed by {people}. A version still has what would go, until you take it in.",
            people=people,
        )
        found.append(HeldBack(say("A large removal waits for your yes."), words, None))
    return found


def words_beside(one: Held) -> str:
    """Say what would go of lessons that stay: “60 words of another lesson”; "" where nothing."""
    if not one.going or not one.shorter:
        return ""
    count = sum(lesson.words for lesson in one.shorter)
    return say_many(
        "{words} of another lesson",
        "{words} of {count} other lessons",
        len(one.shorter),
        words=say_many("{count:,} word", "{count:,} words", count),
    )


def gone_before(one: Held) -> str:
    """Say what went little by little since the last yes, and counts with what waits; or ""."""
    if one.gone_lessons:
        return say_many(
            "{count} lesson went before, since you last said yes: together it is more than a"
            " tenth.",
            "{count} lessons went before, since you last said yes: together it is more than a"
            " tenth.",
            one.gone_lessons,
        )
    if one.gone_words:
        return say_many(
            "{count:,} word went before, since you last said yes: together it is more than a"
            " tenth.",
            "{count:,} words went before, since you last said yes: together it is more than a"
            " tenth.",
            one.gone_words,
        )
    return ""


def let_in(ws: Workspace, course: Course) -> Changes:
    """Say yes: what waited counts from now on, here as everywhere else."""
    _must_wait(ws, course)
    ws.lessons.seal_all(what_can_be=True)
    return changed(course.log, holds.let_in(ws, course.log))


def leave(ws: Workspace, course: Course) -> Held:
    """Say “not now”: it goes on waiting, and is asked about again when more of it comes."""
    _must_wait(ws, course)
    hold = holds.leave(ws, course.log)
    assert hold is not None
    return _told(ws, course.log, hold)


def take_yes_back(ws: Workspace, course: Course) -> Changes:
    """Let what was let in last wait again; refused once something written here builds on it."""
    gone = holds.hold_again(ws, course.log)
    if not gone:
        raise Refused(
            say("There is nothing that could wait again."),
            safe=say("Nothing was changed."),
            mend=say("“What came and went” takes back what a sync brought, as new writing."),
        )
    return changed(course.log, gone)


@contextmanager
def asking(ws: Workspace, log: LogId, mend: str) -> Iterator[None]:
    """Refuse, with nothing changed, what takes much of a course from sight without a yes.

    For what is written here and nobody clicked at, as from a mirrored folder; `mend` says how to
    say yes.
    """
    with ws.store.writing():
        before = sight_of(ws, log)
        heads = {one: draft.state.heads for one, draft in ws.store.drafts.all(log).items()}
        yield
        loss = loss_between(ws, log, before, heads, sight_of(ws, log))
        if loss.is_much(len(before.words), before.total):
            raise Refused(_much(loss, before), safe=say("The course is as it was."), mend=mend)


def _much(loss: Loss, before: Sight) -> str:
    if loss.lessons:
        return say_many(
            "{count} of {all} lessons would go from sight at once.",
            "{count} of {all} lessons would go from sight at once.",
            len(loss.lessons),
            all=len(before.words),
        )
    return say_many(
        "{count} of {all} words would go from sight at once.",
        "{count} of {all} words would go from sight at once.",
        loss.words,
        all=before.total,
    )


def _must_wait(ws: Workspace, course: Course) -> None:
    if holds.hold_of(ws, course.log) is None:
        raise NotFound(
            say("Nothing waits for your yes in “{title}”.", title=course.title),
            safe=say("Nothing was changed."),
            mend=say("“coursefolk status” tells what waits."),
        )


def _told(ws: Workspace, log: LogId, hold: Hold) -> Held:
    course = ws.courses.open(log)
    names, nodes = ws.courses.names(course), course.outline.nodes
    return Held(
        log=log,
        course=course.id,
        title=course.title,
        lessons=tuple(
            HeldLesson(one.id, nodes[one.id].title if one.id in nodes else "", one.words, one.goes)
            for one in hold.lessons
        ),
        of_lessons=hold.of_lessons,
        words=hold.words,
        of_words=hold.of_words,
        people=tuple(names.get(person, say("someone")) for person in hold.people),
        since=hold.since,
        later=hold.later,
        gone_lessons=hold.gone_lessons,
        gone_words=hold.gone_words,
    )
