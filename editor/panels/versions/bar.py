"""The line over a comparison: which two, only what changed or all, and the way to each change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button, IconButton
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.tips import plain_tip
from editor.panels.versions.picker import Picker
from editor.panels.versions.states import STATES
from editor.panels.versions.values import VersionRow
from sync.model.language import mark, say, say_as, say_many

_WORDS_FROM, _ONLY_FROM = 560, 680
_ONLY = mark("Only what changed")


class CompareBar(Frame):
    """Pick two versions: `compare(before, after)`; `only_chosen(only)`; `gone(1 or -1)`."""

    compare = Signal(str, str)
    only_chosen = Signal(bool)
    gone = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(Box.BAR)
        self._look = look
        self.before, self.after = (
            Picker(look, say("The earlier one")),
            Picker(look, say("The later one")),
        )
        for picker in (self.before, self.after):
            picker.activated.connect(lambda _: self._compare())
        self.only = Button(look, say(_ONLY), icon="check", small=True)
        self.only.setCheckable(True)
        self.only.setChecked(True)
        self.only.toggled.connect(self._toggled)
        self._told, self._width = say(_ONLY), 16777215
        self._place = Label("", Voice.SMALL_STRONG)
        up = IconButton(
            look, "chevron-up", say("The change before"), colour="text2", command="previous-open"
        )
        down = IconButton(
            look, "chevron-down", say("Next change"), colour="text2", command="next-open"
        )
        up.chosen.connect(lambda: self.gone.emit(-1))
        down.chosen.connect(lambda: self.gone.emit(1))
        self._words = (
            Label(say("Compare"), Voice.SMALL),
            Label(say_as("compare one with another", "with"), Voice.SMALL),
        )
        items = (
            *(self._words[0], self.before, self._words[1], self.after),
            *(None, self.only, Hairline(look, upright_height=18), self._place, up, down),
        )
        self.setLayout(row(look, *items, gap=8, margins=(20, 0, 16, 0)))
        self.setFixedHeight(look.px(48))

    def offer(self, versions: Sequence[VersionRow], before: str, after: str) -> None:
        """Offer these versions, with two of them chosen."""
        for picker in (self.before, self.after):
            picker.clear()
            for one in versions:
                state = STATES.get(one.state)
                words = f"{one.name} · {say(state[0])}" if state else one.name
                picker.addItem(words, one.id)
        self.choose(before, after)
        self.fit(self._width)

    def choose(self, before: str, after: str) -> None:
        """Show which two are compared."""
        for picker, chosen in ((self.before, before), (self.after, after)):
            picker.setCurrentIndex(picker.findData(chosen))

    def tell_place(self, at: int, count: int) -> None:
        """Say at which change one is, from 0; -1 is at none."""
        if at >= 0:
            self._place.say(say("{place} of {count}", place=at + 1, count=count))
        else:
            self._place.say(say_many("{count} change", "{count} changes", count))
        self.fit(self._width)

    def fit(self, width: int) -> None:
        """Say less where there is less room: the names of what is compared are the last to go."""
        self._width = width
        words, only = width >= self._look.px(_WORDS_FROM), width >= self._look.px(_ONLY_FROM)
        self._say_most(words, say(_ONLY) if only else "")
        if only and not self._fits:
            self._say_most(words, say("Changes only"))
        if only and not self._fits:
            self._say_most(words, "")
        if words and not self._fits:
            self._say_most(words=False, only="")

    @property
    def _fits(self) -> bool:
        layout = self.layout()
        return layout is None or layout.sizeHint().width() <= self._width

    def _say_most(self, words: bool, only: str) -> None:
        for word in self._words:
            word.setVisible(words)
        self._told = only
        self._tell_only()

    def _tell_only(self) -> None:
        """Say it in words where they have room; the sign alone is there, whatever is chosen."""
        words = say(_ONLY)
        self.only.say(self._told)
        self.only.setAccessibleName(words)
        self.only.setToolTip(plain_tip("" if self._told == words else words))
        self.only.show_icon("check" if self.only.isChecked() or not self._told else "")

    def _toggled(self, only: bool) -> None:
        self._tell_only()
        self.only_chosen.emit(only)

    def _compare(self) -> None:
        before, after = self.before.currentData(), self.after.currentData()
        if before and after:
            self.compare.emit(before, after)
