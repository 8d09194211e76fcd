"""A box that says what is so, or what was done, with one way on."""

from __future__ import annotations

from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button
from editor.panels.kit.frames import ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look

_SIGNS = {Tone.OK: ("circle-check", "ok"), Tone.WARN: ("circle-alert", "warn")}


def told_box(look: Look, tone: Tone, title: str, told: str, way: Button | None = None) -> ToneBox:
    """Say a thing in a strong line and more of it below, with the button that goes on from it."""
    words = column(look, Label(title, Voice.STRONG, wrap=True), gap=4)
    if told:
        words.addWidget(Label(told, Voice.TEXT, wrap=True))
    if way is not None:
        words.addSpacing(look.px(6))
        words.addLayout(row(look, way, None))
    icon, ink = _SIGNS.get(tone, ("info", "accent"))
    line = row(look, gap=12, margins=(16, 14, 16, 14))
    line.addWidget(IconLabel(look, icon, ink, 20))
    line.addLayout(words, 1)
    return ToneBox(tone, line)
