"""The side bar of a review: the version, its reviewers, and one's own verdict on it."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame, ToneBox
from editor.panels.kit.labels import Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.review.approved import ApprovedBlocks
from editor.panels.review.checklist import Checklist
from editor.panels.review.due import DueCard
from editor.panels.review.people import People
from editor.panels.review.removed import RemovedLessons
from editor.panels.review.values import ReviewView
from editor.panels.review.verdict import VerdictForm
from sync.model.language import say

_WIDTH, _FOOT_FROM = 300, 560


class ReviewSide(Frame):
    """Show a review; `reviewed(version, verdict, note)` gives the verdict, tied to the version.

    `asking` wants a version to be reviewed, or more people; `ticked(version, point, on)` looked
    at a point; `gone_to(lesson, line)` leads to a block; `cannot(version)` is no reviewer after
    all. `withdrawn` and `replaced(version, person)` ask someone no longer, or someone else.
    `removed_wanted(lesson)` wants to see what a lesson said that the draft has no more.
    """

    reviewed = Signal(str, str, str)
    back = Signal()
    asking = Signal()
    ticked = Signal(str, str, bool)
    gone_to = Signal(str, int)
    cannot = Signal(str)
    withdrawn = Signal(str, str)
    replaced = Signal(str, str)
    removed_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(Box.SIDE)
        self._look = look
        self._version = ""
        self._flat = self._beside = False
        self._leave = Button(look, say("Back"), Kind.QUIET, icon="chevron-left", small=True)
        self._leave.chosen.connect(self.back)
        self._course = Label("", Voice.ROW, wrap=True)
        self._about = Label("", Voice.NOTE, wrap=True)
        title = column(look, self._course, self._about, gap=2, margins=(8, 0, 0, 0))
        ways = row(look, self._leave, None)
        head = column(look, ways, title, gap=6, margins=(10, 10, 10, 0))
        self._due = DueCard(look)
        self._word = Label("", Voice.SMALL_TEXT, wrap=True)
        self._warning = ToneBox(Tone.WARN)
        self._late = Label("", Voice.SMALL_TEXT, wrap=True)
        self._warning.setLayout(column(look, self._late, margins=(10, 8, 10, 8)))
        self._warning.hide()
        self._people = People(look)
        self._begin = column(look, gap=6)
        self._waiting = Label("", Voice.NOTE, wrap=True)
        self._points = Checklist(look)
        self._blocks = ApprovedBlocks(look)
        self._removed = RemovedLessons(look)
        parts = (
            self._warning,
            self._due,
            self._word,
            self._people,
            self._waiting,
            self._begin,
            self._points,
            self._blocks,
            self._removed,
        )
        people = holder(column(look, *parts, gap=12, margins=(18, 14, 16, 8)))
        self._join()
        self.verdict = VerdictForm(look)
        self.verdict.given.connect(self._give)
        self.verdict.cannot.connect(lambda: self.cannot.emit(self._version))
        self.verdict.hide()  # until there is a version to give it on
        self._foot = Frame(Box.SIDE_FOOT, column(look, margins=(16, 10, 12, 12)))
        self._foot.hide()
        self._inside = column(look, head, people, None, gap=0)
        page = Page(look, self._inside, say("Reviewers"))
        self._parts = column(look, (page, 1), self._foot, gap=0)
        self.setLayout(self._parts)
        self.lie(False)

    def stand_beside_outline(self, beside: bool) -> None:
        """Leave out what the outline says already, and the way that it has: the list needs room."""
        self._beside = beside
        self._show_head()

    def _show_head(self) -> None:
        beside = self._beside and bool(self._version)
        focused = self._leave.hasFocus()
        self._leave.setVisible(not beside)
        self._course.setVisible(not beside)
        if focused and beside:
            self.verdict.focus_first()

    def lie(self, flat: bool) -> None:
        """Lie above the lesson, where there is no room beside it."""
        self._flat = flat
        if flat:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)
        else:
            self.setFixedWidth(self._look.px(_WIDTH))
        self._place_verdict()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the verdict stand at the foot where it leaves room for the rest."""
        super().resizeEvent(event)
        self._place_verdict()

    def _place_verdict(self) -> None:
        inside = self._flat or self.height() < self._look.px(_FOOT_FROM)
        if inside and self._inside.indexOf(self.verdict) < 0:
            self._inside.addWidget(self.verdict)
        elif not inside and self._parts.indexOf(self.verdict) < 0:
            self._parts.insertWidget(1, self.verdict)

    def show_review(self, view: ReviewView) -> None:
        """Show a version under review; a verdict that was begun on it stays."""
        fresh = view.version != self._version
        self._version = view.version
        self._course.say(view.course)
        about = say("Review of {version}", version=view.name)
        if view.asked_by:
            about = f"{about} · {say('asked for by {person}', person=view.asked_by)}"
        self._about.say(about if view.version else say("Nothing to review"))
        empty(self._begin)
        none = say("No one was asked to review it yet.") if view.version else ""
        self._people.show_people(view.reviewers, none)
        self._people.setVisible(bool(view.reviewers or none))
        self._show_round(view)
        self.verdict.setVisible(bool(view.version))
        if not view.version:
            self._add_beginning()
        elif view.may_ask:
            self._add_asking(say("Ask someone else…") if view.reviewers else None)
        self.verdict.show_review(view, fresh=fresh)
        self._show_head()
        follow_the_eye(self)

    def _show_round(self, view: ReviewView) -> None:
        self._due.show_due(view.due)
        for label, words in ((self._word, view.word), (self._waiting, view.waiting)):
            label.say(words)
            label.setVisible(bool(words))
        self._late.say(view.warning)
        self._warning.setVisible(bool(view.warning))
        self._points.show_points(view.points)
        self._blocks.show_blocks(view.approved, view.left, view.own)
        self._removed.show_removed(view.name, view.removed)

    def _join(self) -> None:
        self._points.ticked.connect(lambda point, on: self.ticked.emit(self._version, point, on))
        self._blocks.gone_to.connect(self.gone_to)
        self._removed.read_wanted.connect(self.removed_wanted)
        self._people.withdrawn.connect(lambda who: self.withdrawn.emit(self._version, who))
        self._people.replaced.connect(lambda who: self.replaced.emit(self._version, who))

    def _add_beginning(self) -> None:
        """Say what a review is of, where there is no version yet, and the way there."""
        told = say(
            "Reviewers read a version: your course as it stands now, with a number. "
            "You go on writing meanwhile, and their comments come to you beside the "
            "text."
        )
        self._begin.addWidget(Label(told, Voice.SMALL, wrap=True))
        self._add_asking()

    def _add_asking(self, words: str | None = None) -> None:
        """Offer to ask for a review, less loudly where others were asked already."""
        kind = Kind.QUIET if words else Kind.PRIMARY
        shown = words or say("Ask for review…")
        ask = Button(self._look, shown, kind, icon="users", small=bool(words))
        ask.chosen.connect(self.asking)
        self._begin.addLayout(row(self._look, ask, None, margins=(0, 2, 0, 0)))

    def set_foot(self, widget: QWidget) -> None:
        """Put the way of the words at the foot."""
        layout = self._foot.layout()
        assert layout is not None
        layout.addWidget(widget)
        self._foot.show()

    def _give(self, verdict: str, note: str) -> None:
        self.reviewed.emit(self._version, verdict, note)
