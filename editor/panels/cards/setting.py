"""Set lines of marked text at a width, and paint them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from editor.panels.cards.emphasis import Face, Piece
from editor.panels.cards.lines import Line, Shape
from editor.panels.cards.runs import Mark
from editor.panels.kit.fonts import Family
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme


class TypeFace(StrEnum):
    """What a text is set in: a lesson in serif, what is said about it in sans."""

    SERIF = "serif"
    SANS = "sans"


@dataclass(frozen=True)
class _Dress:
    """How a marked run is painted: fill, ink, and the line below or through it, if any."""

    fill: str
    ink: str
    dashed: bool = False
    struck: bool = False


_DRESSES = {
    Mark.GONE.value: _Dress("deleted", "deleted_text", struck=True),
    Mark.NEW.value: _Dress("inserted", "inserted_text"),
    Mark.MINE.value: _Dress("accent_soft", "accent"),
    Mark.THEIRS.value: _Dress("theirs_soft", "theirs", dashed=True),
    Mark.CARET.value: _Dress("", "accent"),
    Mark.ASIDE.value: _Dress("", "text3"),
}
_UPRIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Letters of Hebrew, Arabic, Syriac, N'Ko and their kin."""
_HEADING_SIZES = (1.55, 1.3, 1.15, 1.05, 1.0, 1.0)


@dataclass
class _Block:
    """One line of the text, broken at a width; `chips` are its marked runs in UTF-16 units."""

    line: Line
    layout: QTextLayout
    chips: list[tuple[int, int, _Dress]]
    left: float
    top: float = 0.0
    height: float = 0.0


