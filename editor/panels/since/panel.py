"""Since you were last here: what others changed, lesson by lesson, with the way to each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from editor.panels.cards.filling import empty
from editor.panels.cards.rows import list_card, section
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.receipts.line import LineRow
from editor.panels.since.values import SinceCourse, SinceSection
from sync.model.language import say, say_many

MOST_LINES = 60
_WIDEST = 900


class SincePanel(Frame):
    """Show what is new; `lesson_chosen(course, lesson)` leads to it.

    `seen(course)` marks all of it as seen, `set_back(course)` takes that back.
    """

    lesson_chosen = Signal(str, str)
    seen = Signal(str)
    set_back = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CANVAS)
        self._look = look
        self._shown: tuple[SinceCourse, ...] | None = None
        self._first: Button | None = None
        self._body = column(look, gap=8)
        inside = column(look, Label(say("Since you were last here"), Voice.PAGE), gap=4)
        inside.addWidget(Label(say("Your own changes are left out."), Voice.SMALL))
        inside.addSpacing(look.px(14))
        inside.addLayout(self._body)
        inside.addStretch(1)
        inside.setContentsMargins(look.px(34), look.px(26), look.px(28), look.px(24))
        self._page = Page(look, inside, say("Since you were last here"), widest=_WIDEST)
        self.setLayout(column(look, self._page, gap=0))

    def show_news(self, courses: Sequence[SinceCourse]) -> None:
        """Show what is new in these courses."""
        if tuple(courses) == self._shown:
            return
        self._shown = tuple(courses)
        self._first = None
        empty(self._body)
        for one in courses:
            self._add(one)
        if not courses:
            words = say("Nothing is new: what others change in your courses stands here.")
            self._body.addWidget(Label(words, Voice.MUTED, wrap=True))
        follow_the_eye(self)

    def focus_first(self) -> None:
        """Put the focus on the first way on, else on the page."""
        (self._first or self).setFocus()

    def _add(self, one: SinceCourse) -> None:
        look, box = self._look, self._body
        head = row(look, (Label(one.title, Voice.CARD, wrap=True), 1), gap=12)
        if one.can_be_set_back:
            back = Button(look, say("Mark as not seen"), Kind.QUIET, small=True, icon="undo-2")
            back.setAccessibleName(say("Mark as not seen: {title}", title=one.title))
            back.chosen.connect(lambda: self.set_back.emit(one.course))
            head.addWidget(back)
            self._first = self._first or back
        if one.can_be_seen:
            mark = Button(look, say("Mark all as seen"), Kind.PRIMARY, icon="check")
            mark.setAccessibleName(say("Mark all as seen: {title}", title=one.title))
            mark.chosen.connect(lambda: self.seen.emit(one.course))
            head.addWidget(mark)
        box.addLayout(head)
        box.addWidget(Label(one.told, Voice.SMALL, wrap=True))
        box.addSpacing(look.px(8))
        for part in one.sections:
            self._add_section(one, part)
        box.addSpacing(look.px(18))

    def _add_section(self, course: SinceCourse, part: SinceSection) -> None:
        look, box = self._look, self._body
        rows = [LineRow(look, line, False, False) for line in part.lines[:MOST_LINES]]
        for line in rows:
            line.lesson_chosen.connect(
                lambda lesson: self.lesson_chosen.emit(course.course, lesson)
            )
        box.addLayout(section(look, part.title, part.note))
        box.addWidget(list_card(look, rows))
        left = len(part.lines) - MOST_LINES
        if left > 0:
            more = say_many("and {count} more", "and {count} more", left)
            box.addWidget(Label(more, Voice.SMALL))
        box.addSpacing(look.px(10))
