"""The list of what is worth a look in the lesson, below its text: it opens from the foot."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from editor.panels.cards.filling import empty
from editor.panels.cards.more import MoreLine
from editor.panels.cards.scroll import Page
from editor.panels.checks.row import CheckRow
from editor.panels.checks.values import ShownCheck
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import IconButton
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say, say_many

MOST_ROWS = 40
_MOST_HEIGHT, _LEAST_HEIGHT = 320, 84


class ChecksPanel(Frame):
    """Show checks, those in the way of a release first; F8 in the text reaches all of them.

    `gone_to(id)` asks to show one in the text, `mended(id, answer)` to mend it, `left` is Esc.
    """

    gone_to = Signal(str)
    mended = Signal(str, str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.FOOT)
        self._look = look
        self._shown: tuple[ShownCheck, ...] = ()
        self._filled: tuple[ShownCheck, ...] | None = None
        self._total = 0
        self.rows: list[CheckRow] = []
        self._title = Label(say("Worth a look"), Voice.SMALL_STRONG)
        self._note = Label("", Voice.NOTE)
        close = IconButton(look, "x", say("Close the list"), colour="text2", keys="Esc")
        close.chosen.connect(self.left)
        self._box = column(look, gap=0)
        self._page = Page(look, self._box, say("Things worth a look"))
        head = row(look, self._title, self._note, None, close, gap=8, margins=(20, 4, 10, 2))
        self._head = holder(head)
        self.setLayout(column(look, self._head, (self._page, 1), gap=0))
        self.setAccessibleName(say("Worth a look"))
        self.hide()

    def show_checks(self, checks: Sequence[ShownCheck], total: int) -> None:
        """Show what was found, `total` with those that are not given here.

        While a question is being answered, the rows stay as they are: the next time they follow.
        """
        self._shown, self._total = tuple(checks), total
        if self._shown == self._filled or self.is_asking:
            return
        at = self._focused()
        if self.isVisible():
            self._fill()
            if at is not None:
                self._focus(at)

    @property
    def is_asking(self) -> bool:
        """Whether a question is being answered."""
        return any(one.is_asking for one in self.rows)

    def open(self, ident: str = "") -> None:
        """Show the list, with the focus on one of its rows, else on the first."""
        if not self.is_asking:
            self._fill()
        self.show()
        self._focus(self._at(ident))

    def ask(self, ident: str) -> None:
        """Open the list on a check, and ask what it needs to be mended."""
        self.open(ident)
        if self.rows:
            self.rows[self._at(ident)].mend()

    def close_list(self) -> None:
        """Hide the list; an answer that was begun is forgotten."""
        self.hide()
        self._drop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width: words break anew."""
        super().resizeEvent(event)
        if self.isVisible():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        at = self._focused()
        if at is not None:
            self._focus(max(0, min(len(self.rows) - 1, at + step)))

    def _at(self, ident: str) -> int:
        ids = [one.check.id for one in self.rows]
        return ids.index(ident) if ident in ids else 0

    def _focused(self) -> int | None:
        held = self.focusWidget() if self.isVisible() else None
        if held is None or not held.hasFocus():
            return None
        found = (n for n, one in enumerate(self.rows) if one.isAncestorOf(held))
        return next(found, None)

    def _focus(self, at: int) -> None:
        if self.rows:
            one = self.rows[min(at, len(self.rows) - 1)]
            one.take_focus()
            self._page.ensureWidgetVisible(one, 0, 0)

    def _show_whole(self, one: CheckRow) -> None:
        """Show all of a row, once its question has its room."""
        self._box.activate()
        inside = self._page.widget()
        if inside is not None:
            inside.resize(inside.width(), self._box.heightForWidth(inside.width()))
        self._page.ensureWidgetVisible(one, 0, 0)

    def _drop(self) -> None:
        empty(self._box)
        self.rows, self._filled = [], None

    def _fill(self) -> None:
        self._drop()
        self._filled = self._shown
        look, count = self._look, self._total
        blocking = sum(one.blocks for one in self._shown)
        stands = say_many(
            "{count} stands in the way of a release",
            "{count} stand in the way of a release",
            blocking,
        )
        self._note.say(stands if blocking else "")
        for check in self._shown[:MOST_ROWS]:
            if self.rows:
                self._box.addWidget(holder(row(look, Hairline(look), margins=(49, 0, 0, 0))))
            one = CheckRow(look, check)
            one.gone_to.connect(self.gone_to)
            one.mended.connect(self.mended)
            one.stepped.connect(self._step)
            one.asking_begun.connect(partial(self._show_whole, one))
            self._box.addWidget(one)
            self.rows.append(one)
        if count > MOST_ROWS:
            self._box.addWidget(MoreLine(look, count - MOST_ROWS))
        if not count:
            fine = Label(say("Nothing stands out in this lesson."), Voice.SMALL)
            sign = IconLabel(look, "circle-check", "ok", 17)
            self._box.addWidget(holder(row(look, sign, fine, None, gap=12, margins=(20, 9, 16, 9))))
        self._box.addStretch(1)
        self._fit()

    def _fit(self) -> None:
        """Take the height that the rows need, and leave the text more than half."""
        inside = self._page.widget()
        layout = self.layout()
        if inside is None or layout is None:
            return
        wanted = self._box.heightForWidth(max(1, self.width())) + self._head.sizeHint().height()
        pane = self.parentWidget()
        most = min(self._look.px(_MOST_HEIGHT), pane.height() * 45 // 100 if pane else wanted)
        self.setFixedHeight(max(self._look.px(_LEAST_HEIGHT), min(wanted + 2, most)))
