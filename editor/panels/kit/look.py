"""The look that every panel is given: colours, sizes, fonts and icons of the chosen theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from editor.panels.kit.collecting import uncollected
from editor.panels.kit.fonts import Family, load_fonts, make_font
from editor.panels.kit.icons import IconSet
from editor.panels.kit.rescale import measure_again, rescale
from editor.panels.kit.stylesheet import style_sheet
from editor.panels.kit.tokens import TOKENS, Theme, Tokens

SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0


class Look(QObject):
    """Hold the theme and scale of the window; `changed` says that all that is painted must repaint.

    Sizes are given in pixels at 100 %; `px` multiplies them by the person's scale.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        scale: float,
        icons_dir: Path,
        fonts_dir: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = _bounded(scale)
        self._icons = IconSet(icons_dir)
        self._app: QApplication | None = None
        self._keys: dict[str, str] = {}
        self.fonts_dir = fonts_dir
        load_fonts(fonts_dir)

    @property
    def theme(self) -> Theme:
        """The theme now worn."""
        return self._theme

    @property
    def scale(self) -> float:
        """The person's scale, 0.8 to 2.0."""
        return self._scale

    @property
    def tokens(self) -> Tokens:
        """The colours of the theme now worn."""
        return TOKENS[self._theme]

    def dress(self, app: QApplication) -> None:
        """Give the application style, palette, font and style sheet, now and at each change."""
        self._app = app
        app.setStyle("Fusion")
        self._wear()

    @contextmanager
    def dressed_at_the_end(self) -> Iterator[None]:
        """Let many widgets be made bare, and dress all at once when they stand.

        Under a style sheet a widget is dressed anew whenever it, or what it stands in, is given a
        parent: at every step of the way up. That takes longer than all the rest of making them.
        """
        app = self._app if self._app is not None and self._app.styleSheet() else None
        if app is not None:
            with uncollected():
                _undress(app)
        try:
            yield
        finally:
            if app is not None:
                with uncollected():
                    app.setStyleSheet(style_sheet(self.tokens, self._scale))

    def set_theme(self, theme: Theme) -> None:
        """Change the theme at once, everywhere."""
        if theme != self._theme:
            self._theme = theme
            self._wear()

    def set_scale(self, scale: float) -> None:
        """Change the scale at once, everywhere; values outside 0.8 to 2.0 are brought inside."""
        before, self._scale = self._scale, _bounded(scale)
        if self._scale != before:
            if self._app is not None:
                rescale(self._app.allWidgets(), before, self._scale)
            self._wear()
            if self._app is not None:
                measure_again(self._app.allWidgets())

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Say by which keys each command is reached, as people here write them."""
        if dict(keys) != self._keys:
            self._keys = dict(keys)
            self.changed.emit()

    def keys(self, command: str) -> str:
        """Return the keys of a command for tips and hints; empty if it has none."""
        return self._keys.get(command, "")

    def px(self, pixels: float) -> int:
        """Scale a length; nothing but zero becomes zero."""
        return 0 if not pixels else max(1, round(pixels * self._scale))

    def colour(self, name: str) -> QColor:
        """Return a token's colour; a CSS colour is taken as it is."""
        return QColor(self.tokens.of(name))

    def font(
        self, size: float, weight: int = 400, family: Family = Family.SANS, italic: bool = False
    ) -> QFont:
        """Make a font of a scaled size."""
        return make_font(family, size * self._scale, weight, italic)

    def icon(self, name: str, colour: str = "text", size: float = 18) -> QIcon:
        """Draw an icon in a token's colour, at a scaled size."""
        return self._icons.icon(name, self.tokens.of(colour), self.px(size), self._stroke(size))

    def pixmap(
        self, name: str, colour: str = "text", size: float = 18, density: float = 1
    ) -> QPixmap:
        """Draw an icon as a picture for a screen of `density` (rounded up)."""
        steps = min(3, max(1, round(density + 0.49)))
        tint = self.tokens.of(colour)
        return self._icons.pixmap(name, tint, self.px(size), self._stroke(size), steps)

    def _stroke(self, size: float) -> float:
        if self._theme is Theme.CONTRAST:
            return 2.25
        return 1.15 if size >= 32 else 1.75

    def _wear(self) -> None:
        if self._app is not None:
            with uncollected():
                _undress(self._app)
                self._app.setPalette(self._palette())
                self._app.setFont(self.font(14))
                self._app.setStyleSheet(style_sheet(self.tokens, self._scale))
        self.changed.emit()

    def _palette(self) -> QPalette:
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, name in (
            (roles.Window, "canvas"),
            (roles.Base, "surface"),
            (roles.AlternateBase, "sunken"),
            (roles.Button, "surface"),
            (roles.Text, "text"),
            (roles.WindowText, "text"),
            (roles.ButtonText, "text"),
            (roles.ToolTipBase, "surface"),
            (roles.ToolTipText, "text"),
            (roles.Highlight, "selection"),
            (roles.HighlightedText, "selection_text"),
            (roles.PlaceholderText, "text3"),
            (roles.Link, "accent"),
            (roles.LinkVisited, "theirs"),
        ):
            palette.setColor(role, self.colour(name))
        for role in (roles.Text, roles.WindowText, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text3"))
        return palette


def _undress(app: QApplication) -> None:
    """Take the style sheet off; one put in the place of another takes five times as long.

    Widgets that were asked for sizes meanwhile still count as dressed. The next sheet would not
    listen for their end, and look for them when they are gone.
    """
    app.setStyleSheet("")
    for widget in app.allWidgets():
        if widget.testAttribute(Qt.WidgetAttribute.WA_StyleSheet):
            widget.setAttribute(Qt.WidgetAttribute.WA_StyleSheet, False)


def _bounded(scale: float) -> float:
    return min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))
