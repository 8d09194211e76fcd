"""The learner's view of a lesson, and its comments beside it: cards, or dots where it is narrow."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSplitter, QWidget

from editor.panels.comments.column import CommentColumn
from editor.panels.comments.dots import WIDTH, CommentDots
from editor.panels.comments.suggestion_composer import SuggestionComposer
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Label, Voice, restyle
from editor.panels.kit.look import Look
from editor.panels.preview.base import Preview
from editor.panels.preview.values import PART, Width
from editor.panels.review.approval_strip import ApprovalStrip
from editor.panels.review.version_switch import NotInVersion, VersionSwitch
from sync.model.language import mark, say, say_as

_BAR, _CARDS = 44, 300
_SWITCH_BESIDE = 560
"""From this width on the switch between two texts has room in the bar."""
_BEHIND = mark(
    "This text takes more than 2 seconds to show. What you see is how it was before; "
    "it is shown anew when you pause. Your text is kept."
)


class CommentMargin(Frame):
    """Holds the cards: in the margin, or over the lesson; `left` is Esc."""

    left = Signal()

    def __init__(self, look: Look, comments: CommentColumn) -> None:
        super().__init__(Box.CANVAS, column(look, comments, gap=0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back to the text, where no form has taken it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class LearnerSide(Frame):
    """The lesson as learners see it, with comments beside it.

    `comment_wanted` and `suggest_wanted` ask for a new comment or suggestion; `left` says that the
    person is done with the comments;
    `play_wanted` asks for a place where questions can be played, if they cannot be here.
    """

    comment_wanted = Signal()
    suggest_wanted = Signal()
    play_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look, preview: Preview) -> None:
        super().__init__(Box.CANVAS)
        self._look = look
        self.preview = preview
        self.comments = CommentColumn(look)
        self.comments.setMinimumWidth(look.px(260))
        self.margin = CommentMargin(look, self.comments)
        self.dots = CommentDots(look)
        self._some = self._narrow = False
        self.approvals = ApprovalStrip(look)
        self.switch = VersionSwitch(look)
        self.lacking = NotInVersion(look)
        self._switched = False
        self._beside = QSplitter(Qt.Orientation.Horizontal)
        self._beside.addWidget(holder(row(look, self.approvals, (preview, 1), gap=0)))
        self._beside.addWidget(self.margin)
        self._beside.setStretchFactor(0, 1)
        self._beside.setSizes([look.px(420), look.px(280)])
        self._beside.setHandleWidth(1)
        self._below = holder(row(look, (self._beside, 1), self.dots, gap=0))
        self._play = self._play_bar(look)
        self._behind = self._behind_bar(look)
        self._own_row = row(look, None, margins=(14, 4, 14, 4))
        self._switch_bar = Frame(Box.BAR, self._own_row)
        bars = (self._bar(look), self._switch_bar, self._play, self._behind)
        self.setLayout(column(look, *bars, (self._below, 1), (self.lacking, 1), gap=0))
        self._switch_bar.hide()
        self.dots.hide()
        self.dots.chosen.connect(self.open_card)
        self.margin.left.connect(self.close_cards)
        self.comments.focus_left.connect(self.close_cards)
        preview.mark_chosen.connect(self.open_card)
        self.comments.arranged.connect(self._show_dots)

    def _bar(self, look: Look) -> QWidget:
        self._add = Button(
            look, say_as("verb", "Comment"), Kind.QUIET, icon="message-square-plus", small=True
        )
        self._add.chosen.connect(self.comment_wanted)
        self._suggest = IconButton(look, "pencil-line", say("Suggest a change"), command="suggest")
        self._suggest.chosen.connect(self.suggest_wanted)
        self._widths = QButtonGroup(self)
        widths = [
            self._width(look, Width.PHONE, "smartphone", say("As on a phone")),
            self._width(look, Width.TABLET, "tablet", say("As on a tablet")),
            self._width(look, Width.DESKTOP, "monitor", say("As on a desktop")),
        ]
        self._words = Label(say("As learners see it"), Voice.SMALL)
        self.switch.hide()
        self.with_suggestions = IconButton(look, "diff", say("With suggestions"), checkable=True)
        self.with_suggestions.setChecked(True)
        self.with_suggestions.toggled.connect(self.preview.show_suggestions)
        shown = (*widths, self.with_suggestions, self._suggest, self._add)
        left = self._in_bar = row(look, self._words, self.switch, gap=0)
        layout = row(look, left, None, *shown, gap=2, margins=(20, 0, 14, 0))
        bar = Frame(Box.BAR, layout)
        bar.setFixedHeight(look.px(_BAR))
        return bar

    def _play_bar(self, look: Look) -> QWidget:
        """Say where questions can be played, where this preview only shows them."""
        words = Label(say("Questions are shown here to be read."), Voice.SMALL)
        play = Button(look, say("Play in the browser"), Kind.LINK, icon="external-link", small=True)
        play.chosen.connect(self.play_wanted)
        bar = Frame(Box.BAR, row(look, words, play, None, gap=8, margins=(20, 4, 14, 4)))
        bar.hide()
        return bar

    def _behind_bar(self, look: Look) -> QWidget:
        """Say that what is shown is from a while ago."""
        words = Label(say(_BEHIND), Voice.SMALL)
        words.setWordWrap(True)
        bar = Frame(Box.BAR, row(look, (words, 1), margins=(20, 4, 14, 4)))
        bar.hide()
        return bar

    def show_behind(self, behind: bool) -> None:
        """Say that this text takes too long to show, or that the preview has caught up."""
        self._behind.setVisible(behind)
        if behind:
            announce(self, say(_BEHIND))

    def show_texts(self, number: int | None, *, is_version: bool = False) -> None:
        """Offer to read a version or today's draft; None where there is one text to read."""
        self._switched = number is not None
        if number is not None:
            self.switch.show_choice(number, is_version=is_version)
        self.switch.setVisible(self._switched)
        self._words.setVisible(not self._switched)
        self._place_switch()

    def show_lacking(self, title: str, number: int) -> None:
        """Say that a version does not have the lesson, in its place; without a title it has."""
        self._below.setVisible(not title)
        if title:
            self.lacking.show_lesson(title, number)
        else:
            self.lacking.hide()

    def _place_switch(self) -> None:
        """Give the switch a row of its own where the bar has no room for it."""
        alone = self._switched and self.width() < self._look.px(_SWITCH_BESIDE)
        if alone and self._own_row.indexOf(self.switch) < 0:
            self._own_row.insertWidget(0, self.switch)
        elif not alone and self._in_bar.indexOf(self.switch) < 0:
            self._in_bar.addWidget(self.switch)
        self._switch_bar.setVisible(alone)

    def show_playing(self, playing: bool) -> None:
        """Be looked at as a learner does: no new comments, and questions to be played."""
        self._add.setVisible(not playing)
        self._suggest.setVisible(not playing)
        self.with_suggestions.setVisible(not playing)
        self._play.setVisible(playing and not self.preview.plays_quizzes)

    def _width(self, look: Look, width: Width, icon: str, name: str) -> IconButton:
        button = IconButton(look, icon, name, checkable=True)
        self._widths.addButton(button)
        button.setChecked(width is Width.DESKTOP)
        button.clicked.connect(lambda: self.preview.set_width(width))
        return button

    # -- comments: cards in the margin, or dots

    def set_narrow(self, narrow: bool) -> None:
        """Show dots instead of cards, which then open over the lesson; or cards again."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.margin.setProperty("box", (Box.SIDE_RIGHT if narrow else Box.CANVAS).value)
        restyle(self.margin)
        if narrow:
            self.margin.setParent(self)
        else:
            self._beside.addWidget(self.margin)
            self._beside.setSizes([self._look.px(420), self._look.px(280)])
        self._show_dots()
        self.show_comments(self._some)

    def show_comments(self, some: bool) -> None:
        """Give the comments their room, or to the lesson where there are none."""
        self._some = some
        self.dots.setVisible(some and self._narrow)
        if self._narrow:
            self.margin.setVisible(some and bool(self.comments.composing or self._is_over))
            self._place()
        else:
            self.margin.setVisible(some)

    @property
    def _is_over(self) -> bool:
        return self.margin.isVisibleTo(self) and self.margin.parentWidget() is self

    def open_card(self, ident: str) -> None:
        """Show a card, over the lesson where it is narrow; a dot chosen again closes it."""
        ident = ident.partition(PART)[0]
        if self._narrow and self._some:
            if self._is_over and self.comments.active == ident:
                self.close_cards()
                return
            self.margin.show()
            self._place()
        self.comments.activate(ident)
        if ident not in self.comments.begun:
            self.comments.go_to(ident)

    def compose(self, start: int, end: int, quote: str) -> bool:
        """Begin a comment on code points `start` to `end`; False if one goes on instead."""
        self._some = True
        self.margin.show()
        self._place()
        anew = self.comments.compose(start, end, quote)
        self.show_comments(True)
        return anew

    def suggest(self, ident: str, start: int, end: int, text: str) -> SuggestionComposer:
        """Begin a suggestion on code points `start` to `end`, or go on with the one begun."""
        self._some = True
        self.margin.show()
        self._place()
        card = self.comments.suggest(ident, start, end, text)
        self.show_comments(True)
        return card

    def go_to_comments(self) -> None:
        """Bring the focus to the comments: the card in use, else the first, else a new one."""
        cards = self.comments.cards
        if not (self._some and cards):
            self.comment_wanted.emit()
            return
        active = self.comments.active
        self.open_card(active if active in cards and not self._is_over else next(iter(cards)))

    def close_cards(self) -> None:
        """Go back to the text; cards that lie over the lesson go away."""
        if self._narrow:
            self.margin.hide()
        self.left.emit()

    def leave_cards(self, focused: QWidget) -> None:
        """Close the cards that lie over the lesson, unless the focus is in them or on a dot."""
        kept = self.margin.isAncestorOf(focused) or self.dots.isAncestorOf(focused)
        if self._is_over and not kept and not self.comments.composing:
            self.margin.hide()

    def _show_dots(self) -> None:
        if not self._narrow:
            return  # the cards themselves are in sight: nothing to do at each scroll
        begun = self.comments.begun
        self.dots.show_cards(
            {i: card for i, card in self.comments.cards.items() if i not in begun},
            self.comments.places,
        )

    def _place(self) -> None:
        if self._narrow:
            look = self._look
            wide = min(look.px(_CARDS), self.width() - look.px(WIDTH))
            left = self.width() - look.px(WIDTH) - wide
            self.margin.setGeometry(left, look.px(_BAR), wide, self.height() - look.px(_BAR))
            self.margin.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cards at the edge, and the switch where there is room for it."""
        super().resizeEvent(event)
        self._place()
        self._place_switch()
