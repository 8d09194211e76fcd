"""What the lines of a text end in (a fence, a comment, front matter), as far as they were read."""

from __future__ import annotations

from editor.panels.source.spans import State


class LineStates:
    """Know the states at the ends of the first lines, and which of them are coloured.

    Lines are numbered from 0. What stands below `known` has not been read, or not since a change
    above it.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._ends: list[int] = []
        self._coloured = bytearray()

    @property
    def known(self) -> int:
        """How many lines, from the first on, were read."""
        return len(self._ends)

    def start(self, number: int) -> int:
        """Return what a line begins in; those above it are known."""
        return self._ends[number - 1] if number else State.TEXT

    def end(self, number: int) -> int | None:
        """Return what a line ends in, if it is known."""
        return self._ends[number] if number < len(self._ends) else None

    def waiting(self, first: int, last: int) -> list[int]:
        """List the lines from `first` to `last` that wait for their colours."""
        known = len(self._coloured)
        first, last = max(0, first), min(last, self._count - 1)
        read = [n for n in range(first, min(last + 1, known)) if not self._coloured[n]]
        return [*read, *range(max(first, known), last + 1)]

    def add(self, end: int) -> None:
        """Take in what the first line that was not known ends in."""
        self._ends.append(end)
        self._coloured.append(0)

    def note(self, number: int, end: int, *, coloured: bool) -> None:
        """Take in a line that is known, or the first that is not."""
        if number == len(self._ends):
            self.add(end)
        self._ends[number] = end
        self._coloured[number] = coloured

    def replace(self, first: int, last: int, count: int) -> int | None:
        """Follow a change: the lines `first` to `last` are new, there are `count` by now.

        Returns what the last line that they replace ended in; None where that was not known, and
        then nothing is known from `first` on.
        """
        grown, self._count = count - self._count, count
        before = self.end(last - grown)
        if before is None:
            self.forget_from(first)
        else:
            new = last + 1 - first
            self._ends[first : last - grown + 1] = [State.TEXT] * new
            self._coloured[first : last - grown + 1] = bytes(new)
        return before

    def forget_from(self, number: int) -> None:
        """Know nothing of a line and those below it any more."""
        del self._ends[number:]
        del self._coloured[number:]

    def wait_all(self) -> None:
        """Let all lines wait for their colours anew."""
        self._coloured = bytearray(len(self._ends))
