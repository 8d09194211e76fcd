"""The language of the window as a section of the settings, where there is more than one."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from app import paths
from app.language import catalogue_folders, languages
from app.shell.settings.settings_desk import SettingsDesk
from editor.panels.kit.look import Look
from editor.panels.settings.language import LanguageSection


class LanguageSettings(QObject):
    """Makes the section with the page of settings, and keeps what is chosen for the next start."""

    def __init__(self, settings: SettingsDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._first = settings, settings.settings.now.language
        self._known = languages(catalogue_folders(paths.settings_dir()))
        self.section: LanguageSection | None = None
        if len(self._known) > 1:
            settings.add_section(self._make)
            settings.changed.connect(lambda _: self._show())

    def _make(self, look: Look) -> LanguageSection:
        names = [(tag, QLocale(tag).nativeLanguageName() or tag) for tag in self._known]
        section = self.section = LanguageSection(look, names)
        section.chosen.connect(lambda tag: self._settings.change(language=tag))
        self._show()
        return section

    def _show(self) -> None:
        if self.section is not None:
            now = self._settings.settings.now.language
            self.section.show_chosen(now, later=now != self._first)
