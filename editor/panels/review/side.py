"""The side bar of a review: the version, its reviewers, and one's own verdict on it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.avatars import Avatar
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Label, Pill, Voice
from editor.panels.kit.look import Look
from editor.panels.review.values import STANDINGS, ReviewerRow, ReviewView
from editor.panels.review.verdict import VerdictForm
from sync.model.language import say

_WIDTH = 300


class ReviewSide(Frame):
    """Show a review; `reviewed(version, verdict, note)` gives the verdict, tied to the version.

    `asking` wants a version to be reviewed, where there is none.
    """

    reviewed = Signal(str, str, str)
    back = Signal()
    asking = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.SIDE)
        self._look = look
        self._version = ""
        self.lie(False)
        leave = Button(look, say("Back"), Kind.QUIET, icon="chevron-left", small=True)
        leave.chosen.connect(self.back)
        self._course = Label("", Voice.ROW, wrap=True)
        self._about = Label("", Voice.NOTE, wrap=True)
        title = column(look, self._course, self._about, gap=2, margins=(8, 0, 0, 0))
        head = column(look, row(look, leave, None), 8, title, gap=0, margins=(10, 10, 10, 0))
        self._people = column(look, gap=9)
        people = holder(column(look, self._people, gap=0, margins=(18, 14, 16, 8)))
        self._verdict = VerdictForm(look)
        self._verdict.given.connect(self._give)
        self._foot = Frame(Box.SIDE_FOOT, column(look, margins=(16, 10, 12, 12)))
        self._foot.hide()
        inside = column(look, head, people, None, self._verdict, gap=0)
        page = Page(look, inside, say("Reviewers"))
        self.setLayout(column(look, (page, 1), self._foot, gap=0))

    def lie(self, flat: bool) -> None:
        """Lie above the lesson, where there is no room beside it."""
        if flat:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)
        else:
            self.setFixedWidth(self._look.px(_WIDTH))

    def show_review(self, view: ReviewView) -> None:
        """Show a version under review; a verdict that was begun on it stays."""
        fresh = view.version != self._version
        self._version = view.version
        self._course.say(view.course)
        about = say("Review of {version}", version=view.name)
        if view.asked_by:
            about = f"{about} · {say('asked for by {person}', person=view.asked_by)}"
        self._about.say(about if view.version else say("Nothing to review"))
        empty(self._people)
        if view.reviewers:
            self._people.addWidget(Label(say("Reviewers"), Voice.SECTION))
            for one in view.reviewers:
                self._people.addWidget(self._row(one))
        self._verdict.setVisible(bool(view.version))
        if not view.version:
            self._add_beginning()
        elif not view.reviewers:
            none = say("No one was asked to review it yet.")
            self._people.addWidget(Label(none, Voice.SMALL, wrap=True))
        self._verdict.show_review(view, fresh=fresh)
        follow_the_eye(self)

    def _add_beginning(self) -> None:
        """Say what a review is of, where there is no version yet, and the way there."""
        told = say(
            "Reviewers read a version: your course as it stands now, with a number. "
            "You go on writing meanwhile, and their comments come to you beside the "
            "text."
        )
        self._people.addWidget(Label(told, Voice.SMALL, wrap=True))
        ask = Button(self._look, say("Ask for review…"), Kind.PRIMARY, icon="users")
        ask.chosen.connect(self.asking)
        self._people.addLayout(row(self._look, ask, None, margins=(0, 6, 0, 0)))

    def set_foot(self, widget: QWidget) -> None:
        """Put the way of the words at the foot."""
        layout = self._foot.layout()
        assert layout is not None
        layout.addWidget(widget)
        self._foot.show()

    def _row(self, one: ReviewerRow) -> QWidget:
        look = self._look
        name = say("You") if one.face.me else one.face.name
        words = column(look, Label(name, Voice.SMALL_STRONG), gap=0)
        if one.detail:
            words.addWidget(Label(one.detail, Voice.NOTE))
        line = row(look, Avatar(look, one.face, size=26), (words, 1), gap=10)
        standing, tone = STANDINGS[one.standing]
        line.addWidget(Pill(look, say(standing), tone))
        return holder(line)

    def _give(self, verdict: str, note: str) -> None:
        self.reviewed.emit(self._version, verdict, note)
