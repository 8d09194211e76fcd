"""Overlaps of one course: shown with the text around them, settled with one choice."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.overlaps import merging
from app.flows.permission import may
from app.session import Session
from app.shell.faces import overlap_items
from editor.panels.overlaps.panel import OverlapPanel
from editor.panels.overlaps.values import MERGED, WRITTEN, OverlapItem
from sync.model.ids import LogId
from sync.model.language import mark, say
from sync.workspace.opening import Workspace

HINDRANCE = mark("In this course you can look at overlaps; others check them.")


@dataclass(frozen=True)
class OverlapsRead:
    """What is to be checked in a course, ready to be shown."""

    log: LogId
    items: tuple[OverlapItem, ...]
    may_confirm: bool


def read_overlaps(ws: Workspace, log: LogId) -> OverlapsRead:
    """Read the overlaps of a course with the text around each, on the store's thread."""
    course = course_now(ws, log)
    views = merging.overlaps(ws, course, settled=True)
    around = {}
    for view in views:
        if view.item is not None and view.item.start is not None and view.item.end is not None:
            text = ws.lessons.today(course.log, view.lesson).text
            around[view.id] = _around(text, view.item.start, view.item.end)
    items = overlap_items(views, course, ws.courses.names(course), ws.identity.person, around)
    allowed = may(course, "overlap.confirmed") or may(course, "suggestion.made")
    return OverlapsRead(log, tuple(items), allowed)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the paragraph before a place and the one after it."""
    before = text[:start].rstrip().rpartition("\n\n")[2]
    after = text[end:].lstrip("\n").partition("\n\n")[0]
    return before.strip("\n"), after.rstrip("\n")


def settle(ws: Workspace, log: LogId, ident: str, take: str, text: str | None) -> Changes:
    """Settle one overlap as chosen: a wording's number, what stands now, or words written anew."""
    course = course_now(ws, log)
    found = [v for v in merging.overlaps(ws, course, settled=True) if v.id == ident]
    if not found:
        return Changes(log)
    view = found[0]
    if view.item is None:
        return merging.confirm_side(ws, course, view, take)
    wording = text if take == WRITTEN and text is not None else merging.wording_taken(view, take)
    if wording and view.merged.endswith("\n") and not wording.endswith("\n"):
        wording += "\n"
    return merging.confirm(ws, course, view, wording)


def settle_all_settled(ws: Workspace, log: LogId) -> Changes:
    """Close together what later writing has settled already."""
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


class OverlapDesk(QObject):
    """Joins the overlap panel with the store; `left` asks to go back to writing."""

    left = Signal()
    counted = Signal(int)

    def __init__(
        self, session: Session, panel: OverlapPanel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.panel = panel
        self.log: LogId | None = None
        self._shown: LogId | None = None
        self._wanted = self._lesson = ""
        self._focus = False
        panel.confirmed.connect(self._confirm)
        panel.confirmed_all_settled.connect(self._confirm_settled)
        panel.back.connect(self.left)
        session.arrived.connect(self.refresh)
        session.acted.connect(lambda changes: self.refresh())

    @property
    def item(self) -> OverlapItem | None:
        """The overlap on show, if it is one of the course that was asked for last."""
        return self.panel.item if self._shown == self.log else None

    def open(self, log: LogId, overlap: str = "", lesson: str = "") -> None:
        """Show a course's overlaps, one of them first: by its id, or by the lesson it is in."""
        self.log, self._wanted, self._focus = log, overlap, True
        self._lesson = lesson
        self.refresh()

    def refresh(self) -> None:
        """Read again what is to be checked."""
        if self.log is not None:
            log = self.log
            self.session.store.do(lambda ws: read_overlaps(ws, log), self._show, kind="overlaps")

    def _show(self, read: OverlapsRead) -> None:
        hindrance = "" if read.may_confirm else say(HINDRANCE)
        self._shown = read.log
        inside = (item.id for item in read.items if self._lesson and item.lesson == self._lesson)
        wanted = self._wanted or next(inside, "")
        self.panel.show_overlaps(read.items, wanted, hindrance=hindrance)
        self._wanted = self._lesson = ""
        if self._focus and self.panel.isVisible():
            self._focus = False
            self.panel.focus_card()
        self.counted.emit(sum(not item.settled for item in read.items))

    def _confirm(self, ident: str, take: str, text: str | None) -> None:
        if self.log is None:
            return
        log = self.log
        chosen = "merged" if take == MERGED else take
        self.session.act(lambda ws: settle(ws, log, ident, chosen, text), failed=self._not_settled)

    def _not_settled(self, error: BaseException) -> None:
        self.session.failed.emit(error)
        self.refresh()

    def _confirm_settled(self) -> None:
        if self.log is not None:
            log = self.log
            self.session.act(lambda ws: settle_all_settled(ws, log))
