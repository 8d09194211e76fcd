"""The list of changes, what matters most for learning first, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.panels.cards.choice import Choice, Dress
from editor.panels.cards.filling import empty
from editor.panels.cards.more import MoreLine
from editor.panels.cards.scroll import Page
from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame, ToneBox
from editor.panels.kit.labels import IconLabel, Label, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.versions.values import DRAFT, Change, Comparison, Refusal, VersionRow
from sync.model.language import mark, say, say_many

MOST_ROWS = 60
_WIDTH, _FLAT = 300, 300

_ICONS = {
    "answer": ("key", "warn"),
    "pass-mark": ("gauge", "warn"),
    "moved": ("arrow-up", "text2"),
    "renamed": ("type", "text2"),
    "added": ("file-plus", "text2"),
    "removed": ("circle-minus", "text2"),
    "changed": ("pencil", "text2"),
    "written": ("plus", "text2"),
    "cut": ("minus", "text2"),
}

_BRING = {
    "answer": mark("Bring this right answer back"),
    "pass-mark": mark("Bring this pass mark back"),
    "written": mark("Take this change back"),
}


class ChangeList(Frame):
    """List changes; `change_chosen(id)`, `restore(version)`, `release(version)`.

    `bring(id)` brings back what the change at hand took away, `bring_lesson(id)` its whole lesson.
    To restore is asked once more in place; what stands in the way of a release is listed with
    the way to it, `gone_to(lesson, line)`.
    """

    change_chosen = Signal(str)
    bring = Signal(str)
    bring_lesson = Signal(str)
    restore = Signal(str)
    release = Signal(str)
    gone_to = Signal(str, int)
    overlap_wanted = Signal(str)
    naming = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.SIDE_RIGHT)
        self._look = look
        self._choices: dict[str, Choice] = {}
        self._brings: list[Button] = []
        self._restoring: Button | None = None
        self._by: dict[str, Label] = {}
        self._title, self._count = Label("", Voice.CARD, wrap=True), Label("", Voice.SMALL)
        self._list = column(look, gap=3)
        self._note = column(look, gap=0)
        listed = column(look, self._note, self._list, gap=6, margins=(14, 0, 14, 8))
        told = column(look, self._title, self._count, gap=2, margins=(26, 16, 14, 6))
        self._bring = column(look, gap=6, margins=(14, 8, 14, 0))
        self._foot = column(look, gap=6, margins=(14, 8, 14, 16))
        self._head = holder(told)
        self._feet = (holder(self._bring), holder(self._foot))
        self._inside = column(look, listed, None, gap=0)
        page = Page(look, self._inside, say("Changes"))
        self._outer = column(look, self._head, (page, 1), *self._feet, gap=0)
        self.setLayout(self._outer)
        self._is_one = self.asks = False
        self.lie(False)

    def lie(self, flat: bool, room: int = 0) -> None:
        """Lie below the text, where there is no room beside it; the two share the `room`.

        Where that is little, all of it scrolls as one: head and buttons would leave no change.
        """
        whole = self._look.px(_FLAT)
        most = min(whole, room * 2 // 5) if room else whole
        wide = 16777215 if flat else self._look.px(_WIDTH)
        self._scroll_as_one(flat and most < whole)
        self.setMinimumSize(0 if flat else wide, most if self._is_one else 0)
        self.setMaximumSize(wide, most if flat else 16777215)

    def _scroll_as_one(self, is_one: bool) -> None:
        if is_one == self._is_one:
            return
        self._is_one = is_one
        goes, comes = (self._outer, self._inside) if is_one else (self._inside, self._outer)
        for part in (self._head, *self._feet):
            goes.removeWidget(part)
        comes.insertWidget(0, self._head)
        for part in self._feet:
            comes.addWidget(part)

    def show_comparison(self, shown: Comparison) -> None:
        """Show the changes of a comparison."""
        count, lessons = len(shown.changes), len({c.lesson for c in shown.changes if c.lesson})
        said = say_many("{count} change", "{count} changes", count)
        if lessons:
            where = say_many("{count} lesson", "{count} lessons", lessons)
            said = say("{changes} in {lessons}", changes=said, lessons=where)
        self._title.say(said if count else say("Nothing differs"))
        told = (
            say_many(
                "{count:,} word written, {taken:,} taken out",
                "{count:,} words written, {taken:,} taken out",
                shown.written,
                taken=shown.taken,
            )
            if count
            else ""
        )
        self._count.say(told)
        empty(self._list)
        self._by = {}
        self._choices = {change.id: self._row(change) for change in shown.changes[:MOST_ROWS]}
        for choice in self._choices.values():
            self._list.addWidget(choice)
        if count > MOST_ROWS:
            self._list.addWidget(MoreLine(self._look, count - MOST_ROWS))
        self.show_people(shown)

    def show_people(self, shown: Comparison) -> None:
        """Say who made each change, and what was approved, where that is known by now."""
        empty(self._note)
        if shown.note:
            self._note.addWidget(self._advice(shown))
        for change in shown.changes:
            label = self._by.get(change.id)
            if label is not None and change.people:
                by = say("by {people}", people=change.people)
                label.say(by)
                label.show()
                told = ". ".join(filter(None, (change.detail, by)))
                self._choices[change.id].setAccessibleDescription(told)

    def show_current(self, change: str) -> None:
        """Ring the change being looked at."""
        for ident, choice in self._choices.items():
            choice.show_current(ident == change)

    def offer_bringing(self, change: Change | None, before: VersionRow | None, why: str) -> None:
        """Offer to bring back what a change took away; `why` this person may not, if so."""
        focused = any(one.hasFocus() for one in self._brings)
        empty(self._bring)
        self._brings = []
        if change is None or before is None or before.id == DRAFT or not change.had_lesson:
            return
        if change.was is not None:
            words = _BRING.get(change.kind, mark("Bring this sentence back"))
            self._bring.addWidget(self._bringing(say(words), "undo-2", why, change, self.bring))
        whole = say("Bring this lesson back")
        self._bring.addWidget(self._bringing(whole, "file-plus", why, change, self.bring_lesson))
        if focused:
            self._brings[0].show()
            self._brings[0].setFocus()

    def _bringing(
        self, words: str, icon: str, why: str, change: Change, told: SignalInstance
    ) -> Button:
        button = self._wide(words, icon)
        button.set_unavailable(why)
        button.setAccessibleDescription(". ".join(filter(None, [change.title, change.detail])))
        button.chosen.connect(lambda: told.emit(change.id))
        self._brings.append(button)
        return button

    def is_way(self, widget: QWidget) -> bool:
        """Tell whether it is one of the ways below the changes."""
        return self._feet[1].isAncestorOf(widget)

    def focus_way(self) -> bool:
        """Bring the focus to the way that asks before it does anything; False if there is none."""
        if self._restoring is None:
            return False
        self._restoring.show()
        self._restoring.setFocus()
        return True

    def focus_first(self) -> bool:
        """Bring the focus to the first change; False if there is none."""
        first = next(iter(self._choices.values()), None)
        if first is not None:
            first.show()  # at once, since only what is in sight takes the focus
            first.setFocus()
        return first is not None

    def show_ways(
        self, before: VersionRow | None, after: VersionRow | None, restoring: str, releasing: str
    ) -> None:
        """Offer to restore the earlier version and to release the later one.

        Beside the draft, which cannot be released, it is the earlier one that can.
        `restoring` and `releasing` are why this person may not, if so.
        """
        empty(self._foot)
        self._restoring, self.asks = None, False
        given = before if after is not None and after.id == DRAFT else after
        if given is not None and given.id != DRAFT and given.state != "released":
            words, waits = say("Release version {version}", version=given.label), given.waiting
            give = self._wide(words, "badge-check", Kind.PLAIN if waits else Kind.PRIMARY)
            give.set_unavailable(releasing)
            give.chosen.connect(lambda: self.release.emit(given.id))
            self._foot.addWidget(give)
            if waits:
                told = say("Still waiting for an answer: {people}", people=waits)
                give.setAccessibleDescription(give.accessibleDescription() or told)
                self._foot.addWidget(Label(told, Voice.SMALL, wrap=True))
        if before is not None and before.id != DRAFT:
            words = say("Restore version {version}…", version=before.label)
            bring = self._restoring = self._wide(words, "history")
            bring.set_unavailable(restoring)
            bring.chosen.connect(lambda: self._ask_to_restore(before))
            self._foot.addWidget(bring)
            told = say("Restoring makes a new draft. What you wrote since stays in Versions.")
            self._foot.addWidget(Label(told, Voice.NOTE, wrap=True))

    def show_refusals(self, refusals: Sequence[Refusal]) -> None:
        """List what stands in the way of the release, each with the way to it."""
        empty(self._foot)
        self.asks = True
        look, count = self._look, len(refusals)
        head = say_many("{count} thing stands in the way", "{count} things stand in the way", count)
        box = column(look, Label(head, Voice.STRONG), gap=8, margins=(14, 12, 14, 12))
        first: QWidget | None = None
        for refusal in refusals:
            words = column(look, Label(refusal.why, Voice.SMALL_TEXT, wrap=True), gap=2)
            if refusal.mend:
                words.addWidget(Label(refusal.mend, Voice.SMALL, wrap=True))
            box.addLayout(words)
            if refusal.lesson is not None or refusal.to != "lesson":
                button = self._way(refusal)
                box.addWidget(button)
                first = first or button
        box.addWidget(Label(say("Nothing was released."), Voice.SMALL_STRONG))
        page = Page(
            look, column(look, ToneBox(Tone.WARN, box), gap=0), say("In the way of the release")
        )
        page.setMinimumHeight(look.px(260))
        self._foot.addWidget(page)
        if first is not None:
            first.setFocus()

    def _way(self, refusal: Refusal) -> Button:
        words = say("Publish a new version…") if refusal.to == "version" else say("Go to it")
        button = Button(self._look, words, icon="arrow-right", small=True)
        button.setAccessibleName(f"{words}: {refusal.why}")
        lesson = str(refusal.lesson or "")
        ways: dict[str, Callable[[], None]] = {
            "lesson": lambda: self.gone_to.emit(lesson, refusal.line or 0),
            "overlap": lambda: self.overlap_wanted.emit(refusal.overlap or lesson),
            "version": self.naming.emit,
        }
        button.chosen.connect(ways[refusal.to])
        return button

    def _ask_to_restore(self, version: VersionRow) -> None:
        empty(self._foot)
        self.asks = True
        look, label = self._look, version.label
        told = say(
            "The draft will read as version {version} does. What it holds now is named as a "
            "version before, and you can go back to it.",
            version=label,
        )
        yes = Button(look, say("Restore version {version}", version=label), small=True)
        yes.chosen.connect(lambda: self.restore.emit(version.id))
        leave = Button(look, say("Leave it"), Kind.PRIMARY, small=True)
        leave.chosen.connect(self.left.emit)
        buttons = row(look, leave, yes, None)
        box = column(
            look,
            Label(say("Restore version {version}?", version=label), Voice.STRONG),
            gap=8,
            margins=(14, 12, 14, 12),
        )
        box.addWidget(Label(told, Voice.SMALL, wrap=True))
        box.addLayout(buttons)
        self._foot.addWidget(ToneBox(Tone.INFO, box))
        leave.setFocus()

    def _wide(self, words: str, icon: str, kind: Kind = Kind.PLAIN) -> Button:
        button = Button(self._look, words, kind, icon=icon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def _row(self, change: Change) -> Choice:
        look = self._look
        icon, colour = _ICONS[change.kind]
        words = column(look, Label(change.title, Voice.SMALL_STRONG, wrap=True), gap=1)
        if change.detail:
            words.addWidget(Label(change.detail, Voice.SMALL, wrap=True))
        by = self._by[change.id] = Label("", Voice.SMALL, wrap=True)
        words.addWidget(by)
        by.hide()
        line = row(look, gap=11, margins=(12, 8, 10, 8))
        line.addWidget(
            IconLabel(look, change.icon or icon, colour, 17), 0, Qt.AlignmentFlag.AlignTop
        )
        line.addLayout(words, 1)
        choice = Choice(look, change.title, line, Dress.RINGED, change.detail)
        choice.chosen.connect(lambda: self.change_chosen.emit(change.id))
        return choice

    def _advice(self, shown: Comparison) -> ToneBox:
        look, tone = self._look, Tone.WARN if shown.asked else Tone.INFO
        icon = ("circle-alert", "warn") if shown.asked else ("info", "accent")
        head = row(look, IconLabel(look, *icon, 16))
        head.addWidget(Label(shown.note_title, Voice.SMALL_STRONG, wrap=True), 1)
        words = Label(shown.note, Voice.SMALL, wrap=True)
        return ToneBox(tone, column(look, head, words, gap=5, margins=(14, 12, 14, 12)))
