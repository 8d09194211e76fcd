"""One's own verdict on a version: approve, or ask for changes, with a word about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from editor.panels.cards.form import Words
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from editor.panels.review.values import ReviewView, VerdictChoice
from sync.model.language import mark, say, say_many

_CHOOSE = mark("Choose a verdict first.")
_SAID = {
    "approve": mark("You approved {version}."),
    "ask-changes": mark("You asked for changes in {version}."),
}


@dataclass(frozen=True)
class BegunVerdict:
    """What was chosen and written, and not given yet."""

    chosen: VerdictChoice | None
    note: str


class VerdictForm(Frame):
    """Ask for a verdict; `given(verdict, note)` when the reviewer says that they are done.

    `cannot` says that they are no reviewer of it after all, `wrote` that a verdict was begun,
    changed, sent or left: what was begun on a version is there again with it.
    """

    given = Signal(str, str)
    cannot = Signal()
    wrote = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(Box.SIDE_FOOT)
        self._view: ReviewView | None = None
        self._chosen: VerdictChoice | None = None
        self._begun: dict[str, BegunVerdict] = {}
        self._version = Label("", Voice.NOTE)
        self._approve = self._way(look, say("Approve"), "check")
        self._change = self._way(look, say("Ask for changes"), "pencil")
        self._approve.chosen.connect(lambda: self._choose("approve"))
        self._change.chosen.connect(lambda: self._choose("ask-changes"))
        self._note = Words(look, say("A word about it"), say("A word about it"))
        self._note.sent.connect(self._send)
        self._note.textChanged.connect(self.wrote)
        self._done = Button(look, say("I am done reviewing"), Kind.PRIMARY, tip="Ctrl+Enter")
        self._done.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._done.chosen.connect(self._send)
        self._done.why_asked.connect(lambda _: self._approve.setFocus())
        self._told = Label("", Voice.NOTE, wrap=True)
        self._cannot = Button(look, say("I cannot review it"), Kind.LINK, small=True)
        self._cannot.chosen.connect(self.cannot)
        head = row(look, Label(say("Your verdict"), Voice.SMALL_STRONG), None, self._version)
        ways = row(look, self._approve, self._change)
        no = row(look, self._cannot, None, gap=0)
        parts = (head, ways, self._note, self._done, self._told, no)
        self.setLayout(column(look, *parts, gap=8, margins=(16, 12, 16, 12)))

    def show_review(self, view: ReviewView, *, fresh: bool) -> None:
        """Show where the verdict stands; what was begun on another version waits for that."""
        if fresh:
            self._begun = self.begun()
        self._view = view
        if fresh:
            begun = self._begun.pop(view.version, BegunVerdict(view.given, view.note))
            self._chosen = begun.chosen
            self._note.setPlainText(begun.note)
        self._version.say(say("on {version}", version=view.name))
        for button in (self._approve, self._change):
            button.set_unavailable(view.hindrance)
        self._cannot.setVisible(view.is_asked and not view.given)
        self._weigh()
        self.wrote.emit()

    def begun(self) -> dict[str, BegunVerdict]:
        """Give the verdicts that were begun and not given, by their version."""
        view, note = self._view, self._note.words()
        if view is None or not view.version:
            return dict(self._begun)
        if (self._chosen, note.strip()) in ((view.given, view.note.strip()), (None, "")):
            return dict(self._begun)
        return {**self._begun, view.version: BegunVerdict(self._chosen, note)}

    def bring_back(self, begun: Mapping[str, BegunVerdict]) -> None:
        """Go on, as soon as its version is shown, with what was begun in a window before."""
        self._begun = {**begun, **self._begun}

    def focus_first(self) -> None:
        """Bring the focus to the first of the verdicts; to choose one sends nothing."""
        self._approve.setFocus()

    def _way(self, look: Look, words: str, icon: str) -> Button:
        button = Button(look, words, icon=icon, small=True)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._weigh)
        return button

    def _choose(self, verdict: VerdictChoice) -> None:
        self._chosen = verdict
        self.wrote.emit()
        self._weigh()

    def _weigh(self) -> None:
        """Show what is chosen, and why it cannot be given yet."""
        self._approve.setChecked(self._chosen == "approve")
        self._change.setChecked(self._chosen == "ask-changes")
        view = self._view
        self._note.setVisible(self._chosen is not None)
        if view is None:
            return
        self._done.set_unavailable(view.hindrance or ("" if self._chosen else say(_CHOOSE)))
        self._done.say(say("Change my verdict") if view.given else say("I am done reviewing"))
        self._told.say(view.hindrance or self._sentence(view))

    def _sentence(self, view: ReviewView) -> str:
        said = []
        if view.given:
            said.append(say(_SAID[view.given], version=view.name))
        elif self._chosen is None:
            said.append(say(_CHOOSE))
        if view.uncounted and self._chosen == "approve":
            said.append(view.uncounted)
        missing = sum(not point.ticked for point in view.points)
        if missing and not view.is_done:
            said.append(
                say_many(
                    "{count} point of the list is not ticked yet.",
                    "{count} points of the list are not ticked yet.",
                    missing,
                )
            )
        if view.open_points:
            points = view.open_points
            said.append(
                say_many(
                    "{count} of your own comments and suggestions is open.",
                    "{count} of your own comments and suggestions are open.",
                    points,
                )
            )
        return " ".join(said)

    def _send(self) -> None:
        if self._chosen is not None and not self._done.reason:
            self.given.emit(self._chosen, self._note.words().strip())
