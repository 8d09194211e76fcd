"""The page of one course: outline, header with tabs, and what the tabs show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from editor.panels.comments.column import CommentColumn
from editor.panels.comments.loose import LooseTray
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Label, Pill, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.tabs import Tabs
from editor.panels.kit.trail import StatusTrail
from editor.panels.outline.panel import OutlinePanel
from editor.panels.overlaps.panel import OverlapPanel
from editor.panels.preview.base import Preview
from editor.panels.preview.values import Width
from editor.panels.review.newer_draft import NewerDraftLine
from editor.panels.review.side import ReviewSide
from editor.panels.source.pane import SourcePane
from editor.panels.versions.page import VersionsPage
from editor.panels.versions.timeline import VersionsSide

WRITE, REVIEW, VERSIONS, PLAY = "Write", "Review", "Versions", "Play"
OVERLAPS = "overlaps"


class CourseHeader(Frame):
    """The line above: lesson title, its state, tabs, and the two ways to let others know."""

    tab_chosen = Signal(str)
    review_wanted = Signal()
    publish_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.HEAD)
        self.setFixedHeight(look.px(56))
        self._title = Label("", Voice.ROW)
        self._state = Pill(look, "", Tone.PLAIN)
        self.tabs = Tabs(look, [WRITE, REVIEW, VERSIONS, PLAY])
        self._ask = Button(look, "Ask for review", icon="users")
        self._publish = Button(look, "Publish…", Kind.PRIMARY, icon="send")
        self.setLayout(
            row(
                look,
                self._title,
                self._state,
                None,
                self.tabs,
                None,
                self._ask,
                self._publish,
                gap=10,
                margins=(20, 0, 16, 0),
            )
        )
        self.tabs.tab_chosen.connect(self.tab_chosen)
        self._ask.chosen.connect(self.review_wanted)
        self._publish.chosen.connect(self.publish_wanted)

    def show_title(self, title: str, state: str) -> None:
        """Show the lesson, and where its course stands."""
        self._title.say(title)
        self._state.setVisible(bool(state))
        tones = {"released": Tone.OK, "approved": Tone.OK}
        self._state.show_state(state.capitalize(), tones.get(state, Tone.WARN))


class LearnerSide(Frame):
    """The lesson as learners see it, with comments beside it."""

    comment_wanted = Signal()

    def __init__(self, look: Look, preview: Preview) -> None:
        super().__init__(Box.CANVAS)
        self.preview = preview
        self.comments = CommentColumn(look)
        self.comments.setMinimumWidth(look.px(260))
        self._add = Button(look, "Comment", Kind.QUIET, icon="message-square-plus", small=True)
        self._add.chosen.connect(self.comment_wanted)
        widths = [
            self._width(look, Width.PHONE, "smartphone", "As on a phone"),
            self._width(look, Width.TABLET, "tablet", "As on a tablet"),
            self._width(look, Width.DESKTOP, "monitor", "As on a desktop"),
        ]
        bar = Frame(
            Box.BAR,
            row(
                look,
                Label("As learners see it", Voice.SMALL),
                None,
                *widths,
                self._add,
                gap=2,
                margins=(20, 0, 14, 0),
            ),
        )
        bar.setFixedHeight(look.px(44))
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(preview)
        beside.addWidget(self.comments)
        beside.setStretchFactor(0, 1)
        beside.setSizes([look.px(420), look.px(280)])
        beside.setHandleWidth(1)
        self.setLayout(column(look, bar, (beside, 1), gap=0))

    def _width(self, look: Look, width: Width, icon: str, name: str) -> IconButton:
        button = IconButton(look, icon, name)
        button.clicked.connect(lambda: self.preview.set_width(width))
        return button


class CourseFoot(QWidget):
    """The foot of the side bar: where the words are, and the button that syncs by hand."""

    sync_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.trail = StatusTrail(look)
        sync = IconButton(look, "refresh-cw", "Sync now (Ctrl+Shift+S)")
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
        lesson = QWidget()
        lesson.setLayout(column(look, self.newer, (self.writing, 1), self.loose, gap=0))
        versions = QWidget()
        versions.setLayout(row(look, self.timeline, (self.versions, 1), gap=0))
        self._pages: dict[str, QWidget] = {
            WRITE: lesson,
            REVIEW: lesson,
            PLAY: lesson,
            VERSIONS: versions,
            OVERLAPS: self.overlaps,
        }
        self._page = WRITE
        self._comments = False
        self._stack = QStackedWidget()
        for page in (lesson, versions, self.overlaps):
            self._stack.addWidget(page)
        main = QWidget()
        main.setLayout(column(look, self.header, (self._stack, 1), gap=0))
        self.setLayout(row(look, self.outline, (main, 1), gap=0))

    def show_page(self, name: str) -> None:
        """Show what a tab, or “overlaps”, stands for."""
        self._page = name
        self.review.setVisible(name == REVIEW)
        self.outline.setVisible(name != VERSIONS)
        self.pane.setVisible(name == WRITE)
        self.learner.comments.setVisible(self._comments and name != PLAY)
        if name != REVIEW:
            self.newer.show_newer(None)
        self._stack.setCurrentWidget(self._pages[name])
        if name != OVERLAPS:
            self.header.tabs.show_tab(name)

    def show_comments(self, some: bool) -> None:
        """Give the comments their column, or its room to the lesson where there are none."""
        self._comments = some
        self.learner.comments.setVisible(some and self._page != PLAY)

    @property
    def page(self) -> str:
        """The name of what is on show."""
        return self._page
