"""Overlaps of one course: shown with the text around them, settled with one choice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.flows.changes import Changes
from app.flows.lesson.following import course_now
from app.flows.overlaps.undoing import can_take_back, take_back
from app.session import Session
from app.shell.course import overlap_acts as acts
from app.shell.course.overlap_reading import OverlapsRead, read_overlaps
from app.shell.overlap_faces import HINDRANCE
from editor.panels.overlaps.panel import OverlapPanel
from editor.panels.overlaps.values import MERGED, OverlapItem
from sync.model.ids import LogId
from sync.model.kinds import payload_of
from sync.model.language import mark, say
from sync.model.payloads import OverlapConfirmed
from sync.workspace.opening import Workspace

SUGGESTS = mark("You review here: what you choose is a suggestion, and an author confirms it.")
_TAKE_BACK = mark("Take it back")


class OverlapDesk(QObject):
    """Joins the overlap panel with the store; `left` asks to go back to writing.

    `news(words, way, act)` tells of a choice with the way to take it back, and
    `text_wanted(lesson, line)` leads to a place that is to be changed by hand.
    """

    left = Signal()
    counted = Signal(int)
    news = Signal(str, str, object)
    text_wanted = Signal(object, int)

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
        self._items: dict[str, OverlapItem] = {}
        self._chosen: list[Changes] = []
        self._beside: Changes | None = None
        panel.confirmed.connect(self._confirm)
        panel.confirmed_all_settled.connect(self._confirm_settled)
        panel.asked.connect(self._ask)
        panel.given.connect(self._give)
        panel.left_for.connect(self._leave_for)
        panel.taken_up.connect(self._take_up)
        panel.by_hand.connect(self._change_by_hand)
        panel.undo_wanted.connect(self.take_last_back)
        panel.back.connect(self.left)
        session.arrived.connect(self.refresh)
        session.acted.connect(lambda changes: self.refresh())

    @property
    def item(self) -> OverlapItem | None:
        """The overlap on show, if it is one of the course that was asked for last."""
        return self.panel.item if self._shown == self.log else None

    def open(self, log: LogId, overlap: str = "", lesson: str = "") -> None:
        """Show a course's overlaps, one of them first: by its id, or by the lesson it is in."""
        if log != self.log:
            self._chosen.clear()
        self.log, self._wanted, self._focus = log, overlap, True
        self._lesson = lesson
        self.refresh()

    def refresh(self) -> None:
        """Read again what is to be checked; the whole course is checked only for who looks."""
        if self.log is not None:
            log, looks = self.log, self._focus or self.panel.isVisible()
            self.session.store.do(
                lambda ws: read_overlaps(ws, log, broken=looks), self._show, kind="overlaps"
            )

    def _show(self, read: OverlapsRead) -> None:
        hindrance = "" if read.may_confirm else say(HINDRANCE)
        self._shown = read.log
        self._items = {item.id: item for item in read.items}
        inside = (item.id for item in read.items if self._lesson and item.lesson == self._lesson)
        wanted = self._wanted if self._wanted in self._items else next(inside, "")
        note = say(SUGGESTS) if read.suggests else ""
        self.panel.show_overlaps(
            read.items, wanted, hindrance=hindrance, people=read.people, note=note
        )
        self._wanted = self._lesson = ""
        if self._focus and self.panel.isVisible():
            self._focus = False
            if not self.panel.has_card_focus:  # who is in it already stays where they are
                self.panel.focus_card()
        self.counted.emit(sum(not item.settled for item in read.items))

    # -- what a person does

    def _act(
        self,
        act: Callable[[Workspace, LogId], Changes],
        told: str = "",
        *,
        beside: bool = False,
    ) -> None:
        if self.log is None:
            return
        log = self.log

        def landed(changes: Changes) -> None:
            if told and changes.facts:
                self._tell(changes, told, beside=beside)

        self.session.act(lambda ws: act(ws, log), landed, failed=self._not_done)

    def _tell(self, changes: Changes, told: str, *, beside: bool) -> None:
        """Say what was done, with the way back where there is one."""
        if changes.kinds <= {"suggestion.made"}:
            told = say("Suggested. The overlap stays open until an author confirms it.")
        if can_take_back(changes):
            self._chosen.append(changes)
            self._beside = changes if beside else None
            self.news.emit(told, say(_TAKE_BACK), lambda: self._take_back(changes))
        else:
            self.news.emit(told, "", None)

    def take(self, log: LogId, ident: str, take: str) -> None:
        """Settle an overlap of a text from beside it, as chosen there."""
        self.log = log
        self._confirm(ident, take, None, beside=True)

    def typed(self) -> None:
        """Hear of an edit in the text: undo there is about that one from now on."""
        self._beside = None

    def take_beside_back(self) -> bool:
        """Take back a choice made beside the text, if nothing was typed since."""
        beside, self._beside = self._beside, None
        if beside is None or beside not in self._chosen:
            return False
        self._take_back(beside)
        return True

    def _confirm(self, ident: str, take: str, text: str | None, *, beside: bool = False) -> None:
        chosen = "merged" if take == MERGED else take
        item = self._items.get(ident)
        broken = item is not None and bool(item.broken)
        told = say("Checked. It is settled for everyone who syncs.")
        self._act(
            lambda ws, log: acts.settle(ws, log, ident, chosen, text, broken=broken),
            say("Mended: one of the two is kept.") if broken else told,
            beside=beside,
        )

    def take_last_back(self) -> None:
        """Take back the last choice made here that still counts; again, the one before it."""
        if self._chosen:
            self._take_back(self._chosen[-1])

    def _take_back(self, chosen: Changes) -> None:
        if chosen not in self._chosen:
            return  # it was taken back already
        self._chosen.remove(chosen)
        self.session.act(
            lambda ws: take_back(ws, course_now(ws, chosen.log), chosen),
            self._told_back,
            failed=self._not_done,
        )

    def _told_back(self, undone: Changes) -> None:
        bodies = [payload_of(fact) for fact in undone.facts]
        ids = [i for body in bodies if isinstance(body, OverlapConfirmed) for i in body.overlaps]
        if ids and undone.log == self.log and not self.panel.is_writing:
            self._wanted = ids[0]
        self.news.emit(say("Taken back. It is open again."), "", None)

    def _ask(self, ident: str, words: str) -> None:
        told = say("Asked. The question stands at the place, and goes out with the next sync.")
        self._act(lambda ws, log: acts.ask_about(ws, log, ident, words), told)

    def _give(self, ident: str, person: str, why: str) -> None:
        self._act(lambda ws, log: acts.give_to(ws, log, ident, person, why), say("Given."))

    def _leave_for(self, ident: str, days: int) -> None:
        self._act(lambda ws, log: acts.leave_for(ws, log, ident, days), say("Left for later."))

    def _take_up(self, ident: str) -> None:
        self._act(lambda ws, log: acts.take_it_up(ws, log, ident))

    def _change_by_hand(self, ident: str) -> None:
        item = self._items.get(ident)
        if item is not None:
            self.text_wanted.emit(item.lesson, item.line)

    def _not_done(self, error: BaseException) -> None:
        self.session.failed.emit(error)
        self.refresh()

    def _confirm_settled(self) -> None:
        self._act(acts.settle_all_settled)
