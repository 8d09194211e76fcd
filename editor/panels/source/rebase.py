"""Two changes of one text: what each becomes after the other, and what one after the other are.

A change is walked as keep, put and drop steps. Whatever the two are, `mine` then `theirs'` gives
the same text as `theirs` then `mine'`. Where both put text at one place, mine comes first; but
theirs does where mine is in place of what follows it.
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.panels.source.text_edits import Edits
from sync.merge.edits import Edit

_FOREVER = 1 << 60


class _Steps:
    """Read a change step by step: a text is put, a length is kept (> 0) or dropped (< 0)."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._steps: list[str | int] = []
        place = 0
        for edit in edits:
            if edit.start > place:
                self._steps.append(edit.start - place)
            if edit.inserted:
                self._steps.append(edit.inserted)
            if edit.deleted:
                self._steps.append(-edit.deleted)
            place = edit.end
        self._steps.append(_FOREVER)
        self._steps.reverse()

    @property
    def done(self) -> bool:
        return self._steps == [_FOREVER] or self._steps[-1] == _FOREVER

    @property
    def drops(self) -> bool:
        """Whether the next step drops text."""
        step = self._steps[-1]
        return isinstance(step, int) and step < 0

    @property
    def puts(self) -> bool:
        """Whether the next step puts text."""
        return isinstance(self._steps[-1], str)

    @property
    def replaces(self) -> bool:
        """Whether the next step puts text and the one after it drops what it is in place of."""
        if len(self._steps) < 2 or not isinstance(self._steps[-1], str):
            return False
        then = self._steps[-2]
        return isinstance(then, int) and then < 0

    def put(self, most: int = _FOREVER) -> str:
        """Take the text that is put next, if any, or its beginning."""
        step = self._steps[-1]
        if not isinstance(step, str):
            return ""
        self._steps.pop()
        if len(step) > most:
            self._steps.append(step[most:])
        return step[:most]

    def reach(self) -> int:
        """Return how long the next text that is put is, else how far the next step goes."""
        step = self._steps[-1]
        return len(step) if isinstance(step, str) else abs(step)

    def length(self) -> int:
        """Return how far the next keep or drop goes."""
        step = self._steps[-1]
        assert isinstance(step, int)
        return abs(step)

    def take(self, length: int) -> bool:
        """Go on by `length`; say whether that text is dropped."""
        step = self._steps.pop()
        assert isinstance(step, int)
        if step != _FOREVER and abs(step) > length:
            self._steps.append(step - length if step > 0 else step + length)
        elif step == _FOREVER:
            self._steps.append(_FOREVER)
        return step < 0


class _Writer:
    """Write a change step by step."""

    def __init__(self) -> None:
        self._place = 0
        self._edits: list[Edit] = []

    def keep(self, length: int) -> None:
        self._place += length

    def put(self, text: str) -> None:
        self._join(Edit(self._place, 0, text))

    def drop(self, length: int) -> None:
        self._join(Edit(self._place, length, ""))
        self._place += length

    def edits(self) -> Edits:
        return tuple(self._edits)

    def _join(self, edit: Edit) -> None:
        last = self._edits[-1] if self._edits else None
        if last is not None and last.end == edit.start and not (edit.inserted and last.deleted):
            both = last.inserted + edit.inserted
            self._edits[-1] = Edit(last.start, last.deleted + edit.deleted, both)
        else:
            self._edits.append(edit)


def rebase(mine: Sequence[Edit], theirs: Sequence[Edit]) -> tuple[Edits, Edits]:
    """Return (mine after theirs, theirs after mine)."""
    one, two = _Steps(mine), _Steps(theirs)
    one_after, two_after = _Writer(), _Writer()
    while not (one.done and two.done):
        text = "" if one.replaces and two.puts else one.put()
        if text:
            one_after.put(text)
            two_after.keep(len(text))
            continue
        text = two.put()
        if text:
            two_after.put(text)
            one_after.keep(len(text))
            continue
        length = min(one.length(), two.length())
        one_drops, two_drops = one.take(length), two.take(length)
        if not one_drops and not two_drops:
            one_after.keep(length)
            two_after.keep(length)
        elif one_drops and not two_drops:
            one_after.drop(length)
        elif two_drops and not one_drops:
            two_after.drop(length)
    return one_after.edits(), two_after.edits()


def one_of_both(first: Sequence[Edit], second: Sequence[Edit]) -> Edits:
    """Return the one change that is `first` and then `second`, which speaks of the text by then."""
    one, two, both = _Steps(first), _Steps(second), _Writer()
    while not (one.done and two.done):
        put = two.put()
        if put:
            both.put(put)
        elif one.drops:
            length = one.length()
            one.take(length)
            both.drop(length)
        else:
            length = min(one.reach(), two.length())
            written = one.put(length)
            if not written:
                one.take(length)
            if two.take(length):
                if not written:
                    both.drop(length)
            elif written:
                both.put(written)
            else:
                both.keep(length)
    return both.edits()
