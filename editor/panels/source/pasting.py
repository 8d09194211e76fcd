"""What the clipboard or a drop holds for a lesson: text, a picture, files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter, QTextCursor

from editor.panels.source.stand_ins import clean


@dataclass(frozen=True)
class Offer:
    """Files or a picture (PNG) that someone pasted or dropped at a place, in code points."""

    place: int
    files: tuple[Path, ...] = ()
    picture: bytes = b""


@dataclass(frozen=True)
class Copied:
    """Words with a format that someone pasted; the document keeps the positions of both cursors.

    They are two, since Qt lets an anchor go along with what is typed at it, but not a position.
    `shown` counts which text the view showed then.
    """

    html: str
    plain: str
    anchor: QTextCursor
    caret: QTextCursor
    shown: int


def text_in(source: QMimeData) -> str:
    """Return the text, with LF as line ends."""
    return clean(source.text())


def files_in(source: QMimeData) -> tuple[Path, ...]:
    """Return the files of this computer that are named."""
    urls = source.urls() if source.hasUrls() else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


def picture_in(source: QMimeData) -> bytes:
    """Return the picture as PNG; none if text is beside it (copied table cells have both).

    A picture dragged from a web page brings its address as text: the picture itself counts, so
    that nothing needs to be fetched.
    """
    if not source.hasImage() or (source.hasText() and not _is_address_of_picture(source)):
        return b""
    image = source.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return b""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(data.data())


def _is_address_of_picture(source: QMimeData) -> bool:
    """Tell whether all the text there is names where the picture came from."""
    words = source.text().strip()
    shown = re.sub(r"<(?:!--.*?--|[^>]*)>", "", source.html(), flags=re.DOTALL).strip()
    has_picture = "<img" in source.html().lower() or source.hasUrls()
    return (
        has_picture and not shown and re.fullmatch(r"(?:https?|data|file):\S*", words) is not None
    )
