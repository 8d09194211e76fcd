"""The page of one course: outline, header with tabs, and what the tabs show."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QSizePolicy, QSplitter, QStackedWidget, QWidget

from app.shell.learner_side import LearnerSide
from editor.panels.cards.elided import ElidedLabel
from editor.panels.comments.loose import LooseTray
from editor.panels.comments.suggestion_composer import SuggestionComposer
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Pill, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.tabs import Tabs
from editor.panels.kit.tips import plain_tip
from editor.panels.kit.trail import StatusTrail
from editor.panels.outline.panel import OutlinePanel
from editor.panels.overlaps.panel import OverlapPanel
from editor.panels.preview.base import Preview
from editor.panels.review.newer_draft import NewerDraftLine
from editor.panels.review.side import ReviewSide
from editor.panels.source.pane import SourcePane
from editor.panels.versions.page import VersionsPage
from editor.panels.versions.timeline import VersionsSide

WRITE, REVIEW, VERSIONS, PLAY = "Write", "Review", "Versions", "Play"
OVERLAPS = "overlaps"
TEXT, PREVIEW = "Text", "Preview"
NARROW, ONE_PANE, TIGHT = 1100, 800, 560
"""Widths, in pixels at 100 %, from which on down the page goes together."""
_EDGE, _REVIEW_BESIDE, _TIMELINE_BESIDE = 16, 700, 900


class CourseHeader(Frame):
    """The line above: lesson title, its state, tabs, and the two ways to let others know."""

    tab_chosen = Signal(str)
    review_wanted = Signal()
    publish_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.HEAD)
        self.setFixedHeight(look.px(56))
        self.outline = IconButton(look, "menu", "Show outline", command="outline")
        self.outline.hide()
        self._title = ElidedLabel("", Voice.ROW)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._state = Pill(look, "", Tone.PLAIN)
        self.tabs = Tabs(look, [WRITE, REVIEW, VERSIONS, PLAY])
        self._ask = Button(look, "Ask for review", icon="users")
        self._ask_short = IconButton(look, "users", "Ask for review")
        self._ask_short.hide()
        self._publish = Button(look, "Publish…", Kind.PRIMARY, icon="send")
        self._look, self._narrow, self._ways = look, False, True
        self.setLayout(
            row(
                look,
                self.outline,
                self._title,
                self._state,
                None,
                self.tabs,
                None,
                self._ask,
                self._ask_short,
                self._publish,
                gap=10,
                margins=(_EDGE, 0, _EDGE, 0),
            )
        )
        self.tabs.tab_chosen.connect(self.tab_chosen)
        for ask in (self._ask, self._ask_short):
            ask.chosen.connect(self.review_wanted)
        self._publish.chosen.connect(self.publish_wanted)

    def show_title(self, title: str, state: str) -> None:
        """Show the lesson, and where its course stands."""
        self._title.say(title)
        self._title.setToolTip(plain_tip(title))
        self._state.setVisible(bool(state))
        tones = {"released": Tone.OK, "approved": Tone.OK}
        self._state.show_state(state.capitalize(), tones.get(state, Tone.WARN))

    def set_narrow(self, narrow: bool) -> None:
        """Say less where there is less room."""
        self._narrow = narrow
        self.show_ways(self._ways)

    def show_ways(self, ways: bool) -> None:
        """Offer to ask for a review and to publish, or not where that makes no sense."""
        self._ways = ways
        self._ask.setVisible(ways and not self._narrow)
        self._ask_short.setVisible(ways and self._narrow)
        self._publish.setVisible(ways)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the tabs all room where there is hardly any for them."""
        super().resizeEvent(event)
        tight = self.width() < self._look.px(TIGHT)
        self._title.setVisible(not tight)
        self._publish.say("" if tight else "Publish…")
        self._publish.setAccessibleName("Publish…")
        edge = self._look.px(4 if tight else _EDGE)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(edge, 0, edge, 0)
        layout.setSpacing(self._look.px(4 if tight else 10))


class CourseFoot(QWidget):
    """The foot of the side bar: where the words are, and the button that syncs by hand."""

    sync_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.trail = StatusTrail(look)
        sync = IconButton(look, "refresh-cw", "Sync now", command="sync")
        sync.clicked.connect(self.sync_wanted)
        self.setLayout(row(look, (self.trail, 1), sync, margins=(16, 8, 10, 10)))


