"""The way to a shared space: address, invite, name, and plain words if it fails."""

# ruff: noqa: N802
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame, ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice, restyle
from editor.panels.kit.look import Look
from sync.model.language import say


class ConnectCard(Frame):
    """Ask for what a connection needs; `connect_wanted(url, invite, name)`."""

    connect_wanted = Signal(str, str, str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CARD)
        self._url = _field(say("Address of the server"), "https://")
        self._invite = _field(say("Invite"), say("As it was given to you"))
        self._name = _field(
            say("Your name"), say("As it should stand on your comments; your own code knows it")
        )
        self._connect = Button(look, say("Connect"), Kind.PRIMARY)
        self._connect.chosen.connect(self._send)
        self._connect.why_asked.connect(lambda _: self._first_empty().setFocus())
        leave = Button(look, say("Not now"), tip="Esc")
        leave.chosen.connect(self.left)
        self._what, self._safe = (
            Label("", Voice.STRONG, wrap=True),
            Label("", Voice.SMALL, wrap=True),
        )
        words = column(look, self._what, self._safe, gap=2)
        sign = column(look, IconLabel(look, "circle-alert", "bad", 18), None, margins=(0, 1, 0, 0))
        trouble = row(look, sign, (words, 1), gap=10, margins=(14, 11, 14, 11))
        self._trouble = ToneBox(Tone.BAD, trouble)
        self._trouble.hide()
        parts: list[Label | QLineEdit | int] = []
        for field in self._fields():
            parts += [6, Label(field.accessibleName(), Voice.SMALL_STRONG), field]
            field.textChanged.connect(self._weigh)
            field.returnPressed.connect(self._go_on)
        told = say(
            "Your courses stay on this computer. Only those that you share go to the server."
        )
        self.setLayout(
            column(
                look,
                Label(say("Connect to a shared space"), Voice.CARD),
                Label(told, Voice.SMALL, wrap=True),
                *parts,
                6,
                self._trouble,
                6,
                row(look, None, leave, self._connect, gap=10),
                gap=6,
                margins=(28, 24, 28, 24),
            )
        )
        self._weigh()

    def begin(self, name: str = "", url: str = "") -> None:
        """Put the caret into the first empty field; `name` and `url` are filled in if known."""
        if name and not self._name.text():
            self._name.setText(name)
        if url and not self._url.text():
            self._url.setText(url)
        self._first_empty().setFocus()

    def show_busy(self, busy: bool) -> None:
        """Show that the server is being asked."""
        self._connect.say(say("Connecting…") if busy else say("Connect"))
        self._connect.set_unavailable(say("The server is being asked.") if busy else "")
        if busy:
            self._show_trouble("", "")
        else:
            self._weigh()

    def show_error(self, what: str, safe: str = "", mend: str = "") -> None:
        """Say what happened, what is safe and what to do; the fields stay as they are."""
        self.show_busy(False)
        self._show_trouble(what, " ".join(part for part in (safe, mend) if part))

    def clear(self) -> None:
        """Forget the invite and any trouble, once the connection stands."""
        self._invite.clear()
        self.show_busy(False)
        self._show_trouble("", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fields(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        return self._url, self._invite, self._name

    def _first_empty(self) -> QLineEdit:
        return next((f for f in self._fields() if not f.text().strip()), self._url)

    def _weigh(self) -> None:
        needed = (self._url, self._invite)  # a code of one's own laptop knows the name
        lacking = [f"“{f.accessibleName()}”" for f in needed if not f.text().strip()]
        reason = say("Still needed: {fields}.", fields=", ".join(lacking)) if lacking else ""
        self._connect.set_unavailable(reason)

    def _go_on(self) -> None:
        if self._connect.reason:
            self._first_empty().setFocus()
        else:
            self._send()

    def _send(self) -> None:
        url, invite, name = (field.text().strip() for field in self._fields())
        self.connect_wanted.emit(url, invite, name)

    def _show_trouble(self, what: str, rest: str) -> None:
        self._what.say(what)
        self._safe.say(rest)
        self._safe.setVisible(bool(rest))
        self._trouble.setVisible(bool(what))
        for field in (self._url, self._invite):
            field.setProperty("wrong", bool(what))
            restyle(field)
        if what:
            announce(self, f"{what} {rest}")


def _field(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    return field
