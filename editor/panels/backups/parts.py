"""Pieces of the page of backups: what differs, what is about to happen, what was done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from editor.panels.backups.values import Done, LessonShown, Offer, ThingThen
from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.rows import list_row, told
from editor.panels.cards.told_box import told_box
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame, ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look
from sync.model.language import say


def thing_row(look: Look, icon: str, thing: ThingThen, look_into: Callable[[], object]) -> QWidget:
    """Show a course or a lesson of a backup, with the way into it."""
    way = Button(look, say("Look into it"), Kind.LINK, small=True)
    way.setAccessibleName(say("Look into “{title}”", title=thing.title))
    way.chosen.connect(look_into)
    sign = IconLabel(look, icon, "accent" if thing.differs else "text3", 18)
    return list_row(look, sign, told(look, thing.title, thing.told), way)


def differences(look: Look, shown: LessonShown) -> QWidget:
    """Show the places that differ: struck is what stood then only, underlined what is new."""
    if shown.same:
        return Label(say("It reads today exactly as it did then."), Voice.MUTED, wrap=True)
    key = (
        say("Then the whole text was:")
        if shown.gone
        else say("Struck out: then. Underlined: today.")
    )
    box = column(look, Label(key, Voice.SMALL), gap=8)
    for runs in shown.blocks:
        inside = column(look, MarkedText(look, runs), margins=(16, 10, 16, 12))
        box.addWidget(Frame(Box.CARD, inside))
    whole = QWidget()
    whole.setLayout(box)
    return whole


class OfferBox(ToneBox):
    """Say what will happen before it does; the focus rests on the way that changes nothing."""

    def __init__(
        self,
        look: Look,
        offer: Offer,
        confirm: Callable[[], object],
        decline: Callable[[], object],
    ) -> None:
        self.confirm = Button(look, offer.verb, Kind.PRIMARY, icon="archive-restore")
        self.decline = Button(look, say("Not now"), tip="Esc")
        self.confirm.chosen.connect(confirm)
        self.decline.chosen.connect(decline)
        words = column(look, Label(offer.title, Voice.STRONG, wrap=True), gap=4)
        words.addWidget(Label(offer.told, Voice.TEXT, wrap=True))
        words.addSpacing(look.px(8))
        words.addLayout(row(look, self.confirm, self.decline, None, gap=8))
        line = row(look, gap=12, margins=(16, 14, 16, 14))
        line.addWidget(IconLabel(look, "shield-check", "accent", 20))
        line.addLayout(words, 1)
        super().__init__(Tone.INFO, line)
        self.setAccessibleName(f"{offer.title} {offer.told}")


def done_box(look: Look, done: Done, show: Callable[[], object]) -> ToneBox:
    """Say what was done, and lead to it."""
    if not done.course:
        return told_box(look, Tone.OK, done.title, done.told)
    way = Button(look, say("Open it"), small=True)
    way.chosen.connect(show)
    return told_box(look, Tone.OK, done.title, done.told, way)