class CoursePage(QWidget):
    """Places the parts of one course; the desks join them with the store.

    Writing, review and play are one place: the learner's view stays where it is, and what
    stands beside it changes.
    """

    def __init__(self, look: Look, preview: Preview) -> None:
        super().__init__()
        self.outline = OutlinePanel(look)
        self.foot = CourseFoot(look)
        self.outline.set_foot(self.foot)
        self.header = CourseHeader(look)
        self.pane = SourcePane(look)
        self.learner = LearnerSide(look, preview)
        self.overlaps = OverlapPanel(look)
        self.versions = VersionsPage(look)
        self.timeline = VersionsSide(look)
        self.versions_trail = StatusTrail(look)
        self.timeline.set_foot(self.versions_trail)
        self.loose = LooseTray(look)
        self.review = ReviewSide(look)
        self.newer = NewerDraftLine(look)
        self.writing = QSplitter(Qt.Orientation.Horizontal)
        self.writing.setHandleWidth(1)
        self.writing.addWidget(self.review)
        self.writing.addWidget(self.pane)
        self.writing.addWidget(self.learner)
        self.writing.setSizes([look.px(300), look.px(560), look.px(700)])
        self.writing.setChildrenCollapsible(False)
        self.sides = Tabs(look, [TEXT, PREVIEW], title="Text or preview")
        self._sides_bar = Frame(Box.BAR, row(look, None, self.sides, None, margins=(8, 2, 8, 2)))
        self._sides_bar.hide()
        lesson = QWidget()
        parts = (self._sides_bar, self.newer, (self.writing, 1), self.loose)
        lesson.setLayout(column(look, *parts, gap=0))
        versions = QWidget()
        versions.setLayout(row(look, self.timeline, (self.versions, 1), gap=0))
        self._pages: dict[str, QWidget] = {
            WRITE: lesson,
            REVIEW: lesson,
            PLAY: lesson,
            VERSIONS: versions,
            OVERLAPS: self.overlaps,
        }
        self._look = look
        self._page, self._side = WRITE, TEXT
        self._narrow = self._one_pane = False
        self._outline_wanted, self._arranging = True, False
        self._comments = False
        self._stack = QStackedWidget()
        for page in (lesson, versions, self.overlaps):
            self._stack.addWidget(page)
        self.slim_trail = StatusTrail(look, flat=True, ground="canvas")
        self._slim = Frame(Box.FOOT, row(look, self.slim_trail, None, margins=(16, 2, 16, 2)))
        self._slim.hide()
        main = QWidget()
        self._main = column(look, self.header, (self._stack, 1), self._slim, gap=0)
        main.setLayout(self._main)
        self._row = row(look, self.outline, (main, 1), gap=0)
        self.setLayout(self._row)
        self._connect()

    def _connect(self) -> None:
        self.sides.tab_chosen.connect(self.show_side)
        self.header.outline.chosen.connect(self.show_outline)
        self.outline.lesson_chosen.connect(self._close_drawer)
        self.outline.installEventFilter(self)
        self._esc = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.outline)
        self._esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._esc.activated.connect(self._close_drawer)
        self._esc.setEnabled(False)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        self.foot.trail.shown.connect(lambda steps: self.slim_trail.show_steps(*steps))
        self.slim_trail.step_chosen.connect(self.foot.trail.step_chosen)

    def add_line(self, line: QWidget) -> None:
        """Place a line under the header, above whatever is on show."""
        self._main.insertWidget(1, line)

    def show_page(self, name: str) -> None:
        """Show what a tab, or “overlaps”, stands for."""
        self._page = name
        self.review.setVisible(name == REVIEW)
        self._show_sides()
        self._show_outline()
        self._stand_or_lie()
        self.learner.show_comments(self._comments and name != PLAY)
        self.learner.show_playing(name == PLAY)
        if name != REVIEW:
            self.newer.show_newer(None)
        self._stack.setCurrentWidget(self._pages[name])
        if name != OVERLAPS:
            self.header.tabs.show_tab(name)

    def show_comments(self, some: bool) -> None:
        """Give the comments their column, or its room to the lesson where there are none."""
        self._comments = some
        self.learner.show_comments(some and self._page != PLAY)

    @property
    def page(self) -> str:
        """The name of what is on show."""
        return self._page

    def compose(self, start: int, end: int, quote: str) -> bool:
        """Begin a comment on code points `start` to `end`; False if one goes on instead."""
        if self._one_pane:
            self.show_side(PREVIEW)
        self._comments = True
        return self.learner.compose(start, end, quote)

    def suggest(self, ident: str, start: int, end: int, text: str) -> SuggestionComposer:
        """Begin a suggestion on code points `start` to `end`, or go on with the one begun."""
        if self._one_pane:
            self.show_side(PREVIEW)
        self._comments = True
        return self.learner.suggest(ident, start, end, text)

    def open_card(self, ident: str) -> None:
        """Show the card of a mark in the text."""
        if self._one_pane:
            self.show_side(PREVIEW)
        self.learner.open_card(ident)

    def go_to_text(self) -> None:
        """Bring the focus to the text, or to the preview where the text is not on show."""
        if self._page == WRITE:
            self.show_side(TEXT)
        else:
            self.learner.preview.setFocus()

    def go_to_preview(self) -> None:
        """Bring the focus to the learner's view."""
        if self._page in (VERSIONS, OVERLAPS):
            self.show_page(WRITE)
        self.show_side(PREVIEW)

    def go_to_comments(self) -> None:
        """Bring the focus to the comments; where there are none, begin one."""
        if self._page not in (WRITE, REVIEW):
            self.show_page(WRITE)
        if self._one_pane and self._page == WRITE:
            self.show_side(PREVIEW)
        self.learner.go_to_comments()

    # -- the outline: at the side, or a drawer over the page where it is narrow

    def show_outline(self) -> None:
        """Show the outline, and go to it."""
        self.outline.show()
        self.outline.tree.setFocus()

    def _close_drawer(self) -> None:
        if self._narrow:
            self.outline.hide()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Close what lies over the page when the person goes on elsewhere in it."""
        if not self._narrow or new is None or not self.isAncestorOf(new):
            return
        if self.outline.isVisible() and not self.outline.isAncestorOf(new):
            self._arranging = True  # the focus is where it should be
            self.outline.hide()
            self._arranging = False
        self.learner.leave_cards(new)

    def _show_outline(self) -> None:
        self._arranging = True
        wanted = self._page != VERSIONS and self._outline_wanted and not self._narrow
        self.outline.setVisible(wanted)
        self._arranging = False

    def _place_drawer(self) -> None:
        if self._narrow and self.outline.isVisible():
            width = min(self.outline.sizeHint().width(), self.width())
            self.outline.setGeometry(0, 0, width, self.height())
            self.outline.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow the outline as it is shown and hidden, by whatever key."""
        if watched is self.outline and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._place_drawer()
            hidden = self.outline.isHidden()
            if not self._arranging and not self._narrow:
                self._outline_wanted = not hidden
            self.header.outline.setVisible(self._page != VERSIONS and (hidden or self._narrow))
            if hidden and not self._arranging and self._page == WRITE:
                self.pane.editor.setFocus()
        return super().eventFilter(watched, event)

    # -- narrow and wide

    def show_side(self, side: str) -> None:
        """Show the text or the preview, where there is room for one only."""
        self._side = side
        self.sides.show_tab(side)
        self._show_sides()
        if side == TEXT:
            self.pane.editor.setFocus()
        else:
            self.learner.preview.setFocus()

    def _show_sides(self) -> None:
        one = self._one_pane and self._page == WRITE
        self._sides_bar.setVisible(one)
        self.pane.setVisible(self._page == WRITE and not (one and self._side == PREVIEW))
        self.learner.setVisible(not (one and self._side == TEXT))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Go together in a narrow window: outline a drawer, comments dots, at last one pane."""
        super().resizeEvent(event)
        width = self.width() / self._look.scale
        narrow, one_pane = width <= NARROW, width <= ONE_PANE
        if narrow != self._narrow:
            self._set_narrow(narrow)
        if one_pane != self._one_pane:
            self._one_pane = one_pane
            self._show_sides()
        self.timeline.setVisible(width > _TIMELINE_BESIDE)
        self._stand_or_lie()
        self._place_drawer()

    def _stand_or_lie(self) -> None:
        """Put the review above the lesson where there is no room beside it."""
        lies = self._page == REVIEW and self.width() < self._look.px(_REVIEW_BESIDE)
        way = Qt.Orientation.Vertical if lies else Qt.Orientation.Horizontal
        self.review.lie(lies)
        if way != self.writing.orientation():
            self.writing.setOrientation(way)
            self.writing.setSizes([2, 3, 3] if lies else [300, 560, 700])

    def _set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        if narrow:
            self._row.removeWidget(self.outline)
        else:
            self._row.insertWidget(0, self.outline)
        self._esc.setEnabled(narrow)
        self.header.set_narrow(narrow)
        self.learner.set_narrow(narrow)
        self._slim.setVisible(narrow)
        self._show_outline()
        self.header.outline.setVisible(self._page != VERSIONS and self.outline.isHidden())
