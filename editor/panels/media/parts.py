"""Pieces of the page of media: thumbnails, how full a course is, words for a picture."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from editor.panels.cards.elided import ElidedLabel
from editor.panels.cards.told_box import told_box
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.media.values import Done, UseRow
from sync.model.language import say

LONGEST_WORDS = 500


class Thumbnail(QWidget):
    """A picture on its ground, or a sign where there is none; `side` is in pixels at 100 %."""

    def __init__(self, look: Look, icon: str, side: int, name: str = "") -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self._image: QImage | None = None
        self.setFixedSize(look.px(side), look.px(side))
        self.setAccessibleName(name)
        look.changed.connect(self.update)

    def show_image(self, image: QImage | None) -> None:
        """Show a picture; None leaves the sign."""
        self._image = image
        self.update()

    @property
    def image(self) -> QImage | None:
        """The picture on show."""
        return self._image

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, then the picture within it."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(place, self._look.px(6), self._look.px(6))
        painter.fillPath(path, self._look.colour("sunken"))
        painter.setPen(self._look.colour("line"))
        painter.drawPath(path)
        if self._image is None:
            side = min(self.width(), self.height()) * 0.42
            sign = self._look.pixmap(self._icon, "text3", side / self._look.scale)
            drawn = sign.deviceIndependentSize().toSize()
            left, top = (self.width() - drawn.width()) // 2, (self.height() - drawn.height()) // 2
            painter.drawPixmap(left, top, sign)
            return
        painter.setClipPath(path)
        size = self._image.size().scaled(
            self.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio
        )
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(place, self._image)


class Fullness(QWidget):
    """How full a course is, as a bar; the words beside it say the same."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._part = look, 0.0
        self.setFixedHeight(look.px(6))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float, told: str) -> None:
        """Show a part of 1."""
        self._part = min(max(part, 0.0), 1.0)
        self.setAccessibleName(told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("edge"))
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(self._look.colour("sunken"))
        painter.drawRoundedRect(whole, 3, 3)
        if self._part:
            painter.setBrush(self._look.colour("warn" if self._part > 0.8 else "accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            whole.setWidth(max(whole.height(), whole.width() * self._part))
            painter.drawRoundedRect(whole, 3, 3)


class WordsField(QLineEdit):
    """The words of a picture: Enter keeps them, Esc brings back what stood there."""

    written = Signal(str)

    def __init__(self, name: str, words: str, hint: str) -> None:
        super().__init__(words)
        self._kept = words
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(LONGEST_WORDS)
        self.editingFinished.connect(self._keep)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Esc only what was typed since."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._kept:
            self.setText(self._kept)
            return
        super().keyPressEvent(event)

    def _keep(self) -> None:
        words = " ".join(self.text().split())
        if words != self._kept:
            self._kept = words
            self.written.emit(words)


def use_row(
    look: Look, use: UseRow, go: Callable[[], object], write: Callable[[str], object] | None
) -> QWidget:
    """Show a place that uses a file: the way to it, and what is said there of a picture."""
    told = say("line {line}", line=use.line)
    way = Button(look, say("Go to it"), Kind.LINK, small=True)
    way.setAccessibleName(say("Go to “{title}”, line {line}", title=use.title, line=use.line))
    way.chosen.connect(go)
    title = ElidedLabel(use.title, Voice.STRONG)
    head = row(look, (title, 1), Label(told, Voice.SMALL), way, gap=10)
    box = column(look, head, gap=6, margins=(18, 10, 14, 12))
    if use.is_picture and write is not None:
        hint = say("Say what it shows, for people who cannot see it")
        field = WordsField(
            say("Words for the picture in “{title}”", title=use.title), use.words, hint
        )
        field.setProperty("field", True)
        field.written.connect(write)
        line = row(look, (field, 1), gap=8)
        if not use.words:
            line.insertWidget(0, IconLabel(look, "circle-alert", "warn", 16, say("Without words")))
        box.addLayout(line)
    elif use.is_picture:
        box.addWidget(Label(use.words or say("Without words"), Voice.SMALL, wrap=True))
    whole = QWidget()
    whole.setLayout(box)
    return whole


def done_box(look: Look, done: Done, undo: Callable[[], object]) -> ToneBox:
    """Say what was done, with the way to take it back."""
    if not done.undo:
        return told_box(look, Tone.OK, done.title, done.told)
    back = Button(look, say(done.undo), icon="undo-2", small=True)
    back.chosen.connect(undo)
    return told_box(look, Tone.OK, done.title, done.told, back)


def advice_box(
    look: Look, tone: Tone, title: str, told: str, verb: str, act: Callable[[], object] | None
) -> ToneBox:
    """Say what is worth a look in a file, with what can be done about it."""
    if act is None:
        return told_box(look, tone, title, told)
    way = Button(look, verb, small=True)
    way.chosen.connect(act)
    return told_box(look, tone, title, told, way)
