"""Words begun in the card of an overlap and not sent: they go on in the card that follows it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor

from editor.panels.cards.form import Form
from editor.panels.kit.avatars import Face


@dataclass(frozen=True)
class Written:
    """What stands in a field, with its caret and the other end of what is selected there."""

    words: str
    caret: int
    anchor: int


@dataclass(frozen=True)
class Begun:
    """What was begun: the text anew, a question, the reason why a place is given to somebody."""

    anew: Written | None = None
    question: Written | None = None
    why: Written | None = None
    to: Face | None = None


def written_in(form: Form) -> Written | None:
    """Read the field of a form; None where it is not open."""
    if form.isHidden():
        return None
    cursor = form.field.textCursor()
    return Written(form.field.words(), cursor.position(), cursor.anchor())


def write_into(form: Form, written: Written) -> None:
    """Put words into the field of a form, with the caret where it was."""
    form.field.setPlainText(written.words)
    cursor = form.field.textCursor()
    cursor.setPosition(written.anchor)
    cursor.setPosition(written.caret, QTextCursor.MoveMode.KeepAnchor)
    form.field.setTextCursor(cursor)
