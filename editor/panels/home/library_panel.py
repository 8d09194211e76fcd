"""The library: all courses of the workspace, or the ways to a first one."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from editor.panels.cards.choice import Choice
from editor.panels.cards.filling import empty
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.home.values import CourseRow, StartCard
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.glyphs import StateGlyph
from editor.panels.kit.labels import IconLabel, Label, Pill, Tone, Voice
from editor.panels.kit.look import Look
from sync.model.language import say, say_many

_NARROW = 560


class LibraryPanel(Frame):
    """Show courses; `course_chosen(id)`, and `start_chosen(name)` for a way to start."""

    course_chosen = Signal(str)
    start_chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CANVAS)
        self._look = look
        self._head: QBoxLayout | None = None
        self._listing: QBoxLayout | None = None
        self._inside = column(look, gap=0)
        self._page = Page(look, self._inside, say("Library"))
        self.setLayout(column(look, self._page, gap=0))

    def show_courses(self, courses: Sequence[CourseRow], ways: Sequence[StartCard]) -> None:
        """Show all courses, and the ways to start that work."""
        empty(self._inside)
        self._head = self._listing = None
        inside = self._listed(courses, ways) if courses else self._none(ways)
        self._inside.addWidget(holder(inside))
        follow_the_eye(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the ways to begin under the heading where it is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._head is None or self._listing is None:
            return
        px, narrow = self._look.px, self.width() < self._look.px(_NARROW)
        ways = QBoxLayout.Direction
        self._head.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        side = px(18 if narrow else 44)
        self._listing.setContentsMargins(side, px(30), side, px(24))

    def _listed(self, courses: Sequence[CourseRow], ways: Sequence[StartCard]) -> QVBoxLayout:
        look = self._look
        buttons = row(look, *self._buttons(ways), None, gap=8)
        self._head = row(look, (Label(say("Library"), Voice.PAGE), 1), buttons, gap=8)
        cards = [self._card(course) for course in courses]
        self._listing = column(look, self._head, 14, *cards, None, gap=10)
        self._fit()
        return self._listing

    def _card(self, course: CourseRow) -> Choice:
        look = self._look
        words = column(look, Label(course.title, Voice.ROW, wrap=True), gap=2)
        if course.detail:
            words.addWidget(Label(course.detail, Voice.SMALL, wrap=True))
        line = row(look, StateGlyph(look, course.state), gap=14, margins=(18, 14, 16, 14))
        line.addLayout(words, 1)
        state = say(course.state.value)
        detail = f"{state}. {course.detail}"
        if course.overlaps:
            told = say_many(
                "{count} overlap to check", "{count} overlaps to check", course.overlaps
            )
            line.addWidget(Pill(look, told, Tone.THEIRS))
            detail += f". {told}"
        line.addWidget(Label(state, Voice.SMALL))
        choice = Choice(look, course.title, line, detail=detail)
        choice.chosen.connect(lambda: self.course_chosen.emit(str(course.id)))
        return choice

    def _none(self, ways: Sequence[StartCard]) -> QVBoxLayout:
        look = self._look
        box = column(look, None, gap=0)
        parts: tuple[QWidget, ...] = (
            IconLabel(look, "book-open", "text3", 44),
            Label(say("No courses here yet"), Voice.PAGE),
            Label(say("A course starts with a title and one line for each lesson."), Voice.MUTED),
        )
        for part, gap in zip(parts, (14, 4, 20), strict=True):
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            box.addSpacing(look.px(gap))
        box.addLayout(row(look, None, *self._buttons(ways), None, gap=10))
        box.addStretch(2)
        return box

    def _buttons(self, ways: Sequence[StartCard]) -> list[Button]:
        found = []
        for number, way in enumerate(ways):
            kind = Kind.PLAIN if number else Kind.PRIMARY
            button = Button(self._look, say(way.title), kind, icon=way.icon)
            button.chosen.connect(lambda name=way.name: self.start_chosen.emit(name))
            found.append(button)
        return found
