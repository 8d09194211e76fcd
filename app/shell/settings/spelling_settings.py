"""Spelling as a section of the settings: joins it with what is kept and with the dictionaries."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app import paths
from app.session import Session
from app.shell.settings.settings_desk import SettingsDesk
from app.shell.writing.spelling_desk import FOLDER, SpellingDesk
from app.shell.writing.spelling_words import label_of
from editor.panels.kit.look import Look
from editor.panels.settings.spelling import Languages, SpellingSection
from sync.model.language import mark, say

SPELLING = mark("Spelling")


class SpellingSettings(QObject):
    """Makes the section with the page of settings, and keeps it true."""

    def __init__(
        self, session: Session, settings: SettingsDesk, spelling: SpellingDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._settings, self._spelling = session, settings, spelling
        self.section: SpellingSection | None = None
        settings.add_section(self._make)
        settings.changed.connect(lambda _: spelling.look_again())
        spelling.changed.connect(self._show)

    def _make(self, look: Look) -> SpellingSection:
        section = self.section = SpellingSection(look)
        section.usual_chosen.connect(lambda tags: self._spelling.keep(spelling=tags))
        section.course_chosen.connect(self._spelling.choose)
        section.word_added.connect(self._add_word)
        section.word_removed.connect(self._remove_word)
        section.dictionary_wanted.connect(self._bring)
        self._show()
        self._spelling.find_dictionaries(self._show)
        return section

    def _show(self) -> None:
        if self.section is None:
            return
        now, spelling = self._settings.settings.now, self._spelling
        tags = dict.fromkeys((*spelling.known, *now.spelling, *spelling.languages))
        named = ((tag, label_of(tag)) for tag in tags)
        known = tuple(sorted(named, key=lambda one: one[1].casefold()))
        chosen = spelling.chosen is not None
        shown = Languages(
            known, now.spelling, spelling.course[1], spelling.languages, chosen, spelling.troubles
        )
        self.section.show_languages(shown)
        self.section.show_words(now.own_words)

    def _add_word(self, word: str) -> None:
        words = {*self._settings.settings.now.own_words, word}
        self._spelling.keep(own_words=tuple(sorted(words, key=str.casefold)))

    def _remove_word(self, word: str) -> None:
        words = self._settings.settings.now.own_words
        self._spelling.keep(own_words=tuple(one for one in words if one != word))

    def _bring(self) -> None:
        section = self.section
        assert section is not None
        title, kinds = say("Choose a dictionary"), say("Dictionaries") + " (*.aff *.dic)"
        chosen, _ = QFileDialog.getOpenFileName(section, title, "", kinds)
        if chosen:
            self.bring(Path(chosen))

    def bring(self, chosen: Path) -> None:
        """Take a dictionary in: the file that was chosen and its twin beside it."""
        folder = paths.settings_dir() / FOLDER

        def take(_held: object) -> str:
            from editor.writing.spelling.dictionaries import take_in

            return take_in(chosen.with_suffix(".aff"), chosen.with_suffix(".dic"), folder).name

        def taken(tag: str) -> None:
            usual = self._settings.settings.now.spelling
            self._spelling.forget()
            self._spelling.find_dictionaries(self._show)
            self._spelling.keep(spelling=tuple(dict.fromkeys((*usual, tag))))

        self._session.spelling.do(take, taken)
