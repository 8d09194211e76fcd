"""The page of one course: outline, header with tabs, and what the tabs show."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from app.shell.course.course_head import CourseFoot, CourseHeader
from app.shell.course.learner_side import LearnerSide
from app.shell.course.side_drawer import SideDrawer
from app.shell.focusing import into
from app.shell.page_names import OVERLAPS, PLAY, REVIEW, VERSIONS, WRITE
from editor.panels.comments.loose import LooseTray
from editor.panels.comments.suggestion_composer import SuggestionComposer
from editor.panels.comments.version_threads import VersionThreads
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.look import Look
from editor.panels.kit.tabs import Tabs
from editor.panels.kit.trail import StatusTrail
from editor.panels.outline.panel import OutlinePanel
from editor.panels.overlaps.panel import OverlapPanel
from editor.panels.preview.base import Preview
from editor.panels.review.newer_draft import NewerDraftLine
from editor.panels.review.side import ReviewSide
from editor.panels.source.pane import SourcePane
from editor.panels.versions.page import VersionsPage
from editor.panels.versions.timeline import VersionsSide
from sync.model.language import mark, say

__all__ = ["OVERLAPS", "PLAY", "REVIEW", "VERSIONS", "WRITE", "CoursePage"]

TEXT, PREVIEW = mark("Text"), mark("Preview")
NARROW, ONE_PANE = 1100, 800
"""Widths, in pixels at 100 %, from which on down the page goes together."""
_REVIEW_BESIDE = 700
_SIZES = {"beside": (300, 560, 700), "stacked": (300, 500, 400), "lying": (2, 3, 3)}


class CoursePage(QWidget):
    """Places the parts of one course; the desks join them with the store.

    Writing, review and play are one place: the learner's view stays where it is, and what
    stands beside it changes. `reshaped` says that a person moved what divides text and preview;
    `calm_left` that all but the text, which was put away, is back.
    """

    reshaped = Signal()
    calm_left = Signal()

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
        self.version_threads = VersionThreads(look)
        self.versions_trail = StatusTrail(look)
        self.timeline.set_foot(self.versions_trail)
        self.timeline.hide()
        self.loose = LooseTray(look)
        self.review = ReviewSide(look)
        self.newer = NewerDraftLine(look)
        self.writing = self._side_by_side(look)
        self.sizes: dict[str, list[int]] = {}
        self.stacked = self.calm = False
        self._shape = "beside"
        self.sides = Tabs(look, [TEXT, PREVIEW], title=say("Text or preview"))
        self._sides_bar = Frame(Box.BAR, row(look, None, self.sides, None, margins=(8, 2, 8, 2)))
        self._sides_bar.hide()
        lesson = QWidget()
        self._below = column(look, self._sides_bar, self._around[0], (self.writing, 1), gap=0)
        lesson.setLayout(self._below)
        versions = holder(column(look, (self.versions, 1), self.version_threads, gap=0))
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
        self.outline_wanted, self._arranging = True, False
        self._comments = False
        self._stack = QStackedWidget()
        for page in (lesson, versions, self.overlaps):
            self._stack.addWidget(page)
        self._slim = self._foot_of_narrow(look)
        main = QWidget()
        self._main = column(look, self.header, (self._stack, 1), self._slim, gap=0)
        main.setLayout(self._main)
        sides = row(look, (main, 1), gap=0)
        self.setLayout(sides)
        self._drawer = SideDrawer(self, self.outline, sides, 0)
        self._versions_drawer = SideDrawer(self, self.timeline, sides, 1)
        self._connect()

    def _side_by_side(self, look: Look) -> QSplitter:
        """Lay the review, the text and its learner's view beside each other."""
        writing = QSplitter(Qt.Orientation.Horizontal)
        writing.setHandleWidth(1)
        self._around = [holder(column(look, part, gap=0)) for part in (self.newer, self.loose)]
        self._beside = column(look, (self.learner, 1), self._around[1], gap=0)
        self._learner = holder(self._beside)
        for part in (self.review, self.pane, self._learner):
            writing.addWidget(part)
        writing.setSizes([look.px(size) for size in _SIZES["beside"]])
        writing.setChildrenCollapsible(False)
        return writing

    def _foot_of_narrow(self, look: Look) -> QWidget:
        self.slim_trail = StatusTrail(look, flat=True, ground="canvas")
        foot = Frame(Box.FOOT, row(look, self.slim_trail, None, margins=(16, 2, 16, 2)))
        foot.hide()
        return foot

    def _connect(self) -> None:
        self.sides.tab_chosen.connect(self.show_side)
        self.header.outline.chosen.connect(self.show_side_bar)
        self.outline.lesson_chosen.connect(self._drawer.close)
        self.timeline.picked.connect(self._version_picked)
        for side in (self.outline, self.timeline):
            side.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        self._end_calm = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.pane.editor)
        self._end_calm.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._end_calm.activated.connect(lambda: self.set_calm(False))
        self._end_calm.setEnabled(False)
        self.writing.splitterMoved.connect(self._keep_sizes)
        self.foot.trail.shown.connect(lambda steps: self.slim_trail.show_steps(*steps))
        self.slim_trail.step_chosen.connect(self.foot.trail.step_chosen)

    def add_line(self, line: QWidget) -> None:
        """Place a line under the header, above whatever is on show."""
        self._around.append(holder(column(self._look, line, gap=0)))
        self._main.insertWidget(1, self._around[-1])

    def show_page(self, name: str) -> None:
        """Show what a tab, or “overlaps”, stands for."""
        self._page = name
        if name != WRITE:
            self.set_calm(False)
        self.review.setVisible(name == REVIEW)
        self.header.show_comparing(name == VERSIONS)
        self._show_sides()
        self._show_outline()
        self._stand_or_lie()
        self.learner.show_comments(self._comments and name != PLAY)
        self.learner.show_playing(name == PLAY)
        self._around[1].setVisible(name != PLAY)
        self.loose.show_small(name == WRITE)
        if name != REVIEW:
            self.newer.show_newer(None)
        self._stack.setCurrentWidget(self._pages[name])
        self.header.tabs.show_tab(WRITE if name == OVERLAPS else name)

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
        """Show the card of a mark in the text, or of a loose comment."""
        if self.loose.go_to(ident):
            return
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

    # -- outline and list of versions: at the side, or drawers over the page where it is narrow

    def show_outline(self) -> None:
        """Show the outline, and go to it."""
        self.outline.show()
        self.outline.tree.setFocus()

    def show_side_bar(self) -> None:
        """Show what stands at the side of the page on show, and go to it."""
        if self._page == VERSIONS:
            self.timeline.show()
            self.timeline.go_to_chosen()
        else:
            self.show_outline()

    def toggle_side_bar(self) -> None:
        """Go to the side bar; if one is in it, hide it."""
        side = self._side_bar
        focused = self.window().focusWidget()
        if side.isVisible() and focused is not None and side.isAncestorOf(focused):
            side.hide()
        else:
            self.show_side_bar()

    @property
    def _side_bar(self) -> QWidget:
        return self.timeline if self._page == VERSIONS else self.outline

    def _version_picked(self) -> None:
        """Show what is compared now where the versions lie over it."""
        if self._versions_drawer.lies:
            into(self.versions)  # and with that the drawer goes

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Put away the cards that lie over the page when the person goes on elsewhere in it."""
        if self._narrow and new is not None and self.isAncestorOf(new):
            self.learner.leave_cards(new)

    def _show_outline(self) -> None:
        self._arranging = True
        beside = not self._narrow and not self.calm
        self.outline.setVisible(self._page != VERSIONS and self.outline_wanted and beside)
        self.timeline.setVisible(self._page == VERSIONS and beside)
        self._arranging = False
        self._show_menu()

    def _show_menu(self) -> None:
        """Offer what stands at the side where it is away."""
        self.header.outline.setVisible(self._side_bar.isHidden() or self._narrow)

    def _show_slim(self) -> None:
        """Say at the foot where the words are, where no side bar does."""
        self._slim.setVisible(self._narrow and not self.calm)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow what stands at the side as it is shown and hidden, by whatever key."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            if watched is self.outline:
                self._outline_shown(hidden=self.outline.isHidden())
            elif watched is self.timeline:
                self._show_menu()
                goes = not self._arranging and not self._versions_drawer.goes_on
                if self.timeline.isHidden() and goes and self._page == VERSIONS:
                    self.header.outline.setFocus()
        return super().eventFilter(watched, event)

    def _outline_shown(self, *, hidden: bool) -> None:
        if not self._arranging and not self._narrow:
            self.outline_wanted = not hidden
        self._show_menu()
        self.review.stand_beside_outline(not hidden and not self._narrow)
        goes = not self._arranging and not self._drawer.goes_on
        if hidden and goes and self._page == WRITE:
            self.pane.editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go back from the versions by Esc, wherever in their page one is."""
        if event.key() == Qt.Key.Key_Escape and self._page == VERSIONS:
            self.timeline.back.emit()
        else:
            super().keyPressEvent(event)

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
        self._sides_bar.setVisible(one and not self.calm)
        shown = self.calm or not (one and self._side == PREVIEW)
        self.pane.setVisible(self._page == WRITE and shown)
        learner = not self.calm and not (one and self._side == TEXT)
        comes_back = learner and self._learner.isHidden()
        self._learner.setVisible(learner)
        if comes_back:
            self.show_sizes()
        tray = self._around[1]  # beside the text where there is room: it squeezes nothing else
        home = self._below if one else self._beside
        if home.indexOf(tray) < 0:
            home.addWidget(tray)

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
        self._stand_or_lie()
        for drawer in (self._drawer, self._versions_drawer):
            drawer.place()

    def _stand_or_lie(self) -> None:
        """Put the preview below the text if it is wanted there, the review where it has no room."""
        lies = self._page == REVIEW and self.width() < self._look.px(_REVIEW_BESIDE)
        self.review.lie(lies)
        shape = "lying" if lies else "stacked" if self.stacked and self._page == WRITE else "beside"
        if shape != self._shape:
            self._shape = shape
            way = Qt.Orientation.Horizontal if shape == "beside" else Qt.Orientation.Vertical
            self.writing.setOrientation(way)
            self.show_sizes()

    def show_sizes(self) -> None:
        """Give text and preview the room that they had in this shape."""
        kept = self.sizes.get(self._shape) if self._page == WRITE else None
        self.writing.setSizes(kept or list(_SIZES[self._shape]))

    def _keep_sizes(self) -> None:
        if self._page == WRITE and not self._one_pane:
            self.sizes[self._shape] = self.writing.sizes()
            self.reshaped.emit()

    def set_stacked(self, stacked: bool) -> None:
        """Show the preview below the text, or beside it."""
        self.stacked = stacked
        self._stand_or_lie()

    def set_calm(self, calm: bool) -> None:
        """Put all but the text away, or bring it back."""
        if calm == self.calm:
            return
        if calm:
            self.show_page(WRITE)
        self.calm = calm
        self._end_calm.setEnabled(calm)
        for part in (self.header, *self._around):
            part.setVisible(not calm)
        self._show_slim()
        self._show_sides()
        self._show_outline()
        self.pane.set_calm(calm)
        self.pane.editor.setFocus()
        if not calm:
            self.calm_left.emit()

    def _set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        for drawer in (self._drawer, self._versions_drawer):
            drawer.lie(narrow)
        self.header.set_narrow(narrow)
        self.learner.set_narrow(narrow)
        self._show_slim()
        self._show_outline()
