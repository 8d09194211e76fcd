"""Rows of a list card: a sign, what it is, what it is about, and the way to it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look

_LEAD = 24


def section(look: Look, title: str, note: str = "") -> QHBoxLayout:
    """Head a group: its name, and how much or since when in a paler voice."""
    return row(
        look,
        Label(title, Voice.ROW),
        Label(note, Voice.SMALL),
        None,
        gap=8,
        margins=(2, 0, 0, 0),
    )


def told(look: Look, title: str, detail: str = "", *, gap: int = 1) -> QVBoxLayout:
    """Say a thing in a strong line, and more of it in a small one."""
    words = column(look, Label(title, Voice.STRONG, wrap=True), gap=gap)
    if detail:
        words.addWidget(Label(detail, Voice.SMALL, wrap=True))
    return words


def list_row(
    look: Look, lead: QWidget, words: QVBoxLayout, *trailing: QWidget, at_top: bool = False
) -> QWidget:
    """Place a row: its sign in a column of its own, its words, and what stands at the right."""
    sign = column(look, lead, gap=0, margins=(0, 2 if at_top else 0, 0, 0))
    sign.setAlignment(lead, Qt.AlignmentFlag.AlignHCenter)
    place = holder(sign)
    place.setFixedWidth(look.px(_LEAD))
    line = row(look, gap=14, margins=(20, 10, 16, 10))
    edge = Qt.AlignmentFlag.AlignTop if at_top else Qt.AlignmentFlag.AlignVCenter
    line.addWidget(place, 0, edge)
    line.addLayout(words, 1)
    for widget in trailing:
        line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return holder(line)


def list_card(look: Look, rows: Iterable[QWidget], *, inset: int = 52) -> Frame:
    """Put rows into a card, with a hairline between each two."""
    box = column(look, gap=0, margins=(0, 5, 0, 5))
    for number, one in enumerate(rows):
        if number:
            box.addWidget(holder(row(look, Hairline(look), margins=(inset, 0, 0, 0))))
        box.addWidget(one)
    return Frame(Box.CARD, box)
