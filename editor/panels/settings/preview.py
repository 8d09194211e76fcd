"""Which preview stands beside the text: the one that learners get, or the light one."""

from __future__ import annotations

from PySide6.QtCore import Signal

from editor.panels.kit.arrange import row
from editor.panels.kit.frames import ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.settings.section import Option, Options, Section
from sync.model.language import mark, say

_FULL, _LIGHT = "full", "light"
_OPTIONS = (
    Option(
        _FULL,
        mark("As learners see it"),
        mark("Quizzes, formulas, sound and film as in the published course."),
    ),
    Option(
        _LIGHT,
        mark("Light preview"),
        mark(
            "Less memory, for a small or old computer. Quizzes are shown to be read, and played "
            "in the browser."
        ),
    ),
)


class PreviewSection(Section):
    """Choose the preview; `light_chosen(bool)`. The window must be opened again for it."""

    light_chosen = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__(look, mark("Preview"), say("What stands beside the text while you write."))
        self.options = Options(look, _OPTIONS, width=280)
        self.options.chosen.connect(lambda value: self.light_chosen.emit(value == _LIGHT))
        self._words = Label("", Voice.SMALL_TEXT, wrap=True)
        line = row(look, IconLabel(look, "info", "accent", 17), (self._words, 1), gap=10,
                   margins=(14, 10, 14, 10))  # fmt: skip
        self._box = ToneBox(Tone.INFO, line)
        self.box.addWidget(self.options)
        self.box.addSpacing(look.px(4))
        self.box.addWidget(self._box)

    def show_preview(self, *, light: bool, note: str = "") -> None:
        """Show which one is chosen, and what is to be known about it."""
        self.options.show_chosen(_LIGHT if light else _FULL)
        self._words.say(note)
        self._box.setVisible(bool(note))
