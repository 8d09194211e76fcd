"""Which theme is worn: the one chosen, or what the system asks for, as soon as it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from sync.model.language import say

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme

SYSTEM = "system"


class SystemHints(Protocol):
    """What a system tells of its colours; Qt's style hints do."""

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
        """Tell whether it is light or dark."""


class LiveHints(SystemHints, Protocol):
    """What also says when they change."""

    @property
    def colorSchemeChanged(self) -> SignalInstance:  # noqa: N802
        """Come with the new scheme."""


def wishes_contrast(hints: SystemHints) -> bool:
    """Tell whether the system asks for high contrast; Qt knows it from 6.10 on."""
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def theme_of(chosen: str, hints: SystemHints) -> Theme:
    """Return the theme for what was chosen; what is no theme's name counts as the system's."""
    if chosen != SYSTEM and chosen in set(Theme):
        return Theme(chosen)
    if wishes_contrast(hints):
        return Theme.CONTRAST
    return Theme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Theme.LIGHT


class Appearance(QObject):
    """Dress the look as chosen and follow the system; `asked` says that the system has changed."""

    asked = Signal()

    def __init__(self, look: Look, hints: LiveHints, chosen: str = SYSTEM) -> None:
        super().__init__(look)
        self._look, self._hints, self.chosen = look, hints, chosen
        hints.colorSchemeChanged.connect(self._follow)
        accessibility = getattr(hints, "accessibility", None)
        if accessibility is not None:
            accessibility().contrastPreferenceChanged.connect(self._follow)

    def choose(self, chosen: str) -> None:
        """Wear what was chosen, at once."""
        self.chosen = chosen
        self._look.set_theme(theme_of(chosen, self._hints))

    def system_words(self) -> str:
        """Say what the system asks for now."""
        words = {
            Theme.LIGHT: say("light colours"),
            Theme.DARK: say("dark colours"),
            Theme.CONTRAST: say("high contrast"),
        }
        return say(
            "Your computer asks for {words} now.", words=words[theme_of(SYSTEM, self._hints)]
        )

    def _follow(self) -> None:
        if self.chosen == SYSTEM:
            self._look.set_theme(theme_of(SYSTEM, self._hints))
        self.asked.emit()
