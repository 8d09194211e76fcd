"""What I can undo: my own edits only, carried through what came in from others.

Each entry is the change that takes one step back, as it stood when the step was made. What came
in later lies above it on the same pile and is walked through only when the entry is wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.panels.source.rebase import one_of_both, rebase
from editor.panels.source.text_edits import Edits
from sync.merge.edits import Edit

_PAUSE_S = 1.5
_MOST_STEPS = 2000


@dataclass(frozen=True)
class _Mine:
    back: Edits


@dataclass(frozen=True)
class _Arrived:
    edits: Edits


_Pile = list[_Mine | _Arrived]


class History:
    """Remember the way back and forth of one lesson's text.

    The caller applies what `undo` and `redo` return and tells the texts that it removed by
    `undone` and `redone`; times are seconds of any steady clock.
    """

    def __init__(self) -> None:
        self._back: _Pile = []
        self._forth: _Pile = []
        self._typing_since: float | None = None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return any(isinstance(item, _Mine) for item in self._back)

    @property
    def can_redo(self) -> bool:
        """Whether a step back can be taken forth again."""
        return any(isinstance(item, _Mine) for item in self._forth)

    @property
    def steps(self) -> int:
        """How many steps of mine can be taken back."""
        return sum(isinstance(item, _Mine) for item in self._back)

    @property
    def last(self) -> object:
        """What lies on top; the same object as long as nothing else was changed."""
        return self._back[-1] if self._back else None

    def goes_on(self, back: Edits) -> None:
        """Take in a change by its inverse, as one step with my last one, which lies on top."""
        last = self._back[-1]
        assert isinstance(last, _Mine)
        self._forth.clear()
        self._typing_since = None
        self._back[-1] = _Mine(one_of_both(back, last.back))

    def mine(self, back: Edits, *, typed: bool, now: float) -> None:
        """Take in my change by its inverse; `typed` ones join to words until a pause."""
        self._forth.clear()
        last = self._back[-1] if self._back else None
        joined = None
        fresh = self._typing_since is None or now - self._typing_since > _PAUSE_S
        if typed and not fresh and isinstance(last, _Mine):
            joined = _join(last.back, back)
        if joined is not None:
            self._back[-1] = _Mine(joined)
        else:
            self._back.append(_Mine(back))
            self._trim()
        self._typing_since = now if typed else None

    def break_here(self) -> None:
        """Let the next typed change begin a step of its own (the caret moved, a word ended)."""
        self._typing_since = None

    def arrived(self, edits: Edits) -> None:
        """Take in a change that is not mine: it is carried through, never undone."""
        self._typing_since = None
        for pile in (self._back, self._forth):
            if pile:
                pile.append(_Arrived(edits))

    def undo(self, *, once: bool = False) -> Edits:
        """Return the change that takes my last step back on today's text; empty if none.

        Steps that are void by now, since others changed the same, are passed over, unless `once`.
        """
        return _pop(self._back, once=once)

    def redo(self) -> Edits:
        """Return the change that takes the last undone step again; empty if there is none."""
        return _pop(self._forth)

    def undone(self, forth: Edits) -> None:
        """Take in the inverse of what `undo` gave, once it is applied."""
        self._typing_since = None
        self._forth.append(_Mine(forth))

    def redone(self, back: Edits) -> None:
        """Take in the inverse of what `redo` gave, once it is applied."""
        self._typing_since = None
        self._back.append(_Mine(back))

    def _trim(self) -> None:
        if len(self._back) > _MOST_STEPS:
            del self._back[: _MOST_STEPS // 4]
            while self._back and isinstance(self._back[0], _Arrived):
                del self._back[0]


def _pop(pile: _Pile, *, once: bool = False) -> Edits:
    """Take the last entry of mine and carry it through what arrived after it."""
    while True:
        arrived: list[_Arrived] = []
        while pile and isinstance(pile[-1], _Arrived):
            arrived.append(pile.pop())  # type: ignore[arg-type]
        if not pile:
            return ()
        mine = pile.pop()
        assert isinstance(mine, _Mine)
        back = mine.back
        below: list[_Arrived] = []
        for item in reversed(arrived):
            back, theirs = rebase(back, item.edits)
            below.append(_Arrived(theirs))
        if pile:
            pile.extend(below)
        if once or any(edit.deleted or edit.inserted for edit in back):
            return back


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
