"""Read versions while nobody waits: aside, and not in the one thread that writes.

Reading a long course takes seconds, and while the writer judges all others stand behind. So it
stops where something is to be read that was not, which is read aside; then it judges again.
"""

from __future__ import annotations

from collections.abc import Hashable

from sync.server.verified import Read, Reader, ToRead

MOST_TRIES = 6
"""If others wrote in the course each time meanwhile, it is read by the writer in the end: most of
it was read by then, and the reader keeps what it read."""


class NotYetRead(Exception):
    """Something must be read first; nothing was judged."""

    def __init__(self, wanted: ToRead) -> None:
        super().__init__(wanted.log)
        self.wanted = wanted


class ReadAhead:
    """What was read for one round; `known` is the reader of the writer's thread."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._found: dict[Hashable, Read] = {}

    def read(self, wanted: ToRead) -> None:
        """Read, and keep what was found."""
        self._found[_sign(wanted)] = self._read(wanted)

    def known(self, wanted: ToRead) -> Read:
        """Give what was read of just this; raise `NotYetRead` if it was not."""
        found = self._found.get(_sign(wanted))
        if found is None:
            raise NotYetRead(wanted)
        return found


def _sign(wanted: ToRead) -> Hashable:
    """Name what is read: facts never change, and what strikes words out of them is a fact."""
    return (
        wanted.log,
        frozenset(wanted.versions),
        wanted.lessons,
        frozenset(fact.id for fact in wanted.facts),
    )
