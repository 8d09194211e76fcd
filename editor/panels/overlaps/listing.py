"""The list of places to check, with those that later writing settled, and what an overlap is."""

# ruff: noqa: N802
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from editor.panels.cards.choice import Choice, Dress
from editor.panels.cards.elided import plain_words
from editor.panels.cards.filling import empty
from editor.panels.cards.more import MoreLine
from editor.panels.cards.runs import shortened
from editor.panels.cards.scroll import Page
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button
from editor.panels.kit.frames import Box, Frame, ToneBox
from editor.panels.kit.glyphs import Stitches
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.overlaps.filtering import FROM, FilterField
from editor.panels.overlaps.sentences import (
    about_minutes,
    headline,
    release_note,
    whose_turn,
)
from editor.panels.overlaps.values import OverlapItem
from sync.model.language import say, say_many

_WIDTH, _EXPLAINED_FROM, _FRAMED_FROM = 320, 620, 260
_LOW, _ONE_ROW = 420, 74
MOST_ROWS = 80
"""More are counted below the list; F8 reaches them all."""


class OverlapList(Frame):
    """List the overlaps; `overlap_chosen(id)`, and `settled_closed` for all of those at once.

    Where there are many, `filtered(words)` tells what is typed to see fewer.
    """

    overlap_chosen = Signal(str)
    settled_closed = Signal()
    filtered = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(Box.SIDE_RIGHT)
        self._look = look
        self._is_low = False
        self._rows: dict[tuple[OverlapItem, bool], Choice] = {}
        self._alike: Counter[tuple[tuple[str, str], str]] = Counter()
        self._title = Label("", Voice.CARD)
        self._pace = Label("", Voice.SMALL)
        self._filter = FilterField(look)
        self._filter.filtered.connect(self.filtered)
        self._none = Label("", Voice.SMALL, wrap=True)
        self._list = column(look, gap=6)
        self._note = Label("", Voice.SMALL, wrap=True)
        head = column(look, self._title, self._pace, gap=3, margins=(14, 0, 0, 6))
        inside = column(look, self._list, None, gap=0, margins=(10, 0, 10, 8))
        page = Page(look, inside, say("Overlaps to check"))
        send = IconLabel(look, "badge-check", "text3", 15)
        note = holder(row(look, send, (self._note, 1), margins=(14, 0, 0, 0)))
        self._explained = _explanation(look)
        self._foot = holder(column(look, self._explained, note, gap=10, margins=(10, 0, 14, 18)))
        sought = holder(column(look, self._filter, self._none, gap=6, margins=(4, 4, 12, 4)))
        self._sought = sought
        self._top = holder(column(look, head, sought, gap=0, margins=(10, 24, 10, 0)))
        self.setLayout(column(look, self._top, (page, 1), self._foot, gap=6))
        self.lie(False)

    @property
    def is_of_use(self) -> bool:
        """Tell whether to show it: where there is little room, not for the one that is on show."""
        many = len(self._rows) > 1 or any(item.settled for item, _ in self._rows)
        return many or not self._is_low

    def lie(self, flat: bool, room: int = 0) -> None:
        """Lie below the text, where there is no room beside it; of low `room` take one row."""
        wide = 16777215 if flat else self._look.px(_WIDTH)
        self.setMinimumWidth(0 if flat else wide)
        self.setMaximumWidth(wide)
        self._is_low = flat and room < self._look.px(_LOW)
        most = self._look.px(_ONE_ROW if self._is_low else 240)
        self.setMaximumHeight(most if flat else 16777215)
        self._show_frame()

    @property
    def words(self) -> str:
        """The words by which the overlaps are filtered."""
        return self._filter.text() if self._sought.isVisibleTo(self) else ""

    def end_filter(self) -> None:
        """Show all again, without telling."""
        self._filter.blockSignals(True)
        self._filter.clear()
        self._filter.blockSignals(False)

    def show_items(
        self, items: Sequence[OverlapItem], hindrance: str, found: Sequence[OverlapItem]
    ) -> None:
        """Show other overlaps, the open ones first; `found` are those that the filter leaves."""
        count = sum(not item.settled for item in items)
        self._sought.setVisible(len(items) >= FROM or bool(self._filter.text()))
        self._none.setVisible(len(found) < len(items))
        self._none.say(say("{count} of {all} have it.", count=len(found), all=len(items)))
        opened = [item for item in found if not item.settled]
        settled = [item for item in found if item.settled]
        self._title.say(say_many("{count} overlap to check", "{count} overlaps to check", count))
        self._pace.say(about_minutes(count) if count else say("Only what was settled is left."))
        self._note.say(release_note(count) if count else say("Nothing of this blocks a release."))
        shown = [*opened[:MOST_ROWS], *settled[:MOST_ROWS]]
        self._alike = Counter((headline(item), whose_turn(item)) for item in shown)
        keys = [self._key(item) for item in shown]
        kept = {key: self._rows[key] for key in keys if key in self._rows}
        empty(self._list, kept.values())
        self._rows = {key: kept.get(key) or self._row(*key) for key in keys}
        self._add_rows(opened)
        if settled:
            self._list.addWidget(self._settled_head(len(settled), hindrance))
            self._add_rows(settled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Explain only where the list has room beside it."""
        super().resizeEvent(event)
        self._explained.setVisible(self.height() >= self._look.px(_EXPLAINED_FROM))
        self._show_frame()

    def _show_frame(self) -> None:
        """Give the room to the rows where it is for hardly more than one."""
        roomy = self.height() >= self._look.px(_FRAMED_FROM)
        self._top.setVisible(roomy)
        self._foot.setVisible(roomy)

    def show_current(self, ident: str) -> None:
        """Ring the one that is open."""
        for (item, _), one in self._rows.items():
            one.show_current(item.id == ident)

    def _add_rows(self, items: Sequence[OverlapItem]) -> None:
        for item in items[:MOST_ROWS]:
            self._list.addWidget(self._rows[self._key(item)])
        if len(items) > MOST_ROWS:
            self._list.addWidget(MoreLine(self._look, len(items) - MOST_ROWS))

    def _key(self, item: OverlapItem) -> tuple[OverlapItem, bool]:
        """Name a row: those that would read alike are told apart by their words."""
        return item, self._alike[headline(item), whose_turn(item)] > 1

    def _row(self, item: OverlapItem, is_alike: bool) -> Choice:
        look = self._look
        head, detail = headline(item)
        words = plain_words(shortened(" ".join((item.was or item.now).split()), 44))
        if words and is_alike:
            detail = say("{place} · “{words}”", place=detail, words=words)
        stitches = Stitches(look, 14, 20)
        labels = [Label(head, Voice.STRONG, wrap=True), Label(detail, Voice.SMALL, wrap=True)]
        turn = whose_turn(item)
        if item.questions and not turn:
            turn = say("Asked about")
        if turn:
            labels.append(Label(turn, Voice.SMALL_STRONG, wrap=True))
            detail = say("{detail}. {turn}", detail=detail, turn=turn)
        told = column(look, *labels, gap=2)
        line = row(look, gap=12, margins=(14, 12, 14, 12))
        line.addWidget(stitches, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(told, 1)
        choice = Choice(look, head, line, Dress.RINGED, detail)
        choice.chosen.connect(lambda: self.overlap_chosen.emit(item.id))
        return choice

    def _settled_head(self, count: int, hindrance: str) -> QWidget:
        look = self._look
        told = say("Someone who had it before them wrote over it. It blocks nothing.")
        words = say_many("Close it", "Close {count} together", count)
        close = Button(look, words, small=True, icon="check")
        close.set_unavailable(hindrance)
        close.chosen.connect(self.settled_closed)
        head = Label(
            say("{count} settled by later writing", count=count), Voice.SMALL_STRONG, wrap=True
        )
        box = column(look, head, Label(told, Voice.SMALL, wrap=True), gap=3)
        box.addSpacing(look.px(4))
        box.addWidget(close)
        box.setContentsMargins(look.px(14), look.px(14), look.px(14), look.px(6))
        return holder(box)


def _explanation(look: Look) -> ToneBox:
    told = say(
        "Two of you changed the same place while apart. Coursefolk keeps both texts, "
        "puts them together as well as it can, and asks one of you to look."
    )
    calm = Label(say("Nothing is lost, nothing is wrong."), Voice.SMALL_STRONG, wrap=True)
    head = Label(say("What is an overlap?"), Voice.STRONG)
    text = Label(told, Voice.SMALL, wrap=True)
    return ToneBox(Tone.INFO, column(look, head, text, 2, calm, gap=5, margins=(16, 14, 16, 14)))
