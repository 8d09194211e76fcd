"""What came and went: the page of receipts, and one quiet line after a sync that brought news."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.flows.lesson.kept_words import see_kept_words
from app.flows.sharing.taking_back import TakenBack, find_batch, take_back
from app.flows.sharing.unseen import unseen_words
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.sharing.news_line import NewsLine
from app.shell.sharing.receipts_reading import (
    ReceiptsRead,
    course_to_check,
    news_of,
    read_receipts,
)
from app.shell.sharing.waiting_reading import waits_told
from editor.panels.cards.choice import Choice
from editor.panels.kit.trail import StatusTrail
from editor.panels.receipts.panel import ReceiptPanel
from sync.model.ids import CourseId, NodeId
from sync.model.language import say, say_many


class ReceiptsDesk(QObject):
    """Joins the page of receipts with the store.

    `page_wanted` asks the window to show the page, `left` (Esc) to show what was there before;
    `lesson_wanted(course, lesson)` leads to what a line is about.
    """

    page_wanted = Signal()
    left = Signal()
    lesson_wanted = Signal(object, object)

    def __init__(
        self,
        session: Session,
        panel: ReceiptPanel,
        news: NewsLine,
        course: CourseDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.panel, self.news, self.course = session, panel, news, course
        self._read: ReceiptsRead | None = None
        self._latest = self._overlap_wanted = ""
        self._opening = self._told_open = False
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), panel)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)
        course.shared.connect(self._tell_shared)
        course.writing.shown.connect(lambda _: self._show_overlap())
        panel.receipt_chosen.connect(self.show_receipt)
        panel.lesson_chosen.connect(self._go_to)
        panel.overlap_chosen.connect(self._check)
        panel.taken_back.connect(self._take_back)
        news.show_wanted.connect(lambda: self.open(self._latest))

    def add_trail(self, trail: StatusTrail) -> None:
        """Let a click on the way of the words lead here."""
        trail.setCursor(Qt.CursorShape.PointingHandCursor)
        trail.step_chosen.connect(lambda _: self.open())

    def tell_unseen(self) -> None:
        """Say, until the page was looked at, that words of one's own are on this laptop alone."""

        def told(found: tuple[int, str]) -> None:
            count, receipt = found
            if count and not self.news.words:
                self.say(_not_taken(0, count), say("See why"), partial(self.open, receipt))

        self.session.store.do(unseen_words, told)

    def open(self, receipt: str = "") -> None:
        """Show the page, with one receipt opened, the latest by default."""
        self.news.hide()
        self.session.store.do(see_kept_words)
        self._opening = True
        self.page_wanted.emit()
        self.show_receipt(receipt)

    def show_receipt(self, receipt: str) -> None:
        """Read the list again and open one receipt."""
        self.session.store.do(lambda ws: read_receipts(ws, receipt), self._show, kind="receipts")
        self.session.store.do(waits_told, self.panel.show_waiting, kind="waiting")

    def tell(self, done: dict[str, Any]) -> None:
        """Say in one line what a sync brought; one that only sent is told by the trail alone."""
        self._latest = done["receipt"]
        if self.panel.isVisible():
            self.show_receipt(self._read.page.id if self._read and self._read.page else "")
        elif done.get("suggested", 0) or done.get("kept"):
            told = _not_taken(done.get("suggested", 0), len(done.get("kept", ())))
            self.say(told, say("See why"), lambda: self.open(self._latest))
        elif done["received"]:
            to_check = done["overlaps"] + len(done["broken"])
            self.news.say(news_of(done["received"], done["sent"], to_check))
            self._told_open = bool(to_check)

    def count_open(self, count: int) -> None:
        """Take the line away that told of overlaps to check, once none is left."""
        if self._told_open and not count:
            self._told_open = False
            self.news.hide()

    def say(self, words: str, way: str = "", act: Callable[[], object] | None = None) -> None:
        """Say in the line what was done here, with the way on."""
        self._told_open = False
        self.news.say(words, way, act)

    def unsay(self, words: str) -> None:
        """Take these words away from the line, if it says them still."""
        if self.news.words == words:
            self.news.hide()

    def _tell_shared(self, title: str) -> None:
        """Say that a course on show is shared now: by this window, or by a command beside it."""
        self.news.say(
            say(
                "“{course}” is shared now. You write on in the shared course; all you typed is "
                "in it.",
                course=title,
            )
        )

    def _show(self, read: ReceiptsRead) -> None:
        self._read = read
        self.panel.show_receipts(read.rows)
        self.panel.show_receipt(read.page)
        if self._opening:
            self._opening = False
            choices = self.panel.findChildren(Choice)
            current = next((one for one in choices if one.isChecked()), None)
            (current or self.panel).setFocus()

    def _take_back(self, receipt: str, lines: Sequence[str], why: str = "") -> None:
        self.session.store.do(
            lambda ws: take_back(ws, find_batch(ws, receipt), lines, why), self._tell_taken
        )

    def _tell_taken(self, done: TakenBack) -> None:
        """Say what went back, with the way to put it back."""
        for changes in done.changes:
            self.session.acted.emit(changes)
        if self._read and self._read.page:
            self._opening = True  # the focus stood in what is made anew
            self.show_receipt(self._read.page.id)
        told = say_many("1 change went back.", "{count} changes went back.", done.count)
        if done.suggested:
            told = say_many(
                "Suggested to take 1 change back.",
                "Suggested to take {count} changes back.",
                done.count,
            )
        if done.overlaps:
            check = say_many(
                "1 place to check: both texts are kept.",
                "{count} places to check: both texts are kept.",
                len(done.overlaps),
            )
            told = say("{news} {check}", news=told, check=check)
        self.say(told, say("Put it back"), partial(self._take_back, done.receipt, ()))

    def _go_to(self, lesson: str) -> None:
        course = self._read.courses.get(NodeId(lesson)) if self._read else None
        if course:
            self.lesson_wanted.emit(course, NodeId(lesson))

    def _check(self, overlap: str) -> None:
        def found(course: CourseId) -> None:
            self._overlap_wanted = overlap
            self.lesson_wanted.emit(course, None)

        self.session.store.do(lambda ws: course_to_check(ws, overlap), found)

    def _show_overlap(self) -> None:
        """Show the overlap that was chosen, once its course is there."""
        overlap, self._overlap_wanted = self._overlap_wanted, ""
        if overlap:
            self.course.show_overlap(overlap)


def _not_taken(suggested: int, kept: int) -> str:
    """Say what became of one's own work that was not taken."""
    edits = say_many(
        "An edit of yours was not taken, and is a suggestion now. Nothing is lost.",
        "{count} edits of yours were not taken, and are suggestions now. Nothing is lost.",
        suggested,
    )
    words = say_many(
        "Words of yours that no suggestion can hold were not taken: they are kept in a file.",
        "Words of yours that no suggestion can hold were not taken: they are kept in {count} "
        "files.",
        kept,
    )
    if not (suggested and kept):
        return edits if suggested else words
    return say("{news} {more}", news=edits, more=words)
