"""Icons from SVG files, tinted and drawn sharp for each density of screen."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_DENSITIES = (1, 2, 3)
_STROKE = re.compile(r'stroke-width="[^"]*"')


class IconSet:
    """Draw the icons of one folder; a name without a file gives an empty picture, never a crash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._drawn: dict[tuple[str, str, int, float, int], QPixmap] = {}

    def names(self) -> list[str]:
        """List the icons there are."""
        return sorted(file.stem for file in self._folder.glob("*.svg"))

    def pixmap(
        self, name: str, colour: str, size: int, stroke: float = 1.75, density: int = 1
    ) -> QPixmap:
        """Draw one icon in a CSS colour, `size` pixels wide, for screens of `density`."""
        key = (name, colour, size, stroke, density)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def icon(self, name: str, colour: str, size: int, stroke: float = 1.75) -> QIcon:
        """Draw one icon for all densities (a scaled picture would be soft)."""
        icon = QIcon()
        for density in _DENSITIES:
            icon.addPixmap(self.pixmap(name, colour, size, stroke, density))
        return icon

    def _source(self, name: str) -> str:
        if name not in self._sources:
            file = self._folder / f"{name}.svg"
            self._sources[name] = file.read_text("utf-8") if file.is_file() else ""
        return self._sources[name]

    def _draw(self, name: str, colour: str, size: int, stroke: float, density: int) -> QPixmap:
        side = max(1, size * density)
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        source = self._source(name)
        if source:
            tinted = source.replace("currentColor", QColor(colour).name())
            tinted = _STROKE.sub(f'stroke-width="{stroke}"', tinted)
            renderer = QSvgRenderer(QByteArray(tinted.encode()))
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            renderer.render(painter, QRectF(0, 0, side, side))
            painter.end()
        picture.setDevicePixelRatio(density)
        return picture
