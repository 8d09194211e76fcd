"""The column of comments, suggestions and overlaps beside a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer, Signal

from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.comments.card import NoteCard
from editor.panels.comments.card_stack import CardStack
from editor.panels.comments.composer import Composer
from editor.panels.comments.overlap_card import OverlapNoteCard
from editor.panels.comments.suggestion_card import SuggestionCard
from editor.panels.comments.suggestion_composer import SuggestionComposer
from editor.panels.comments.thread_card import ThreadCard
from editor.panels.comments.values import Choice, CommentThread, Note, OverlapNote, SuggestionNote
from editor.panels.kit.arrange import row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.look import Look
from sync.merge.edits import Edit, carry
from sync.model.language import say, say_many
from sync.model.payloads import About

COMPOSER = "new"
"""The id of the comment being written, for `show_places`."""
MOST_AT_ONCE = 20
"""So many cards are made before the window is asked for other work."""


@dataclass(frozen=True)
class Unsent:
    """Words in a card that were not sent: their kind, the card, the lesson, and a second field."""

    kind: str
    card: str
    lesson: str
    words: str
    more: str = ""


@dataclass
class _Begun:
    """A card in which something is being written, on code points of a lesson."""

    lesson: str
    span: tuple[int, int]
    card: Composer | SuggestionComposer
    text: str = ""
    """Which text of the lesson it is on: "" is the one that is written."""
    choices: dict[About, tuple[int, int]] = field(default_factory=dict)


class CommentColumn(CardStack):
    """Show notes beside their text; all that can be said about them is said in place.

    Ids are those of the notes. A card in which something is being written is never taken away:
    it keeps the words until they are in the store or left, also while another lesson is on show.
    `commented(lesson, text)` is a new comment, closed by `close_comment`, and `suggested(id, text,
    why)` a new suggestion, by the id that `suggest` was given, closed by `close_suggestion`;
    answers are closed by `answered`. `suggestion_asked(id, what, words)` is what else was asked for
    on the card of a suggestion, `overlap_taken(id, take, item)` a choice on the card of an
    overlap, with the place as it was in view. `begun_changed` tells that `begun` did, `wrote` that
    `unsent` may have.
    """

    replied = Signal(str, str)
    resolved = Signal(str, str, str)
    reopened = Signal(str, str)
    confirmed = Signal(str)
    edited = Signal(str, str, str)
    commented = Signal(str, str)
    accepted = Signal(str)
    rejected = Signal(str, str)
    suggested = Signal(str, str, str)
    suggestion_asked = Signal(str, str, str)
    overlap_chosen = Signal(str)
    overlap_taken = Signal(str, str, object)
    redact_wanted = Signal(str)
    begun_changed = Signal()
    wrote = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.people: tuple[str, ...] = ()
        """Those who can be spoken to in comments, by name."""
        self._notes: tuple[Note, ...] = ()
        self._closed: tuple[CommentThread, ...] = ()
        self._lesson = self._text = ""
        self._begun: dict[str, _Begun] = {}
        self._unsent = ""
        self._left: dict[str, tuple[str, str]] = {}
        self._waiting: dict[str, tuple[str, str]] = {}
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
        self.setAccessibleName(say("Comments"))

    def show_notes(self, notes: Sequence[Note], closed: Sequence[CommentThread] = ()) -> None:
        """Show the notes of a lesson; `closed` threads are behind a button at the foot."""
        self._notes, self._closed = tuple(notes), tuple(closed)
        self._strip.setVisible(bool(closed))
        self._more.say(say_many("{count} resolved", "{count} resolved", len(closed)))
        if not closed:
            self._more.setChecked(False)
        self._refresh()

    def show_lesson(self, lesson: str, text: str = "") -> None:
        """Say which lesson `show_notes` is about from now on: what was begun stays with its own.

        `text` names another text of it than the one that is written: that of a version.
        """
        self._lesson, self._text = lesson, text

    def compose(self, start: int, end: int, quote: str, words: str = "") -> bool:
        """Open a new comment on code points `start` to `end`; False if one goes on instead.

        With `words`, which were written before, it does not take the focus.

        Words begun before are never lost: their comment stays, and gets the focus; words that
        were left with Esc stand in the next one.
        """
        composer = self._composer
        anew = composer is None or not composer.words()
        if composer is None or anew:
            written = words or self._unsent
            composer = Composer(self.look, quote, written, self._people)
            self._unsent = self._unsent if words else ""
            lesson = self._lesson
            composer.sent.connect(lambda words: self.commented.emit(lesson, words))
            composer.left.connect(self._leave)
            self._begun[_key(lesson)] = _Begun(lesson, (start, end), composer, self._text)
            self.begun_changed.emit()
            self._refresh()
        if not words:
            self.activate(COMPOSER)
            composer.focus_first()
        return anew

    def offer(self, choices: Sequence[Choice], chosen: About = "words") -> None:
        """Let the comment that is being written be about one of these, code points as of now."""
        begun, composer = self._begun.get(_key(self._lesson)), self._composer
        if begun is not None and composer is not None:
            begun.choices = {choice.about: (choice.start, choice.end) for choice in choices}
            composer.about_changed.connect(lambda: self._choose(composer))
            composer.offer(choices, chosen)

    def about(self, lesson: str) -> About:
        """Tell what the comment that is being written in a lesson is about."""
        begun = self._begun.get(_key(lesson))
        card = begun.card if begun is not None else None
        choice = card.choice if isinstance(card, Composer) else None
        return "words" if choice is None else choice.about

    def _choose(self, composer: Composer) -> None:
        for begun in self._begun.values():
            choice = composer.choice
            if begun.card is composer and choice is not None:
                begun.span = begun.choices.get(choice.about, begun.span)
                self.begun_changed.emit()

    @property
    def lesson(self) -> str:
        """The lesson on show."""
        return self._lesson

    def unsent(self) -> list[Unsent]:
        """List the words that were written in cards and not sent, in all lessons."""
        found = []
        for ident, begun in self._begun.items():
            card = begun.card
            if isinstance(card, Composer) and card.words():
                about = "" if card.choice is None else card.choice.about
                found.append(Unsent("comment", "", begun.lesson, card.words(), about))
            elif isinstance(card, SuggestionComposer) and card.is_writing:
                words, why = card.field.words(), card.why.words()
                found.append(Unsent("suggestion", ident, begun.lesson, words, why))
        for ident, note in self.cards.items():
            answer = note.unsent()
            if answer is not None:
                found.append(Unsent(answer[0], ident, self._lesson, answer[1]))
        for ident, (kind, words) in self._waiting.items():
            found.append(Unsent(kind, ident, self._lesson, words))
        if self._unsent:
            found.append(Unsent("left", "", self._lesson, self._unsent))
        return found

    def write_again(self, ident: str, kind: str, words: str) -> None:
        """Show an answer that was written before and not sent; its card may still have to come."""
        card = self.cards.get(ident)
        if kind == "left":
            self._unsent = self._unsent or words
        elif card is None:
            self._waiting[ident] = kind, words
        elif card.unsent() is None:
            card.write_again(kind, words)

    def suggest(
        self, ident: str, start: int, end: int, text: str, again: tuple[str, str] | None = None
    ) -> SuggestionComposer:
        """Open a new suggestion on code points `start` to `end`, or the one begun by this id.

        With `again`, text and reason that were written before, it does not take the focus.
        """
        begun = self._begun.get(ident)
        if begun is None:
            card = SuggestionComposer(self.look, text)
            card.sent.connect(lambda words, why: self.suggested.emit(ident, words, why))
            card.left.connect(lambda: self._leave_suggestion(ident))
            before = again or self._left.pop(ident, None)
            if before is not None:
                card.write(*before)
            begun = self._begun[ident] = _Begun(self._lesson, (start, end), card, self._text)
            self.begun_changed.emit()
        self._refresh()
        assert isinstance(begun.card, SuggestionComposer)
        if again is None:
            self.activate(ident)
            begun.card.focus_first()
        return begun.card

    def close_suggestion(self, ident: str) -> None:
        """Take the card of a suggestion away: it was sent."""
        self._end(ident)

    def close_comment(self, lesson: str) -> None:
        """Take the card of a new comment of a lesson away: it was sent."""
        self._end(_key(lesson))

    def answered(self, ident: str) -> None:
        """Close what was sent from the card of a note: it is in the store."""
        card = self.cards.get(ident)
        if card is not None:
            card.answered()
            self._refresh()

    def follow(self, steps: Sequence[tuple[int, int, str]]) -> None:
        """Move with the text what is being written on: edits of the lesson on show, in code points.

        This is for the eye; what is sent speaks of the text that it was begun on.
        """
        for begun in self._begun_here().values():
            for at, removed, inserted in steps if not begun.text else ():
                step = (Edit(at, removed, inserted),)
                begun.span = carry(step, *begun.span)[:2]
                begun.choices = {k: carry(step, *span)[:2] for k, span in begun.choices.items()}

    @property
    def composing(self) -> tuple[int, int] | None:
        """The code points that a comment or a suggestion is being written on; None if none is."""
        return next((begun.span for begun in self._begun_here().values()), None)

    @property
    def begun(self) -> Mapping[str, tuple[int, int]]:
        """Where something new is being written, in code points, by the ids of the cards."""
        return {ident: begun.span for ident, begun in self._begun_here().items()}

    @property
    def begun_on_show(self) -> Mapping[str, tuple[int, int]]:
        """Give those of `begun` that were begun on the very text that is on show."""
        here = self._begun_here().items()
        return {ident: begun.span for ident, begun in here if begun.text == self._text}

    @property
    def _composer(self) -> Composer | None:
        begun = self._begun.get(_key(self._lesson))
        return begun.card if begun is not None and isinstance(begun.card, Composer) else None

    def _begun_here(self) -> dict[str, _Begun]:
        """Give what was begun in the lesson on show, by the ids of the cards."""
        return {
            COMPOSER if key == _key(self._lesson) else key: begun
            for key, begun in self._begun.items()
            if begun.lesson == self._lesson
        }

    def drop(self, card: NoteCard) -> None:
        """Take a card away; one in which something was begun only waits for its lesson."""
        if any(begun.card is card for begun in self._begun.values()):
            card.hide()
        else:
            super().drop(card)

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
            if ident not in cards and self._holds_answer(card):
                cards[ident] = card
                starts.append(0)
        for ident, begun in self._begun_here().items():
            at = sum(1 for start in starts if start <= begun.span[0])
            pairs = list(cards.items())
            cards = dict([*pairs[:at], (ident, begun.card), *pairs[at:]])
            starts.insert(at, begun.span[0])
        self.set_cards(cards)
        follow_the_eye(*cards.values(), self._more)

    def _card(self, note: Note) -> NoteCard:
        """Let the card of a note show what became of it, or make one."""
        ident, known = str(note.id), self.cards.get(str(note.id))
        if isinstance(note, CommentThread):
            if isinstance(known, ThreadCard):
                known.show_thread(note)
                return known
            return self._thread_card(ident, note)
        if isinstance(note, SuggestionNote):
            if isinstance(known, SuggestionCard):
                known.show_note(note)
                return known
            suggestion = SuggestionCard(self.look, note)
            suggestion.accepted.connect(lambda: self.accepted.emit(ident))
            suggestion.rejected.connect(lambda why: self.rejected.emit(ident, why))
            suggestion.asked.connect(lambda what, s: self.suggestion_asked.emit(ident, what, s))
            return suggestion
        return self._overlap_card(ident, known, note)

    def keeps_in_sight(self, ident: str) -> bool:
        """Keep what is being written in sight, however the text is scrolled."""
        return ident in self.begun

    def _people(self) -> Sequence[str]:
        return self.people

    def _thread_card(self, ident: str, note: CommentThread) -> ThreadCard:
        thread = ThreadCard(self.look, note, people=self._people)
        thread.replied.connect(lambda words: self.replied.emit(ident, words))
        thread.resolved.connect(lambda said, why: self.resolved.emit(ident, said, why))
        thread.reopened.connect(lambda why: self.reopened.emit(ident, why))
        thread.confirmed.connect(lambda: self.confirmed.emit(ident))
        thread.edited.connect(lambda said, words: self.edited.emit(ident, said, words))
        thread.redact_wanted.connect(self.redact_wanted)
        return thread

    def _adopt(self, ident: str, card: NoteCard) -> None:
        super()._adopt(ident, card)
        card.wrote.connect(self.wrote)
        if ident in self._waiting:
            card.write_again(*self._waiting.pop(ident))

    def _overlap_card(self, ident: str, known: NoteCard | None, note: OverlapNote) -> NoteCard:
        if isinstance(known, OverlapNoteCard):
            known.show_note(note)
            return known
        card = OverlapNoteCard(self.look, note)
        card.checked.connect(lambda: self.overlap_chosen.emit(ident))
        card.taken.connect(lambda take, seen: self.overlap_taken.emit(ident, take, seen))
        return card

    def _holds_answer(self, card: NoteCard) -> bool:
        """Tell whether an answer is being written in the card of a note."""
        return not isinstance(card, Composer | SuggestionComposer) and card.is_writing

    def _leave(self) -> None:
        self._unsent = self._composer.words() if self._composer is not None else ""
        self._end(_key(self._lesson))

    def _leave_suggestion(self, ident: str) -> None:
        """Close a suggestion; one with something written waits for its block to be asked again."""
        begun = self._begun.get(ident)
        if begun is not None and isinstance(begun.card, SuggestionComposer):
            self._left[ident] = (begun.card.field.words(), begun.card.why.words())
        self._end(ident)

    def _end(self, key: str) -> None:
        begun = self._begun.pop(key, None)
        at = self.focusWidget()
        if begun is not None and at is not None and begun.card.isAncestorOf(at):
            self.focus_left.emit()  # before it goes, so that it does not fall to what comes next
        if begun is not None and begun.lesson != self._lesson:
            begun.card.deleteLater()
        self._refresh()
        self.begun_changed.emit()


def _key(lesson: str) -> str:
    return f"{COMPOSER} {lesson}"
