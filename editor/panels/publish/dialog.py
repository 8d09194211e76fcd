"""The dialog that names a version: what is new, what to look at first, whom to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from editor.panels.cards.filling import empty
from editor.panels.cards.form import Words
from editor.panels.cards.overlay import Overlay
from editor.panels.cards.rows import list_card, section
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.kit.announce import announce
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.avatars import Avatar
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.choices import CheckBox
from editor.panels.kit.frames import Box, Frame, Hairline
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.tips import plain_tip
from editor.panels.publish.row import FindingRow
from editor.panels.publish.values import Finding, Mended, Publication, Reviewer
from sync.model.ids import PersonId
from sync.model.language import say, say_many

_WIDTH, _FOOT_FROM = 780, 600
MOST_SHOWN = 40
_FEW = 3


class PublishDialog(Overlay):
    """Ask for what a version needs; `published(note, asked)` gives the note and a tuple of people.

    A version can always be named, open overlaps and all. `gone_to(lesson, line)` closes the
    dialog and leads to a finding, `overlap_wanted(id or lesson)` to an overlap; the note that was
    begun stays for the next time. `mend_wanted(lesson, ident, answer)` mends a finding, and stays;
    `back_wanted` takes back what was mended last.
    """

    published = Signal(str, object)
    gone_to = Signal(str, int)
    overlap_wanted = Signal(str)
    mend_wanted = Signal(str, str, str)
    back_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        self._title = Label("", Voice.PAGE)
        self._about = Label("", Voice.MUTED, wrap=True)
        self._note = Words(
            look, say("What is new, in your words"), say("What is new, in your words")
        )
        self._findings: QVBoxLayout = column(look, gap=7)
        self._rows: list[FindingRow] = []
        self._done: tuple[Mended, ...] = ()
        self._at, self._whole, self._back = 0, False, False
        self._mends: dict[tuple[str, str], tuple[str, str]] = {}
        self._people: list[tuple[PersonId, CheckBox]] = []
        self._send = Button(look, "", Kind.PRIMARY, icon="send", tip="Ctrl+Enter")
        self._sending = Label("", Voice.SMALL, wrap=True)
        self._sending_inside = Label("", Voice.SMALL, wrap=True)
        self._cloud = IconLabel(look, "cloud", "text3", 17)
        self._later = Button(look, say("Not now"), tip="Esc")
        self._close = IconButton(look, "x", say("Close"), colour="text2", keys="Esc")
        super().__init__(look, parent, say("Publish a version"), Frame(Box.DIALOG), _WIDTH)
        self.frame.setLayout(self._contents())
        self._note.sent.connect(self._publish)
        self._note.left.connect(self.close_it)
        self._send.chosen.connect(self._publish)
        self._later.chosen.connect(self.close_it)
        self._close.chosen.connect(self.close_it)

    def show_publication(self, shown: Publication) -> None:
        """Open the dialog on what is known now; words begun earlier are still in the note."""
        title = say("Publish version {number}", number=shown.number)
        self.setAccessibleName(title)
        self._title.say(title)
        self._about.say(
            shown.about
            or say(
                "This makes version {number} from your draft. You can go on writing;"
                " learners get it when it is released.",
                number=shown.number,
            )
        )
        if shown.note and not self._note.words().strip():
            self._note.setPlainText(shown.note)
            self._note.moveCursor(QTextCursor.MoveOperation.End)
        self._send.say(title)
        self._cloud.show_icon("cloud-off" if shown.offline else "cloud", "text3")
        self._sending.say(shown.sending)
        self._sending_inside.say(shown.sending)
        self._done, self._at, self._whole = (), 0, False
        self._mends.clear()
        self._fill(shown)
        follow_the_eye(self.frame)
        self.open_over(self._note)

    def show_mends(self, lesson: str, mends: Mapping[str, tuple[str, str]]) -> None:
        """Offer what mends the findings in a lesson, by name: a button's words, what it asks."""
        self._mends.update({(lesson, ident): mend for ident, mend in mends.items()})
        self._offer_mends()
        follow_the_eye(self.frame)
        self.place()

    def show_again(self, shown: Publication, done: Sequence[Mended], *, back: bool) -> None:
        """Show what is left after a mend, and what was mended; the focus goes to what is next.

        `back` says that the last of it can be taken back here.
        """
        if not self.isVisible():
            return
        self._done, self._back = tuple(done), back
        asked = {person for person, box in self._people if box.isChecked()}
        self._fill(shown)
        for person, box in self._people:
            box.setChecked(person in asked)
        follow_the_eye(self.frame)
        self.place()
        left = len(shown.blockers) + len(shown.advice)
        self.take_focus()
        said = say_many("{count} thing is left.", "{count} things are left.", left)
        announce(self, f"{done[-1].told} {said}" if done else said)

    def show_not_mended(self, lesson: str, ident: str) -> None:
        """Say that a finding could not be mended from here."""
        for one in self._rows:
            if (one.finding.lesson, one.finding.ident) == (lesson, ident):
                one.say_why_not()

    def take_focus(self) -> None:
        """Put the focus on the finding after the one that was mended, else on the note."""
        shown = [one for one in self._rows if not one.isHidden()]
        if shown:
            shown[min(self._at, len(shown) - 1)].take_focus()
        else:
            self._note.setFocus()

    @property
    def fields(self) -> dict[str, Words]:
        """What is typed into, by name: it is kept until the version is named."""
        return {"note": self._note}

    def finish(self) -> None:
        """Close once the version was named, and forget the note."""
        self._note.clear()
        self.hide()

    def wanted_height(self, width: int) -> int:
        """Measure the frame with all of its page in sight."""
        inside = self._scroll.widget()
        layout = inside.layout() if inside is not None else None
        if inside is None or layout is None:
            return 0
        roomy, said = width >= self.look.px(_FOOT_FROM), bool(self._sending.accessibleName())
        for part in (self._sending, self._cloud):
            part.setVisible(roomy and said)
        self._sending_inside.setVisible(not roomy and said)
        layout.invalidate()
        page = layout.heightForWidth(width) if layout.hasHeightForWidth() else 0
        page = max(page, layout.minimumSize().height())
        rest = sum(part.sizeHint().height() for part in (self._head, self._edges))
        return page + rest + 2

    def _contents(self) -> QVBoxLayout:
        look = self.look
        head = row(look, self._title, None, self._close)
        label = Label(say("What is new, in your words"), Voice.SMALL_STRONG)
        inside = column(look, gap=7, margins=(32, 0, 28, 4))
        for item in (self._about, label, self._note):
            inside.addWidget(item)
        inside.insertSpacing(1, look.px(12))
        inside.addSpacing(look.px(10))
        inside.addLayout(self._findings)
        inside.addWidget(self._sending_inside)
        inside.addStretch(1)
        self._scroll = Page(look, inside, say("Before you publish"))
        foot = row(look, self._cloud, (self._sending, 1), gap=10)
        foot.addStretch(0)
        for button in (self._later, self._send):
            foot.addWidget(button)
        edges = column(look, Hairline(look), 6, foot, gap=6, margins=(32, 4, 28, 22))
        self._edges = holder(edges)
        self._head = holder(column(look, head, margins=(32, 26, 28, 4)))
        return column(look, self._head, (self._scroll, 1), self._edges, gap=0)

    def _fill(self, shown: Publication) -> None:
        empty(self._findings)
        look, box = self.look, self._findings
        self._rows = []
        if self._done:
            box.addLayout(section(look, say("Mended"), say("in your draft")))
            box.addWidget(self._mended())
            box.addSpacing(look.px(10))
        if shown.blockers:
            way = say_many(
                "{count} thing stands in the way of it",
                "{count} things stand in the way of it",
                len(shown.blockers),
            )
            box.addLayout(section(look, say("Before a release"), way))
            box.addWidget(self._card(shown.blockers, "warn"))
            note = say("You may publish now: reviewers see these places too.")
            box.addWidget(Label(note, Voice.SMALL, wrap=True))
            box.addSpacing(look.px(10))
        if shown.advice:
            box.addLayout(section(look, say("Worth a look"), say("you may publish with these")))
            self._add_advice(shown.advice)
            box.addSpacing(look.px(10))
        if shown.fine:
            self._add_fine(shown.fine)
        self._offer_mends()
        self._people = []
        if shown.reviewers:
            box.addLayout(
                section(look, say("Ask for a review"), say("they see this version until a newer"))
            )
            box.addWidget(self._asked(shown.reviewers))

    def _offer_mends(self) -> None:
        for one in self._rows:
            mend = self._mends.get((str(one.finding.lesson or ""), one.finding.ident))
            if mend is not None and not one.is_mendable:
                one.offer(*mend)

    def _add_advice(self, advice: Sequence[Finding]) -> None:
        """Show the first few; a long list would hide whom one can ask."""
        card = self._card(advice, "text2")
        self._findings.addWidget(card)
        if len(advice) <= _FEW + 1:
            return
        rest = card.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        rest = rest[2 * _FEW - 1 :]
        more = Button(self.look, "", Kind.QUIET, small=True)
        words = say_many("Show {count} more", "Show {count} more", len(advice) - _FEW)

        def show() -> None:
            for part in rest:
                part.setVisible(self._whole)
            more.say(say("Show fewer") if self._whole else words)

        def toggle() -> None:
            self._whole = not self._whole
            show()
            self.place()

        show()
        more.chosen.connect(toggle)
        self._findings.addLayout(row(self.look, more, None))

    def _card(self, findings: Sequence[Finding], ink: str) -> Frame:
        rows: list[QWidget] = [self._row(finding, ink) for finding in findings[:MOST_SHOWN]]
        if len(findings) > MOST_SHOWN:
            more = Label(
                say_many("and {count} more", "and {count} more", len(findings) - MOST_SHOWN),
                Voice.SMALL,
            )
            rows.append(holder(row(self.look, more, margins=(58, 8, 16, 8))))
        return list_card(self.look, rows)

    def _row(self, finding: Finding, ink: str) -> FindingRow:
        made, lesson = FindingRow(self.look, finding, ink), str(finding.lesson or "")
        made.gone.connect(partial(self._go, finding))
        made.grown.connect(self.place)
        made.mended.connect(lambda answer: self._mend(made, lesson, answer))
        self._rows.append(made)
        return made

    def _mend(self, made: FindingRow, lesson: str, answer: str) -> None:
        self._at = [one for one in self._rows if not one.isHidden()].index(made)
        self.mend_wanted.emit(lesson, made.finding.ident, answer)

    def _mended(self) -> Frame:
        """List what was mended here, the latest first."""
        rows: list[QWidget] = []
        for number, one in enumerate(reversed(self._done)):
            shown = FindingRow(self.look, Finding(one.told, one.detail, "circle-check"), "ok")
            if not number and self._back:
                shown.offer_back()
                shown.taken_back.connect(self.back_wanted)
            rows.append(shown)
        return list_card(self.look, rows)

    def _add_fine(self, fine: Sequence[str]) -> None:
        look, count = self.look, len(fine)
        words = say_many("{count} check is fine", "{count} checks are fine", count)
        head = Label(words, Voice.OK)
        names = Label(", ".join(fine), Voice.SMALL, wrap=True)
        names.hide()
        more = Button(look, say("Show"), Kind.QUIET, icon="chevron-down", small=True)
        more.setAccessibleName(say("Show the checks that are fine"))
        more.chosen.connect(lambda: self._toggle(names, more))
        self._findings.addLayout(row(look, IconLabel(look, "circle-check", "ok"), head, None, more))
        self._findings.addWidget(names)
        self._findings.addSpacing(look.px(8))

    def _toggle(self, names: Label, more: Button) -> None:
        names.setVisible(names.isHidden())
        more.say(say("Show") if names.isHidden() else say("Hide"))
        self.place()

    def _asked(self, reviewers: Sequence[Reviewer]) -> QWidget:
        look = self.look
        grid = QGridLayout()
        grid.setContentsMargins(look.px(2), 0, 0, 0)
        grid.setHorizontalSpacing(look.px(20))
        for number, one in enumerate(reviewers):
            box = CheckBox(look, one.face.name, one.asked)
            box.setAccessibleName(say("Ask {name}", name=one.face.name))
            box.setAccessibleDescription(one.note)
            box.setToolTip(plain_tip(one.note))
            box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._people.append((one.id, box))
            line = row(look, box, Avatar(look, one.face, size=20), gap=8)
            line.addWidget(Label(one.note, Voice.NOTE), 1, Qt.AlignmentFlag.AlignVCenter)
            grid.addLayout(line, number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return holder(grid)

    def _go(self, finding: Finding) -> None:
        self.close_it()
        if finding.to_overlap:
            self.overlap_wanted.emit(finding.overlap or str(finding.lesson))
        else:
            self.gone_to.emit(str(finding.lesson), finding.line or 0)

    def _publish(self) -> None:
        asked = tuple(person for person, box in self._people if box.isChecked())
        self.published.emit(self._note.words().strip(), asked)
