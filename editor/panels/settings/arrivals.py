"""When others' words come into the lesson that one is writing: at once, or when one says so."""

from __future__ import annotations

from PySide6.QtCore import Signal

from editor.panels.kit.look import Look
from editor.panels.settings.section import Option, Options, Section
from sync.model.language import mark, say

_OPTIONS = (
    Option(
        "at-once",
        mark("At once"),
        mark("It appears in the text as it comes; your caret stays where it is."),
    ),
    Option(
        "when-i-say",
        mark("When I say so"),
        mark(
            "A line above the text says what waits; look at it, and take it in when it suits you."
        ),
    ),
)


class ArrivalsSection(Section):
    """Choose it; `chosen("at-once" or "when-i-say")`."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        about = say("What others write in the lesson that you have open comes in:")
        super().__init__(look, mark("Writing together"), about)
        self.options = Options(look, _OPTIONS, width=280)
        self.options.chosen.connect(self.chosen)
        self.box.addWidget(self.options)

    def show_chosen(self, value: str) -> None:
        """Show what holds."""
        self.options.show_chosen(value)
