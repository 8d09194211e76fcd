"""Every open thing of a course in reading order: overlaps, checks, talk, suggestions, a review.

This is what one key walks, from lesson to lesson.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from app.flows.overlaps import merging
from app.flows.overlaps.broken import checks_of
from app.flows.overview.reading import new_lessons
from app.flows.review.commenting import threads
from app.flows.review.deciding import spot_of
from sync.model.ids import NodeId
from sync.model.review import Thread
from sync.model.rounds import asks_me
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

OpenKind = Literal[
    "overlap", "broken", "check", "question", "answered", "comment", "suggestion", "review"
]
KINDS: tuple[OpenKind, ...] = get_args(OpenKind)
NO_LESSON = -1


@dataclass(frozen=True)
class OpenThing:
    """One open thing; `start` counts code points of its lesson's text, `line` from 0.

    A question is a comment that speaks to this person; one of their own that somebody resolved is
    answered, and waits for their word on that.
    `lesson` is empty for what is about the course; `words` are a few of it, not said by whom.
    """

    kind: OpenKind
    id: str
    lesson: NodeId
    order: int
    start: int
    line: int
    words: str

    @property
    def place(self) -> tuple[int, int, int, str]:
        """Sort key: the lesson, the place in it, then what it is."""
        return self.order, self.start, KINDS.index(self.kind), self.id


def open_things(ws: Workspace, course: Course) -> list[OpenThing]:
    """List them in reading order; what is about the whole course comes first, a review last."""
    walk = _Walk(ws, course)
    found = [*walk.overlaps(), *walk.checks(), *walk.comments(), *walk.suggestions()]
    return [*sorted(found, key=lambda thing: thing.place), *walk.review()]


class _Walk:
    """The open things of one course, kind by kind."""

    def __init__(self, ws: Workspace, course: Course) -> None:
        self.ws, self.course = ws, course
        lessons = course.outline.lessons()
        self.order = {node.id: number for number, node in enumerate(lessons)}
        self._texts: dict[NodeId, str] = {}

    def overlaps(self) -> Iterator[OpenThing]:
        for view in merging.overlaps(self.ws, self.course):
            start = view.item.start if view.item is not None else 0
            node = self.course.outline.nodes.get(view.lesson)
            words = view.merged if view.item is not None else (node.title if node else view.about)
            yield self._thing("overlap", view.id, view.lesson, start or 0, words)

    def checks(self) -> Iterator[OpenThing]:
        for one in checks_of(self.ws, self.course):
            check, broken = one.check, one.broken
            if check.lesson is None or check.line is None:
                continue
            start = self._start(check.lesson, check.line - 1)
            kind: OpenKind = "check" if broken is None else "broken"
            ident = check.ident if broken is None else broken.id
            yield self._thing(kind, ident, check.lesson, start, check.what)

    def comments(self) -> Iterator[OpenThing]:
        for placed in threads(self.ws, self.course):
            kind = self._kind_of(placed.thread)
            if kind is not None:
                start = placed.spot.start
                if start is None:  # a loose one comes after all that has a place
                    start = len(self._text(placed.lesson)) if placed.lesson in self.order else 0
                words = placed.thread.text
                yield self._thing(kind, placed.thread.id, placed.lesson, start, words)

    def _kind_of(self, thread: Thread) -> OpenKind | None:
        me = self.ws.identity.person
        if thread.resolution is not None:
            mine = thread.person == me and thread.confirmed is None
            return "answered" if mine and thread.resolution.person != me else None
        spoken_to = {*thread.mentions, *(one for said in thread.replies for one in said.mentions)}
        return "question" if me in spoken_to else "comment"

    def suggestions(self) -> Iterator[OpenThing]:
        for one in self.course.facts.suggestions.values():
            if one.is_open and one.lesson in self.order:
                spot = spot_of(self.ws, self.course.log, one, self._text(one.lesson))
                words = one.why or one.after
                yield self._thing("suggestion", one.id, one.lesson, spot.start or 0, words)
        for one in new_lessons(self.course) if self.order else ():
            last = max(self.order, key=self.order.__getitem__)
            yield self._thing("suggestion", one.id, last, len(self._text(last)), one.after)

    def review(self) -> Iterator[OpenThing]:
        asked = asks_me(self.course.facts, self.ws.identity.person)
        if asked is not None:
            version = asked.version
            yield OpenThing("review", version.id, NodeId(""), len(self.order), 0, 0, asked.note)

    def _thing(
        self, kind: OpenKind, ident: str, lesson: NodeId, start: int, words: str
    ) -> OpenThing:
        order = self.order.get(lesson, NO_LESSON)
        if order == NO_LESSON:  # a module, the course, or a lesson that is gone
            return OpenThing(kind, ident, NodeId(""), order, 0, 0, words)
        line = self._text(lesson).count("\n", 0, start)
        return OpenThing(kind, ident, lesson, order, start, line, words)

    def _text(self, lesson: NodeId) -> str:
        if lesson not in self._texts:
            self._texts[lesson] = self.ws.lessons.seen_now(self.course.log, lesson).text
        return self._texts[lesson]

    def _start(self, lesson: NodeId, line: int) -> int:
        at = 0
        text = self._text(lesson)
        for _ in range(line):
            at = text.find("\n", at) + 1
        return at


def next_thing(
    things: list[OpenThing], at: tuple[int, int, int, str], step: int
) -> OpenThing | None:
    """Find the thing after a place, or before it; after the last comes the first."""
    if not things:
        return None
    if step > 0:
        return next((one for one in things if one.place > at), things[0])
    return next((one for one in reversed(things) if one.place < at), things[-1])
