"""What came and went: every sync on this computer, line by line, with what can go back."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from editor.panels.cards.choice import Choice, Dress
from editor.panels.cards.filling import empty
from editor.panels.cards.halves import lay_halves
from editor.panels.cards.rows import list_card, section
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.arrange import column, row
from editor.panels.kit.frames import Box, Frame, Hairline, ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.receipts.line import LineRow
from editor.panels.receipts.taking import WIDE, TakingCard
from editor.panels.receipts.values import ReceiptLine, ReceiptPage, ReceiptRow
from sync.model.language import mark, say, say_many

MOST_LINES = 100
_LIST, _BESIDE_FROM, _CARD_BESIDE_FROM = 302, 660, 700
_BOLD = 1.06
"""So much wider than usual words are strong ones."""

_SIGNS = {
    "all-arrived": ("check", "ok", mark("All arrived")),
    "some-waiting": ("clock", "text2", mark("Some waits")),
    "some-refused": ("ban", "bad", mark("Some was refused")),
    "no-network": ("cloud-off", "text2", mark("No network")),
    "by-file": ("file-input", "ok", mark("By review file")),
    "taken-back": ("undo-2", "text2", mark("Taken back")),
}


class ReceiptPanel(QWidget):
    """Show receipts; `receipt_chosen(id)` asks for another, `lesson_chosen` and `overlap_chosen`
    lead to what a line is about, `taken_back(id, lines, why)` wants ticked lines to go back.
    """

    receipt_chosen = Signal(str)
    lesson_chosen = Signal(str)
    overlap_chosen = Signal(str)
    taken_back = Signal(str, object, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._choices: dict[str, Choice] = {}
        self._rows: tuple[ReceiptRow, ...] | None = None
        self._shown: ReceiptPage | None = None
        self._lines: list[LineRow] = []
        self._ticked_unseen: list[ReceiptLine] = []
        self._list = column(look, gap=2)
        head = column(
            look, Label(say("What came and went"), Voice.CARD), gap=2, margins=(12, 0, 0, 4)
        )
        head.addWidget(Label(say("Every sync, on this computer"), Voice.SMALL))
        self._waits = Label("", Voice.SMALL_TEXT, wrap=True)
        self._waiting = ToneBox(Tone.INFO, column(look, self._waits, margins=(12, 10, 12, 10)))
        self._waiting.hide()
        parts = (head, self._waiting, self._list, None)
        inside = column(look, *parts, gap=6, margins=(14, 24, 14, 12))
        pane = Frame(Box.CANVAS, column(look, Page(look, inside, say("Every sync")), gap=0))
        self._pane = pane
        self.taking = TakingCard(look)
        self.taking.setParent(self)
        self._body = column(look, gap=8, margins=(34, 26, 28, 24))
        self._page = Page(look, self._body, say("What one sync did"))
        main = Frame(Box.CANVAS, column(look, self._page, gap=0))
        line = Hairline(look, upright_height=1)
        line.setMaximumHeight(16777215)
        self._between, self._main = line, main
        self._halves = row(look, pane, line, (main, 1), gap=0)
        self.setLayout(self._halves)
        self._beside: QBoxLayout | None = None
        self.taking.hide()
        self.taking.taken.connect(self._take)
        self.taking.left.connect(self._leave)
        self.taking.all_wanted.connect(self._tick_all)
        self._lie(False)

    def show_waiting(self, told: Sequence[str]) -> None:
        """Say what waits to be sent, a line each; nothing where all of it went."""
        kept = say("Waiting to send. It is kept here, survives a restart, and goes out by itself:")
        self._waits.say("\n".join([kept, *(f"· {one}" for one in told)]))
        self._waiting.setVisible(bool(told))

    def show_receipts(self, rows: Sequence[ReceiptRow]) -> None:
        """List the syncs, the latest first, under their days."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        focused = next((key for key, one in self._choices.items() if one.hasFocus()), "")
        empty(self._list)
        self._choices = {}
        self._fit()
        day = ""
        for one in rows:
            if one.day != day:
                day = one.day
                self._list.addLayout(
                    row(self._look, Label(day, Voice.SECTION), margins=(10, 8, 0, 2))
                )
            self._choices[one.id] = self._row(one)
            self._list.addWidget(self._choices[one.id])
        if not rows:
            words = say(
                "Nothing was sent or fetched yet. When you share a course, or join a "
                "space, each sync stands here with all that it brought and took."
            )
            none = Label(words, Voice.SMALL, wrap=True)
            self._list.addLayout(row(self._look, none, margins=(12, 8, 0, 0)))
        follow_the_eye(self)
        if focused in self._choices:
            self._choices[focused].setFocus()

    def show_receipt(self, shown: ReceiptPage | None) -> None:
        """Open one sync; None shows none.

        All that can go back is ticked at first; shown again, what was ticked in it stays ticked.
        """
        for key, choice in self._choices.items():
            choice.show_current(shown is not None and key == shown.id)
        if shown == self._shown and self._body.count():
            return
        again = shown is not None and self._shown is not None and shown.id == self._shown.id
        ticked = {one.line.id for one in self._lines if one.ticked} if again else set()
        self._shown = shown
        self._lines, self._ticked_unseen = [], []
        empty(self._body, [self.taking])
        self._beside = None
        self.taking.hide()
        if shown is not None:
            self._fill(shown, ticked, again=again)
        self._body.addStretch(1)
        if not again:
            self._page.to_top()
        self._fit()
        follow_the_eye(self)

    def _fill(self, shown: ReceiptPage, ticked: set[str], *, again: bool) -> None:
        look, box = self._look, self._body
        box.addWidget(Label(shown.title, Voice.PAGE, wrap=True))
        box.addWidget(Label(shown.about, Voice.SMALL, wrap=True))
        box.addSpacing(look.px(10))
        box.addWidget(self._account(shown))
        box.addSpacing(look.px(12))
        came = column(look, gap=8)
        head = say("Came in") if not shown.told else say("What went back")
        self._add(came, head, str(shown.came_count), shown.came, ticked)
        self._add(came, say("Went out"), str(shown.went_count), shown.went, set())
        self._add(came, say("Not taken"), str(len(shown.refused)), shown.refused, set())
        came.addStretch(1)
        self._beside = row(look, (came, 1), gap=20)
        if shown.can_go_back:
            if not ticked:
                self.taking.begin(shown)
            self._beside.addWidget(self.taking, 0, Qt.AlignmentFlag.AlignTop)
            if again:
                self._count()
            else:
                self._tick_all()
        box.addLayout(self._beside)
        self.taking.setVisible(shown.can_go_back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list above what it lists where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        flat = self.width() < self._look.px(_BESIDE_FROM)
        self._lie(flat)
        if self._beside is not None:
            room = self.width() - (0 if flat else self._look.px(_LIST))
            beside = room >= self._look.px(_CARD_BESIDE_FROM)
            ways = QBoxLayout.Direction
            self._beside.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
            self.taking.setFixedWidth(self._look.px(WIDE)) if beside else self._let_go()

    def _let_go(self) -> None:
        self.taking.setMinimumWidth(0)
        self.taking.setMaximumWidth(16777215)

    def _lie(self, flat: bool) -> None:
        px = self._look.px
        high = max(px(110), self.height() // 2) if self._rows else self.maximumHeight()
        lay_halves(self._halves, self._pane, flat=flat, wide=px(_LIST), high=high)
        self._between.setVisible(not flat)
        self._main.setVisible(bool(self._rows) or not flat)

    def _row(self, one: ReceiptRow) -> Choice:
        look = self._look
        icon, colour, state = _SIGNS[one.state]
        name = say(state)
        words = column(look, Label(one.time, Voice.STRONG), gap=1)
        words.addWidget(Label(one.told, Voice.SMALL, wrap=True))
        line = row(look, gap=11, margins=(12, 9, 10, 9))
        line.addWidget(IconLabel(look, icon, colour, 16, name), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        title = f"{one.day}, {one.time}"
        choice = Choice(look, title, line, Dress.FILLED, f"{one.told}. {name}.")
        choice.chosen.connect(lambda: self.receipt_chosen.emit(one.id))
        return choice

    def _account(self, shown: ReceiptPage) -> ToneBox:
        look = self._look
        whole = not shown.refused and not shown.waiting
        icon, colour = ("circle-check", "ok") if whole else ("circle-alert", "warn")
        what, counts = shown.sentence
        line = row(look, IconLabel(look, icon, colour, 18), gap=10, margins=(16, 10, 16, 10))
        first = Label(what, Voice.STRONG, wrap=True)  # as wide as its words, where there is room
        first.setMaximumWidth(round(QFontMetricsF(look.font(14)).horizontalAdvance(what) * _BOLD))
        line.addWidget(first, 3)
        line.addWidget(Label(counts, Voice.TEXT, wrap=True), 1)
        return ToneBox(Tone.OK if whole else Tone.WARN, line)

    def _add(
        self,
        box: QVBoxLayout,
        title: str,
        count: str,
        lines: Sequence[ReceiptLine],
        ticked: set[str],
    ) -> None:
        if not lines:
            return
        look = self._look
        indented = any(line.id for line in lines)
        rows = [LineRow(look, line, indented, line.id in ticked) for line in lines[:MOST_LINES]]
        for one in rows:
            one.lesson_chosen.connect(self.lesson_chosen)
            one.overlap_chosen.connect(self.overlap_chosen)
            one.tick_changed.connect(self._count)
        self._lines += rows
        box.addLayout(section(look, title, count))
        box.addWidget(list_card(look, rows, inset=84 if indented else 52))
        if len(lines) > MOST_LINES:
            more = say_many("and {count} more", "and {count} more", len(lines) - MOST_LINES)
            box.addWidget(Label(more, Voice.SMALL))
        box.addSpacing(look.px(14))

    # -- what goes back

    def _ticked(self) -> list[ReceiptLine]:
        return [*(one.line for one in self._lines if one.ticked), *self._ticked_unseen]

    def _count(self) -> None:
        self.taking.show_ticked(self._ticked())

    def _tick_all(self) -> None:
        """Tick what is shown and can go back, and what there was no room to show."""
        came = self._shown.came if self._shown is not None else ()
        self._ticked_unseen = [line for line in came[MOST_LINES:] if line.id]
        for one in self._lines:
            one.tick(True)
        self._count()

    def _leave(self) -> None:
        self._ticked_unseen = []
        for one in self._lines:
            one.tick(False)
        self._count()

    def _take(self, why: str) -> None:
        ids = [line.id for line in self._ticked()]
        if ids and self._shown is not None:
            self.taken_back.emit(self._shown.id, ids, why)
