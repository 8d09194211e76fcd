"""What was asked about a place, with the answers; and the form that asks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from editor.panels.cards.form import Form
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.avatars import Avatar, Face
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.overlaps.sentences import ask_whom
from editor.panels.overlaps.values import OverlapItem
from sync.model.language import say


def questions(look: Look, item: OverlapItem) -> QWidget | None:
    """Show what was asked and answered; None where nothing was."""
    if not item.questions:
        return None
    box = column(look, gap=6)
    for one in item.questions:
        asked = say("You asked") if one.face.me else say("{who} asked", who=one.face.name)
        box.addWidget(_said(look, one.face, asked, one.text))
        for face, text in one.answers:
            told = say("You answered") if face.me else say("{who} answered", who=face.name)
            box.addWidget(_said(look, face, told, text))
    return holder(box)


def _said(look: Look, face: Face, head: str, text: str) -> QWidget:
    words = column(look, Label(head, Voice.SMALL_STRONG), Label(text, Voice.TEXT, wrap=True), gap=1)
    line = row(look, Avatar(look, face, size=22), (holder(words), 1), gap=8)
    return holder(line)


class AskForm(Form):
    """Ask those who wrote there; `sent(words)`."""

    def __init__(self, look: Look, item: OverlapItem) -> None:
        whom = ask_whom(item)
        super().__init__(
            look,
            say("Your question"),
            whom,
            hint=say("What do you want to know? It is asked at this place, as a comment."),
            needed=say("Write what you want to know."),
        )
        self.hide()
