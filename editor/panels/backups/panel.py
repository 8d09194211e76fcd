"""Backups, the latest first: look into one, compare with today, bring back in two clicks."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from editor.panels.backups.parts import OfferBox, differences, done_box, thing_row
from editor.panels.backups.values import (
    BackupLine,
    BackupShown,
    CourseShown,
    Done,
    LessonShown,
    Offer,
)
from editor.panels.cards.choice import Choice, Dress
from editor.panels.cards.filling import empty
from editor.panels.cards.halves import lay_halves
from editor.panels.cards.rows import list_card, section
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import mark, say

_LIST, _BESIDE_FROM = 302, 660
_INTRO = mark(
    "A backup holds everything that is written here. It is made by itself while you "
    "work. To look into one changes nothing, and bringing something back keeps what "
    "you wrote since."
)


class BackupsPanel(QWidget):
    """Show backups; signals ask for what is in one, for what would happen, and for doing it."""

    backup_chosen = Signal(str)
    making = Signal()
    course_chosen = Signal(str)
    lesson_chosen = Signal(str, str)
    everything_wanted = Signal()
    course_wanted = Signal(str)
    lesson_wanted = Signal(str, str, bool)
    confirmed = Signal()
    open_wanted = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._choices: dict[str, Choice] = {}
        self._list = column(look, gap=2)
        make = Button(look, say("Make one now"), icon="hard-drive", small=True)
        make.chosen.connect(self.making)
        head = column(look, Label(say("Backups"), Voice.CARD), gap=6, margins=(12, 0, 0, 4))
        head.addWidget(Label(say("On this computer"), Voice.SMALL))
        head.addLayout(row(look, make, None))
        inside = column(look, head, self._list, None, gap=6, margins=(14, 24, 14, 12))
        self._pane = Frame(Box.CANVAS, column(look, Page(look, inside, say("Every backup")), gap=0))
        self._top = column(look, gap=10)
        self._body = column(look, gap=8)
        whole = column(look, self._top, self._body, None, gap=10, margins=(34, 26, 28, 24))
        self._page = Page(look, whole, say("What is in it"))
        self._main = Frame(Box.CANVAS, column(look, self._page, gap=0))
        self._between = Hairline(look, upright_height=1)
        self._between.setMaximumHeight(16777215)
        self._halves = row(look, self._pane, self._between, (self._main, 1), gap=0)
        self.setLayout(self._halves)
        self.offer: OfferBox | None = None
        self.show_nothing()

    # -- the list

    def show_backups(self, lines: Sequence[BackupLine]) -> None:
        """List the backups under their days."""
        current = next((key for key, one in self._choices.items() if one.isChecked()), "")
        empty(self._list)
        self._choices = {}
        day = ""
        for line in lines:
            if line.day != day:
                day = line.day
                title = Label(day, Voice.SECTION)
                self._list.addLayout(row(self._look, title, margins=(10, 8, 0, 2)))
            self._choices[line.path] = self._choice(line)
            self._list.addWidget(self._choices[line.path])
        if not lines:
            words = say("None yet. The first is made by itself soon after the start.")
            self._list.addWidget(Label(words, Voice.SMALL, wrap=True))
        if current in self._choices:
            self._choices[current].show_current(True)
        follow_the_eye(self)

    def focus_first(self) -> None:
        """Put the focus on the list."""
        first = next(iter(self._choices.values()), None)
        (first or self).setFocus()

    def _choice(self, line: BackupLine) -> Choice:
        look = self._look
        words = column(look, Label(line.time, Voice.STRONG), gap=1)
        words.addWidget(Label(line.told, Voice.SMALL, wrap=True))
        icon, colour = ("triangle-alert", "warn") if line.damaged else ("hard-drive", "text2")
        box = row(look, gap=11, margins=(12, 9, 10, 9))
        sign = IconLabel(look, icon, colour, 16, say("Damaged") if line.damaged else "")
        box.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(words, 1)
        choice = Choice(look, line.name, box, Dress.FILLED, line.told)
        choice.chosen.connect(lambda: self.backup_chosen.emit(line.path))
        return choice

    # -- what is in one

    def show_nothing(self) -> None:
        """Say what backups are, before one is chosen."""
        self._begin(say("Backups"), say(_INTRO))

    def show_busy(self, words: str) -> None:
        """Say that something takes its time; what stood here comes back changed."""
        self._begin(words, say("You can go on elsewhere in the meantime."))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(words)
        self._body.addWidget(bar)

    def show_damaged(self, line: BackupLine, why: str) -> None:
        """Say that one cannot be opened."""
        self._begin(line.name, why, sign="triangle-alert")

    def show_backup(self, shown: BackupShown) -> None:
        """Show the courses of a backup."""
        look = self._look
        self._begin(shown.line.name, shown.line.told)
        if not shown.courses:
            self._body.addWidget(Label(say("There was no course yet."), Voice.MUTED))
            return
        way = Button(look, say("Bring everything back…"), icon="archive-restore")
        way.chosen.connect(self.everything_wanted)
        self._body.addLayout(row(look, way, None))
        self._body.addLayout(section(look, say("Courses"), str(len(shown.courses))))
        rows = [
            thing_row(look, "book-open", one, partial(self.course_chosen.emit, one.id))
            for one in shown.courses
        ]
        self._body.addWidget(list_card(look, rows))
        self._end()

    def show_course(self, line: BackupLine, shown: CourseShown) -> None:
        """Show the lessons of a course as it was then."""
        look = self._look
        self._begin(shown.title, say("As it was on {day}", day=line.name))
        back = self._back(
            say("All courses of this backup"), lambda: self.backup_chosen.emit(line.path)
        )
        verb = say("Bring it back…") if shown.gone else say("Bring the whole course back…")
        way = Button(look, verb, icon="archive-restore")
        way.chosen.connect(lambda: self.course_wanted.emit(shown.id))
        self._body.addLayout(row(look, back, None, way))
        rows = [
            thing_row(look, "file-text", one, partial(self.lesson_chosen.emit, shown.id, one.id))
            for one in shown.lessons
        ]
        self._body.addLayout(section(look, say("Lessons"), str(len(rows))))
        if rows:
            self._body.addWidget(list_card(look, rows))
        self._end(back)

    def show_lesson(self, line: BackupLine, shown: LessonShown) -> None:
        """Show a lesson then against today's, with both ways to bring it back."""
        look = self._look
        self._begin(
            shown.title,
            say(
                "In “{course}”, as it was on {day}",
                course=shown.course_title,
                day=line.name,
            ),
        )
        back = self._back(say("All lessons"), lambda: self.course_chosen.emit(shown.course))
        ways = row(look, back, None, gap=8)
        if not shown.same:
            place = Button(look, say("Bring it back…"), icon="archive-restore")
            place.chosen.connect(lambda: self.lesson_wanted.emit(shown.course, shown.id, False))
            ways.addWidget(place)
        if not shown.gone:
            beside = Button(look, say("Put it beside today’s…"))
            beside.chosen.connect(lambda: self.lesson_wanted.emit(shown.course, shown.id, True))
            ways.addWidget(beside)
        self._body.addLayout(ways)
        self._body.addWidget(differences(look, shown))
        self._end(back)

    # -- bringing back

    def show_offer(self, offer: Offer) -> None:
        """Say what would happen, above what it is about."""
        empty(self._top)
        self.offer = OfferBox(self._look, offer, self.confirmed.emit, self.take_offer_back)
        self._top.addWidget(self.offer)
        self._page.to_top()
        self.offer.show()
        follow_the_eye(self)
        self.offer.decline.setFocus()

    def take_offer_back(self) -> None:
        """Do nothing after all."""
        empty(self._top)
        self.offer = None
        (next(iter(self._main.findChildren(Button)), None) or self).setFocus()

    def show_done(self, done: Done) -> None:
        """Say what was done, above what is shown."""
        empty(self._top)
        show = done_box(self._look, done, lambda: self.open_wanted.emit(done.course, done.lesson))
        self._top.addWidget(show)
        announce(self, f"{done.title} {done.told}")
        show.show()
        follow_the_eye(self)
        (next(iter(show.findChildren(Button)), None) or self).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list above what it lists where there is no room beside it."""
        super().resizeEvent(event)
        flat, px = self.width() < self._look.px(_BESIDE_FROM), self._look.px
        high = max(px(110), self.height() // 2)
        lay_halves(self._halves, self._pane, flat=flat, wide=px(_LIST), high=high)

    def _begin(self, title: str, about: str, *, sign: str = "") -> None:
        empty(self._top)
        empty(self._body)
        self.offer = None
        look = self._look
        line = row(look, gap=10)
        if sign:
            line.addWidget(IconLabel(look, sign, "warn", 22, say("Damaged")))
        line.addWidget(Label(title, Voice.PAGE, wrap=True), 1)
        self._body.addLayout(line)
        self._body.addWidget(Label(about, Voice.SMALL, wrap=True))
        self._body.addSpacing(look.px(8))
        self._page.to_top()

    def _end(self, first: Button | None = None) -> None:
        """Order the stops of the Tab key; what was pressed to come here is gone by now."""
        follow_the_eye(self)
        if first is not None:
            first.show()  # only what is in sight takes the focus
            first.setFocus()

    def _back(self, words: str, go: object) -> Button:
        back = Button(self._look, words, Kind.LINK, icon="chevron-left", small=True)
        back.chosen.connect(go)
        return back
