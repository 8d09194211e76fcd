"""A new course, in place: a title, then a typed outline with what it makes, or a template."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from editor.panels.cards.choice import Choice, Dress
from editor.panels.cards.filling import empty
from editor.panels.cards.form import Words
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.home.course_preview import CoursePreview
from editor.panels.home.outline_text import OutlineLine, read_outline
from editor.panels.home.values import CourseTemplate
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import mark, say

_HINT = mark("One line for each, such as: Why peers teach well")
_TOLD = mark(
    "A line such as “Practice:” or “# Practice” begins a module, which holds the lessons below "
    "it; so does a line with others indented below it. All of it can be changed later."
)
OUTLINE = ""
"""The choice of no template."""


class NewCourseCard(Frame):
    """Ask for a course; `course_wanted(title, outline)` gives its title and the typed outline.

    `template_wanted(title, ident)` makes it from a template instead, `folder_wanted` brings in
    what is there already.
    """

    course_wanted = Signal(str, str)
    template_wanted = Signal(str, str)
    folder_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CARD)
        self._look = look
        self._read: Callable[[str], Sequence[OutlineLine]] = read_outline
        self._templates: dict[str, CourseTemplate] = {}
        self._choices: dict[str, Choice] = {}
        self._from, self._to_template, self._wanted = OUTLINE, False, OUTLINE
        self._title = QLineEdit()
        self._title.setAccessibleName(say("Title of the course"))
        self._title.setPlaceholderText(say("What it is about"))
        lessons = say("Lessons, one a line")
        self._outline = Words(look, lessons, say(_HINT), lines=6)
        self.preview = CoursePreview(look)
        self._about = Label("", Voice.SMALL, wrap=True)
        self._count = Label("", Voice.SMALL)
        self._make = Button(look, say("Make the course"), Kind.PRIMARY, tip="Ctrl+Enter")
        self._ways = column(look, gap=6)
        title = Label(say("Start from"), Voice.SMALL_STRONG)
        self._ways_place = holder(column(look, 12, title, holder(self._ways), gap=6))
        self._typed = holder(column(look, Label(lessons, Voice.SMALL_STRONG), self._outline, gap=6))
        self._lay_out(look)
        self._connect()
        self._ways_place.hide()
        self._weigh()

    def read_by(self, read: Callable[[str], Sequence[OutlineLine]]) -> None:
        """Read the typed outline by the same rules that make the course."""
        self._read = read
        self._weigh()

    def begin(self, *, from_template: bool = False, template: str = OUTLINE) -> None:
        """Put the caret into the title; what was typed before is still there.

        A `template` is chosen by its id; `from_template` leaves which one to the person.
        """
        self._to_template, self._wanted = from_template, template
        if not from_template and not self._title.text().strip():
            self._choose(OUTLINE)  # a template that was only looked at does not stay chosen
        self._prefer_template()
        self._title.setFocus()

    def _prefer_template(self) -> None:
        """Choose the template that is wanted, or the first for any, once they are known."""
        if self._wanted in self._templates:
            self._choose(self._wanted)
            self._wanted = OUTLINE
        elif self._to_template and self._templates and self._from == OUTLINE:
            self._to_template = False
            self._choose(next(iter(self._templates)))

    @property
    def fields(self) -> dict[str, QLineEdit | Words]:
        """What is typed into, by name: it is kept until the course is made."""
        return {"title": self._title, "outline": self._outline}

    def clear(self) -> None:
        """Empty the card, once the course was made."""
        self._title.clear()
        self._outline.clear()
        self._choose(OUTLINE)

    def show_templates(self, templates: Sequence[CourseTemplate]) -> None:
        """Offer these templates beside the typed outline."""
        known = {template.ident: template for template in templates}
        if known == self._templates:
            return
        self._templates = known
        if self._from not in known:
            self._from = OUTLINE
        empty(self._ways)
        self._choices = {}
        if templates:
            plain = self._tile(
                OUTLINE, "list", say("A typed outline"), say("One line for each lesson"), ""
            )
            self._choices[OUTLINE] = plain
        for one in templates:
            made = self._tile(one.ident, "layout-template", one.name, one.about, one.told)
            self._choices[one.ident] = made
        for choice in self._choices.values():
            self._ways.addWidget(choice)
        self._ways_place.setVisible(bool(templates))
        self._choose(self._from)
        self._prefer_template()
        follow_the_eye(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, look: Look) -> None:
        leave = Button(look, say("Not now"), tip="Esc")
        leave.chosen.connect(self.left)
        folder = Button(
            look, say("Open a folder instead…"), Kind.LINK, small=True, command="open-folder"
        )
        folder.chosen.connect(self.folder_wanted)
        self.setLayout(
            column(
                look,
                row(look, Label(say("New course"), Voice.CARD), None, folder),
                8,
                Label(say("Title"), Voice.SMALL_STRONG),
                self._title,
                8,
                self._typed,
                self._about,
                self.preview,
                12,
                row(look, self._count, None, leave, self._make, gap=10),
                self._ways_place,
                gap=6,
                margins=(28, 24, 28, 24),
            )
        )

    def _connect(self) -> None:
        self._make.chosen.connect(self._send)
        self._make.why_asked.connect(lambda _: self._title.setFocus())
        self._title.textChanged.connect(self._weigh)
        self._title.returnPressed.connect(self._go_on)
        self._outline.textChanged.connect(self._weigh)
        self._outline.sent.connect(self._send)
        self._outline.left.connect(self.left)

    def _tile(self, ident: str, icon: str, name: str, about: str, told: str) -> Choice:
        look = self._look
        words = column(look, Label(name, Voice.STRONG), gap=1)
        words.addWidget(Label(about, Voice.SMALL, wrap=True))
        line = row(look, IconLabel(look, icon, "accent", 18), gap=12, margins=(14, 9, 14, 9))
        line.addLayout(words, 1)
        line.addWidget(Label(told, Voice.NOTE))
        detail = ". ".join(part for part in (about, told) if part)
        choice = Choice(look, name, line, Dress.TILE, detail)
        choice.chosen.connect(lambda: self._choose(ident))
        return choice

    def _choose(self, ident: str) -> None:
        self._from = ident
        for key, choice in self._choices.items():
            choice.show_current(key == ident)
        self._typed.setVisible(ident == OUTLINE)
        self._weigh()

    def _go_on(self) -> None:
        if self._from == OUTLINE:
            self._outline.setFocus()
        else:
            self._send()

    def _weigh(self) -> None:
        template = self._templates.get(self._from)
        lines = template.lines if template else tuple(self._read(self._outline.words()))
        self.preview.show_lines(lines)
        self._about.say("" if template else say(_TOLD))
        self._about.setVisible(template is None)
        self._count.say(self.preview.told)
        titled = bool(self._title.text().strip())
        self._make.set_unavailable("" if titled else say("Give it a title first."))

    def _send(self) -> None:
        title = self._title.text().strip()
        if not title:
            self._title.setFocus()
        elif self._from == OUTLINE:
            self.course_wanted.emit(title, self._outline.words())
        else:
            self.template_wanted.emit(title, self._from)
