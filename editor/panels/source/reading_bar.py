"""The line above a text that this person does not write: what can be done with it instead."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Signal

from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import mark, say


class Part(StrEnum):
    """What a person does in a course."""

    WRITES = "writes"
    REVIEWS = "reviews"
    READS = "reads"
    LOOKS = "looks"


_SAID = {
    Part.WRITES: ("pen-line", ""),
    Part.REVIEWS: (
        "square-pen",
        mark("You review this course: what you type here is suggested; select words to comment."),
    ),
    Part.READS: (
        "book-open",
        mark("You read this course. Its owner can let you comment or write."),
    ),
    Part.LOOKS: (
        "eye",
        mark("You only look at this course: nothing can be changed here. It can be exported."),
    ),
}


class ReadingBar(Frame):
    """Say what this person does here; `suggest_wanted` asks to suggest a change."""

    suggest_wanted = Signal()

    def __init__(self, look: Look) -> None:
        self._sign = IconLabel(look, "square-pen", "text2", 16)
        self._words = Label("", Voice.SMALL, wrap=True)
        self._suggest = Button(look, say("Suggest a change"), icon="pencil-line", small=True)
        layout = row(
            look, self._sign, (self._words, 1), self._suggest, gap=10, margins=(20, 6, 14, 6)
        )
        super().__init__(Box.BAR, layout)
        self.setMinimumHeight(look.px(44))
        self.part = Part.WRITES
        self._suggest.chosen.connect(self.suggest_wanted)

    def show_part(self, part: Part) -> None:
        """Show what this person does; nothing to one who writes."""
        icon, words = _SAID[part]
        self.part = part
        self._sign.show_icon(icon, "text2")
        self._words.setText(say(words) if words else "")
        self._suggest.setVisible(part is Part.REVIEWS)
        self.setVisible(part is not Part.WRITES)
