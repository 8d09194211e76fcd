"""What stands in the course now, to be kept, or to be written anew in place."""

from __future__ import annotations

from PySide6.QtCore import Signal

from editor.panels.cards.form import Form
from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.runs import Run, plain
from editor.panels.cards.setting import TypeFace
from editor.panels.kit.arrange import column, holder
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.overlaps.asking import AskForm
from editor.panels.overlaps.begun import Begun, write_into, written_in
from editor.panels.overlaps.folded_texts import MOST_OPENED
from editor.panels.overlaps.later_sentences import UNUSED
from editor.panels.overlaps.outline_sentences import stands_in_outline
from editor.panels.overlaps.sentences import ask_whom, keep, stands
from editor.panels.overlaps.values import OverlapItem
from sync.model.language import mark, say

_STANDS_ALREADY = mark("This stands in the lesson already. An author keeps it.")


class Standing(Frame):
    """Show the text between the wordings; `kept` keeps it, `written(text)` puts another there.

    `asked(words)` asks those who wrote there, `by_hand` leads to the place in the text: what broke
    by merging is mended by a choice, or there.
    """

    kept = Signal()
    written = Signal(str)
    asked = Signal(str)
    by_hand = Signal()

    def __init__(self, look: Look, item: OverlapItem, runs: tuple[Run, ...]) -> None:
        super().__init__(Box.CARD)
        self._item, self._is_later = item, False
        self.set_active(True)
        if item.in_outline:
            sentence = plain(stands_in_outline(item))
            self._text = MarkedText(look, sentence, size=16, family=TypeFace.SANS)
        else:
            shown = runs if item.now.strip() else plain(f"*{say('Nothing stands here.')}*")
            self._text = MarkedText(look, shown, size=18, most=MOST_OPENED)
        self._keep = Button(look, keep(item), Kind.PRIMARY, small=True, key="↵")
        self._keep.chosen.connect(self.kept)
        self._anew = Button(look, say("Write it anew…"), small=True, key="E")
        self._anew.chosen.connect(self._open)
        self._form = _form(look)
        self._form.sent.connect(self._send)
        self._form.left.connect(self._close)
        self._form.hide()
        self._ask = Button(look, ask_whom(item), Kind.LINK, small=True)
        self._ask.setAccessibleName(say("{ask} about this place", ask=ask_whom(item)))
        self._ask.chosen.connect(self._open_question)
        self._question = AskForm(look, item)
        self._question.sent.connect(self.asked)
        self._question.left.connect(self._close_question)
        self._go = Button(look, say("Change it in the text"), small=True, icon="pen-line")
        self._go.chosen.connect(self.by_hand)
        self._choices = Flow(look, gap=10)
        for button, wanted in self._offered():
            if wanted:
                self._choices.add(button)
            else:
                button.setParent(self)
                button.hide()
        self._label = Label(stands(item), Voice.ACCENT, wrap=True)
        own = Label(say(UNUSED), Voice.ACCENT, wrap=True)
        self._own = holder(column(look, own, margins=(0, 8, 0, 0)))
        self._own.hide()
        parts = (self._label, self._text, self._own, 6, self._choices, self._form, self._question)
        self.setLayout(column(look, *parts, gap=5, margins=(16, 13, 16, 14)))

    @property
    def text(self) -> MarkedText:
        """What stands now, to read."""
        return self._text

    def _offered(self) -> tuple[tuple[Button, bool], ...]:
        """Tell which buttons are of use: what broke by merging is mended by choice or by hand."""
        item = self._item
        return (
            (self._keep, item.may_stay),
            (self._anew, not (item.in_outline or item.broken)),
            (self._go, bool(item.broken)),
            (self._ask, bool(ask_whom(item)) and not item.broken),
        )

    @property
    def is_writing(self) -> bool:
        """Tell whether other words were begun."""
        anew = not self._form.isHidden() and self._words() != self._item.now
        return anew or (not self._question.isHidden() and bool(self._question.words()))

    def begun(self) -> Begun:
        """Read what was begun here."""
        return Begun(written_in(self._form), written_in(self._question))

    def go_on(self, begun: Begun, *, later: bool) -> None:
        """Go on with what was begun; if others wrote here later, what stands stays in sight."""
        if begun.anew is not None:
            self._is_later = later
            write_into(self._form, begun.anew)
            if later:
                self._form.say(say("Use this text instead"))
            self._show_form(True)
        elif begun.question is not None:
            write_into(self._question, begun.question)
            self._choices.hide()
            self._question.show()

    def show_gone(self, gone: bool) -> None:
        """Say no more that the text stands in the lesson: the place was settled meanwhile."""
        self._label.setVisible(not gone)
        self._own.setVisible((gone or self._is_later) and not self._form.isHidden())

    def show_hindrance(self, hindrance: str, *, suggests: bool = False) -> None:
        """Say why it cannot be decided here; an empty reason allows it.

        Who only `suggests` can suggest nothing that stands there already.
        """
        self._keep.set_unavailable(hindrance or (say(_STANDS_ALREADY) if suggests else ""))
        self._anew.set_unavailable(hindrance)
        self._form.show_blocked(hindrance)

    def focus_first(self) -> None:
        """Put the focus on what keeps the text, or into the words begun."""
        if not self._form.isHidden():
            self._form.field.setFocus()
        elif not self._question.isHidden():
            self._question.field.setFocus()
        else:
            (self._go if self._keep.isHidden() else self._keep).setFocus()

    def keep(self) -> None:
        """Keep the text, as its button does."""
        if self._form.isHidden() and not self._keep.isHidden():
            self._keep.click()

    def write_anew(self) -> None:
        """Open the field, as its button does."""
        if self._item.broken:
            self._go.click()
        elif not self._item.in_outline and self._form.isHidden():
            self._anew.click()

    def _open_question(self) -> None:
        self._choices.hide()
        self._question.show()
        self._question.field.setFocus()

    def _close_question(self) -> None:
        self._question.hide()
        self._choices.show()
        self._ask.setFocus()

    def _open(self) -> None:
        self._form.field.setPlainText(self._item.now.removesuffix("\n"))
        self._show_form(True)
        self._form.field.setFocus()
        self._form.field.selectAll()

    def _close(self) -> None:
        self._show_form(False)
        self._anew.setFocus()

    def _show_form(self, shown: bool) -> None:
        self._text.setVisible(not shown or self._is_later)
        self._own.setVisible(shown and self._is_later)
        self._choices.setVisible(not shown)
        self._form.setVisible(shown)

    def _send(self) -> None:
        self.written.emit(self._words())

    def _words(self) -> str:
        """Return what was written, ending as the text that it replaces ends."""
        end = "\n" if self._item.now.endswith("\n") else ""
        words = self._form.field.words()
        return words.rstrip("\n") + end if words.strip() else ""


def _form(look: Look) -> Form:
    form = Form(look, say("The text, written anew"), say("Use this text"), lines=3)
    form.field.setProperty("mono", True)
    return form
