"""Check overlaps one after the other, each with the text around it."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.runs import plain
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.avatars import Face
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame, Shadow
from editor.panels.kit.labels import IconLabel, KeyHint, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.overlaps.begun import BegunWords, Waiting
from editor.panels.overlaps.card import OverlapCard
from editor.panels.overlaps.filtering import matching
from editor.panels.overlaps.later_sentences import GONE, meanwhile
from editor.panels.overlaps.listing import OverlapList
from editor.panels.overlaps.sentences import question
from editor.panels.overlaps.values import OverlapItem
from sync.model.language import say

_LIST_BELOW = 760


class OverlapPanel(QWidget):
    """Show overlaps to check; F8 and Shift+F8 go to the next and the one before.

    `confirmed(overlap, take, text)` gives a choice: the `take` of a wording, "merged" for what
    stands, or "text" with the words written anew (else None). The panel waits for `show_overlaps`
    then, so that a second press confirms nothing twice. `overlap_shown(id)` says which one is on
    show from now on, "" that none is. `asked(id, words)` asks those who wrote there, `given(id,
    person, why)`, `left_for(id, days)` and `taken_up(id)` say whose turn it is, `by_hand(id)` leads
    to the text, and `undo_wanted` (Ctrl+Z) takes the last choice back. `wrote` says that words were
    begun, changed, sent or left.
    """

    confirmed = Signal(str, str, object)
    confirmed_all_settled = Signal()
    asked = Signal(str, str)
    given = Signal(str, str, str)
    left_for = Signal(str, int)
    taken_up = Signal(str)
    by_hand = Signal(str)
    undo_wanted = Signal()
    back = Signal()
    overlap_shown = Signal(str)
    wrote = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._all: tuple[OverlapItem, ...] = ()
        self._items: tuple[OverlapItem, ...] = ()
        self._hindrance = self._note = ""
        self._sent, self._follows = False, ""
        self.words = BegunWords()
        self._people: tuple[Face, ...] = ()
        self._card: OverlapCard | None = None
        self._waits = False
        self._list = OverlapList(look)
        self._list.overlap_chosen.connect(self._choose)
        self._list.settled_closed.connect(self.confirmed_all_settled)
        self._list.filtered.connect(lambda _: self._sift())
        self._count = Label("", Voice.SMALL_STRONG)
        self._body = column(look, gap=0, margins=(32, 30, 32, 40))
        self._page = Page(look, self._body, say("The place and the text around it"), widest=804)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._nothing())
        self._bar = self._navigation()
        main = Frame(Box.CANVAS, column(look, self._bar, (self._stack, 1), gap=0))
        self._halves = row(look, (main, 1), self._list, gap=0)
        self.setLayout(self._halves)
        self.show_overlaps(())

    @property
    def current(self) -> str:
        """The id of the overlap on show; empty if there is none."""
        return self._card.item.id if self._card is not None else ""

    @property
    def item(self) -> OverlapItem | None:
        """The overlap on show."""
        return self._card.item if self._card is not None else None

    @property
    def items(self) -> tuple[OverlapItem, ...]:
        """All there are, what later writing settled last; those walked may be fewer."""
        return self._all

    @property
    def is_writing(self) -> bool:
        """Tell whether words are being written in the card on show."""
        return self._card is not None and self._card.is_writing

    def begun(self) -> dict[str, Waiting]:
        """Give all words that were begun and not sent, by the overlap they are about."""
        card = self._card
        shown = [(card.item, card.begun())] if card is not None and card.is_writing else []
        return self.words.all(*shown)

    def bring_back(self, waiting: Mapping[str, Waiting]) -> None:
        """Go on, as soon as their overlap is shown, with words that outlasted their window."""
        self.words.bring_back(waiting)
        if self._card is not None and not self.is_writing and self.words.waits_at(self._card.item):
            self._fill(self._card.item)

    @property
    def has_card_focus(self) -> bool:
        """Tell whether the person is in the card already."""
        focused = self._focused()
        return self._card is not None and self._card.isAncestorOf(focused) and focused.hasFocus()

    def show_overlaps(
        self,
        items: Sequence[OverlapItem],
        current: str = "",
        *,
        hindrance: str = "",
        people: Sequence[Face] = (),
        note: str = "",
    ) -> None:
        """Show what is open now; the place on show stays, else the one after it comes.

        `hindrance` is why this person may not decide, if so; `note` is said of every choice, and
        `people` are those to whom a place can be given. Words being written are never taken away:
        a place that was settled meanwhile stays on show until they are sent or left.
        """
        self._people, self._note = tuple(people), note
        known = {item.id for item in self._all}
        self._all = (*(i for i in items if not i.settled), *(i for i in items if i.settled))
        self._hindrance, self._waits, self._sent = hindrance, False, self._waits
        self._follows = self._became(known)
        self._sift(current)
        self._sent, self._follows = False, ""

    def _sift(self, current: str = "") -> None:
        """Show those that the filter leaves: the one on show if it is left, or the one asked for.

        Where it leaves none, all are walked as before, and the list says so.
        """
        at = self._index()
        found = matching(self._all, self._list.words)
        before = self._follows or self.current
        if current and current not in {item.id for item in found}:
            found = self._all
            self._list.end_filter()
        if self.is_writing and before not in {item.id for item in found}:
            found = self._all if before in {item.id for item in self._all} else found
        self._list.show_items(self._all, self._hindrance, found)
        self._items = found or self._all
        self._list.setVisible(bool(self._items) and self._list.is_of_use)
        known = [item.id for item in self._items]
        wanted = current or before
        card = self._card
        if card is not None and card.is_writing and not self._sent and before not in known:
            card.show_hindrance(say(GONE))
            card.show_gone(True)
            self._tell_count()
            return
        if wanted in known:
            self._show(known.index(wanted))
        else:
            self._show(min(max(at, 0), len(known) - 1))

    def _became(self, known: Collection[str]) -> str:
        """Find what the overlap on show is now: with a further text it goes by another id.

        Those `known` before are others.
        """
        if self._card is None:
            return ""
        was = self._card.item
        same = [one.id for one in self._all if was.is_now(one)]
        if self.current in same:
            return self.current
        grown = [one.id for one in self._all if one.id not in known and was.grew_to(one)]
        return next(iter((*same, *grown)), self.current)

    def keep_words(self) -> None:
        """Know that what was sent did not arrive: the words of it stay in their card."""
        self._waits = False
        self.wrote.emit()

    def go_next(self) -> None:
        """Go to the next overlap; after the last comes the first."""
        self._go(1)

    def go_previous(self) -> None:
        """Go to the overlap before."""
        self._go(-1)

    def focus_card(self) -> None:
        """Put the focus on the choice that loses nothing."""
        if self._card is not None:
            self._card.focus_first()
        else:
            self._leave.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take F8, Shift+F8, Esc, and undo."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.key() == Qt.Key.Key_F8:
            backwards = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._go(-1 if backwards else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Ask for what it needs with the list below; beside it, it would never get narrow."""
        return QSize(self._look.px(460), self._look.px(360))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list below the texts where it is narrow."""
        super().resizeEvent(event)
        lies = self.width() < self._look.px(_LIST_BELOW)
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.TopToBottom if lies else ways.LeftToRight)
        self._list.lie(lies, self.height())
        self._list.setVisible(bool(self._items) and self._list.is_of_use)

    def _index(self) -> int:
        known = [item.id for item in self._items]
        return known.index(self.current) if self.current in known else -1

    def _go(self, way: int) -> None:
        if self._items:
            self._show((self._index() + way) % len(self._items))
            self.focus_card()

    def _choose(self, ident: str) -> None:
        """Show the one that was chosen; chosen once more, it gets the focus."""
        if ident == self.current:
            self.focus_card()
            return
        self._show([item.id for item in self._items].index(ident))

    def _show(self, index: int) -> None:
        focused = self._focused()
        had_focus = self._card is not None and self._card.isAncestorOf(focused)
        if not self._items:
            had_focus = self.isAncestorOf(focused) and focused.hasFocus()
            self._fill(None)
            if had_focus:  # else it would fall to whatever comes next in the window
                self.focus_card()
            return
        item = self._items[index]
        if self._card is not None and self._stays(self._card, item):
            self._card.show_hindrance(self._hindrance)
            self._card.show_gone(False)
            had_focus = False  # it is where it was
        else:
            same = item.id in (self.current, self._follows)
            name = focused.accessibleName() if same and had_focus else ""
            self._fill(item)
        self._list.show_current(item.id)
        self._tell_count()
        if had_focus and self._card is not None:
            self._card.focus_like(name)
            self._page.show_inside(self._focused())

    def _stays(self, card: OverlapCard, item: OverlapItem) -> bool:
        """Tell whether a card shows an overlap already; words begun in it are never taken away.

        Where others wrote at the place meanwhile it shows another one, and they go on in that.
        """
        if card.item == item:
            return card.note == self._note
        seen = card.item.id == item.id and card.item.sight == item.sight
        return seen and card.is_writing and not self._sent

    def _focused(self) -> QWidget:
        return self.focusWidget() or self

    def _keep_begun(self) -> None:
        """Keep the words begun in the card on show, until the person comes back to its place."""
        card = self._card
        if card is not None and card.is_writing and not self._sent:
            self.words.keep(self._follows or card.item.id, card.item, card.begun())

    def _fill(self, item: OverlapItem | None) -> None:
        """Show an overlap, with what was begun there before."""
        self._keep_begun()
        seen, begun = self.words.take(item) if item else (None, None)
        changed = begun and item and (seen is None or seen.sight != item.sight)
        later = meanwhile(seen, item) if changed and item else ""
        empty(self._body)
        self._card = None
        self._stack.setCurrentIndex(1 if item is None else 0)
        self._bar.setVisible(item is not None)
        self._list.setVisible(item is not None and self._list.is_of_use)
        self.wrote.emit()
        if item is None:
            self.overlap_shown.emit("")
            return
        look = self._look
        where = (item, self._hindrance, self._people, self._note, later)
        self._card = card = OverlapCard(look, *where)
        card.taken.connect(self._confirm)
        card.asked.connect(lambda words: self._say(self.asked, item.id, words))
        card.given.connect(lambda person, why: self._say(self.given, item.id, person, why))
        card.left_for.connect(lambda days: self._say(self.left_for, item.id, days))
        card.taken_up.connect(lambda: self._say(self.taken_up, item.id))
        card.by_hand.connect(lambda: self.by_hand.emit(item.id))
        card.wrote.connect(self.wrote)
        self._body.addLayout(_inset(look, Label(item.title, Voice.DISPLAY, wrap=True)))
        self._body.addSpacing(look.px(16))
        if item.before.strip("# ") != item.title:  # else it stood there twice
            self._add_around(item.before)
        self._body.addWidget(self._card)
        Shadow(look, self._card, strength=0.2).show()
        self._body.addSpacing(look.px(22))
        self._add_around(item.after)
        self._body.addStretch(1)
        self._card.show()  # at once, since only what is in sight takes the focus
        if begun is not None:
            card.go_on(begun, later=bool(later))
        self._page.show_from(card.texts, card.choices)
        follow_the_eye(self)
        self.overlap_shown.emit(item.id)
        announce(self, later or question(item))

    def _add_around(self, text: str) -> None:
        if text.strip():
            self._body.addLayout(_inset(self._look, MarkedText(self._look, plain(text))))
            self._body.addSpacing(self._look.px(14))

    def _confirm(self, take: str, text: object) -> None:
        if not self._waits and self._card is not None:
            self._waits = True
            self.confirmed.emit(self._card.item.id, take, text)

    def _say(self, signal: SignalInstance, *told: object) -> None:
        """Pass something on once; the panel waits for `show_overlaps` then."""
        if not self._waits:
            self._waits = True
            signal.emit(*told)

    def _tell_count(self) -> None:
        place = self._index() + 1
        self._count.say(
            say("Overlap {place} of {count}", place=place, count=len(self._items))
            if place
            else say("Settled meanwhile")
        )

    def _navigation(self) -> Frame:
        look = self._look
        leave = Button(look, say("Back to writing"), Kind.QUIET, icon="arrow-left", small=True)
        leave.chosen.connect(self.back)
        before = IconButton(
            look, "chevron-up", say("The overlap before"), colour="text2", command="previous-open"
        )
        after = IconButton(
            look, "chevron-down", say("Next overlap"), colour="text2", command="next-open"
        )
        before.chosen.connect(self.go_previous)
        after.chosen.connect(self.go_next)
        items = (leave, None, self._count, before, after, KeyHint(look, command="next-open"))
        bar = Frame(Box.BAR, row(look, *items, gap=6, margins=(16, 0, 16, 0)))
        bar.setFixedHeight(look.px(44))
        return bar

    def _nothing(self) -> QWidget:
        look = self._look
        self._leave = Button(look, say("Back to writing"), icon="arrow-left")
        self._leave.chosen.connect(self.back)
        box = column(look, None, gap=6)
        for widget in (
            IconLabel(look, "circle-check", "ok", 44),
            Label(say("Nothing to check"), Voice.PAGE),
            Label(say("Nothing is lost, nothing is wrong."), Voice.MUTED),
        ):
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(look.px(14))
        box.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        return holder(box)


def _inset(look: Look, widget: QWidget) -> QHBoxLayout:
    return row(look, (widget, 1), margins=(22, 0, 22, 0))
