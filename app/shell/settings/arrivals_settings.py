"""The choice when others' words come into the lesson on show, as a section of the settings."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.settings import Settings
from app.shell.settings.settings_desk import SettingsDesk
from app.shell.writing.writing_desk import WritingDesk
from editor.panels.kit.look import Look
from editor.panels.settings.arrivals import ArrivalsSection


class ArrivalsSettings(QObject):
    """Makes the section with the page of settings, and tells the lesson what holds."""

    def __init__(self, settings: SettingsDesk, writing: WritingDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._writing = settings, writing
        self.section: ArrivalsSection | None = None
        settings.add_section(self._make)
        settings.changed.connect(self._tell)
        self._tell(settings.settings.now)

    def _make(self, look: Look) -> ArrivalsSection:
        section = self.section = ArrivalsSection(look)
        section.chosen.connect(lambda value: self._settings.change(arrivals=value))
        section.show_chosen(self._settings.settings.now.arrivals)
        return section

    def _tell(self, now: Settings) -> None:
        self._writing.set_waits(now.arrivals == "when-i-say")
        if self.section is not None:
            self.section.show_chosen(now.arrivals)
