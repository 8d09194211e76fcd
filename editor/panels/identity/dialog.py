"""The dialog “This may not be your server”: to stay offline is never wrong, and is the default."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.overlay import Overlay
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.identity.values import OtherIdentity
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import mark, say

_WIDTH = 650
TITLE = mark("This may not be your server")
_ASK = mark(
    "Ask the person who runs the server to read you its six words, by telephone or in person:"
)
_SILENT = mark(
    "Ask the person who runs the server. It may be an older version, or none of yours: there are "
    "no words to compare until it proves who it is."
)


class IdentityDialog(Overlay):
    """Say what answered, and compare six words.

    `left` is to stay offline; `read_out(words)` gives what somebody heard and typed, and
    `details_wanted` asks for a file with what is known. The dialog stays until it is closed.
    """

    read_out = Signal(str)
    details_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        self._inside: QVBoxLayout = column(look, gap=14, margins=(32, 28, 30, 10))
        self._heard = QLineEdit()
        self._problem = Label("", Voice.BAD, wrap=True)
        self._stay = Button(look, say("Stay offline"), Kind.PRIMARY, icon="cloud-off", tip="Esc")
        self._save = Button(look, say("Save details"), Kind.QUIET, icon="download")
        self._read = Button(look, say("They read me the new words…"))
        self._accept = Button(look, say("Accept this server"))
        super().__init__(look, parent, say(TITLE), Frame(Box.DIALOG), _WIDTH)
        name = say("The six words that they read to you")
        self._heard.setAccessibleName(name)
        self._heard.setPlaceholderText(name)
        self._asking = holder(self._form(look, name))
        self._foot = row(look, self._read, None, self._save, self._stay, margins=(32, 8, 30, 26))
        self._edges = holder(self._foot)
        self._scroll = Page(look, self._inside, say(TITLE))
        self.frame.setLayout(column(look, (self._scroll, 1), self._edges, gap=0))
        self._stay.chosen.connect(self.close_it)
        self._save.chosen.connect(self.details_wanted)
        self._read.chosen.connect(self._open_form)
        self._accept.chosen.connect(self._send)
        self._heard.returnPressed.connect(self._send)
        self._heard.textChanged.connect(lambda _: self._say(""))

    def show_other(self, shown: OtherIdentity) -> None:
        """Open it on what answered; the focus is on staying offline."""
        look = self.look
        self._asking.setParent(None)
        empty(self._inside)
        title = Label(say(TITLE), Voice.PAGE, wrap=True)
        self._inside.addLayout(row(look, IconLabel(look, "shield-alert", "warn", 24), (title, 1)))
        way = say(_ASK) if shown.said else say(_SILENT)
        for icon, ink, head, words in (
            ("circle-question-mark", "text2", say("What happened."), shown.happened),
            ("shield-check", "ok", say("What is safe."), shown.safe),
            ("users", "accent", say("What to do."), way),
        ):
            self._inside.addLayout(self._part(icon, ink, head, words))
        known, said = say("The words you know"), say("The words it says now")
        self._inside.addWidget(self._well(known, shown.known_since, shown.known))
        if shown.said:
            self._inside.addWidget(self._well(said, shown.said_at, shown.said))
        self._inside.addWidget(self._asking)
        self._inside.addStretch(1)
        self._heard.clear()
        self._say("")
        self._asking.hide()
        self._read.setVisible(bool(shown.said))
        follow_the_eye(self.frame)
        self.open_over(self._stay)
        announce(self, f"{say(TITLE)}. {shown.happened} {shown.safe}")

    def show_problem(self, words: str) -> None:
        """Say why the words that were typed do not do."""
        self._accept.set_unavailable("")
        self._say(words)
        announce(self, words)
        self._heard.setFocus()
        self._heard.selectAll()

    @property
    def problem(self) -> str:
        """What is said of the words that were typed; "" while nothing is."""
        return self._problem.accessibleName()

    def wanted_height(self, width: int) -> int:
        """Measure the frame with all of its page in sight."""
        self._inside.invalidate()
        has = self._inside.hasHeightForWidth()
        page = self._inside.heightForWidth(width) if has else self._inside.sizeHint().height()
        shown = [one for one in (self._read, self._save, self._stay) if not one.isHidden()]
        wide = sum(one.sizeHint().width() for one in shown) + self.look.px(62 + 16)
        ways = QBoxLayout.Direction
        self._foot.setDirection(ways.LeftToRight if wide <= width else ways.BottomToTop)
        return page + self._edges.sizeHint().height() + 2

    def _form(self, look: Look, name: str) -> QVBoxLayout:
        line = row(look, (self._heard, 1), self._accept, gap=8)
        return column(look, Label(name, Voice.SMALL_STRONG), line, self._problem, gap=7)

    def _part(self, icon: str, ink: str, head: str, words: str) -> QHBoxLayout:
        text = Label(f"<b>{escape(head)}</b> {escape(words)}", Voice.TEXT, wrap=True, rich=True)
        text.setAccessibleName(f"{head} {words}")
        line = row(self.look, gap=12)
        line.addWidget(IconLabel(self.look, icon, ink, 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text, 1)
        return line

    def _well(self, head: str, note: str, words: str) -> Frame:
        look = self.look
        line = row(look, Label(head, Voice.SMALL_STRONG), None, Label(note, Voice.NOTE))
        said = Label(words, Voice.SERIF, wrap=True)
        return Frame(Box.WELL, column(look, line, said, gap=5, margins=(16, 12, 16, 14)))

    def _open_form(self) -> None:
        self._asking.show()
        follow_the_eye(self.frame)
        self.place()
        self._heard.setFocus()
        self._scroll.show_inside(self._asking)

    def _say(self, words: str) -> None:
        self._problem.say(words)
        self._problem.setVisible(bool(words))
        self.place()

    def _send(self) -> None:
        if self._heard.text().strip():
            self.read_out.emit(self._heard.text())
