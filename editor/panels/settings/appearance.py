"""How the window looks: as the system, light, dark or in high contrast, and how large its text."""

# ruff: noqa: N802
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.panels.kit.arrange import column
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import TOKENS, Theme
from editor.panels.settings.section import Option, Options, Section
from sync.model.language import mark, say

_WIDTH, _HIGH = 168, 84
APPEARANCES = (
    Option("system", mark("As the system"), mark("Changes when your computer does.")),
    Option("light", mark("Light"), mark("Dark ink on paper.")),
    Option("dark", mark("Dark"), mark("For the evening.")),
    Option("contrast", mark("High contrast"), mark("White on black, wide lines.")),
)
_THEMES = {
    "system": (Theme.LIGHT, Theme.DARK),
    "light": (Theme.LIGHT,),
    "dark": (Theme.DARK,),
    "contrast": (Theme.CONTRAST,),
}


class AppearanceSection(Section):
    """Choose an appearance; `appearance_chosen(name)` comes at once."""

    appearance_chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, mark("Appearance"))
        self.options = Options(
            look, APPEARANCES, width=_WIDTH, above=lambda one: Swatch(look, one.value)
        )
        self.options.chosen.connect(self.appearance_chosen)
        self._note = Label("", Voice.SMALL, wrap=True)
        self.box.addWidget(self.options)
        self.box.addWidget(self._note)

    def show_appearance(self, name: str, note: str = "") -> None:
        """Show which one holds, and what the system asks for now."""
        self.options.show_chosen(name)
        self._note.say(note)
        self._note.setVisible(bool(note))


class SizeSection(Section):
    """Choose how large the text is, in percent; `size_chosen(percent)` comes at once."""

    size_chosen = Signal(int)

    def __init__(self, look: Look, steps: Sequence[int]) -> None:
        super().__init__(
            look,
            mark("Size of the text"),
            say("Everything in the window grows with it: look around."),
        )
        self._steps = tuple(steps)
        self._options: Options | None = None
        self._place = column(look, gap=0)
        self.box.addLayout(self._place)
        self.box.addSpacing(look.px(8))
        self.box.addWidget(self._sample())

    def show_size(self, percent: int) -> None:
        """Show which size holds; one that is no step, from the file, is shown beside them."""
        if self._options is None or str(percent) not in self._options.choices:
            self._fill(sorted({*self._steps, percent}))
        assert self._options is not None
        self._options.show_chosen(str(percent))

    @property
    def options(self) -> Options:
        """The sizes on show."""
        assert self._options is not None
        return self._options

    def _fill(self, sizes: Sequence[int]) -> None:
        before = self._options
        options = [Option(str(size), f"{size} %") for size in sizes]
        self._options = Options(self.look, options)
        self._options.chosen.connect(lambda value: self.size_chosen.emit(int(value)))
        self._place.addWidget(self._options)
        if before is not None:
            self._place.removeWidget(before)
            before.hide()
            before.deleteLater()

    def _sample(self) -> QWidget:
        words = say(
            "Say what you saw, then what effect it had on you. Leave room for the "
            "other to find the way on."
        )
        box = column(self.look, gap=6, margins=(22, 18, 22, 18))
        box.addWidget(Label(say("A sentence, as it is read"), Voice.SECTION))
        box.addWidget(Label(words, Voice.SERIF, wrap=True))
        return Frame(Box.CARD, box)


class Swatch(QWidget):
    """A small window in the colours of an appearance; the system's is half light, half dark."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look, self._themes = look, _THEMES[name]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(self._look.px(100), self._look.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Keep the height."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint side bar, title, lines and a button; the second theme in the right half."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        outline = QPainterPath()
        outline.addRoundedRect(whole, 7, 7)
        painter.setClipPath(outline)
        for number, theme in enumerate(self._themes):
            if number:
                half = QRectF(whole)
                half.setLeft(whole.center().x())
                painter.setClipRect(half, Qt.ClipOperation.IntersectClip)
            self._paint(painter, whole, theme)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.colour("edge"), 1))
        painter.drawPath(outline)

    def _paint(self, painter: QPainter, whole: QRectF, theme: Theme) -> None:
        tokens, wide, high = TOKENS[theme], whole.width(), whole.height()

        def bar(left: float, top: float, width: float, height: float, colour: str) -> None:
            painter.setBrush(QColor(tokens.of(colour)))
            place = QRectF(
                whole.left() + wide * left,
                whole.top() + high * top,
                wide * width,
                high * height,
            )
            painter.drawRoundedRect(place, 2, 2)

        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(whole, QColor(tokens.surface))
        bar(0, 0, 0.28, 1, "side")
        painter.fillRect(
            QRectF(whole.left() + wide * 0.28, whole.top(), tokens.border, high),
            QColor(tokens.line),
        )
        for top, colour in ((0.16, "accent"), (0.34, "text3"), (0.48, "text3")):
            bar(0.06, top, 0.16, 0.06, colour)
        for start in (0.36, 0.62):
            bar(start, 0.16, 0.2, 0.09, "text")
            bar(start, 0.38, 0.3, 0.05, "text2")
            bar(start, 0.52, 0.26, 0.05, "text2")
            bar(start, 0.74, 0.16, 0.13, "accent")
