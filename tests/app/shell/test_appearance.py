"""The theme worn follows the choice, or the system while nothing else was chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from app.shell.settings.appearance import Appearance, theme_of, wishes_contrast
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme

Scheme = Qt.ColorScheme


class Wish:
    """What a system says of contrast."""

    def __init__(self, high: bool) -> None:
        self._high = high

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802
        """Tell it as Qt does."""
        preference = Qt.ContrastPreference
        return preference.HighContrast if self._high else preference.NoPreference


class Hints:
    """A pretend system; one of before Qt 6.10 says nothing of contrast."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme

    def colorScheme(self) -> Scheme:  # noqa: N802
        """Tell light or dark."""
        return self._scheme


class NewHints(Hints):
    """A system that also tells of contrast."""

    def __init__(self, scheme: Scheme, high: bool) -> None:
        super().__init__(scheme)
        self._wish = Wish(high)

    def accessibility(self) -> Wish:
        """Give what Qt gives from 6.10 on."""
        return self._wish


@pytest.mark.parametrize(
    ("chosen", "hints", "theme"),
    [
        ("system", Hints(Scheme.Dark), Theme.DARK),
        ("system", Hints(Scheme.Unknown), Theme.LIGHT),
        ("light", Hints(Scheme.Dark), Theme.LIGHT),
        ("dark", NewHints(Scheme.Light, True), Theme.DARK),
        ("contrast", Hints(Scheme.Light), Theme.CONTRAST),
        ("system", NewHints(Scheme.Dark, True), Theme.CONTRAST),
        ("system", NewHints(Scheme.Dark, False), Theme.DARK),
        ("purple", Hints(Scheme.Light), Theme.LIGHT),
    ],
)
def test_the_theme_is_chosen_or_the_systems(chosen: str, hints: Hints, theme: Theme) -> None:
    assert theme_of(chosen, hints) is theme


def test_an_older_qt_knows_no_wish_for_contrast() -> None:
    assert not wishes_contrast(Hints(Scheme.Dark))
    assert wishes_contrast(NewHints(Scheme.Dark, True))


class LiveWish(QObject):
    """A pretend system's wish that changes."""

    contrastPreferenceChanged = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.high = False

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802
        """Tell it as Qt does."""
        return Wish(self.high).contrastPreference()


class LiveSystem(QObject):
    """A pretend system whose colours change while the window is open."""

    colorSchemeChanged = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.scheme, self.wish = Scheme.Light, LiveWish()

    def colorScheme(self) -> Scheme:  # noqa: N802
        """Tell light or dark."""
        return self.scheme

    def accessibility(self) -> LiveWish:
        """Give what Qt gives from 6.10 on."""
        return self.wish

    def turn(self, scheme: Scheme, *, high: bool = False) -> None:
        """Change, and say so as Qt does."""
        self.scheme, self.wish.high = scheme, high
        self.colorSchemeChanged.emit(scheme)
        self.wish.contrastPreferenceChanged.emit(self.wish.contrastPreference())


def test_the_system_is_followed_live_while_nothing_else_was_chosen(look: Look) -> None:
    system = LiveSystem()
    appearance = Appearance(look, system)
    asked: list[bool] = []
    appearance.asked.connect(lambda: asked.append(True))
    system.turn(Scheme.Dark)
    assert look.theme is Theme.DARK
    assert "dark colours" in appearance.system_words()
    system.turn(Scheme.Dark, high=True)
    assert look.theme is Theme.CONTRAST
    appearance.choose("light")
    system.turn(Scheme.Dark)
    assert look.theme is Theme.LIGHT
    appearance.choose("system")
    assert look.theme is Theme.DARK
    assert asked


def test_the_systems_own_hints_can_be_followed(qapp: QApplication, look: Look) -> None:
    appearance = Appearance(look, qapp.styleHints())
    appearance.choose("dark")
    assert look.theme is Theme.DARK
