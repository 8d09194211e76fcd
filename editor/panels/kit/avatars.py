"""People as initials on a colour that is theirs on every laptop."""

# ruff: noqa: N802
from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from editor.panels.kit.look import Look
from editor.panels.kit.tips import plain_tip
from editor.panels.kit.tokens import Theme
from sync.model.language import say

COLOURS = ("#2E6F6A", "#86357F", "#8A4B16", "#3D5A9E", "#5B5F2B")
"""White reads on each of them by at least 5.8 to 1."""
MINE = "#2B50B8"
_BRACKETS = re.compile(r"(?:\s*\([^()]*\))+\s*\Z")


@dataclass(frozen=True)
class Face:
    """Who is shown: an id that decides the colour, a name, and whether it is the person here."""

    person: str
    name: str
    me: bool = False

    @property
    def initials(self) -> str:
        """The first letters of the first and last word of the name; "YOU" for who is here."""
        if self.me:
            return say("YOU")
        # what tells two of one name apart stands in brackets behind it: “Sam Lee (fbeb)”
        name = _BRACKETS.sub("", self.name) or self.name.strip(" ()")
        words = [word for word in name.replace(".", " ").split() if word]
        if not words:
            return "?"
        letters = words[0][0] + (words[-1][0] if len(words) > 1 else words[0][1:2])
        return letters.upper()

    @property
    def colour(self) -> str:
        """A colour from the id alone, so that it is the same on every laptop."""
        if self.me:
            return MINE
        return COLOURS[hashlib.sha256(self.person.encode()).digest()[0] % len(COLOURS)]


class Avatar(QWidget):
    """One person as a disc, or several as discs that overlap a little."""

    def __init__(self, look: Look, *faces: Face, size: int = 22) -> None:
        super().__init__()
        self._look, self._size = look, size
        look.changed.connect(self.update)
        self.show_faces(*faces)

    def show_faces(self, *faces: Face) -> None:
        """Change who is shown."""
        self._faces = faces
        step = self._size * 0.72
        width = self._size + max(0, len(faces) - 1) * step
        self.setFixedSize(self._look.px(width), self._look.px(self._size))
        names = [say("you") if face.me else face.name for face in faces]
        self.setAccessibleName(", ".join(names))
        self.setToolTip(plain_tip(", ".join(names)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the discs from left to right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.height()
        for number, face in enumerate(self._faces):
            place = QRectF(number * side * 0.72, 0, side, side)
            paint_face(painter, self._look, place, face, ring=len(self._faces) > 1)


def paint_face(
    painter: QPainter, look: Look, place: QRectF, face: Face, *, ring: bool = False
) -> None:
    """Paint one disc; a `ring` parts it from the disc that it lies on."""
    if look.theme is Theme.CONTRAST:
        painter.setPen(QPen(QColor("#FFFFFF"), 2))
        painter.setBrush(QColor("#000000"))
        painter.drawEllipse(place.adjusted(1, 1, -1, -1))
    else:
        painter.setPen(QPen(look.colour("surface"), 2) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(face.colour))
        painter.drawEllipse(place.adjusted(1, 1, -1, -1) if ring else place)
    share = min(0.42, 0.96 / len(face.initials))
    font = look.font(10, 600)
    font.setPixelSize(max(1, round(place.height() * share)))
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, face.initials)
