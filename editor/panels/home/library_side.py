"""The side bar of the space: search, places, my courses, and at its foot the way of the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.panels.cards.choice import Choice, Dress
from editor.panels.cards.elided import ElidedLabel
from editor.panels.cards.filling import empty
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.home.values import CourseRow
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import IconButton
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.glass import Glass
from editor.panels.kit.glyphs import StateGlyph
from editor.panels.kit.labels import IconLabel, Label, Voice, restyle
from editor.panels.kit.look import Look
from sync.model.language import mark, say, say_many


@dataclass(frozen=True)
class SidePlace:
    """A place of the space; `count` is how much waits there, 0 for nothing to say."""

    name: str
    icon: str
    title: str
    count: int = 0


HOME = SidePlace("home", "house", mark("Home"))
LIBRARY = SidePlace("library", "library", mark("Library"))
TEXTS = SidePlace("search", "file-text", mark("Search in texts"))
SETTINGS = SidePlace("settings", "settings", mark("Settings"))
HELP = SidePlace("help", "life-buoy", mark("Help"))


class LibrarySide(Frame):
    """Show places and courses; `place_chosen(name)`, `course_chosen(id)`.

    `searched(text)` follows the typing; Enter in the field is `search_entered(text)`.
    """

    place_chosen = Signal(str)
    course_chosen = Signal(str)
    new_course = Signal()
    searched = Signal(str)
    search_entered = Signal(str)

    def __init__(
        self, look: Look, places: Sequence[SidePlace] = (HOME, LIBRARY, TEXTS, SETTINGS, HELP)
    ) -> None:
        super().__init__(Box.SIDE)
        self._look = look
        self._places: dict[str, Choice] = {}
        self._courses: dict[str, Choice] = {}
        self._shown: tuple[CourseRow, ...] | None = None
        self.setFixedWidth(look.px(264))
        self._field = self._search()
        self._place_list = column(look, gap=1)
        self._course_list = column(look, gap=1)
        lists = column(look, holder(self._place_list), 16, self._head(), 2, gap=0)
        lists.addWidget(holder(self._course_list))
        lists.addStretch(1)
        lists.setContentsMargins(look.px(8), 0, look.px(8), look.px(8))
        self._foot = Frame(Box.SIDE_FOOT, column(look, margins=(16, 10, 12, 12)))
        self._foot.hide()
        top = holder(column(look, self._field, margins=(8, 14, 8, 6)))
        page = Page(look, lists, say("Places and courses"))
        self.setLayout(column(look, top, (page, 1), self._foot, gap=0))
        self.show_places(places)
        self.show_courses(())

    def show_places(self, places: Sequence[SidePlace], current: str = "home") -> None:
        """Show the places of the space; only those that there are."""
        empty(self._place_list)
        self._places = {place.name: self._place(place) for place in places}
        for choice in self._places.values():
            self._place_list.addWidget(choice)
        self.show_current(current)

    def show_courses(self, courses: Sequence[CourseRow]) -> None:
        """Show my courses."""
        if tuple(courses) == self._shown:
            return
        self._shown = tuple(courses)
        focused = next((key for key, one in self._courses.items() if one.hasFocus()), "")
        empty(self._course_list)
        self._courses = {str(course.id): self._course(course) for course in courses}
        for choice in self._courses.values():
            self._course_list.addWidget(choice)
        if not courses:
            none = row(self._look, Label(say("None yet"), Voice.NOTE), margins=(12, 6, 0, 0))
            self._course_list.addWidget(holder(none))
        follow_the_eye(self)
        if focused in self._courses:
            self._courses[focused].setFocus()

    def show_current(self, name: str) -> None:
        """Show which place or course (by its id) is open."""
        for key, choice in (*self._places.items(), *self._courses.items()):
            choice.show_current(key == name)

    def set_foot(self, widget: QWidget) -> None:
        """Put the way of the words, or whatever belongs there, at the foot."""
        layout = self._foot.layout()
        assert layout is not None
        layout.addWidget(widget)
        self._foot.show()
        follow_the_eye(self)

    def focus_search(self) -> None:
        """Put the caret into the search field."""
        self._field.setFocus()
        self._field.selectAll()

    def clear_search(self) -> None:
        """Empty the search field, without a word about it."""
        self._field.clear()

    def _search(self) -> QLineEdit:
        field = QLineEdit()
        field.setProperty("quiet", True)
        field.setAccessibleName(say("Search or jump to"))
        field.setPlaceholderText(say("Search or jump to…"))
        Glass(self._look, field)
        field.textEdited.connect(self.searched)
        field.returnPressed.connect(lambda: self.search_entered.emit(field.text()))
        return field

    def _head(self) -> QWidget:
        look = self._look
        more = IconButton(
            look, "plus", say("New course"), colour="text2", size=15, command="new-course"
        )
        more.chosen.connect(self.new_course)
        title = Label(say("My courses"), Voice.SECTION)
        return holder(row(look, title, None, more, margins=(12, 0, 4, 0)))

    def _place(self, place: SidePlace) -> Choice:
        look = self._look
        icon, title = IconLabel(look, place.icon, "text2", 17), Label(say(place.title))
        line = row(look, icon, (title, 1), gap=10, margins=(12, 8, 12, 8))
        if place.count:
            line.addWidget(Label(str(place.count), Voice.SMALL))
        waits = say_many("{count} waiting", "{count} waiting", place.count)
        detail = waits if place.count else ""
        choice = Choice(look, say(place.title), line, Dress.FILLED, detail)
        choice.chosen.connect(lambda: self.place_chosen.emit(place.name))
        choice.toggled.connect(lambda on: _dress(icon, title, place, on))
        return choice

    def _course(self, course: CourseRow) -> Choice:
        look = self._look
        line = row(look, StateGlyph(look, course.state), gap=10, margins=(12, 8, 12, 8))
        line.addWidget(ElidedLabel(course.title), 1)
        detail = ", ".join(part for part in (say(course.state.value), course.detail) if part)
        choice = Choice(look, course.title, line, Dress.FILLED, detail)
        choice.chosen.connect(lambda: self.course_chosen.emit(str(course.id)))
        return choice


def _dress(icon: IconLabel, title: Label, place: SidePlace, current: bool) -> None:
    """Show by weight and colour, not by the fill alone, which place is open."""
    icon.show_icon(place.icon, "accent" if current else "text2")
    title.setProperty("kind", (Voice.STRONG if current else Voice.TEXT).value)
    restyle(title)
