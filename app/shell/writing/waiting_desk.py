"""The quiet bar above the text: what others wrote in this lesson waits until one takes it in."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.flows.lesson.apart import Waiting
from app.session import Session
from app.shell.writing.writing_desk import WritingDesk
from editor.panels.cards.marked_text import MarkedText
from editor.panels.kit.arrange import column, holder
from editor.panels.kit.labels import Label, Voice
from editor.panels.source.pane import SourcePane
from editor.panels.waiting.bar import WaitingBar, Waits
from sync.merge.compare import BlockChange
from sync.model.language import say, say_many

MOST_SHOWN = 40


class WaitingDesk(QObject):
    """Joins the bar with the lesson being written."""

    def __init__(
        self, session: Session, writing: WritingDesk, pane: SourcePane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.session, self.writing, self.pane = session, writing, pane
        self.bar = WaitingBar(session.look)
        source = pane.banner.parentWidget()
        layout = source.layout() if source is not None else None
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(pane.banner) + 1, self.bar)
        self._waiting: Waiting | None = None
        writing.waiting.connect(self._show)
        self.bar.look_wanted.connect(self.look)
        self.bar.taken.connect(self.take_in)

    def look(self) -> None:
        """Show what it would change, block by block, below the words."""
        if self._waiting is None:
            return
        blocks = self._waiting.blocks
        rows = [self._block(one) for one in blocks[:MOST_SHOWN]]
        more = len(blocks) - MOST_SHOWN
        if more > 0:
            told = say_many("And 1 more place.", "And {count} more places.", more)
            rows.append(Label(told, Voice.SMALL_TEXT))
        self.bar.show_below(rows, say("What others changed"))

    def take_in(self) -> None:
        """Take it in, and go on writing."""
        self.bar.show_waiting(None)
        self.writing.take_in()
        self.pane.editor.setFocus()

    def _show(self, waiting: Waiting | None) -> None:
        if waiting == self._waiting:
            return
        was_open, self._waiting = self.bar.is_open, waiting
        self.bar.show_waiting(waits_of(waiting) if waiting is not None else None)
        if was_open and waiting is not None:
            self.look()

    def _block(self, change: BlockChange) -> QWidget:
        look = self.session.look
        text = MarkedText(look, change.runs, size=15)
        if change.kind != "moved":
            return text
        moved = Label(say("This stands at another place."), Voice.SMALL)
        return holder(column(look, moved, text, gap=2))


def waits_of(waiting: Waiting) -> Waits:
    """Say how much waits, and of whom."""
    title = say_many(
        "{count} change by {people} is waiting for this lesson.",
        "{count} changes by {people} are waiting for this lesson.",
        max(1, len(waiting.blocks)),
        people=", ".join(waiting.people),
    )
    return Waits(title, "", say("Look"), say("Put it away"), say("Take in"))
