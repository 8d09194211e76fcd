"""The column of comments, suggestions and overlaps beside a text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal

from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.comments.card import NoteCard
from editor.panels.comments.card_stack import CardStack
from editor.panels.comments.composer import Composer
from editor.panels.comments.overlap_card import OverlapNoteCard
from editor.panels.comments.suggestion_card import SuggestionCard
from editor.panels.comments.thread_card import ThreadCard
from editor.panels.comments.values import CommentThread, Note, OverlapNote, SuggestionNote
from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.look import Look

COMPOSER = "new"
"""The id of the comment being written, for `show_places`."""
MOST_AT_ONCE = 20
"""So many cards are made before the window is asked for other work."""


class CommentColumn(CardStack):
    """Show notes beside their text; all that can be said about them is said in place.

    Ids are those of the notes. A card in which something is being written is never taken away:
    it keeps the words until they are sent or left.
    """

    replied = Signal(str, str)
    resolved = Signal(str, str, str)
    commented = Signal(int, int, str)
    accepted = Signal(str)
    rejected = Signal(str, str)
    overlap_chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._notes: tuple[Note, ...] = ()
        self._closed: tuple[CommentThread, ...] = ()
        self._span: tuple[int, int] | None = None
        self._composer: Composer | None = None
        self._unsent = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh)
        self._more = Button(look, "", Kind.QUIET, icon="circle-check", small=True)
        self._more.setCheckable(True)
        self._more.chosen.connect(self._refresh)
        self._strip = Frame(Box.CANVAS, row(look, self._more, None, margins=(6, 6, 6, 8)))
        self._strip.hide()
        self.set_foot(self._strip)
        self.setAccessibleName("Comments")

    def show_notes(self, notes: Sequence[Note], closed: Sequence[CommentThread] = ()) -> None:
        """Show the notes of a lesson; `closed` threads are behind a button at the foot."""
        self._notes, self._closed = tuple(notes), tuple(closed)
        self._strip.setVisible(bool(closed))
        self._more.say(f"{len(closed)} resolved")
        if not closed:
            self._more.setChecked(False)
        self._refresh()

    def compose(self, start: int, end: int, quote: str) -> None:
        """Open a new comment on code points `start` to `end`.

        Words begun before are never lost: their comment stays, and gets the focus; words that
        were left with Esc stand in the next one.
        """
        if self._composer is None or not self._composer.words():
            self._span = (start, end)
            self._composer = Composer(self.look, quote, self._unsent)
            self._composer.sent.connect(self._send)
            self._composer.left.connect(self._leave)
            self._refresh()
        self.activate(COMPOSER)
        self._composer.focus_first()

    def move_composer(self, start: int, end: int) -> None:
        """Say where the words of the comment being written are now, after the text changed."""
        if self._span is not None:
            self._span = (start, end)

    @property
    def composing(self) -> tuple[int, int] | None:
        """The code points that a comment is being written on; None if none is."""
        return self._span

    def _refresh(self) -> None:
        shown: list[Note] = [*self._notes, *(self._closed if self._more.isChecked() else ())]
        shown.sort(key=lambda note: (note.start is None, note.start or 0))
        cards: dict[str, NoteCard] = {}
        starts: list[int] = []
        made = 0
        for note in shown:
            if str(note.id) not in self.cards:
                made += 1
                if made > MOST_AT_ONCE:
                    self._later.start()
                    continue
            cards[str(note.id)] = self._card(note)
            starts.append(note.start or 0)
        for ident, card in self.cards.items():
            if ident not in cards and ident != COMPOSER and card.is_writing:
                cards[ident] = card
                starts.append(0)
        if self._composer is not None and self._span is not None:
            at = sum(1 for start in starts if start <= self._span[0])
            pairs = list(cards.items())
            cards = dict([*pairs[:at], (COMPOSER, self._composer), *pairs[at:]])
        self.set_cards(cards)
        follow_the_eye(*cards.values(), self._more)

    def _card(self, note: Note) -> NoteCard:
        """Let the card of a note show what became of it, or make one."""
        ident, known = str(note.id), self.cards.get(str(note.id))
        if isinstance(note, CommentThread):
            if isinstance(known, ThreadCard):
                known.show_thread(note)
                return known
            thread = ThreadCard(self.look, note)
            thread.replied.connect(lambda words: self.replied.emit(ident, words))
            thread.resolved.connect(lambda said, why: self.resolved.emit(ident, said, why))
            return thread
        if isinstance(note, SuggestionNote):
            if isinstance(known, SuggestionCard):
                known.show_note(note)
                return known
            suggestion = SuggestionCard(self.look, note)
            suggestion.accepted.connect(lambda: self.accepted.emit(ident))
            suggestion.rejected.connect(lambda why: self.rejected.emit(ident, why))
            return suggestion
        return self._overlap_card(ident, known, note)

    def _overlap_card(self, ident: str, known: NoteCard | None, note: OverlapNote) -> NoteCard:
        if isinstance(known, OverlapNoteCard):
            known.show_note(note)
            return known
        card = OverlapNoteCard(self.look, note)
        card.checked.connect(lambda: self.overlap_chosen.emit(ident))
        return card

    def _leave(self) -> None:
        at = self.focusWidget()
        focused = self._composer is not None and at is not None and self._composer.isAncestorOf(at)
        self._unsent = self._composer.words() if self._composer is not None else ""
        self._composer, self._span = None, None
        if focused:  # before it goes, so that it does not fall to whatever comes next
            self.focus_left.emit()
        self._refresh()

    def _send(self, text: str) -> None:
        span = self._span
        self._leave()
        self._unsent = ""
        if span is not None:
            self.commented.emit(*span, text)
