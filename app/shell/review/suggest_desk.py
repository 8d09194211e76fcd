"""Suggest a change: a block of the lesson is changed beside its text, and sent with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.flows.changes import Changes
from app.flows.lesson.following import course_now, state_now
from app.flows.review import suggesting
from app.session import Session
from app.shell.course.course_desk import CourseDesk
from app.shell.course.course_page import REVIEW, WRITE, CoursePage
from app.shell.review.base_text import base_text
from app.shell.review.suggest_mode import SuggestMode
from app.shell.writing.writing_desk import WritingDesk
from editor.markdown.fingerprints import blocks
from editor.panels.comments.suggestion_composer import SuggestionComposer
from editor.panels.source.reading_bar import Part
from editor.panels.source.utf16 import units_in
from sync.model.ids import LogId, NodeId
from sync.model.states import TextState
from sync.workspace.opening import Workspace


@dataclass(frozen=True)
class Begun:
    """What a suggestion was begun on: code points `start` to `end` of a text state's whole text.

    The suggestion speaks of that state for ever, whatever comes in while it is being written.
    """

    log: LogId
    lesson: NodeId
    state: TextState
    text: str
    start: int
    end: int

    @property
    def block(self) -> str:
        """The Markdown that may be changed."""
        return self.text[self.start : self.end]

    def is_on(self, other: Begun) -> bool:
        """Tell whether both are about the same block; equal words are, if the text changed."""
        if self.lesson != other.lesson:
            return False
        if self.state == other.state:
            return (self.start, self.end) == (other.start, other.end)
        return self.block == other.block

    def with_block(self, words: str) -> str:
        """Give the whole text with other words in place of the block."""
        return self.text[: self.start] + words.rstrip("\n") + self.text[self.end :]


def block_at(text: str, low: int, high: int) -> tuple[int, int]:
    """Find the whole blocks that code points `low` to `high` touch, else the one before them."""
    found = blocks(text)
    touched = [block for block in found if block.start <= high and block.end >= low]
    if not touched:
        touched = [block for block in found if block.end < low][-1:]
    if not touched:
        return low, low
    return touched[0].start, touched[-1].end


class SuggestDesk(QObject):
    """Joins the cards of new suggestions with the text and the store."""

    def __init__(
        self,
        session: Session,
        page: CoursePage,
        course: CourseDesk,
        writing: WritingDesk,
        mode: SuggestMode,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.page, self.mode = session, page, mode
        self.course, self.writing = course, writing
        self._begun: dict[str, Begun] = {}
        self._made = 0
        self._sending: set[str] = set()
        page.learner.suggest_wanted.connect(self.compose)
        page.learner.comments.suggested.connect(self._send)

    def compose(self) -> None:
        """Begin a suggestion on the blocks that are selected, else on the one at the caret.

        Where a version is on show, it is a block of that which is changed.
        """
        if self.page.page not in (WRITE, REVIEW):
            self.course.show_page(WRITE)
        self.writing.seal(self._open_for_all)

    def suggest(self) -> None:
        """Suggest by writing; where the text is not on show, change a block on a card."""
        if self.page.page == REVIEW:
            self.compose()
        else:
            self.mode.toggle()

    def begun_as(self, ident: str) -> Begun | None:
        """Tell what a suggestion that is being written was begun on."""
        return self._begun.get(ident)

    def go_on(self, begun: Begun, words: str, why: str) -> None:
        """Open a suggestion again that was begun before, with its words."""
        ident = self._ident(begun)
        if ident not in self._begun:
            self._begun[ident] = begun
            comments = self.page.learner.comments
            comments.suggest(ident, begun.start, begun.end, begun.block, (words, why))

    def _open_for_all(self) -> None:
        if self.page.pane.reading.part in (Part.WRITES, Part.REVIEWS):
            self._open()

    def _open(self) -> SuggestionComposer | None:
        """Open the card for the block at the caret, with the same words selected in it."""
        base = base_text(self.course)
        if base is None:
            self.course.draft_wanted.emit()
            return None
        if base.state is None:
            return None
        text, (anchor, caret) = base.text, base.selection
        low, high = min(anchor, caret), max(anchor, caret)
        start, end = block_at(text, low, high)
        begun = Begun(base.log, base.lesson, base.state, text, start, end)
        ident = self._ident(begun)
        self._begun.setdefault(ident, begun)
        after = low == high and caret > end  # on the blank line: a new block after it
        known = ident in self.page.learner.comments.begun
        words = begun.block + ("\n\n" if after and begun.block else "")
        card = self.page.suggest(ident, start, end, words)
        if not known:
            card.select(units_in(words[: low - start]), units_in(words[: high - start]))
        if after:
            card.select(units_in(words), units_in(words))
        return card

    def _ident(self, begun: Begun) -> str:
        for ident, other in self._begun.items():
            if other.is_on(begun):
                return ident
        self._made += 1
        return f"suggest {self._made}"

    def _send(self, ident: str, words: str, why: str) -> None:
        begun = self._begun.get(ident)
        if begun is None or ident in self._sending:
            return
        self._sending.add(ident)

        def send(ws: Workspace) -> Changes:
            course = course_now(ws, begun.log)
            text = begun.with_block(words)
            state = state_now(ws, begun.log, begun.lesson, begun.state)
            return suggesting.suggest(ws, course, begun.lesson, text, why, state)

        def sent(changes: Changes) -> None:
            self._sending.discard(ident)
            del self._begun[ident]
            self.page.learner.comments.close_suggestion(ident)

        def failed(error: BaseException) -> None:
            self._sending.discard(ident)  # the card keeps the words
            self.session.failed.emit(error)

        self.session.act(send, sent, failed)
