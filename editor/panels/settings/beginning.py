"""What the window shows first: home, or the lesson that was open when it was closed."""

from __future__ import annotations

from PySide6.QtCore import Signal

from editor.panels.kit.look import Look
from editor.panels.settings.section import Option, Options, Section
from sync.model.language import mark, say

_OPTIONS = (
    Option(
        "home",
        mark("Home"),
        mark("What waits for you, what changed, and the way on to your last words."),
    ),
    Option(
        "last",
        mark("Where you were"),
        mark("The lesson that was open, at the line where you left it."),
    ),
)


class BeginningSection(Section):
    """Choose it; `chosen("home" or "last")`."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, mark("Beginning"), say("What you see when you open Coursefolk."))
        self.options = Options(look, _OPTIONS, width=280)
        self.options.chosen.connect(self.chosen)
        self.box.addWidget(self.options)

    def show_chosen(self, value: str) -> None:
        """Show what holds."""
        self.options.show_chosen(value)
