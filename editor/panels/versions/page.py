"""Two versions side by side in one readable text: struck what went, underlined what came."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.versions.bar import CompareBar
from editor.panels.versions.change_list import ChangeList
from editor.panels.versions.parts import PartFrame, widget_of
from editor.panels.versions.same_text import with_same_text
from editor.panels.versions.values import (
    DRAFT,
    Change,
    ChangedAnswer,
    Comparison,
    LessonPage,
    Refusal,
    VersionRow,
)
from sync.model.ids import NodeId
from sync.model.language import say, say_many

MOST_PARTS = 60
"""So many blocks are shown at once; those before and after come by a button, or by F8."""
_LIST_BELOW = 720


class VersionsPage(QWidget):
    """Compare two versions; F8 and Shift+F8 go to the next change and the one before.

    `compare(before, after)` asks for another comparison, `restore` and `release` give a version,
    `bring(change)` and `bring_lesson(change)` what a `Change` took away, or its whole lesson;
    `gone_to(lesson, line)` and `overlap_wanted(lesson)` lead to what stands in the way of a
    release; `naming` asks to name a version; `whole_wanted(whole)` tells whether what is the same
    is to be shown, too; `undo_wanted` (Ctrl+Z) takes back what was brought back last.
    """

    compare = Signal(str, str)
    bring = Signal(object)
    bring_lesson = Signal(object)
    restore = Signal(str)
    release = Signal(str)
    gone_to = Signal(str, int)
    overlap_wanted = Signal(str)
    naming = Signal()
    whole_wanted = Signal(bool)
    undo_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._versions: tuple[VersionRow, ...] = ()
        self._given = self._told = self._shown = Comparison("", "")
        self._whole = False
        self._wheres: dict[NodeId, Label] = {}
        self._reasons = ("", "")
        self._frames: dict[str, PartFrame] = {}
        self._first = 0
        self._at = -1
        self._bar = CompareBar(look)
        self._bar.compare.connect(self.compare)
        self._bar.only_chosen.connect(self._only_chosen)
        self._bar.gone.connect(self._go)
        self._body = column(look, gap=8, margins=(26, 26, 26, 40))
        self._page = Page(look, self._body, say("What differs"), widest=700)
        self._list = ChangeList(look)
        self._list.change_chosen.connect(self._choose)
        self._list.bring.connect(lambda ident: self.bring.emit(self._change(ident)))
        self._list.bring_lesson.connect(lambda ident: self.bring_lesson.emit(self._change(ident)))
        self._list.restore.connect(self.restore)
        self._list.release.connect(self.release)
        self._list.gone_to.connect(self.gone_to)
        self._list.overlap_wanted.connect(self.overlap_wanted)
        self._list.naming.connect(self.naming)
        self._list.left.connect(self._show_ways)
        main = Frame(Box.CANVAS, column(look, self._bar, (self._page, 1), gap=0))
        self._halves = row(look, (main, 1), self._list, gap=0)
        self.setLayout(self._halves)

    def show_versions(self, versions: Sequence[VersionRow]) -> None:
        """Offer these versions for comparison, the latest first, the draft before all."""
        if tuple(versions) == self._versions:
            return
        self._versions = tuple(versions)
        self._bar.offer(versions, self._shown.before, self._shown.after)
        self._show_ways()

    def show_comparison(
        self, shown: Comparison, *, restoring: str = "", releasing: str = ""
    ) -> None:
        """Show what differs; `restoring` and `releasing` are why this person may not, if so.

        The same comparison shown again changes nothing: where the person is stays.
        """
        if (shown, (restoring, releasing)) == (self._given, self._reasons) and self._body.count():
            return
        focused = self.focusWidget()
        was_there = focused is not None and focused.hasFocus() and self._list.isAncestorOf(focused)
        self._given, self._reasons = shown, (restoring, releasing)
        self._show_as(shown)
        self._bar.choose(shown.before, shown.after)
        self._first, self._at = 0, -1
        self._list.show_comparison(shown)
        self._offer_bringing(None)
        self._show_ways()
        self._fill()
        self._page.to_top()
        self._tell_place()
        if was_there and not self._list.focus_first():  # what had the focus was made anew
            self._bar.after.setFocus()

    def show_people(self, shown: Comparison) -> None:
        """Say who made the changes on show; of another comparison than this it says nothing."""
        if [change.id for change in shown.changes] != [c.id for c in self._given.changes]:
            return
        if (shown.before, shown.after) != (self._given.before, self._given.after):
            return
        self._show_as(shown)
        self._list.show_people(shown)
        for page in shown.pages:
            if page.lesson in self._wheres:
                self._wheres[page.lesson].say(page.where)
            for part in page.parts:
                if isinstance(part, ChangedAnswer) and part.change in self._frames:
                    self._frames[part.change].show_note(part.note)

    @property
    def on_show(self) -> Comparison:
        """The comparison as it is read now: with its people, and what is the same if wanted."""
        return self._shown

    def _show_as(self, told: Comparison) -> None:
        self._told = told
        self._shown = with_same_text(told) if self._whole else told

    def show_whole(self, whole: bool) -> None:
        """Show what is the same, too, or only what changed."""
        if whole != self._whole:
            self._whole = whole
            self._bar.only.setChecked(not whole)
            self._show_as(self._told)
            self._first = 0
            self._fill()
            if self._at >= 0:
                self._go_to(self._at)

    def offer_again(self) -> None:
        """Offer release and restore anew: what stood in the way may be mended by now."""
        self._show_ways()

    def show_refusals(self, refusals: Sequence[Refusal]) -> None:
        """Say what stands in the way of the release that was asked for."""
        self._list.show_refusals(refusals)
        announce(
            self,
            say_many(
                "{count} thing stands in the way. Nothing was released.",
                "{count} things stand in the way. Nothing was released.",
                len(refusals),
            ),
        )

    def go_next(self) -> None:
        """Go to the next change; after the last comes the first."""
        self._go(1)

    def go_previous(self) -> None:
        """Go to the change before."""
        self._go(-1)

    def go_to_lesson(self, lesson: str) -> None:
        """Go to the first change of a lesson, if it has any."""
        found = [number for number, one in enumerate(self._shown.changes) if one.lesson == lesson]
        if found:
            self._go_to(found[0])
            # a page that comes into sight with it takes its place in several steps
            QTimer.singleShot(0, self, partial(self._stay_at, self._shown.changes[found[0]].id))

    def _stay_at(self, ident: str) -> None:
        frame = self._frames.get(ident)
        if frame is not None and frame.height() < self._page.height() // 2:
            self._page.show_inside(frame)
        elif frame is not None:
            self._page.show_from(frame, frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take F8, Shift+F8, undo, and Esc while something is asked here."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.key() == Qt.Key.Key_F8:
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self._list.asks:
            self._show_ways()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Ask for what it needs with the list below; beside it, it would never get narrow."""
        return QSize(self._look.px(460), self._look.px(360))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list below the text where it is narrow."""
        super().resizeEvent(event)
        lies = self.width() < self._look.px(_LIST_BELOW)
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.TopToBottom if lies else ways.LeftToRight)
        self._list.lie(lies, self.height())
        beside = 0 if lies else self._list.maximumWidth()
        self._bar.fit(self.width() - beside)

    def _fill(self) -> None:
        """Show a stretch of the blocks, with the ways to what is before and after."""
        empty(self._body)
        self._frames, self._wheres = {}, {}
        last, total = self._first + MOST_PARTS, self._parts()
        if self._first:
            self._add_way(
                say_many(
                    "Show what is before: {count:,} block",
                    "Show what is before: {count:,} blocks",
                    self._first,
                ),
                self._first - MOST_PARTS,
            )
        start = 0
        for page in self._shown.pages:
            low, high = max(0, self._first - start), min(len(page.parts), last - start)
            if low < high:
                self._add_page(page, low, high)
            start += len(page.parts)
        if total > last:
            words = say_many(
                "Show what follows: {count:,} block",
                "Show what follows: {count:,} blocks",
                total - last,
            )
            self._add_way(words, last)
        if self._shown.after and all(one.id == DRAFT for one in self._versions):
            self._add_beginning()
        elif not self._shown.pages and self._shown.after:
            same = say("Nothing differs between these two.")
            self._body.addWidget(Label(same, Voice.MUTED, wrap=True))
        self._body.addStretch(1)
        follow_the_eye(self)

    def _add_page(self, page: LessonPage, low: int, high: int) -> None:
        look = self._look
        if self._body.count():
            self._body.addSpacing(look.px(18))
        where = self._wheres[page.lesson] = Label(page.where, Voice.SECTION, wrap=True)
        head = column(look, where, gap=6, margins=(18, 0, 18, 4))
        head.addWidget(Label(page.title, Voice.PAGE, wrap=True))
        self._body.addLayout(head)
        for part in page.parts[low:high]:
            widget = widget_of(look, part)
            if isinstance(widget, PartFrame):
                self._frames[getattr(part, "change", "")] = widget
            self._body.addWidget(widget)

    def _add_beginning(self) -> None:
        """Say what versions are, where there is none yet, and how to make the first."""
        look = self._look
        self._body.addWidget(Label(say("No version yet"), Voice.PAGE))
        told = say(
            "A version is your course as it stands at one moment, with a number and "
            "a note. You can go back to it, ask others to review it, and release it "
            "to learners."
        )
        self._body.addWidget(Label(told, Voice.TEXT, wrap=True))
        name = Button(look, say("Publish version 1…"), Kind.PRIMARY, icon="send")
        name.chosen.connect(self.naming)
        self._body.addLayout(row(look, name, None, margins=(0, 10, 0, 0)))

    def _add_way(self, words: str, first: int) -> None:
        way = Button(self._look, words)
        way.chosen.connect(lambda: self._show_from(first))
        self._body.addWidget(way)

    def _show_from(self, first: int) -> None:
        self._first = max(0, first)
        self._fill()
        self._page.to_top()
        self._ring()

    def _go(self, way: int) -> None:
        count = len(self._shown.changes)
        if count:
            start = self._at if self._at >= 0 else (-1 if way > 0 else 0)
            self._go_to((start + way) % count)

    def _choose(self, ident: str) -> None:
        self._go_to([change.id for change in self._shown.changes].index(ident))

    def _go_to(self, index: int) -> None:
        self._at = index
        ident = self._shown.changes[index].id
        if ident not in self._frames:
            self._show_from(self._place_of(ident) - MOST_PARTS // 3)
        self._ring()
        self._tell_place()
        self._list.show_current(ident)
        change = self._shown.changes[index]
        self._offer_bringing(change)
        announce(self, f"{change.title}. {change.detail}")
        # Once more when the layout has settled: only then the block has its place.
        self._bring(ident)
        QTimer.singleShot(0, self, lambda: self._bring(ident))

    def _change(self, ident: str) -> Change:
        return next(change for change in self._shown.changes if change.id == ident)

    def _offer_bringing(self, change: Change | None) -> None:
        known = {one.id: one for one in self._versions}
        self._list.offer_bringing(change, known.get(self._shown.before), self._reasons[0])

    def _parts(self) -> int:
        return sum(len(page.parts) for page in self._shown.pages)

    def _place_of(self, change: str) -> int:
        parts = [part for page in self._shown.pages for part in page.parts]
        known = (n for n, part in enumerate(parts) if getattr(part, "change", "") == change)
        return next(known, 0)

    def _bring(self, ident: str) -> None:
        frame, inside = self._frames.get(ident), self._page.widget()
        if frame is not None and inside is not None:
            top = frame.mapTo(inside, QPoint(0, 0)).y()
            bar = self._page.verticalScrollBar()
            if not bar.value() <= top <= bar.value() + self._page.height() - frame.height():
                bar.setValue(max(0, top - self._look.px(90)))

    def _ring(self) -> None:
        ident = self._shown.changes[self._at].id if self._at >= 0 else ""
        for key, frame in self._frames.items():
            frame.show_current(key == ident)

    def _tell_place(self) -> None:
        self._bar.tell_place(self._at, len(self._shown.changes))

    def _show_ways(self) -> None:
        """Offer what may be done; what had the focus there is made anew."""
        focused = self.focusWidget()
        was_there = focused is not None and focused.hasFocus() and self._list.is_way(focused)
        self._list.setVisible(len(self._versions) > 1)
        known = {one.id: one for one in self._versions}
        before, after = known.get(self._shown.before), known.get(self._shown.after)
        self._list.show_ways(before, after, *self._reasons)
        if was_there and not self._list.focus_way():
            self._bar.after.setFocus()

    def _only_chosen(self, only: bool) -> None:
        if only == self._whole:
            self.show_whole(not only)
            self.whole_wanted.emit(not only)
