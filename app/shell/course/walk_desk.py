"""One key walks every open thing of the course, from lesson to lesson, and says what it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.flows.lesson.following import course_now
from app.flows.overview.open_things import KINDS, OpenThing, next_thing, open_things
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.page_names import OVERLAPS, REVIEW, WRITE
from app.shell.tracked_marks import as_shown
from editor.panels.cards.runs import shortened
from sync.model.ids import LogId, NodeId
from sync.model.language import mark, say
from sync.workspace.opening import Workspace

_SAID = {
    "overlap": mark("Overlap, {place} of {count} open: {words}"),
    "broken": mark("Broken by merging, {place} of {count} open: {words}"),
    "check": mark("Worth a look, {place} of {count} open: {words}"),
    "question": mark("A question for you, {place} of {count} open: {words}"),
    "answered": mark("Does it answer your comment? {place} of {count} open: {words}"),
    "comment": mark("Comment, {place} of {count} open: {words}"),
    "suggestion": mark("Suggestion, {place} of {count} open: {words}"),
    "review": mark("You are asked for a review, {place} of {count} open: {words}"),
}
_NOTHING = mark(
    "Nothing open: no overlaps, no comments or suggestions, no checks, and no question for you "
    "in this course."
)
_ROUND_AGAIN = {
    (False, True): mark("From the beginning again."),
    (False, False): mark("From the end again."),
    (True, True): mark("Nothing else is open."),
    (True, False): mark("Nothing else is open."),
}
_LAST = len(KINDS)
_MARKDOWN = ("overlap", "suggestion")
"""Those whose words are a text of the lesson; others are what somebody said."""


def read_walk(ws: Workspace, log: LogId) -> tuple[list[OpenThing], dict[NodeId, int]]:
    """Read the open things of a course and the order of its lessons, on the store's thread."""
    course = course_now(ws, log)
    order = {node.id: number for number, node in enumerate(course.outline.lessons())}
    return open_things(ws, course), order


class WalkDesk(QObject):
    """Goes to the next open thing after where one is, or to the one before.

    `news(words, way, act)` tells which it is, of how many, and offers to go on; `over(words)` that
    the person has gone elsewhere since.
    """

    news = Signal(str, str, object)
    over = Signal(str)

    def __init__(self, session: Session, course: CourseDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.course = session, course
        self._last: OpenThing | None = None
        self._stood: tuple[str, object, object] | None = None
        self._wanted: OpenThing | None = None
        self._told = ""
        course.page_changed.connect(self._page_changed)
        course.lesson_shown.connect(lambda _: self._arrive())

    def go(self, step: int) -> None:
        """Go on by one, forwards or backwards."""
        if self.course.log is not None:
            log = self.course.log
            self.session.store.do(
                lambda ws: read_walk(ws, log), partial(self._go, log, step), kind="walk"
            )

    def _go(self, log: LogId, step: int, read: tuple[list[OpenThing], dict[NodeId, int]]) -> None:
        things, order = read
        if log != self.course.log:
            return
        at = self._at(things, order, step)
        thing = next_thing(things, at, step)
        if thing is None:
            self.news.emit(say(_NOTHING), "", None)
            return
        self._last, self._wanted = thing, thing
        place, count = things.index(thing) + 1, len(things)
        shown = as_shown(thing.words) if thing.kind in _MARKDOWN else thing.words
        words = shortened(" ".join(shown.split()), 160)
        told = say(_SAID[thing.kind], place=place, count=count, words=words)
        if (thing.place <= at) if step > 0 else (thing.place >= at):
            told = f"{say(_ROUND_AGAIN[count == 1, step > 0])} {told}"
        self._show(thing)
        self._told = told
        self.news.emit(told, say("Next"), partial(self.go, 1))

    def _page_changed(self, page: str) -> None:
        """Take back what was said of a thing that the person has left for another page."""
        if self._told and self._wanted is None and self._stood and page != self._stood[0]:
            told, self._told = self._told, ""
            self.over.emit(told)

    def _at(
        self, things: list[OpenThing], order: dict[NodeId, int], step: int
    ) -> tuple[int, int, int, str]:
        """Tell where one is: at the thing gone to last, on a page, or at the caret."""
        page = self.course.page
        if page.page == OVERLAPS:
            on_show = page.overlaps.current
            here = next((one for one in things if one.id == on_show), None)
            if here is not None:
                return here.place
        if self._last is not None and self._stands() == self._stood:
            return self._last.place
        lesson = self.course.lesson
        if page.page != WRITE or lesson is None:
            return (-2, 0, 0, "") if step > 0 else (len(order) + 1, 0, 0, "")
        caret = page.pane.editor.selection()[1]
        return (order.get(lesson, -1), caret, _LAST if step > 0 else 0, "")

    def _stands(self) -> tuple[str, object, object]:
        """Note where the person is, to know whether they went elsewhere since."""
        page = self.course.page
        return page.page, self.course.lesson, page.pane.editor.selection()

    def _show(self, thing: OpenThing) -> None:
        if thing.kind in ("overlap", "broken"):
            self._wanted = None
            self.course.show_overlap(thing.id)
            self._stood = self._stands()
        elif thing.kind == "review":
            self._wanted = None
            self.course.show_page(REVIEW)
            self._stood = self._stands()
        elif thing.lesson and self.course.lesson == thing.lesson:
            if self.course.page.page not in (WRITE, REVIEW):
                self.course.show_page(WRITE)
            self._arrive()
        elif thing.lesson:
            self.course.open_lesson(thing.lesson, thing.line)
        else:
            self._wanted = None
            self.course.show_page(REVIEW)
            self._stood = self._stands()

    def _arrive(self) -> None:
        """Go to the place in the lesson, which is on show now."""
        thing = self._wanted
        if thing is None or self.course.lesson != thing.lesson:
            return
        self._wanted = None
        page = self.course.page
        editor = page.pane.editor
        start = min(thing.start, len(editor.text()))
        editor.select(start, start)
        if thing.kind == "check":
            page.go_to_text()
            if thing.id in editor.mark_places():
                editor.go_to_mark(thing.id)
        else:
            page.open_card(thing.id)
            page.learner.comments.go_to(thing.id)
        self._stood = self._stands()
