"""One overlap to check: what it was, who wrote what, what stands now, and the choice."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from editor.panels.cards.elided import plain_words
from editor.panels.cards.form import Form
from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.runs import Run, plain
from editor.panels.cards.setting import TypeFace
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.avatars import Avatar, Face
from editor.panels.kit.buttons import Button
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.glyphs import Stitches
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.overlaps.asking import questions
from editor.panels.overlaps.begun import Begun
from editor.panels.overlaps.folded_texts import MOST_OPENED, FoldedTexts
from editor.panels.overlaps.folding import Fold, Folds, folds_of
from editor.panels.overlaps.later_sentences import GONE, settled
from editor.panels.overlaps.marking import marked
from editor.panels.overlaps.sentences import afterwards, question, use, wrote
from editor.panels.overlaps.side_frame import Brace, SideFrame
from editor.panels.overlaps.standing import Standing
from editor.panels.overlaps.turn import TurnButtons, turn_line
from editor.panels.overlaps.values import MERGED, WRITTEN, OverlapItem, Wording
from sync.model.language import say

_NARROW = 560
"""Below this width the wordings stand under each other."""


class OverlapCard(Frame):
    """Show one overlap; `taken(take, text)` is the choice, with a text if it was written anew.

    While the card has the focus, 1, 2, … take a wording, Enter keeps what stands, and E writes
    it anew. `hindrance` is why it may not be decided here; empty if it may. `note` is said of every
    choice, and `people` are those to whom it can be given. `later` says what others did here while
    words were begun in the card before: it is to `go_on` with them. `wrote` says that words that
    are not sent yet became others.
    """

    taken = Signal(str, object)
    asked = Signal(str)
    by_hand = Signal()
    given = Signal(str, str)
    left_for = Signal(int)
    taken_up = Signal()
    wrote = Signal()

    def __init__(
        self,
        look: Look,
        item: OverlapItem,
        hindrance: str = "",
        people: Sequence[Face] = (),
        note: str = "",
        later: str = "",
    ) -> None:
        super().__init__(Box.CARD)
        self._look, self._item, self._note = look, item, note
        self._buttons: list[Button] = []
        self._sides = QGridLayout()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(question(item))
        marks, folds = marked(item), folds_of(item)
        self._folded = FoldedTexts(look, self)
        frames = [
            self._side(number, wording, runs, within)
            for number, (wording, runs, within) in enumerate(
                zip(item.wordings, marks.wordings, folds.wordings, strict=True), 1
            )
        ]
        self._frames = frames
        self._standing = Standing(look, item, marks.now)
        self._folded.add(self._standing.text, marks.now, folds.now)
        self._standing.kept.connect(lambda: self.taken.emit(MERGED, None))
        self._standing.written.connect(lambda words: self.taken.emit(WRITTEN, words))
        self._standing.asked.connect(self.asked)
        self._standing.by_hand.connect(self.by_hand)
        self._turn = TurnButtons(look, item, people)
        self._turn.given.connect(self.given)
        self._turn.left_for.connect(self.left_for)
        self._turn.taken_up.connect(self.taken_up)
        if item.settled or bool(item.broken or note):
            self._turn.hide()
        self._since = later or settled(item)
        self._later = Label(self._since, Voice.SMALL_STRONG, wrap=True)
        sign = IconLabel(look, "pencil-line", "theirs", 16)
        line = row(look, sign, (self._later, 1), gap=8, margins=(0, 8, 0, 0))
        self._later_line = holder(line)
        self._later_line.setVisible(bool(self._since))
        self.setLayout(self._contents(folds))
        self._place_sides(2)
        for form in self.findChildren(Form):
            form.field.textChanged.connect(self.wrote)
            form.left.connect(self.wrote)
        self.show_hindrance(hindrance)

    @property
    def item(self) -> OverlapItem:
        """The overlap shown."""
        return self._item

    @property
    def texts(self) -> QWidget:
        """The first of the texts that stand against each other."""
        return self._frames[0] if self._frames else self

    @property
    def choices(self) -> QWidget:
        """The part with what stands now, and the choice that loses nothing."""
        return self._standing

    @property
    def note(self) -> str:
        """What is said of every choice."""
        return self._note

    @property
    def is_writing(self) -> bool:
        """Tell whether words are being written that were not sent."""
        return self._standing.is_writing or self._turn.is_writing

    def begun(self) -> Begun:
        """Read the words that were begun here and not sent."""
        said = self._standing.begun()
        return replace(self._turn.begun(), anew=said.anew, question=said.question)

    def go_on(self, begun: Begun, *, later: bool) -> None:
        """Go on with the words begun in the card before; `later` others wrote here."""
        self._standing.go_on(begun, later=later)
        self._turn.go_on(begun)
        if begun.why is not None:  # also where it is no more to be given
            self._turn.show()

    def show_gone(self, gone: bool) -> None:
        """Say that the place was settled meanwhile, with the words begun still in sight."""
        self._later.say(say(GONE) if gone else self._since)
        self._later_line.setVisible(gone or bool(self._since))
        self._standing.show_gone(gone)

    def show_hindrance(self, hindrance: str) -> None:
        """Say why it cannot be decided here; an empty reason allows it."""
        for button in self._buttons:
            button.set_unavailable(hindrance)
        self._standing.show_hindrance(hindrance, suggests=bool(self._note))
        self._turn.show_hindrance(hindrance)

    def focus_first(self) -> None:
        """Put the focus where nothing is lost: on what keeps the text as it is."""
        self._standing.focus_first()

    def focus_like(self, name: str) -> None:
        """Put the focus on the part of this name, else where nothing is lost."""
        alike = [one for one in self.findChildren(Button) if one.accessibleName() == name]
        if name and alike and alike[0].isVisible():
            alike[0].setFocus()
        else:
            self.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the single keys; a button that has the focus takes Enter before."""
        if event.isAutoRepeat():
            return
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        number = key - Qt.Key.Key_1
        if modifiers:
            super().keyPressEvent(event)
        elif 0 <= number < min(9, len(self._item.wordings)):
            self._press(number + 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._standing.keep()
        elif key == Qt.Key.Key_E:
            self._standing.write_anew()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the wordings beside or under each other."""
        super().resizeEvent(event)
        self._place_sides(1 if self.width() < self._look.px(_NARROW) else 2)

    def _press(self, number: int) -> None:
        for button in self._buttons:
            if button.property("number") == number:
                button.click()

    def _contents(self, folds: Folds) -> QBoxLayout:
        look, item = self._look, self._item
        self._head = row(look, (Label(question(item), Voice.ROW, wrap=True), 1), gap=10)
        if item.when:
            self._head.addWidget(Label(item.when, Voice.SMALL))
        head = row(look, gap=10)
        head.addWidget(Stitches(look, 14, 20), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(self._head, 1)
        contents = column(look, head, gap=0, margins=(22, 18, 22, 16))
        turn = turn_line(look, item)
        if turn is not None:
            contents.addSpacing(look.px(10))
            contents.addWidget(turn)
        contents.addWidget(self._later_line)
        was = self._was(folds)
        if was is not None:
            contents.addSpacing(look.px(10))
            contents.addWidget(was)
        contents.addWidget(self._folded)
        contents.addSpacing(look.px(12))
        contents.addLayout(self._sides)
        contents.addWidget(Brace(look))
        contents.addWidget(self._standing)
        asked = questions(look, item)
        if asked is not None:
            contents.addSpacing(look.px(13))
            contents.addWidget(asked)
        contents.addSpacing(look.px(13))
        sign = IconLabel(look, "history", "text3", 16)
        contents.addLayout(row(look, sign, (Label(afterwards(item), Voice.SMALL, wrap=True), 1)))
        if self._note:
            sign = IconLabel(look, "pencil-line", "text3", 16)
            contents.addLayout(row(look, sign, (Label(self._note, Voice.SMALL, wrap=True), 1)))
        contents.addSpacing(look.px(4))
        contents.addWidget(self._turn)
        return contents

    def _was(self, folds: Folds) -> QWidget | None:
        look, item = self._look, self._item
        untold = item.kind in ("removed-edited", "removed-added") or bool(item.broken)
        if untold or not item.was.strip():
            return None
        lead = Label(
            say("It was in") if item.kind.endswith("-moved") else say("It was:"), Voice.SMALL
        )
        family = TypeFace.SANS if item.in_outline else TypeFace.SERIF
        size = 13 if item.in_outline else 15
        words = MarkedText(
            look, plain(item.was), size=size, family=family, ink="text2", most=MOST_OPENED
        )
        self._folded.add(words, plain(item.was), folds.was)
        line = row(look, gap=4)
        drop = holder(column(look, lead, margins=(0, 0 if item.in_outline else 3, 0, 0)))
        line.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        return holder(line)

    def _side(
        self, number: int, wording: Wording, runs: tuple[Run, ...], folds: tuple[Fold, ...]
    ) -> SideFrame:
        look = self._look
        head = row(look, Avatar(look, *wording.faces, size=22), gap=8)
        head.addWidget(Label(wrote(wording, self._item), Voice.SMALL_STRONG, wrap=True), 1)
        if wording.when:
            head.addWidget(Label(wording.when, Voice.NOTE))
        box = column(look, head, gap=6, margins=(15, 13, 15, 13))
        words = self._words(wording, runs, folds)
        if words is not None:
            box.addWidget(words)
        box.addStretch(1)
        button = self._button(number, wording)
        if button is not None:
            box.addSpacing(look.px(4))
            box.addWidget(button)
        return SideFrame(look, box, mine=wording.is_mine)

    def _words(
        self, wording: Wording, runs: tuple[Run, ...], folds: tuple[Fold, ...]
    ) -> QWidget | None:
        if wording.act == "removed" or (wording.act == "text" and not wording.text.strip()):
            return None
        if wording.act == "text":
            words = MarkedText(self._look, runs, most=MOST_OPENED)
            self._folded.add(words, runs, folds)
            return words
        if wording.act == "edited":
            return MarkedText(self._look, plain(wording.text[:400]), size=15, ink="text2")
        return MarkedText(self._look, plain(wording.text), size=16, family=TypeFace.SANS)

    def _button(self, number: int, wording: Wording) -> Button | None:
        if wording.act == "edited" or self._item.kind == "removed-added":
            return None  # what stands now is to bring it back: the one button below does it
        if wording.is_third and self._note:
            return None  # whoever may only suggest cannot accept
        key = str(number) if number <= 9 else ""
        words = use(self._item, wording)
        button = Button(self._look, plain_words(words), small=True, key=key)
        button.setAccessibleName(words)
        button.setProperty("number", number)
        button.chosen.connect(lambda: self.taken.emit(wording.take, None))
        self._buttons.append(button)
        return button

    def _place_sides(self, columns: int) -> None:
        if self._sides.property("columns") == columns:
            return
        self._sides.setProperty("columns", columns)
        ways = QBoxLayout.Direction
        self._head.setDirection(ways.LeftToRight if columns > 1 else ways.TopToBottom)
        self._sides.setSpacing(self._look.px(14))
        for number, frame in enumerate(self._frames):
            self._sides.removeWidget(frame)
            self._sides.addWidget(frame, number // columns, number % columns)
        for place in range(2):
            self._sides.setColumnStretch(place, 1 if place < columns else 0)
