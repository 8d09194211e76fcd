"""Pictures and formulas for the light preview: decoded within bounds, drawn in the theme's ink."""

from __future__ import annotations

import re
import warnings
from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QImageReader, QPainter, QPen
from PySide6.QtSvg import QSvgRenderer

from editor.panels.kit.look import Look
from editor.panels.preview.media_kinds import SVG, media_kind
from sync.model.language import say

_MOST_PIXELS = 50_000_000
_OUTSIDE = re.compile(rb"\s(?:xlink:)?href\s*=\s*(?:\"(?!#)[^\"]*\"|'(?!#)[^']*')", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_INK = re.compile(r"(fill|stroke)=\"black\"")


def picture(data: bytes, widest: int) -> QImage | None:
    """Decode a picture, at most `widest` pixels wide, on white paper: ink may be black in the dark.

    Gives None for what is none or far too large.
    """
    kind = media_kind(data)
    if kind == SVG:
        return _svg(harmless_svg(data), widest, Qt.GlobalColor.white)
    if kind is None or not kind.startswith("image/"):
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return None
    if size.width() > widest:
        reader.setScaledSize(size.scaled(widest, size.height(), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull() or not image.hasAlphaChannel():
        return None if image.isNull() else image
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def harmless_svg(data: bytes) -> bytes:
    """Take every address out of an SVG: Qt would read files of this computer that it names."""
    return _OUTSIDE.sub(b"", _DOCTYPE.sub(b"", data))


@cache
def load_drawer() -> bool:
    """Load what draws formulas, if it is installed; it takes 100 ms, and any thread may do it."""
    try:
        with warnings.catch_warnings():
            # It asks for its fonts in a way that Python 3.11 calls old.
            warnings.simplefilter("ignore", DeprecationWarning)
            import ziamath.zmath  # noqa: F401
    except ImportError:
        return False
    return True


def formula(mathml: str, ink: str, size: float) -> QImage | None:
    """Draw a formula, `size` pixels high letters; None if it cannot be, or no drawer is there."""
    if not load_drawer():
        return None
    from ziamath.config import config
    from ziamath.zmath import Math

    # QtSvg draws paths, but not the symbols that SVG 2 would reuse.
    config.svg2 = False
    try:
        svg = str(Math(mathml, size=size).svg())
    except Exception:  # noqa: BLE001 - it raises whatever its tables run into; the text is shown
        return None
    return _svg(_INK.sub(rf'\1="{ink}"', svg).encode(), 2000)


def not_here(look: Look) -> QImage:
    """Draw what stands for a picture that is not here yet or cannot be read."""
    words, font = say("This picture is not here yet, or cannot be read."), look.font(13)
    box = QFontMetrics(font).boundingRect(words).adjusted(0, 0, look.px(24), look.px(14))
    image = QImage(box.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(look.colour("sunken"))
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(QPen(look.colour("edge"), 1, Qt.PenStyle.DashLine))
    painter.drawRect(image.rect().adjusted(0, 0, -1, -1))
    painter.setPen(look.colour("text2"))
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return image


def _svg(
    data: bytes, widest: int, ground: Qt.GlobalColor = Qt.GlobalColor.transparent
) -> QImage | None:
    renderer = QSvgRenderer(QByteArray(data))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return None
    if size.width() > widest:
        size = size.scaled(QSize(widest, size.height()), Qt.AspectRatioMode.KeepAspectRatio)
    if size.width() * size.height() > _MOST_PIXELS:
        return None
    image = QImage(size * 2, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(ground)
    image.setDevicePixelRatio(2)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image
