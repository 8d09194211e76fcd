"""Take back what is ticked: what becomes of it, the reason, and the button with the number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from editor.panels.cards.filling import empty
from editor.panels.cards.form import Words
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.receipts.values import Going, ReceiptLine, ReceiptPage
from sync.model.language import mark, say, say_many

WIDE = 320
_HEADS: dict[Going, str] = {
    "take-back": mark("Take back what came in"),
    "put-back": mark("Put back what was taken back"),
    "suggest": mark("Suggest to take it back"),
}
_LEAVES: dict[Going, str] = {
    "take-back": mark("It goes out as a change in your name, and you can undo it."),
    "put-back": mark("It goes out as a change in your name, and you can undo it."),
    "suggest": mark("It goes out as suggestions. The authors decide, and you can withdraw them."),
}


class TakingCard(Frame):
    """Ask what is ticked to go back; `taken(why)`, or `left` to leave all as it is.

    `all_wanted` ticks whatever can go back, the lines that are not shown among them.
    """

    taken = Signal(str)
    left = Signal()
    all_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CARD)
        self._look = look
        self._going: Going = "take-back"
        self._head = Label("", Voice.ROW, wrap=True)
        self._all = Button(look, say("Tick all"), Kind.LINK, small=True)
        self._about = Label("", Voice.SMALL, wrap=True)
        self._points = column(look, gap=7)
        self._leaves = Label("", Voice.SMALL, wrap=True)
        self._ask = Label("", Voice.SMALL_STRONG, wrap=True)
        self.why = Words(look, say("Your reason"), say("Why? (it may stay empty)"), lines=2)
        self.leave = Button(look, say("Leave it"))
        self.take = Button(look, say("Take back"), Kind.BAD, icon="undo-2")
        head = row(look, IconLabel(look, "undo-2", "text", 18), gap=10)
        head.addWidget(self._head, 1)
        inside = column(look, head, self._about, 4, self._points, 4, gap=8, margins=(18,) * 4)
        inside.addLayout(row(look, self._all, None))
        for part in (self._leaves, 2, self._ask, self.why):
            inside.addSpacing(look.px(part)) if isinstance(part, int) else inside.addWidget(part)
        inside.addLayout(row(look, self.leave, self.take, None, gap=8))
        self.setLayout(inside)
        self._all.chosen.connect(self.all_wanted)
        self.take.chosen.connect(self._take)
        self.why.sent.connect(self.take.click)
        self.why.left.connect(self.left)
        self.leave.chosen.connect(self.left)

    def begin(self, page: ReceiptPage) -> None:
        """Begin anew for one receipt."""
        self._going = page.going
        self._head.say(say(_HEADS[page.going]))
        self.setAccessibleName(say(_HEADS[page.going]))
        self._leaves.say(say(_LEAVES[page.going]))
        count = sum(bool(line.id) for line in page.came)
        self._all.say(say_many("Tick {count} line", "Tick all {count} lines", count))
        self._all.setVisible(count > 1)
        self._about.say(
            say(
                "The lessons read again as before {time}, in the places you tick.", time=page.before
            )
        )
        self.why.clear()

    def show_ticked(self, lines: Sequence[ReceiptLine]) -> None:
        """Say what becomes of the lines that are ticked."""
        names = sorted({line.by for line in lines if line.by})
        empty(self._points)
        for icon, words in self._told(len(lines), names):
            line = row(self._look, IconLabel(self._look, icon, "text2", 16), gap=9)
            line.addWidget(Label(words, Voice.SMALL_TEXT, wrap=True), 1)
            self._points.addLayout(line)
        whose = names[0] if len(names) == 1 else ""
        self._ask.say(say("Your reason; {who} sees it", who=whose) if whose else say("Your reason"))
        self.take.say(self._verb(len(lines)))
        self.take.set_unavailable("" if lines else say("Tick what is to go back."))

    def _verb(self, count: int) -> str:
        if not count:
            return {
                "take-back": say("Take back"),
                "put-back": say("Put back"),
                "suggest": say("Suggest it"),
            }[self._going]
        return {
            "take-back": say("Take back {count}", count=count),
            "put-back": say("Put back {count}", count=count),
            "suggest": say("Suggest {count}", count=count),
        }[self._going]

    def _told(self, count: int, names: Sequence[str]) -> list[tuple[str, str]]:
        if not count:
            return [("square-check", say("Tick what is to go back; nothing is ticked yet."))]
        if len(names) == 1:
            changed = say_many(
                "1 change by {who} stays in the history",
                "{count} changes by {who} stay in the history",
                count,
                who=names[0],
            )
        else:
            changed = say_many(
                "1 change stays in the history", "{count} changes stay in the history", count
            )
        return [
            ("history", changed),
            ("message-square", say("Comments, suggestions and verdicts stay")),
            ("pencil-line", say("What you wrote since stays")),
        ]

    def _take(self) -> None:
        self.taken.emit(self.why.words().strip())
