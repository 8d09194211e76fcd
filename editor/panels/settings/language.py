"""The language of the window: the system's, or one that is chosen, from the next start on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.settings.section import Option, Options, Section
from sync.model.language import mark, say


class LanguageSection(Section):
    """Choose it; `chosen(tag)`, where the tag is `system` or one such as `de`.

    The languages come as pairs of tag and name, each named in itself, as people look for theirs.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, languages: Sequence[tuple[str, str]]) -> None:
        about = say("What Coursefolk speaks. Your courses stay in the language you write.")
        super().__init__(look, mark("Language"), about)
        options = [
            Option(
                "system", mark("As your system"), mark("The first of its languages that is here.")
            )
        ]
        options += [Option(tag, name, is_name=True) for tag, name in languages]
        self.options = Options(look, options, width=220)
        self.options.chosen.connect(self.chosen)
        self._note = Label("", Voice.MUTED, wrap=True)
        self.box.addWidget(self.options)
        self.box.addSpacing(look.px(8))
        self.box.addWidget(self._note)
        self._note.hide()

    def show_chosen(self, tag: str, *, later: bool) -> None:
        """Show what was chosen, and whether it holds only from the next start on."""
        self.options.show_chosen(tag)
        self._note.say(say("You will see it when you open Coursefolk the next time."))
        self._note.setVisible(later)
