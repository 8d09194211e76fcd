"""Make a large picture small enough for a lesson; the larger one stays in the history."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from app.flows.media.media_budget import LIGHT_PICTURE, WIDE_PICTURE
from app.flows.media.media_judging import Judged, judge
from editor.formats.media.kinds import Kind, kind_of
from sync.model.errors import BadInput
from sync.model.language import say

_FORMATS = {".png": b"png", ".jpg": b"jpg", ".webp": b"webp"}
_QUALITY = 82


def smaller(data: bytes | None, path: str) -> Judged:
    """Draw a picture again, smaller; say so if that wins nothing."""
    name = path.rpartition("/")[2]
    kind = kind_of(data or b"", path)
    made = shrunk(data, kind) if data else None
    if made is None:
        raise BadInput(
            say("“{name}” cannot be made smaller without loss.", name=name),
            safe=say("Nothing was changed."),
            mend=say("Make it smaller in another program, or leave it as it is."),
        )
    return judge(name.rpartition(".")[0] + made[1], made[0])


def shrunk(data: bytes, kind: Kind) -> tuple[bytes, str] | None:
    """Draw a picture again with fewer pixels; give its bytes and suffix, None if nothing is won.

    A photo that was kept as PNG becomes a JPEG where nothing shines through it. Not in the GUI
    thread: a large picture takes a second.
    """
    form = _FORMATS.get(kind.suffixes[0])
    image = _read(data)
    if form is None or image is None:
        return None
    made, suffix = _written(image, form), kind.suffixes[0]
    if form == b"png" and len(made) > LIGHT_PICTURE and not _shines_through(image):
        made, suffix = _written(image, b"jpg"), ".jpg"
    return (made, suffix) if made and len(made) < len(data) * 0.9 else None


def _read(data: bytes) -> QImage | None:
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if reader.supportsAnimation() and reader.imageCount() > 1:
        return None
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        return None
    most = QSize(WIDE_PICTURE, WIDE_PICTURE)
    if max(image.width(), image.height()) <= WIDE_PICTURE:
        return image
    return image.scaled(
        most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _written(image: QImage, form: bytes) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form))
    if form != b"png":
        writer.setQuality(_QUALITY)
    return bytes(data.data()) if writer.write(image) else b""


def _shines_through(image: QImage) -> bool:
    if not image.hasAlphaChannel():
        return False
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    solid = QImage(alpha.size(), QImage.Format.Format_Alpha8)
    solid.fill(255)
    return alpha != solid
