"""About the program: its version, and what it carries of others, with their licences."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.rows import list_card, list_row, section, told
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.arrange import column, holder
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.settings.section import Section
from editor.panels.settings.values import AboutView, LicenceRow
from sync.model.language import mark, say, say_as

_TEXT_HEIGHT = 240


class AboutSection(Section):
    """Show what the program is made of; `copied(text)` asks to copy what a report needs."""

    copied = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, mark("About"))
        self._inside: QVBoxLayout = column(look, gap=8)
        self.box.addLayout(self._inside)

    def show_about(self, view: AboutView) -> None:
        """Show version, data and libraries."""
        look, box = self.look, self._inside
        empty(box)
        copy = Button(look, say("Copy"), icon="copy", small=True)
        copy.setAccessibleName(say("Copy the versions"))
        copy.chosen.connect(lambda: self.copied.emit(f"{view.version}\n{view.detail}"))
        box.addWidget(
            list_card(
                look,
                [
                    list_row(
                        look,
                        IconLabel(look, "info", "accent", 18),
                        told(look, view.version, view.detail),
                        copy,
                        at_top=True,
                    )
                ],
            )
        )
        box.addSpacing(look.px(10))
        if view.licences:
            box.addLayout(section(look, say("Fonts, icons and dictionaries")))
            box.addWidget(list_card(look, [self._licence(one) for one in view.licences]))
            box.addSpacing(look.px(10))
        if view.libraries:
            box.addLayout(section(look, say("Libraries"), str(len(view.libraries))))
            lines = [Label(line, Voice.SMALL, wrap=True) for line in view.libraries]
            inside = column(look, *lines, gap=3, margins=(20, 10, 20, 10))
            box.addWidget(list_card(look, [holder(inside)]))
        follow_the_eye(self)

    def _licence(self, one: LicenceRow) -> QWidget:
        look = self.look
        words = told(look, one.title, one.licence)
        text = QPlainTextEdit()
        text.setProperty("field", True)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(say("Licence of {title}", title=one.title))
        text.setFixedHeight(look.px(_TEXT_HEIGHT))
        text.hide()
        words.addWidget(text)
        button = Button(look, say_as("verb", "Read"), Kind.LINK, small=True)
        button.setAccessibleName(say("Read the licence of {title}", title=one.title))

        def toggle() -> None:
            if not text.toPlainText():
                text.setPlainText(one.text)
            text.setVisible(text.isHidden())
            if text.isVisible():
                button.say(say("Hide"))
                button.setAccessibleName(say("Hide the licence of {title}", title=one.title))
            else:
                button.say(say_as("verb", "Read"))
                button.setAccessibleName(say("Read the licence of {title}", title=one.title))

        button.chosen.connect(toggle)
        return list_row(look, IconLabel(look, "scale", "text2", 18), words, button, at_top=True)
