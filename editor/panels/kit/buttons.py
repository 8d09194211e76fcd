"""Buttons: plain, primary, quiet, link and bad; with a reason when they cannot be used."""

# ruff: noqa: N802
from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from editor.panels.kit.labels import KeyHint, restyle
from editor.panels.kit.look import Look
from editor.panels.kit.tips import plain_tip
from editor.panels.kit.tokens import Theme
from sync.model.language import say


class Kind(StrEnum):
    """How much a button asks for attention: one PRIMARY a region, with a verb and a number."""

    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"
    LINK = "link"
    BAD = "bad"
    FIELD = "field"
    """Looks like a field to type in, and opens the place where one types."""


_ICON_COLOURS = {
    Kind.PRIMARY: "on_accent",
    Kind.BAD: "bad",
    Kind.LINK: "accent",
    Kind.FIELD: "text3",
}


class Button(QPushButton):
    """A button with a word; connect to `chosen`, which stays silent while it is unavailable.

    An unavailable button keeps the focus and says why: to readers, in its tip, and by
    `why_asked(reason)` when it is pressed, so that the panel can go to the first reason. With the
    name of a `command` the tip tells its keys, whatever they are changed to.
    """

    chosen = Signal()
    why_asked = Signal(str)

    def __init__(
        self,
        look: Look,
        text: str,
        kind: Kind = Kind.PLAIN,
        *,
        icon: str = "",
        small: bool = False,
        tip: str = "",
        key: str = "",
        command: str = "",
    ) -> None:
        super().__init__((" " if icon and text else "") + text)
        self._look, self._kind, self._icon = look, kind, icon
        self._tip, self._reason, self._command = tip, "", command
        self.setProperty("kind", kind.value)
        self.setProperty("small", small)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(tip))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self._hint = self._with_hint(key) if key else None
        self._draw()
        self.toggled.connect(self._draw)
        look.changed.connect(self._draw)
        self.clicked.connect(self._pressed)

    def say(self, text: str) -> None:
        """Change the word."""
        self.setText((" " if self._icon and text else "") + text)
        self.setAccessibleName(text)

    def show_icon(self, icon: str) -> None:
        """Change the sign before the word; "" takes it away."""
        words = self.text().removeprefix(" ")
        self._icon = icon
        self.setText((" " if icon and words else "") + words)
        if not icon:
            self.setIcon(QIcon())
        self._draw()

    def set_unavailable(self, reason: str) -> None:
        """Give the reason why it cannot be used now; an empty one makes it usable again."""
        self._reason = reason
        self.setProperty("away", bool(reason))
        self.setAccessibleDescription(
            say("Not available: {reason}", reason=reason) if reason else ""
        )
        self.setToolTip(plain_tip(reason or self._tip))
        self._draw()
        restyle(self)

    @property
    def reason(self) -> str:
        """Why it cannot be used now; empty if it can."""
        return self._reason

    def sizeHint(self) -> QSize:
        """Make room for the key hint."""
        size = super().sizeHint()
        if self._hint is not None:
            size.setWidth(size.width() + self._hint.sizeHint().width() + self._look.px(6))
        return size

    def minimumSizeHint(self) -> QSize:
        """Never give way below the hint: a half-read verb is none."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it as Space does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ring the focus within a filled button: around it, it would hardly differ from it."""
        super().paintEvent(event)
        if self._kind is Kind.PRIMARY and self.hasFocus() and not self._reason:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.colour("on_accent"), 1.5 * self._look.scale))
            inset = 3.5 * self._look.scale
            place = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(place, 5, 5)

    def _with_hint(self, key: str) -> QWidget:
        hint = KeyHint(self._look, key)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, self._look.px(9), 0)
        box.addStretch(1)
        box.addWidget(hint)
        hint.setProperty("kind", "key-on-primary" if self._kind is Kind.PRIMARY else "key")
        self.setProperty("keyed", True)
        self.setAccessibleDescription(say("Key: {key}", key=key))
        return hint

    def _pressed(self) -> None:
        if self._reason:
            self.why_asked.emit(self._reason)
        else:
            self.chosen.emit()

    def _draw(self) -> None:
        if self._command and not self._reason:
            keys = self._look.keys(self._command)
            self.setToolTip(plain_tip(keys))
            self.setAccessibleDescription(say("Key: {key}", key=keys) if keys else "")
        if self._icon:
            colour = "text2" if self._reason else _ICON_COLOURS.get(self._kind, "text")
            if self.isChecked() and self._look.theme is Theme.CONTRAST:
                colour = "on_accent"
            self.setIcon(self._look.icon(self._icon, colour, 16))
            self.setIconSize(QSize(self._look.px(16), self._look.px(16)))


class IconButton(QToolButton):
    """A button with only a sign: its name is in its tip and for readers; at least 28 pixels.

    With the name of a `command` the tip tells its keys, whatever they are changed to.
    """

    chosen = Signal()

    def __init__(
        self,
        look: Look,
        icon: str,
        name: str,
        *,
        colour: str = "text",
        size: float = 17,
        keys: str = "",
        command: str = "",
        checkable: bool = False,
    ) -> None:
        super().__init__()
        self._look, self._icon, self._colour, self._size = look, icon, colour, size
        self._keys, self._command = keys, command
        self.setAccessibleName(name)
        self.setCheckable(checkable)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._draw()
        look.changed.connect(self._draw)
        self.clicked.connect(self.chosen)
        self.toggled.connect(self._draw)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it as Space does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def show_icon(self, icon: str, name: str) -> None:
        """Change the sign and what it means."""
        self._icon = icon
        self.setAccessibleName(name)
        self._draw()

    def _draw(self) -> None:
        colour = self._colour
        if self.isChecked():
            colour = "on_accent" if self._look.theme is Theme.CONTRAST else "accent"
        self.setIcon(self._look.icon(self._icon, colour, self._size))
        self.setIconSize(QSize(self._look.px(self._size), self._look.px(self._size)))
        self.setMinimumSize(self._look.px(28), self._look.px(28))
        name, keys = self.accessibleName(), self._keys or self._look.keys(self._command)
        self.setToolTip(plain_tip(f"{name} ({keys})" if keys else name))


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button by Enter alone; tell whether that was the key."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier(0)
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not plain:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True
