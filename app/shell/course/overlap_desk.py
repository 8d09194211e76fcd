"""Overlaps of one course: shown with the text around them, settled with one choice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.flows.acts.taking_acts_back import ActUndone, take_act_back, take_last_choice_back
from app.flows.changes import Changes
from app.flows.overlaps.deeds import is_deed
from app.flows.overlaps.undoing import can_take_back
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
from sync.model.round_payloads import OverlapGiven
from sync.workspace.opening import Workspace

SUGGESTS = mark("You review here: what you choose is a suggestion, and an author confirms it.")
_TAKE_BACK = mark("Take it back")


class OverlapDesk(QObject):
    """Joins the overlap panel with the store; `left` asks to go back to writing.

    `news(words, way, act)` tells of a choice with the way to take it back, and
    `text_wanted(lesson, line)` leads to a place that is to be changed by hand.
    `taken_back(ActUndone)` tells that a choice was taken back, to be said where all acts are.
    """

    left = Signal()
    counted = Signal(int)
    news = Signal(str, str, object)
    text_wanted = Signal(object, int)
    taken_back = Signal(object)

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
        self._acting = 0
        self._items: dict[str, OverlapItem] = {}
        panel.confirmed.connect(self._confirm_seen)
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
        if self._acting:  # read before what is being done now, and it is read again after that
            return
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
    ) -> None:
        if self.log is None:
            return
        log = self.log
        self._acting += 1

        def landed(changes: Changes) -> None:
            self._acting -= 1
            if told and changes.facts:
                self._tell(changes, told)

        def failed(error: BaseException) -> None:
            self._acting -= 1
            self._not_done(error)

        self.session.act(lambda ws: act(ws, log), landed, failed)

    def _tell(self, changes: Changes, told: str) -> None:
        """Say what was done, with the way back where there is one."""
        if changes.kinds <= {"suggestion.made"}:
            told = say("Suggested. The overlap stays open until an author confirms it.")
        if can_take_back(changes) or is_deed(changes):
            ident = changes.facts[0].id
            self.news.emit(told, say(_TAKE_BACK), lambda: self._take_back(ident))
        else:
            self.news.emit(told, "", None)

    def take(self, log: LogId, ident: str, take: str, seen: OverlapItem | None) -> None:
        """Settle an overlap of a text from beside it, as chosen there, of what was `seen` there."""
        self.log = log
        self._confirm(ident, take, None, seen)

    def _confirm_seen(self, ident: str, take: str, text: str | None) -> None:
        self._confirm(ident, take, text, self.panel.item)

    def _confirm(self, ident: str, take: str, text: str | None, seen: OverlapItem | None) -> None:
        chosen = "merged" if take == MERGED else take
        item = self._items.get(ident)
        broken = item is not None and bool(item.broken)
        told = say("Checked. It is settled for everyone who syncs.")
        self._act(
            lambda ws, log: acts.settle(ws, log, ident, chosen, text, broken=broken, seen=seen),
            say("Mended: one of the two is kept.") if broken else told,
        )

    def take_last_back(self) -> None:
        """Take back the last choice of this course that still counts; again, the one before it."""
        log = self.log
        if log is not None:
            self.session.store.do(
                lambda ws: take_last_choice_back(ws, log), self._told_back, self._not_done
            )

    def _take_back(self, ident: str) -> None:
        self.session.store.do(lambda ws: take_act_back(ws, ident), self._told_back, self._not_done)

    def _told_back(self, undone: ActUndone | None) -> None:
        if undone is not None:
            self.taken_back.emit(undone)

    def lead_to_undone(self, undone: ActUndone) -> None:
        """Show the overlap that it was about, once it is read."""
        bodies = [payload_of(fact) for changes in undone.changes for fact in changes.facts]
        about = (body for body in bodies if isinstance(body, OverlapConfirmed | OverlapGiven))
        ids = [ident for body in about for ident in body.overlaps]
        logs = {changes.log for changes in undone.changes}
        if ids and self.log in logs and not self.panel.is_writing:
            self._wanted, self._focus = ids[0], self.panel.isVisible()

    def _ask(self, ident: str, words: str) -> None:
        told = say("Asked. The question stands at the place, and goes out with the next sync.")
        self._act(lambda ws, log: acts.ask_about(ws, log, ident, words), told)

    def _give(self, ident: str, person: str, why: str) -> None:
        self._act(lambda ws, log: acts.give_to(ws, log, ident, person, why), say("Given."))

    def _leave_for(self, ident: str, days: int) -> None:
        self._act(lambda ws, log: acts.leave_for(ws, log, ident, days), say("Left for later."))

    def _take_up(self, ident: str) -> None:
        told = say("Taken up. It is for whoever comes first.")
        self._act(lambda ws, log: acts.take_it_up(ws, log, ident), told)

    def _change_by_hand(self, ident: str) -> None:
        item = self._items.get(ident)
        if item is not None:
            self.text_wanted.emit(item.lesson, item.line)

    def _not_done(self, error: BaseException) -> None:
        self.panel.keep_words()
        self.session.failed.emit(error)
        self.refresh()

    def _confirm_settled(self) -> None:
        self._act(acts.settle_all_settled, say("Closed. What stands in the lessons stays."))
