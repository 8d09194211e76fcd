"""Spelling in the settings: languages of all courses and of one, own words, own dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.choices import CheckBox
from editor.panels.kit.flow import Flow
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.settings.section import Section
from sync.model.language import mark, say, say_many

_MOST_SHOWN = 200


@dataclass(frozen=True)
class Languages:
    """What can be chosen and what is: `known` pairs a tag with its name.

    `of_course` are those that hold for the course on show, `chosen` if they were chosen for it.
    """

    known: tuple[tuple[str, str], ...] = ()
    usual: tuple[str, ...] = ()
    course: str = ""
    of_course: tuple[str, ...] = ()
    chosen: bool = False
    troubles: tuple[str, ...] = ()


class SpellingSection(Section):
    """Choose languages (`usual_chosen(tags)`, `course_chosen(tags or None)`), keep own words.

    `word_added(word)` and `word_removed(word)` ask to change them, `dictionary_wanted` to bring a
    dictionary.
    """

    usual_chosen = Signal(object)
    course_chosen = Signal(object)
    word_added = Signal(str)
    word_removed = Signal(str)
    dictionary_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            mark("Spelling"),
            say(
                "A word is right if it is right in any language that you choose: two may "
                "stand in one text. Everything is looked up on this computer."
            ),
        )
        self._shown = Languages()
        self._words: tuple[str, ...] = ()
        self._usual, self._course = Flow(look, gap=14), Flow(look, gap=14)
        self._course_title = Label("", Voice.STRONG, wrap=True)
        self._as_usual = Button(look, say("As in all courses"), Kind.LINK, small=True)
        self._troubles = Label("", Voice.SMALL_TEXT, wrap=True)
        self.bring = Button(look, say("Add a dictionary…"), icon="plus", small=True)
        self.field = QLineEdit()
        self.field.setAccessibleName(say("An own word"))
        self.field.setPlaceholderText(say("A word to keep, or to find below"))
        self.add_word = Button(look, say("Keep this word"), small=True)
        self._none = Label("", Voice.SMALL, wrap=True)
        self._chips = Flow(look, gap=6)
        for part in (Label(say("In all courses"), Voice.STRONG), self._usual, self._course_title,
                     self._course, self._as_usual, self._troubles, self.bring):  # fmt: skip
            self.box.addWidget(part)
        self.box.addSpacing(look.px(14))
        self.box.addWidget(Label(say("Own words"), Voice.STRONG))
        self.box.addLayout(row(look, (self.field, 1), self.add_word, gap=8))
        self.box.addWidget(self._none)
        self.box.addWidget(self._chips)
        self._as_usual.chosen.connect(lambda: self.course_chosen.emit(None))
        self.bring.chosen.connect(self.dictionary_wanted)
        self.add_word.chosen.connect(self._add_word)
        self.field.returnPressed.connect(self._add_word)
        self.field.textChanged.connect(self._show_words)

    def show_languages(self, shown: Languages) -> None:
        """Show what can be chosen, and what is."""
        if shown == self._shown:
            return
        self._shown = shown
        self._fill(self._usual, shown.usual, self._turn_usual)
        self._fill(self._course, shown.of_course, self._turn_course)
        told = say("In “{course}”", course=shown.course) if shown.course else ""
        self._course_title.say(told)
        for part in (self._course_title, self._course):
            part.setVisible(bool(shown.course))
        self._as_usual.setVisible(bool(shown.course) and shown.chosen)
        nothing = () if shown.known else (say("There is no dictionary on this computer yet."),)
        told = " ".join((*shown.troubles, *nothing))
        self._troubles.say(told)
        self._troubles.setVisible(bool(told))
        follow_the_eye(self)

    def show_words(self, words: Sequence[str]) -> None:
        """Show the person's own words."""
        if tuple(words) != self._words or not self._none.text():
            self._words = tuple(words)
            self._show_words()

    def _fill(self, flow: Flow, chosen: Sequence[str], turn: object) -> None:
        flow.clear()
        known = dict(self._shown.known)
        for tag in dict.fromkeys((*known, *chosen)):
            box = CheckBox(self.look, known.get(tag, tag), checked=tag in chosen)
            assert callable(turn)
            box.toggled.connect(lambda on, tag=tag: turn(tag, on))
            flow.add(box)

    def _turn_usual(self, tag: str, on: bool) -> None:
        self.usual_chosen.emit(_turned(self._shown.usual, tag, on))

    def _turn_course(self, tag: str, on: bool) -> None:
        self.course_chosen.emit(_turned(self._shown.of_course, tag, on))

    def _add_word(self) -> None:
        word = self.field.text().strip()
        if word and word not in self._words:
            self.word_added.emit(word)
        self.field.clear()

    def _show_words(self) -> None:
        sought = self.field.text().strip().casefold()
        found = [word for word in self._words if sought in word.casefold()]
        self._chips.clear()
        for word in found[:_MOST_SHOWN]:
            chip = Button(self.look, word, icon="x", small=True)
            chip.setAccessibleName(say("Take “{word}” out of your own words", word=word))
            chip.chosen.connect(lambda word=word: self.word_removed.emit(word))
            self._chips.add(chip)
        follow_the_eye(self)
        self._none.say(self._said(len(found), bool(sought)))

    def _said(self, found: int, sought: bool) -> str:
        if not self._words:
            return say(
                "None yet. A word is kept here, or by “is right” in the menu of an underlined one."
            )
        if found > _MOST_SHOWN:
            return say_many(
                "{shown} of {count} word; type to find another.",
                "{shown} of {count} words; type to find another.",
                found,
                shown=_MOST_SHOWN,
            )
        if sought and not found:
            return say("None of your own words is like that.")
        return say_many(
            "{count} word; press it to take it out.",
            "{count} words; press one to take it out.",
            len(self._words),
        )


def _turned(now: Sequence[str], tag: str, on: bool) -> tuple[str, ...]:
    rest = [one for one in now if one != tag]
    return tuple([*rest, tag] if on else rest)
