"""Your other laptops: a code lets one more of them sign in as you."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from editor.panels.kit.announce import announce
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.settings.section import Section
from sync.model.language import mark, say


class LaptopsSection(Section):
    """Ask for a code, show it, copy it; `code_wanted`, `copied(text)`."""

    code_wanted = Signal()
    copied = Signal(str)

    def __init__(self, look: Look) -> None:
        about = say(
            "On another laptop of yours, connect with a code from here: you are the same person "
            "on both, and your shared courses come to it at its first sync. Courses that you never "
            "shared stay where they are."
        )
        super().__init__(look, mark("Laptops"), about)
        self.get = Button(look, say("Get a code"), Kind.PRIMARY, icon="monitor")
        self.get.chosen.connect(self.code_wanted)
        self.code = QLineEdit()
        self.code.setReadOnly(True)
        self.code.setAccessibleName(say("Code for another laptop"))
        self.code.setFixedWidth(look.px(330))
        self.copy_code = Button(look, say("Copy"), icon="copy")
        self.copy_code.chosen.connect(lambda: self.copied.emit(self.code.text()))
        self._told = Label("", Voice.MUTED, wrap=True)
        self.shown = Flow(look, self.code, self.copy_code)
        for part in (Flow(look, self.get), self.shown, self._told):
            self.box.addWidget(part)
        self.shown.hide()

    def show_standing(self, server: str | None) -> None:
        """Show whether there is a server to ask; a code that is shown stays."""
        why = "" if server else say("Connect to a shared space first: its server gives the code.")
        self.get.set_unavailable(why)
        if not self.shown.isVisibleTo(self):
            self._told.say(why)

    def show_busy(self) -> None:
        """Show that the server is being asked."""
        self.get.set_unavailable(say("The server is being asked."))

    def show_code(self, code: str, server: str, until: str) -> None:
        """Show a code with the address to connect to."""
        self.get.set_unavailable("")
        self.get.say(say("Get another code"))
        self.code.setText(code)
        self.shown.show()
        told = say(
            "On the other laptop choose “Connect to a shared space”, with the address {server} and "
            "this code as the invite. It works once, until {until}.",
            server=server,
            until=until,
        )
        self._told.say(told)
        self.code.setFocus()
        self.code.selectAll()
        announce(self, told)

    def show_error(self, words: str) -> None:
        """Say why there is no code."""
        self.get.set_unavailable("")
        self._told.say(words)
        announce(self, words)
