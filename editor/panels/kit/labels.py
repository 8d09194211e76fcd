"""Texts, pills and key hints."""

from __future__ import annotations

from enum import StrEnum
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from editor.panels.kit.look import Look
from sync.model.language import say


class Voice(StrEnum):
    """How a text speaks; sizes and colours of each stand in the style sheet."""

    DISPLAY = "display"
    PAGE = "page"
    CARD = "card"
    ROW = "row"
    TEXT = "text"
    STRONG = "strong"
    MUTED = "muted"
    SMALL = "small"
    SMALL_TEXT = "small-text"
    SMALL_STRONG = "small-strong"
    NOTE = "note"
    SECTION = "section"
    NUMBER = "number"
    BAD = "bad"
    OK = "ok"
    THEIRS = "theirs"
    ACCENT = "accent"
    SERIF = "serif"
    QUOTE = "quote"
    WELCOME = "welcome"


class Tone(StrEnum):
    """What a pill or a box is about; each also has its word or sign, never colour alone."""

    PLAIN = "plain"
    INFO = "info"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    THEIRS = "theirs"


class Label(QLabel):
    """Show a plain text; with `wrap` it breaks into lines that have room between them."""

    def __init__(
        self, text: str = "", voice: Voice = Voice.TEXT, *, wrap: bool = False, rich: bool = False
    ) -> None:
        super().__init__()
        self._rich = rich
        self._spread = 124 if voice in (Voice.SERIF, Voice.QUOTE) else 116
        self.setProperty("kind", voice.value)
        self.setWordWrap(wrap)
        self.say(text)

    def say(self, text: str) -> None:
        """Change the text; unless the label is `rich`, signs of HTML are shown as they are."""
        self.setAccessibleName("" if self._rich else text)
        if not self.wordWrap() and not self._rich:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(text)
            return
        body = text if self._rich else escape(text).replace("\n", "<br>")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(f'<p style="line-height:{self._spread}%;margin:0">{body}</p>')


class Pill(QLabel):
    """Show a state in one or two words, on its tone."""

    def __init__(self, look: Look, text: str, tone: Tone = Tone.PLAIN) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("pill", tone.value)
        self.setFixedHeight(look.px(21))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, tone: Tone) -> None:
        """Change word and tone."""
        self.setText(text)
        self.setProperty("pill", tone.value)
        restyle(self)


class KeyHint(QLabel):
    """Show the key that does what the control beside it does; that of a `command` follows it."""

    def __init__(self, look: Look, keys: str = "", *, command: str = "") -> None:
        super().__init__()
        self._look, self._command = look, command
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "key")
        self.show_keys(keys or look.keys(command))
        if command:
            look.changed.connect(self._ask)
        self.setFixedHeight(look.px(18))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_keys(self, keys: str) -> None:
        """Change the keys."""
        self.setText(keys)
        self.setAccessibleName(say("Key: {key}", key=keys) if keys else "")

    def _ask(self) -> None:
        self.show_keys(self._look.keys(self._command))


class IconLabel(QLabel):
    """Show an icon that follows the theme; `name` is what it means, empty if a text says it."""

    def __init__(
        self, look: Look, icon: str, colour: str = "text2", size: float = 18, name: str = ""
    ) -> None:
        super().__init__()
        self._look = look
        self._icon, self._colour, self._size = icon, colour, size
        self.setAccessibleName(name)
        self._draw()
        look.changed.connect(self._draw)

    def show_icon(self, icon: str, colour: str) -> None:
        """Change icon and colour."""
        self._icon, self._colour = icon, colour
        self._draw()

    def _draw(self) -> None:
        density = self.devicePixelRatioF()
        self.setPixmap(self._look.pixmap(self._icon, self._colour, self._size, density))
        self.setFixedSize(self._look.px(self._size), self._look.px(self._size))


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
