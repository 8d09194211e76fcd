"""The line above a course, with its title and tabs, and the foot of its side bar."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.shell.page_names import PLAY, REVIEW, VERSIONS, WRITE
from editor.panels.cards.elided import ElidedLabel
from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Pill, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.tabs import Tabs
from editor.panels.kit.tips import plain_tip
from editor.panels.kit.trail import StatusTrail
from editor.panels.source.mode_switch import ModeSwitch
from sync.model.language import mark, say

TIGHT = 560
_TABS = (WRITE, REVIEW, VERSIONS, PLAY)
_STATES = {
    "draft": mark("Draft"),
    "in review": mark("In review"),
    "changes asked": mark("Changes asked"),
    "approved": mark("Approved"),
    "released": mark("Released"),
    "approved, changed": mark("Changed since approved"),
    "approved, new": mark("New since approved"),
    "released, changed": mark("Changed since released"),
    "released, new": mark("New since released"),
}
_SHORT = {
    "approved, changed": mark("Changed"),
    "approved, new": mark("New"),
    "released, changed": mark("Changed"),
    "released, new": mark("New"),
}
"""Said where there is little room; the tooltip says all of it."""
_EDGE = 16
_WIDE = 1000


class CourseHeader(Frame):
    """The line above: lesson title, its state, tabs, and the two ways to let others know.

    `mode_shown` tells whether the switch between writing and suggesting has room here.
    """

    tab_chosen = Signal(str)
    review_wanted = Signal()
    publish_wanted = Signal()
    export_wanted = Signal()
    mode_shown = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__(Box.HEAD)
        self.setFixedHeight(look.px(56))
        self.outline = IconButton(look, "menu", say("Show outline"), command="outline")
        self.outline.hide()
        self._title = ElidedLabel("", Voice.ROW)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._state = Pill(look, "", Tone.PLAIN)
        self.tabs = Tabs(look, list(_TABS))
        self.mode = ModeSwitch(look)
        self.mode.set_wide(True)
        self.mode.hide()
        self._may_suggest = False
        self._stands = ("", "")
        self._ask = Button(look, say("Ask for review"), icon="users")
        self._ask_short = IconButton(look, "users", say("Ask for review"))
        self._ask_short.hide()
        self._publish = Button(look, say("Publish…"), Kind.PRIMARY, icon="send")
        self._export = Button(look, say("Export this comparison"), icon="download")
        self._export_short = IconButton(look, "download", say("Export this comparison"))
        self._compares = False
        self._look, self._narrow, self._ways, self._writes = look, False, True, True
        self.setLayout(
            row(
                look,
                self.outline,
                self._title,
                self._state,
                None,
                self.tabs,
                None,
                self.mode,
                self._export,
                self._export_short,
                self._ask,
                self._ask_short,
                self._publish,
                gap=10,
                margins=(_EDGE, 0, _EDGE, 0),
            )
        )
        self.tabs.tab_chosen.connect(self.tab_chosen)
        self.tabs.tabBarClicked.connect(self._choose_again)
        for ask in (self._ask, self._ask_short):
            ask.chosen.connect(self.review_wanted)
        for export in (self._export, self._export_short):
            export.hide()
            export.chosen.connect(self.export_wanted)
        self._publish.chosen.connect(self.publish_wanted)

    def _choose_again(self, number: int) -> None:
        """Go to the page of the tab that is current already: an overlap may stand before it."""
        if number == self.tabs.currentIndex():
            self.tab_chosen.emit(_TABS[number])

    def show_title(self, title: str, state: str, approvals: str = "") -> None:
        """Show the lesson, and where its course stands: how many approvals it has, if some lack."""
        self._title.say(title)
        self._title.setToolTip(plain_tip(title))
        self._state.setVisible(bool(state))
        self._stands = (state, approvals)
        self._show_state()

    def _show_state(self) -> None:
        state, approvals = self._stands
        told = approvals or (say(_STATES.get(state, state)) if state else "")
        short = say(_SHORT[state]) if self._narrow and state in _SHORT else told
        tones = {"released": Tone.OK, "approved": Tone.OK}
        self._state.show_state(short, tones.get(state, Tone.WARN))
        self._state.setToolTip(plain_tip(told) if short != told else "")
        self._state.setAccessibleName(told)

    def set_narrow(self, narrow: bool) -> None:
        """Say less where there is less room."""
        self._narrow = narrow
        self._show_state()
        self.show_ways(self._ways)

    def show_ways(self, ways: bool) -> None:
        """Offer to ask for a review and to publish, or not where that makes no sense."""
        self._ways = ways
        offered = ways and self._writes
        short = self._narrow or self._compares
        self._ask.setVisible(offered and not short)
        self._ask_short.setVisible(offered and short)
        self._publish.setVisible(offered)
        self._export.setVisible(self._compares and not self._narrow)
        self._export_short.setVisible(self._compares and self._narrow)

    def show_comparing(self, compares: bool) -> None:
        """Offer what is compared as a file, and the versions at the side, where they are."""
        self._compares = compares
        self.outline.show_icon("menu", say("Show versions") if compares else say("Show outline"))
        self.show_ways(self._ways)

    def show_writing(self, writes: bool) -> None:
        """Know whether this person writes in the course: reviewers name no versions."""
        self._writes = writes
        self.show_ways(self._ways)

    def show_mode(self, offered: bool) -> None:
        """Offer the switch between writing and suggesting, where there is room for it."""
        self._may_suggest = offered
        shown = offered and self.width() >= self._look.px(_WIDE)
        self.mode.setVisible(shown)
        self.mode_shown.emit(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the tabs all room where there is hardly any for them."""
        super().resizeEvent(event)
        tight = self.width() < self._look.px(TIGHT)
        self.show_mode(self._may_suggest)
        self._title.setVisible(not tight)
        self._publish.say("" if tight else say("Publish…"))
        self._publish.setAccessibleName(say("Publish…"))
        edge = self._look.px(4 if tight else _EDGE)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(edge, 0, edge, 0)
        layout.setSpacing(self._look.px(4 if tight else 10))


class CourseFoot(QWidget):
    """The foot of the side bar: where the words are, the course's files, and syncing by hand."""

    sync_wanted = Signal()
    media_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.trail = StatusTrail(look)
        sync = IconButton(look, "refresh-cw", say("Sync now"), command="sync")
        sync.clicked.connect(self.sync_wanted)
        media = IconButton(look, "image", say("Media of this course"), command="media")
        media.clicked.connect(self.media_wanted)
        self.setLayout(row(look, (self.trail, 1), media, sync, gap=2, margins=(16, 8, 10, 10)))
