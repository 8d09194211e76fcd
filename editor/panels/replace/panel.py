"""Find and replace in a whole course, as a page: every place is seen before anything changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar

from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.flow import Flow
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.labels import Label, Voice, restyle
from editor.panels.kit.look import Look
from editor.panels.replace.model import HitModel, said_of
from editor.panels.replace.tree import HitTree
from editor.panels.replace.values import LessonRows
from editor.panels.source.finding import Query
from sync.model.language import mark, say

_WAIT_MS = 250
HINT = mark(
    "Every place in the course is listed here before anything changes. You choose which ones are "
    "replaced; one step takes all of it back."
)
OPTIONS = (
    ("case", mark("Match case"), mark("Match case")),
    ("whole", mark("Whole words"), mark("Whole words only")),
    ("accents", mark("Accents count"), mark("Accents count: e is not é")),
    (
        "pattern",
        mark("Pattern"),
        mark("Pattern: a regular expression; \\1 is what its first group held"),
    ),
)


class ReplacePanel(Frame):
    """Ask for words, show the places, tell which are to change.

    `asked(query, words)` follows the typing; rows come by `show_begun`, `add` and `show_end`.
    `replace_wanted` asks to do it (`chosen` tells what), `stopped` to stop what goes on,
    `back_wanted` to take the last replacement back, `place_chosen(lesson, number)` to see one.
    """

    asked = Signal(object, str)
    replace_wanted = Signal()
    stopped = Signal()
    back_wanted = Signal()
    place_chosen = Signal(str, int)

    def __init__(self, look: Look) -> None:
        super().__init__(Box.CANVAS)
        self._look = look
        self._suggests, self._reason, self._busy = False, "", False
        self._asked: Query | None = None
        self.model = HitModel(self)
        self.tree = HitTree(look, self.model)
        self.title = Label(say("Find and replace"), Voice.PAGE)
        self.words = self._field(say("Find in the course"), say("Find…"))
        self.other = self._field(say("Replace by"), say("Replace by… (nothing takes it out)"))
        self.options = {name: self._option(say(words), say(tip)) for name, words, tip in OPTIONS}
        self.options["accents"].setChecked(True)
        self._count = Label("", Voice.SMALL)
        self._said = Label(say(HINT), Voice.MUTED, wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say("How far it has come"))
        self.stop = Button(look, say("Stop"), small=True)
        self.all = Button(look, say("Tick all"), Kind.LINK, small=True)
        self.none = Button(look, say("Tick none"), Kind.LINK, small=True)
        self.replace = Button(look, say("Replace"), Kind.PRIMARY, icon="replace")
        self.back = Button(look, say("Take it back"), icon="undo-2", small=True)
        self._news = Label("", Voice.SMALL_TEXT, wrap=True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._lay_out(look)
        self._connect()
        self._show_places()

    # -- what is asked

    def begin(self, course: str, query: Query | None = None, words: str = "") -> None:
        """Begin in a course, with what is looked for already."""
        self.title.say(say("Find and replace in “{course}”", course=course))
        if query is not None:
            self.words.setText(query.words)
            self.other.setText(words)
            chosen = (query.case, query.whole_words, query.accents, query.pattern)
            for (name, _, _), on in zip(OPTIONS, chosen, strict=True):
                with QSignalBlocker(self.options[name]):
                    self.options[name].setChecked(on)
        self.words.setFocus()
        self.words.selectAll()
        self.ask()

    def query(self) -> Query:
        """Return what is looked for, and how."""
        on = {name: option.isChecked() for name, option in self.options.items()}
        return Query(self.words.text(), on["pattern"], on["case"], on["whole"], on["accents"])

    def ask(self) -> None:
        """Ask now."""
        self._later.stop()
        self.asked.emit(self.query(), self.other.text())

    # -- what is found

    def show_begun(self, *, anew: bool) -> None:
        """Make room for what is found; `anew` forgets what was unticked."""
        self.model.clear(anew=anew)
        self._show_places()

    def add(self, lessons: Sequence[LessonRows]) -> None:
        """Show what was found in some lessons more."""
        first = self.model.rowCount()
        self.model.add(lessons)
        self.tree.open_from(first)
        self._show_places()

    def show_progress(self, words: str, done: int, of: int) -> None:
        """Say how far looking or replacing has come."""
        self._busy = True
        self._bar.setRange(0, max(1, of))
        self._bar.setValue(done)
        self._count.say(words)
        self._going.setVisible(True)
        self._show_button()

    def show_end(self, problem: str = "") -> None:
        """Say what was found when all was looked through, or why it cannot be."""
        self._busy = False
        self._going.setVisible(False)
        places, lessons = self.model.count
        words = self.words.text()
        self.words.setProperty("wrong", bool(problem))
        restyle(self.words)
        if problem:
            told = problem
        elif not words:
            told = say(HINT)
        elif not places:
            told = say("Nothing found for “{words}” in this course.", words=words)
        else:
            told = ""
        self._said.say(told)
        self._said.setVisible(bool(told))
        self._count.say(said_of((places, lessons)) if places else "")
        self._show_places()
        announce(self.words, told or self._count.accessibleName())

    def show_part(self, *, suggests: bool, reason: str) -> None:
        """Say what this person may do: write, suggest, or nothing and why."""
        self._suggests, self._reason = suggests, reason
        self._show_button()

    def show_news(self, words: str, way: str = "") -> None:
        """Say what was done, with the way back; no words take both away."""
        self._news.say(words)
        self.back.say(way)
        self.back.setVisible(bool(way))
        self._told.setVisible(bool(words))
        if words:
            announce(self.words, words)

    # -- parts

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.setClearButtonEnabled(True)
        return field

    def _option(self, words: str, tip: str) -> Button:
        option = Button(self._look, words, Kind.QUIET, small=True, tip=tip)
        option.setCheckable(True)
        return option

    def _lay_out(self, look: Look) -> None:
        options = Flow(look, *self.options.values(), gap=4)
        self._going = holder(row(look, (self._bar, 1), self.stop, gap=10))
        self._going.hide()
        self._told = Frame(
            Box.WELL, row(look, (self._news, 1), self.back, gap=12, margins=(14, 8, 10, 8))
        )
        self._told.hide()
        self._ticks = holder(row(look, self._count, None, self.all, self.none, gap=8))
        head = column(
            look, self.title, 4, self.words, self.other, options, self._told, self._going,
            self._said, self._ticks, gap=8, margins=(34, 26, 34, 6),
        )  # fmt: skip
        foot = Frame(Box.FOOT, row(look, None, self.replace, margins=(34, 10, 34, 10)))
        self._rest = holder(column(look, None, gap=0))
        body = ((self.tree, 1), (self._rest, 1))
        self.setLayout(column(look, holder(head), Hairline(look), *body, foot, gap=0))

    def _connect(self) -> None:
        self._later.timeout.connect(self.ask)
        for field in (self.words, self.other):
            field.textEdited.connect(lambda _: self._later.start())
            field.returnPressed.connect(self.ask)
        for option in self.options.values():
            option.toggled.connect(lambda _: self.ask())
        self.model.turned.connect(self._show_button)
        self.tree.place_chosen.connect(self.place_chosen)
        self.all.chosen.connect(lambda: self.model.tick_all(True))
        self.none.chosen.connect(lambda: self.model.tick_all(False))
        self.stop.chosen.connect(self.stopped)
        self.replace.chosen.connect(self.replace_wanted)
        self.back.chosen.connect(self.back_wanted)

    def _show_places(self) -> None:
        some = self.model.rowCount() > 0
        self.tree.setVisible(some)
        self._rest.setVisible(not some)
        self._ticks.setVisible(some or self._busy)
        for button in (self.all, self.none):
            button.setVisible(some)
        self._show_button()

    def _show_button(self) -> None:
        ticked = self.model.ticked
        some, places = ticked[0] > 0, said_of(ticked)
        if self._suggests:
            verb = say("Suggest {places}", places=places) if some else say("Suggest")
        elif self.other.text():
            verb = say("Replace {places}", places=places) if some else say("Replace")
        else:
            verb = say("Take out {places}", places=places) if some else say("Take out")
        self.replace.say(verb)
        nothing = "" if ticked[0] else say("Tick the places that are to change first.")
        busy = say("It is still being looked through.") if self._busy else ""
        self.replace.set_unavailable(self._reason or busy or nothing)
