"""Find and replace over a whole course: look through it, replace what was chosen, take it back.

What is found comes from outside, as edits of each text. All of a replacement is one transaction,
and new revisions on top of today's texts: what arrived meanwhile stays, as it does when all of it
is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from app.flows.changes import Changes, changed
from app.flows.lesson.carrying import carried
from app.flows.lesson.following import course_now
from app.flows.lesson.writing import check_text
from app.flows.permission import must_be_allowed
from app.flows.review.suggesting import suggest
from sync.merge.edits import Edit, apply
from sync.model.facts import Fact
from sync.model.ids import LogId, NodeId
from sync.model.states import TextState
from sync.store.acts import KeptAct
from sync.workspace.courses import Course
from sync.workspace.lessons import Today
from sync.workspace.opening import Workspace

Told = Callable[[int, int], None]
Find = Callable[[str], Sequence[Edit]]
_KEY = "replaced.last"
REPLACED = "replaced"
"""The kind of act that a replacement is kept as."""


@dataclass(frozen=True)
class LessonFound:
    """What would change in one lesson: an edit of `text` for each place, from the top.

    `disputed` are the stretches of the text that two people changed and nobody checked yet.
    """

    lesson: NodeId
    title: str
    text: str
    edits: tuple[Edit, ...]
    disputed: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Chosen:
    """The places of one lesson that are to change, as edits of the text they were found in."""

    lesson: NodeId
    text: str
    edits: tuple[Edit, ...]


class Written(msgspec.Struct, frozen=True):
    """One lesson that was written: its text states before and after, and which stretches changed.

    A span is a place in the text before, how long it was, and how long it became; the words are
    in the texts of the states alone, so that what is redacted there is nowhere else.
    """

    lesson: NodeId
    before: TextState
    after: TextState
    spans: tuple[tuple[int, int, int], ...]


class Replaced(msgspec.Struct, frozen=True):
    """One replacement, or the taking back of one: enough to take it back again.

    `left` counts places where someone else had written meanwhile: they were left as they are.
    """

    log: LogId
    written: tuple[Written, ...] = ()
    left: int = 0
    taken_back: bool = False

    @property
    def places(self) -> int:
        """How many places changed."""
        return sum(len(one.spans) for one in self.written)

    @property
    def lessons(self) -> tuple[NodeId, ...]:
        """The lessons that changed, in their order."""
        return tuple(one.lesson for one in self.written)

    @property
    def act(self) -> str:
        """The name that it is kept under as an act, to be taken back; empty if it wrote nothing."""
        return self.written[0].after.heads[0] if self.written else ""


def lessons_in(ws: Workspace, log: LogId) -> tuple[NodeId, ...]:
    """List the lessons of a course in reading order, those under “Found” last."""
    outline = course_now(ws, log).outline
    walked = [node for node, _ in outline.walk()]
    for ident in outline.found:
        walked += [outline.nodes[ident], *(node for node, _ in outline.walk(ident, 1))]
    return tuple(node.id for node in walked if node.kind == "lesson")


def look_through(
    ws: Workspace, log: LogId, lessons: Sequence[NodeId], find: Find
) -> list[LessonFound]:
    """Look through some lessons, with what is typed and not yet sealed; nothing is written."""
    course = course_now(ws, log)
    found = []
    for lesson in lessons:
        today = ws.lessons.seen_now(course.log, lesson)
        made = tuple(find(today.text)) if today.text else ()
        if made:
            title = course.outline.nodes[lesson].title
            found.append(LessonFound(lesson, title, today.text, made, _disputed(today)))
    return found


def replace_in_course(
    ws: Workspace, log: LogId, chosen: Sequence[Chosen], told: Told = lambda done, of: None
) -> tuple[Replaced, Changes]:
    """Write all that was chosen, or nothing; `told` may raise to stop.

    A place where the text has changed since it was found is left alone, and counted.
    """
    course = course_now(ws, log)
    must_be_allowed(course, "text.revised")

    def draw(one: Chosen, text: str) -> tuple[Sequence[Edit], int]:
        return carried(one.text, text, one.edits)

    pairs = [(one.lesson, lambda text, one=one: draw(one, text)) for one in chosen]
    return _write(ws, course, pairs, told, taken_back=False)


def take_back(
    ws: Workspace, done: Replaced, told: Told = lambda n, of: None
) -> tuple[Replaced, Changes]:
    """Take a replacement back in every lesson, as new writing; what is written since stays.

    Its result can be taken back in turn.
    """
    course = course_now(ws, done.log)
    must_be_allowed(course, "text.revised")

    def draw(one: Written, text: str) -> tuple[Sequence[Edit], int]:
        before, after = _texts(ws, done.log, one)
        back, shift = [], 0
        for start, length, became in one.spans:
            back.append(Edit(start + shift, became, before[start : start + length]))
            shift += became - length
        return carried(after, text, back)

    pairs = [(one.lesson, lambda text, one=one: draw(one, text)) for one in done.written]
    return _write(ws, course, pairs, told, taken_back=not done.taken_back, undoes=done.act)


def suggest_in_course(ws: Workspace, log: LogId, chosen: Sequence[Chosen], why: str) -> Changes:
    """Suggest all that was chosen, block by block: for a reviewer, who writes no texts."""
    course = course_now(ws, log)
    facts: list[Fact] = []
    with ws.store.writing():
        for one in chosen:
            text = ws.lessons.seen_now(course.log, one.lesson).text
            made, _ = carried(one.text, text, one.edits)
            facts += suggest(ws, course, one.lesson, apply(text, made), why).facts
    return changed(course.log, facts)


def last_replaced(ws: Workspace, log: LogId) -> Replaced | None:
    """Find the latest replacement in a course, also one of another day; None if there is none."""
    packed = ws.store.settings.get(f"{_KEY}.{log}")
    return msgspec.json.decode(packed, type=Replaced) if packed else None


Draw = Callable[[str], tuple[Sequence[Edit], int]]


def _write(
    ws: Workspace,
    course: Course,
    lessons: Sequence[tuple[NodeId, Draw]],
    told: Told,
    *,
    taken_back: bool,
    undoes: str = "",
) -> tuple[Replaced, Changes]:
    """Write the edits of each lesson on top of today's text, all in one transaction.

    It is an act of its own, unless it takes one back that is kept.
    """
    written: list[Written] = []
    facts: list[Fact] = []
    left = 0
    standing = set(lessons_in(ws, course.log))  # to write in one that was removed brings it back
    with ws.store.writing():
        for count, (lesson, draw) in enumerate(lessons):
            told(count, len(lessons))
            if lesson not in standing:
                left += 1
                continue
            sealed = ws.lessons.seal(lesson)
            today = ws.lessons.today(course.log, lesson)
            made, skipped = draw(today.text)
            left += skipped
            text = apply(today.text, made)
            check_text(text)
            fact = ws.lessons.revise(course.log, lesson, text, today.state) if made else None
            facts += [one for one in (sealed, fact) if one is not None]
            if fact is not None:
                after = TextState((fact.id,), ws.lessons.sha_of_revision(fact))
                spans = tuple((one.start, one.deleted, len(one.inserted)) for one in made)
                written.append(Written(lesson, today.state, after, spans))
        done = Replaced(course.log, tuple(written), left, taken_back)
        if written:
            packed = msgspec.json.encode(done).decode()
            ws.store.settings.set(f"{_KEY}.{course.log}", packed)
        if not ws.store.acts.forget(undoes) and written:
            ws.store.acts.keep(KeptAct(done.act, course.log, REPLACED, packed), done.lessons)
    return done, changed(course.log, facts)


def _texts(ws: Workspace, log: LogId, one: Written) -> tuple[str, str]:
    """Read both texts in the log that they were written in: a shared one does not know them."""
    before = ws.lessons.text_at(log, one.lesson, one.before)
    return before, ws.lessons.text_at(log, one.lesson, one.after)


def _disputed(today: Today) -> tuple[tuple[int, int], ...]:
    return tuple(
        (item.start, item.end)
        for item in today.open_items
        if item.start is not None and item.end is not None
    )
