"""Another laptop of the same person, as a section of the settings: the server gives the code."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.flows.sharing import syncing
from app.session import Session, words_of
from app.shell.settings.settings_desk import SettingsDesk
from editor.panels.kit.look import Look
from editor.panels.settings.laptops import LaptopsSection
from sync.workspace.opening import Workspace


class LaptopSettings(QObject):
    """Makes the section with the page of settings, and asks the server when a code is wanted."""

    def __init__(self, session: Session, settings: SettingsDesk, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.section: LaptopsSection | None = None
        settings.add_section(self._make)
        session.arrived.connect(self._refresh)

    def _make(self, look: Look) -> LaptopsSection:
        section = self.section = LaptopsSection(look)
        section.code_wanted.connect(self._ask)
        section.copied.connect(lambda text: QGuiApplication.clipboard().setText(text))
        self._refresh()
        return section

    def _refresh(self) -> None:
        if self.section is not None:
            show = self.section.show_standing
            self.session.store.do(lambda ws: syncing.status(ws).server, show, kind="laptops")

    def _ask(self) -> None:
        section = self.section
        assert section is not None
        section.show_busy()

        def ask(ws: Workspace) -> tuple[str, str, int]:
            made = syncing.add_laptop(ws)
            return made.code, syncing.status(ws).server or "", made.expires

        def show(made: tuple[str, str, int]) -> None:
            code, server, expires = made
            section.show_code(code, server, time.strftime("%H:%M", time.localtime(expires / 1000)))

        def failed(error: BaseException) -> None:
            section.show_error(" ".join(part for part in words_of(error) if part))

        self.session.network.do(ask, show, failed)
