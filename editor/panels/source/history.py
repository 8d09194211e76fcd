"""What I can undo: my own edits only, carried through what came in from others.

Each entry is the change that takes one step back, as it stood when the step was made. What came
in later lies above it on the same pile, as wide as it made the text theirs (`rewriting`), and is
walked through only when the entry is wanted. A step whose place they made theirs is void
(`standing`): it is passed over, and what it did stays, as if it had come in.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from editor.panels.source.arriving import arriving
from editor.panels.source.piles import Arrived, Mine, Pile, PileChange
from editor.panels.source.rebase import one_of_both, rebase
from editor.panels.source.rewriting import rewritten
from editor.panels.source.standing import standing, stays
from editor.panels.source.text_edits import Edits
from sync.merge.edits import Edit, apply

_PAUSE_S = 1.5
_MOST_SIGNS = 100_000
"""In longer texts each change that comes in is weighed alone: to compare them would take long."""


@dataclass(frozen=True)
class HistoryChange:
    """What became of a history since it was told last; `anew`: it is whole."""

    key: str
    back: PileChange
    forth: PileChange
    anew: bool


class History:
    """Remember the way back and forth of one lesson's text.

    The caller applies what `undo` and `redo` return and tells the texts that it removed by
    `undone` and `redone`; times are seconds of any steady clock. `passed_over` counts the steps
    that the last undo or redo went over, wholly or in some places, as others had written there.
    """

    def __init__(self, key: str = "", back: Pile | None = None, forth: Pile | None = None) -> None:
        self._back = back or Pile()
        self._forth = forth or Pile()
        self._typing_since: float | None = None
        self._left = ""
        self._over: Arrived | None = None
        self._key = key or secrets.token_hex(8)
        self._is_new = not key
        self.passed_over = 0

    @property
    def key(self) -> str:
        """The name that this history is kept under."""
        return self._key

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return self._back.steps > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step back can be taken forth again."""
        return self._forth.steps > 0

    @property
    def steps(self) -> int:
        """How many steps of mine can be taken back."""
        return self._back.steps

    @property
    def last_step(self) -> int:
        """The number of the step that would be taken back next, -1 if there is none.

        Each step has a greater one than those before it, also after a restart.
        """
        return self._back.last_step

    @property
    def last(self) -> object:
        """What lies on top; the same object as long as nothing else was changed."""
        return self._back.top

    def change(self, *, whole: bool = False) -> HistoryChange:
        """Give what is new since this was asked last, or all of it, to be kept elsewhere."""
        anew = whole or self._is_new
        self._is_new = False
        back, forth = self._back.change(whole=anew), self._forth.change(whole=anew)
        return HistoryChange(self._key, back, forth, anew)

    def goes_on(self, back: Edits) -> None:
        """Take in a change by its inverse, as one step with my last one, which lies on top."""
        last = self._back.pop()
        assert isinstance(last, Mine)
        self._forth.clear()
        self._typing_since = self._over = None
        self._back.push(Mine(one_of_both(back, last.edits)))

    def mine(self, back: Edits, *, typed: bool, now: float) -> None:
        """Take in my change by its inverse; `typed` ones join to words until a pause."""
        self._forth.clear()
        self._over = None
        last = self._back.top
        joined = None
        fresh = self._typing_since is None or now - self._typing_since > _PAUSE_S
        if typed and not fresh and isinstance(last, Mine):
            joined = _join(last.edits, back)
        if joined is not None:
            self._back.pop()
        self._back.push(Mine(back if joined is None else joined))
        self._typing_since = now if typed else None

    def break_here(self) -> None:
        """Let the next typed change begin a step of its own (the caret moved, a word ended)."""
        self._typing_since = None

    def arrived(self, edits: Edits, before: str) -> None:
        """Take in a change of a text that is not mine: it is carried through, never undone.

        Its edits must not cut words. Changes that come one after another are one: what came and
        went again was nothing, and a sentence rewritten word by word is rewritten.
        """
        self._typing_since = None
        if self._over is None or len(before) > _MOST_SIGNS:
            self._left = before
        else:
            edits = arriving(self._left, apply(before, edits))
            for pile in (self._back, self._forth):
                if pile.top is self._over:
                    pile.pop()
        self._over = Arrived(rewritten(self._left, edits))
        for pile in (self._back, self._forth):
            if len(pile) and self._over.edits:
                pile.push(self._over)

    def undo(self, text: str, *, once: bool = False) -> Edits:
        """Return the change that takes my last step back on this text, today's; empty if none.

        Steps that are void by now, since others wrote there, are passed over, unless `once`.
        """
        return self._take(self._back, text, once=once)

    def redo(self, text: str) -> Edits:
        """Return the change that takes the last undone step again; empty if there is none."""
        return self._take(self._forth, text)

    def undone(self, forth: Edits) -> None:
        """Take in the inverse of what `undo` gave, once it is applied."""
        self._typing_since = self._over = None
        self._forth.push(Mine(forth))

    def redone(self, back: Edits) -> None:
        """Take in the inverse of what `redo` gave, once it is applied."""
        self._typing_since = self._over = None
        self._back.push(Mine(back))

    def _take(self, pile: Pile, text: str, *, once: bool = False) -> Edits:
        """Take the last entry of mine and carry it through what arrived after it."""
        self.passed_over, self._over = 0, None
        while True:
            over: Edits = ()
            while isinstance(pile.top, Arrived):
                over = one_of_both(pile.pop().edits, over)
            if not len(pile):
                return ()
            back = pile.pop().edits
            stands, over = standing(back, over, text)
            kept = tuple(edit for edit, stood in zip(back, stands, strict=True) if stood)
            today, since = rebase(kept, over)
            since = one_of_both(stays(back, stands), since)
            if len(pile) and since:
                pile.push(Arrived(since))
            self.passed_over += not all(stands)
            if once or today:
                return today


def _join(last: Sequence[Edit], back: Sequence[Edit]) -> Edits | None:
    """Join the way back of one more typed sign to that of the signs before it."""
    if len(last) != 1 or len(back) != 1:
        return None
    old, new = last[0], back[0]
    if new.deleted and not new.inserted and new.start == old.end and old.deleted:
        return (Edit(old.start, old.deleted + new.deleted, old.inserted),)
    if new.inserted and not new.deleted and not old.deleted:
        if new.start + len(new.inserted) == old.start:
            return (Edit(new.start, 0, new.inserted + old.inserted),)
        if new.start == old.start:
            return (Edit(old.start, 0, old.inserted + new.inserted),)
    return None
