"""Home: the first start or what goes on, a new course, and the way to a shared space."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.home.connect_card import ConnectCard
from editor.panels.home.first_start import FirstStartPage
from editor.panels.home.home_page import HomePage
from editor.panels.home.new_course import NewCourseCard
from editor.panels.home.values import NEW_COURSE, OPEN_FOLDER, TEMPLATE, FirstStart, HomeView
from editor.panels.kit.arrange import column, row
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.look import Look
from sync.model.language import say

_BESIDE_FROM = 900


class HomePanel(Frame):
    """Show the first start or home; a new course and a connection open in place.

    `start_chosen(name)` tells of other start cards than those for a course, template or folder.
    `course_wanted(title, outline)` and `template_wanted(title, ident)` make a course.
    `thing_chosen(id)` and `play_chosen(id)` give the ids of the rows that were passed.
    """

    open_sample = Signal()
    remove_sample = Signal()
    open_folder = Signal()
    start_chosen = Signal(str)
    name_given = Signal(str)
    thing_chosen = Signal(str)
    play_chosen = Signal(str)
    new_course_opened = Signal()
    course_wanted = Signal(str, str)
    template_wanted = Signal(str, str)
    connect_wanted = Signal(str, str, str)

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CANVAS)
        self._look = look
        self._page: FirstStartPage | HomePage | None = None
        self._view: FirstStart | HomeView | None = None
        self._name = ""
        self.new_course_card = NewCourseCard(look)
        self.new_course_card.course_wanted.connect(self.course_wanted)
        self.new_course_card.template_wanted.connect(self.template_wanted)
        self.new_course_card.folder_wanted.connect(self.open_folder)
        self.new_course_card.left.connect(self.show_start)
        self.connect_card = ConnectCard(look)
        self.connect_card.connect_wanted.connect(self.connect_wanted)
        self.connect_card.left.connect(self.show_start)
        self._inside = column(look, gap=0)
        self._stack = QStackedWidget()
        self._stack.addWidget(Page(look, self._inside, say("Home")))
        for card, name in (
            (self.new_course_card, say("New course")),
            (self.connect_card, say("Connect to a shared space")),
        ):
            self._stack.addWidget(Page(look, _centred(look, card), name))
        self.setLayout(column(look, self._stack, gap=0))

    def show_first_start(self, view: FirstStart) -> None:
        """Show the first start, with the sample's steps as far as they are done."""
        if view == self._view:
            return
        self._view = view
        page = FirstStartPage(self._look, view)
        page.sample_opened.connect(self.open_sample)
        page.sample_removed.connect(self.remove_sample)
        page.start_chosen.connect(self._start)
        page.name_given.connect(self._keep_name)
        page.connecting.connect(self.show_connect)
        self._name = view.name
        self._fill(page)

    def show_home(self, view: HomeView) -> None:
        """Show home as it is now."""
        if view == self._view:
            return
        self._view = view
        page = HomePage(self._look, view)
        page.thing_chosen.connect(self.thing_chosen)
        page.play_chosen.connect(self.play_chosen)
        page.start_chosen.connect(self._start)
        page.sample_opened.connect(self.open_sample)
        page.connecting.connect(self.show_connect)
        self._fill(page)

    def show_start(self) -> None:
        """Go back to the first start, or home."""
        self._stack.setCurrentIndex(0)
        if self._page is not None:
            self._page.focus_first()

    def show_new_course(self, *, from_template: bool = False, template: str = "") -> None:
        """Ask for a new course, in place; from one `template`, or from any."""
        self._stack.setCurrentIndex(1)
        self.new_course_opened.emit()
        self.new_course_card.begin(from_template=from_template, template=template)

    def show_connect(self, url: str = "") -> None:
        """Ask for what a connection needs, in place."""
        self._stack.setCurrentIndex(2)
        self.connect_card.begin(self._name, url)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two columns under each other where it is narrow."""
        super().resizeEvent(event)
        self._turn()

    def _keep_name(self, name: str) -> None:
        self._name = name
        self.name_given.emit(name)

    def _start(self, name: str) -> None:
        if name == NEW_COURSE.name:
            self.show_new_course()
        elif name == TEMPLATE.name:
            self.show_new_course(from_template=True)
        elif name == OPEN_FOLDER.name:
            self.open_folder.emit()
        else:
            self.start_chosen.emit(name)

    def _fill(self, page: FirstStartPage | HomePage) -> None:
        focused = self._page is not None and self._page.isAncestorOf(self.focusWidget() or self)
        empty(self._inside)
        self._page = page
        self._inside.addWidget(page)
        page.show()  # at once, since only what is in sight takes the focus
        self._turn()
        follow_the_eye(page)
        if focused:
            page.focus_first()

    def _turn(self) -> None:
        if self._page is None:
            return
        narrow = self.width() < self._look.px(_BESIDE_FROM)
        ways = QBoxLayout.Direction
        self._page.beside.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._page.side_by_side(not narrow)


def _centred(look: Look, card: QWidget) -> QVBoxLayout:
    card.setMaximumWidth(look.px(560))
    return column(
        look,
        None,
        row(look, None, (card, 100), None),
        (QWidget(), 2),
        gap=0,
        margins=(24, 24, 24, 24),
    )
