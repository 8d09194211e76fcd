"""How a thread was closed, and what one may say to that: it answers the comment, or not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.panels.comments.parts import link
from editor.panels.comments.values import Closing, CommentThread
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say


class ClosingLine(QWidget):
    """Show a verdict and its reason; `confirmed` and `reopen_wanted` are what follows from it.

    Whoever commented is asked whether it answers the comment; anybody may open it again.
    """

    confirmed = Signal()
    reopen_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, look: Look, thread: CommentThread, closing: Closing) -> None:
        super().__init__()
        sign = IconLabel(look, *_SIGNS[closing.verdict], 15)
        told = _verdict(closing)
        told = say("{verdict}: {why}", verdict=told, why=closing.why) if closing.why else told
        head = row(look, sign, (Label(told, Voice.SMALL, wrap=True), 1), gap=7)
        ways = self._ways(look, thread, closing) if thread.may_answer else []
        under = row(look, *ways, None, gap=8) if ways else None
        lines = [
            Label(line, Voice.SMALL, wrap=True) for line in [_confirmed(thread, closing)] if line
        ]
        self.setLayout(column(look, head, *lines, *([under] if under is not None else []), gap=4))

    def _ways(self, look: Look, thread: CommentThread, closing: Closing) -> list[Button]:
        name = thread.face.name
        ways = []
        if thread.face.me and closing.confirmed is None:
            answers = link(look, say("This answers it"), say("This answers it: your comment"))
            answers.chosen.connect(self.confirmed)
            ways.append(answers)
        told = say("Reopen your comment") if thread.face.me else ""
        again = link(
            look, say("Reopen…"), told or say("Reopen the comment by {person}", person=name)
        )
        again.chosen.connect(self.reopen_wanted)
        ways.append(again)
        if closing.face.me and closing.id:
            edit = link(look, say("Edit"), say("Edit your reason"))
            edit.chosen.connect(self.edit_wanted)
            ways.append(edit)
        return ways


_SIGNS = {"done": ("circle-check", "ok"), "wont": ("circle-minus", "text2")}


def _verdict(closing: Closing) -> str:
    done, name = closing.verdict == "done", closing.face.name
    if closing.face.me:
        return say("Done, you say") if done else say("Will not be done, you say")
    if done:
        return say("Done, says {person}", person=name)
    return say("Will not be done, says {person}", person=name)


def _confirmed(thread: CommentThread, closing: Closing) -> str:
    """Say whether whoever commented agrees."""
    if closing.confirmed is None:
        if thread.face.me:
            return say("Does this answer your comment?")
        return say("{person} has not said yet whether this answers it.", person=thread.face.name)
    if closing.confirmed.me:
        told = say("You said that this answers your comment.")
    else:
        told = say("{person} said that this answers it.", person=closing.confirmed.name)
    if closing.face == closing.confirmed:
        return ""  # closed by whoever commented: that says it
    return (
        say("{told} {why}", told=told, why=closing.confirmed_why) if closing.confirmed_why else told
    )
