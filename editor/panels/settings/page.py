"""The page of settings: sections under one heading, one of them on show."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from editor.panels.cards.choice import Choice, Dress
from editor.panels.cards.filling import empty
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button
from editor.panels.kit.flow import Flow
from editor.panels.kit.frames import Box, Frame, Hairline, ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.settings.about import AboutSection
from editor.panels.settings.appearance import AppearanceSection, SizeSection
from editor.panels.settings.keys import KeysSection
from editor.panels.settings.places import PlacesSection
from editor.panels.settings.preview import PreviewSection
from editor.panels.settings.section import Section
from editor.panels.settings.values import Trouble
from sync.model.language import say

_WIDEST, _NARROW = 800, 560


class SettingsPage(Frame):
    """Hold the sections; each takes its values and tells by its own signals what was chosen.

    `add_section` places one more before the keys. `read_again` and `file_wanted` come from what
    is said about a settings file that cannot be used, `left` from Esc.
    """

    read_again = Signal()
    file_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look, sizes: Sequence[int]) -> None:
        super().__init__(Box.CANVAS)
        self._look = look
        self.appearance, self.text_size = AppearanceSection(look), SizeSection(look, sizes)
        self.preview, self.keys = PreviewSection(look), KeysSection(look)
        self.places, self.about = PlacesSection(look), AboutSection(look)
        self._entries: dict[str, Choice] = {}
        self._sections: dict[str, Section] = {}
        self._bar = Flow(look, gap=2)
        self._bar.setAccessibleName(say("Sections of the settings"))
        self._trouble = column(look, gap=0)
        self._said: Trouble | None = None
        self._place = column(look, gap=0)
        inside = column(look, Label(say("Settings"), Voice.PAGE), 10, self._trouble, gap=0)
        for part in (self._bar, holder(column(look, Hairline(look), margins=(0, 6, 0, 20)))):
            inside.addWidget(part)
        inside.addLayout(self._place)
        inside.addStretch(1)
        self._inside = inside
        self._page = Page(look, inside, say("Settings"), widest=_WIDEST + 88)
        self.setLayout(column(look, self._page, gap=0))
        first = (self.appearance, self.text_size, self.preview)
        for section in (*first, self.keys, self.places, self.about):
            self._add(section)
        self.show_section(self.appearance.title)

    def add_section(self, section: Section) -> None:
        """Place one more section, before the keys."""
        self._add(section, self._bar.widgets.index(self._entries[self.keys.title]))
        follow_the_eye(self)

    def show_section(self, title: str) -> None:
        """Show a section."""
        self._entries[title].show_current(True)
        for name, section in self._sections.items():
            section.setVisible(name == title)
        self._page.to_top()

    @property
    def section(self) -> str:
        """The title of the section on show."""
        return next(title for title, one in self._sections.items() if not one.isHidden())

    def focus_first(self) -> None:
        """Put the focus on the entry of the section on show."""
        self._entries[self.section].setFocus()

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Say what is wrong with the settings file, on every section; None says nothing."""
        if trouble == self._said:
            return
        self._said = trouble
        empty(self._trouble)
        if trouble is None:
            follow_the_eye(self)
            return
        look = self._look
        words = column(look, Label(trouble.what, Voice.STRONG, wrap=True), gap=3)
        words.addWidget(Label(trouble.safe, Voice.SMALL_TEXT, wrap=True))
        words.addWidget(Label(trouble.mend, Voice.SMALL_TEXT, wrap=True))
        again = Button(look, say("Read it again"), icon="refresh-cw", small=True)
        again.chosen.connect(self.read_again)
        file = Button(look, say("Open its folder"), icon="folder-open", small=True)
        file.chosen.connect(self.file_wanted)
        words.addSpacing(look.px(6))
        words.addWidget(Flow(look, again, file))
        sign = holder(column(look, IconLabel(look, "circle-alert", "warn", 20), None))
        line = row(look, sign, (words, 1), gap=12, margins=(18, 14, 16, 14))
        self._trouble.addWidget(ToneBox(Tone.WARN, line))
        self._trouble.addSpacing(look.px(16))
        announce(self, f"{trouble.what} {trouble.safe} {trouble.mend}")
        follow_the_eye(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep less room around where there is little."""
        super().resizeEvent(event)
        look = self._look
        side = 44 if self.width() >= look.px(_NARROW) else 18
        self._inside.setContentsMargins(look.px(side), look.px(30), look.px(side), look.px(24))

    def _add(self, section: Section, at: int | None = None) -> None:
        look, title = self._look, section.title
        words = row(look, Label(say(title)), margins=(12, 6, 12, 6))
        entry = Choice(look, say(title), words, Dress.FILLED)
        entry.chosen.connect(lambda: self.show_section(title))
        self._entries[title], self._sections[title] = entry, section
        section.hide()
        self._bar.add(entry, at)
        self._place.addWidget(section)
