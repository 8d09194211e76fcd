"""What all cards beside the text are made of: who wrote it, its quote, its quiet buttons."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor.panels.cards.marked_text import MarkedText
from editor.panels.cards.runs import plain, shortened
from editor.panels.kit.arrange import row
from editor.panels.kit.avatars import Avatar, Face
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say
from sync.model.payloads import About
from sync.model.redaction import STRUCK

QUOTE_LETTERS = 160


def heading(look: Look, face: Face, words: str, when: str, waiting: bool = False) -> QHBoxLayout:
    """Say who wrote a note and when; `waiting` shows that it was not sent yet."""
    line = row(look, Avatar(look, face, size=22), gap=8)
    line.addWidget(Label(words, Voice.STRONG, wrap=True), 1)
    if waiting:
        clock = IconLabel(look, "clock", "text3", 13, say("Waiting to send"))
        clock.setToolTip(say("Waiting to send"))
        line.addWidget(clock)
    line.addWidget(Label(when, Voice.NOTE))
    return line


def name_of(face: Face) -> str:
    """Name a person; the one here is "You"."""
    return say("You") if face.me else face.name


def quoted(look: Look, quote: str) -> MarkedText:
    """Show the words that a note is about, after an upright line."""
    words = shortened(" ".join(quote.split()), QUOTE_LETTERS)
    return MarkedText(look, plain(f"> {words}"), size=14, bar="mark_line")


def words_of(about: About, quote: str) -> str:
    """Give the words of what a comment is about, without the marks of Markdown around them."""
    if about == "picture" and (found := _PICTURE.match(quote.strip())):
        alt, name = found[1].strip(), found[2].rpartition("/")[2]
        return say("{words} ({file})", words=alt, file=name) if alt else name
    return _OPTION.sub("", quote.strip()) if about == "option" else quote


_PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)")
_OPTION = re.compile(r"^(?:[-+*]\s+)?\[[(\[][^\])]*[)\]]\]\s*")


def said(text: str, redacted: str) -> list[QWidget]:
    """Show what somebody wrote; where words were struck out of it, by whom and when."""
    if not redacted:
        return [Label(text, Voice.TEXT, wrap=True)]
    line = Label(redacted, Voice.SMALL, wrap=True)
    return [line] if not text.strip(f"{STRUCK} \n") else [Label(text, Voice.TEXT, wrap=True), line]


def link(look: Look, words: str, name: str) -> Button:
    """Make one of the quiet buttons of a card; `name` says to readers what it is about.

    It begins with the words in sight: whoever speaks to the computer says what they see.
    """
    button = Button(look, words, Kind.LINK, small=True)
    button.setAccessibleName(name)
    # Their words begin where the text above them does.
    button.setProperty("inset", True)
    return button


def links(look: Look, *buttons: Button) -> QHBoxLayout:
    """Place the quiet buttons of a card."""
    return row(look, *buttons, None, gap=8)
