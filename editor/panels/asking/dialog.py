"""The dialog that asks people for a review."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.panels.asking.day import DayField, DayTold
from editor.panels.asking.people import PeopleField
from editor.panels.asking.values import Asking, Hindering, Request
from editor.panels.cards.filling import empty
from editor.panels.cards.form import Words
from editor.panels.cards.overlay import Overlay
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame, Hairline, ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look
from sync.model.language import say, say_many

_WIDTH = 720
_SHOWN_POINTS = 3


class AskDialog(Overlay):
    """Ask for a review; `asked(request)` names the people, the day and a word to them.

    `points_wanted` wants to change what to look at, `file_wanted(request)` a review file instead
    of the next sync, with the request to be in it, None where nobody is chosen;
    `gone_to(lesson, line)` leads to what must be settled first. The word that was begun stays for
    the next time.
    """

    asked = Signal(object)
    points_wanted = Signal()
    file_wanted = Signal(object)
    gone_to = Signal(str, int)

    def __init__(self, look: Look, parent: QWidget, day_told: DayTold) -> None:
        self._shown = Asking(0)
        self._title = Label("", Voice.PAGE, wrap=True)
        self._about = Label("", Voice.MUTED, wrap=True)
        self._hindering: QVBoxLayout = column(look, gap=6)
        self.people = PeopleField(look)
        self.day = DayField(look, day_told)
        self._points = Label("", Voice.SMALL_TEXT, wrap=True)
        self._change = Button(look, say("Change what to look at…"), Kind.LINK, small=True)
        self._word = Words(look, say("A word to them"), say("A word to them"))
        self._sending = Label("", Voice.SMALL_TEXT, wrap=True)
        self._file = Button(look, say("As a review file instead…"), Kind.LINK, small=True)
        self._overlaps = Label("", Voice.SMALL, wrap=True)
        self._later = Button(look, say("Not now"), tip="Esc")
        self._send = Button(look, "", Kind.PRIMARY, icon="send", tip="Ctrl+Enter")
        self._close = IconButton(look, "x", say("Close"), colour="text2", keys="Esc")
        super().__init__(look, parent, say("Ask for a review"), Frame(Box.DIALOG), _WIDTH)
        self.frame.setLayout(self._contents())
        self._join()

    @property
    def fields(self) -> dict[str, Words]:
        """What is typed into, by name: it is kept until it was sent."""
        return {"word": self._word}

    def show_asking(self, shown: Asking) -> None:
        """Open the dialog on what is known now."""
        self._shown = shown
        self._say_what_it_is(shown)
        self.people.show_people(shown.candidates, shown.hint, one=shown.instead is not None)
        self.day.setVisible(shown.instead is None)
        self.day.show_day(shown.due)
        self._say_points(shown)
        self._sending.say(shown.sending)
        self._file.setVisible(shown.instead is None)
        count = shown.overlaps
        self._overlaps.say(
            say_many(
                "{count} overlap stays open. Reviewers will see both texts.",
                "{count} overlaps stay open. Reviewers will see both texts.",
                count,
            )
            if count
            else ""
        )
        self._show_hindering(shown.hindering)
        self._weigh()
        follow_the_eye(self.frame)
        self.open_over(self.people.field)

    def finish(self) -> None:
        """Close once they were asked, and forget the choice and the word."""
        self._word.clear()
        self.people.forget()
        self.hide()

    def wanted_height(self, width: int) -> int:
        """Measure the frame with all of its page in sight."""
        inside = self._scroll.widget()
        layout = inside.layout() if inside is not None else None
        if layout is None:
            return 0
        layout.invalidate()
        page = layout.heightForWidth(width) if layout.hasHeightForWidth() else 0
        page = max(page, layout.minimumSize().height())
        return (
            page
            + sum(part.sizeHint().height() for part in (self._head, self._foot))
            + self.look.px(10)
        )

    def _contents(self) -> QVBoxLayout:
        look = self.look
        head = row(look, (self._title, 1), self._close)
        self._head = holder(column(look, head, margins=(32, 24, 28, 4)))
        points = column(look, Label(say("What to look at"), Voice.SMALL_STRONG), gap=5)
        points.addWidget(self._points)
        points.addLayout(row(look, self._change, None, gap=0))
        word = Label(say("A word to them"), Voice.SMALL_STRONG)
        word.setBuddy(self._word)
        way = column(look, Label(say("How it gets there"), Voice.SMALL_STRONG), gap=5)
        way.addWidget(self._sending)
        way.addLayout(row(look, self._file, None, gap=0))
        inside = column(look, self._about, self._hindering, gap=14, margins=(32, 0, 28, 8))
        inside.addWidget(self.people)
        self._points_part, self._way_part = holder(points), holder(way)
        for part in (self.day, self._points_part):
            inside.addWidget(part)
        inside.addWidget(holder(column(look, word, self._word, gap=6)))
        inside.addWidget(self._way_part)
        inside.addStretch(1)
        self._scroll = Page(look, inside, say("Ask for a review"))
        foot = row(look, (self._overlaps, 1), self._later, self._send, gap=10)
        self._foot = holder(column(look, Hairline(look), foot, gap=10, margins=(32, 4, 28, 20)))
        return column(look, self._head, (self._scroll, 1), self._foot, gap=0)

    def _join(self) -> None:
        self.people.changed.connect(self._weigh)
        self.day.changed.connect(self._weigh)
        self.people.grown.connect(self.place)
        self.people.field.sent.connect(self._ask)
        self._word.sent.connect(self._ask)
        self._word.left.connect(self.close_it)
        self._send.chosen.connect(self._ask)
        self._send.why_asked.connect(lambda _: self._go_to_missing())
        for button in (self._later, self._close):
            button.chosen.connect(self.close_it)
        self._change.chosen.connect(lambda: self._leave_for(self.points_wanted))
        self._file.chosen.connect(self._by_file)

    def _leave_for(self, wanted: object) -> None:
        self.close_it()
        wanted.emit()  # type: ignore[attr-defined]

    def _say_what_it_is(self, shown: Asking) -> None:
        if shown.instead is not None:
            title = say("Ask someone else than {name}", name=shown.instead.face.name)
            about = say("What {name} said stays. The day stays, too.", name=shown.instead.face.name)
        elif shown.version:
            title = say("Ask more people")
            about = say("They are asked to review version {number}.", number=shown.number)
        else:
            title = say("Ask for a review")
            about = say(
                "This makes version {number} from your draft. You can go on writing; reviewers see"
                " version {number} until you send a newer one.",
                number=shown.number,
            )
        self._title.say(title)
        self._about.say(about)
        self.setAccessibleName(title)

    def _say_points(self, shown: Asking) -> None:
        self._points_part.setVisible(shown.instead is None)
        listed = "; ".join(shown.points[:_SHOWN_POINTS])
        if not shown.points:
            words = say("Whatever they see: this course has no list of points.")
        elif len(shown.points) > _SHOWN_POINTS:
            words = say_many("{count} point: {points} …", "{count} points: {points} …",
                             len(shown.points), points=listed)  # fmt: skip
        else:
            words = listed
        self._points.say(words)
        self._change.setVisible(shown.may_set_points)

    def _show_hindering(self, found: tuple[Hindering, ...]) -> None:
        empty(self._hindering)
        for one in found:
            look = self.look
            words = Label(one.words, Voice.SMALL_TEXT, wrap=True)
            line = row(look, IconLabel(look, "circle-alert", "warn", 17), (words, 1), gap=10,
                       margins=(12, 6, 8, 6))  # fmt: skip
            if one.lesson:
                go = Button(look, say("Go to it"), icon="arrow-right", small=True)
                go.setAccessibleName(say("Go to it: {what}", what=one.words))
                go.chosen.connect(partial(self._go, one))
                line.addWidget(go)
            self._hindering.addWidget(ToneBox(Tone.WARN, line))

    def _go(self, one: Hindering) -> None:
        self.close_it()
        self.gone_to.emit(one.lesson, one.line)

    def _weigh(self) -> None:
        """Say with a number what will be done, and what is missing."""
        count = len(self.people.people)
        self._send.say(
            say_many("Ask {count} person", "Ask {count} people", count) if count else say("Ask")
        )
        self._file.say(
            say("Ask by a review file instead…") if count else say("As a review file instead…")
        )
        missing = "" if count else say("Choose whom to ask first.")
        if self.day.is_wrong and self._shown.instead is None:
            missing = missing or say("Choose a day, or none.")
        hindered = say("Settle first what stands above.") if self._shown.hindering else ""
        self._send.set_unavailable(hindered or missing)
        self.place()

    def _go_to_missing(self) -> None:
        wrong = self.people.people and self.day.is_wrong
        (self.day.field if wrong else self.people.field).setFocus()

    def _ask(self) -> None:
        if not self._send.reason:
            self.asked.emit(self._request())

    def _by_file(self) -> None:
        """Want a file in which those who are chosen are asked; it may also ask nobody by name."""
        if not self.people.people:
            self.close_it()
            self.file_wanted.emit(None)
        elif self._send.reason:
            self._go_to_missing()
        else:
            self.file_wanted.emit(self._request())

    def _request(self) -> Request:
        instead = self._shown.instead.id if self._shown.instead else ""
        word = self._word.words().strip()
        return Request(self.people.people, self.day.day, word, self._shown.version, instead)