class Setting:
    """Lay out and paint lines; the result for the last width is kept."""

    def __init__(
        self, look: Look, size: float, family: TypeFace, ink: str, bar: str = "line"
    ) -> None:
        self._look, self._size, self._ink, self._bar = look, size, ink, bar
        self._family = Family.SERIF if family is TypeFace.SERIF else Family.SANS
        self._spread = 1.42 if family is TypeFace.SERIF else 1.36
        self._lines: Sequence[Line] = ()
        self._height = 0.0
        self.forget()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Take other lines."""
        self._lines = lines
        self.forget()

    def forget(self) -> None:
        """Lay out anew at the next question: the look has changed."""
        self._blocks: list[_Block] | None = None
        self._width = -1
        self._heights: dict[int, int] = {}
        self._natural = 0

    def height_at(self, width: int) -> int:
        """Measure the text at a width; Qt asks for the same few widths again and again."""
        if width not in self._heights:
            self._heights[width] = max(self._look.px(20), int(self._lay_out(width) + 0.999))
        return self._heights[width]

    def natural_width(self) -> int:
        """Measure the text unbroken; the widest of its lines."""
        if not self._natural:
            widest = 0.0
            self._width = -1
            for block in self._built():
                _broken(block.layout, 1e6, 1.0)
                used = block.layout.maximumWidth() if block.layout.lineCount() else 0.0
                widest = max(widest, block.left + used)
            self._natural = int(widest) + self._look.px(8)
        return self._natural

    def paint(self, painter: QPainter, width: int, seen: QRect) -> None:
        """Paint what is to be seen of the text."""
        self._lay_out(width)
        for block in self._built():
            if block.top + block.height >= seen.top() and block.top <= seen.bottom():
                self._paint_block(painter, block)

    def _lay_out(self, width: int) -> float:
        """Break all lines at a width, unless they are; return the height."""
        if width == self._width:
            return self._height
        self._width = width
        top = 0.0
        for block in self._built():
            spread = 1.25 if block.line.shape is Shape.HEADING else self._spread
            block.top = top
            room = max(float(self._look.px(40)), width - block.left)
            block.height = _broken(block.layout, room, spread)
            if not block.line.runs:
                block.height = self._look.px(self._size * 0.65)
            top += block.height + (self._look.px(3) if block.line.shape is Shape.ITEM else 0)
        self._height = top
        return top

    def _built(self) -> list[_Block]:
        if self._blocks is None:
            self._blocks = list(self._build())
        return self._blocks

    def _build(self) -> Iterator[_Block]:
        for line in self._lines:
            font = self._font_of(line)
            layout = QTextLayout("", font)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            ink = "text2" if line.shape is Shape.QUOTE else self._ink
            chips = _fill(layout, line.pieces, self._look, ink)
            yield _Block(line, layout, chips, self._left_of(line))

    def _font_of(self, line: Line) -> QFont:
        look, size = self._look, self._size
        if line.shape is Shape.CODE:
            return look.font(size * 0.84, 400, Family.MONO)
        if line.shape is Shape.HEADING:
            return look.font(size * _HEADING_SIZES[line.level - 1], 650, Family.SANS)
        leans = line.shape is Shape.QUOTE and all(_may_lean(one.text) for one in line.pieces)
        return look.font(size, 400, self._family, italic=leans)

    def _left_of(self, line: Line) -> float:
        steps = {Shape.ITEM: line.depth * 26, Shape.QUOTE: 12}.get(line.shape, 0)
        return float(self._look.px(steps) + self._look.px(2))

    def _paint_block(self, painter: QPainter, block: _Block) -> None:
        origin = QPointF(block.left, block.top)
        look = self._look
        for first, last, dress in block.chips:
            for place in _places(block.layout, first, last, origin):
                _paint_chip(painter, look, place, dress)
        block.layout.draw(painter, origin)
        if block.line.sign:
            self._paint_sign(painter, block)
        if block.line.shape is Shape.QUOTE:
            bar = QRectF(look.px(2), block.top, look.px(2.4), block.height)
            painter.fillRect(bar, look.colour(self._bar))
        for first, last, dress in block.chips:
            for place in _places(block.layout, first, last, origin):
                _paint_line(painter, look, place, dress)

    def _paint_sign(self, painter: QPainter, block: _Block) -> None:
        if not block.layout.lineCount():
            return
        line = block.layout.lineAt(0)
        painter.setFont(block.layout.font())
        painter.setPen(self._look.colour(self._ink))
        room = QRectF(0, block.top + line.y(), block.left - self._look.px(7), line.height())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, flags, block.line.sign)


def _fill(
    layout: QTextLayout, pieces: Sequence[Piece], look: Look, ink: str
) -> list[tuple[int, int, _Dress]]:
    """Give the layout its text and faces; return the marked runs."""
    text, formats, chips, at = "", [], [], 0
    for piece in pieces:
        length = len(piece.text.encode("utf-16-le", "surrogatepass")) // 2
        dress = _DRESSES.get(piece.kind)
        face = QTextCharFormat()
        face.setForeground(look.colour(dress.ink if dress else ink))
        if Face.BOLD in piece.face or piece.kind == Mark.CARET.value:
            face.setFontWeight(QFont.Weight.DemiBold)
        if Face.ITALIC in piece.face and _may_lean(piece.text):
            face.setFontItalic(True)
        if Face.CODE in piece.face:
            face.setFontFamilies(look.font(10, 400, Family.MONO).families())
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = at, length, face
        formats.append(span)
        if dress and dress.fill:
            lead = len(piece.text) - len(piece.text.lstrip())
            trail = len(piece.text) - len(piece.text.rstrip())
            inner = (at + lead, at + length - trail) if piece.text.strip() else (at, at + length)
            chips.append((*inner, dress))
        text += piece.text
        at += length
    layout.setText(text)
    layout.setFormats(formats)
    return chips


def _may_lean(text: str) -> bool:
    """Say whether the scripts of a text have italics; Qt shows boxes for one that has none."""
    return not _UPRIGHT.search(text)


def _broken(layout: QTextLayout, width: float, spread: float) -> float:
    """Break the text at a width; return its height. The room between lines is above and below."""
    top = 0.0
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        size = line.height()
        gap = max(0.0, size * (spread / 1.2 - 1))
        line.setPosition(QPointF(0, top + gap / 2))
        top += size + gap
    layout.endLayout()
    return top


def _places(layout: QTextLayout, first: int, last: int, origin: QPointF) -> Iterator[QRectF]:
    """Find where a run stands: one box for each line that it is on."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start, end = line.textStart(), line.textStart() + line.textLength()
        low, high = max(first, start), min(last, end)
        if low >= high:
            continue
        one, two = _x_of(line, low), _x_of(line, high)
        left, right = min(one, two), min(max(one, two), line.x() + line.naturalTextWidth())
        yield QRectF(origin.x() + left, origin.y() + line.y(), right - left, line.height())


def _x_of(line: QTextLine, place: int) -> float:
    # The stubs call it an object; it is the place and the letter that it belongs to.
    found = cast("tuple[float, int]", line.cursorToX(place))
    return found[0]


def _paint_chip(painter: QPainter, look: Look, place: QRectF, dress: _Dress) -> None:
    # In the contrast theme soft fills are bright: there the line alone tells.
    bright = look.theme is Theme.CONTRAST and dress.fill.endswith("_soft")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("surface" if bright else dress.fill))
    reach = 2 * look.scale
    painter.drawRoundedRect(place.adjusted(-reach, -reach / 2, reach, reach / 2), 3, 3)


def _paint_line(painter: QPainter, look: Look, place: QRectF, dress: _Dress) -> None:
    pen = QPen(look.colour(dress.ink), 2 * look.scale if not dress.struck else 1.5 * look.scale)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dress.dashed:
        pen.setDashPattern([2.0, 1.2])
    painter.setPen(pen)
    y = place.center().y() + 1 if dress.struck else place.bottom() + look.scale / 2
    reach = 2 * look.scale
    painter.drawLine(QPointF(place.left() - reach, y), QPointF(place.right() + reach, y))
