"""The line below a list that does not show all: how many more there are, and how to reach them."""

from __future__ import annotations

from editor.panels.kit.labels import Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say, say_many

_NEXT = "next-open"
"""The command that walks what is listed, and what is not."""


class MoreLine(Label):
    """Say how many more there are, and the keys that walk them, as they are now."""

    def __init__(self, look: Look, count: int) -> None:
        super().__init__("", Voice.SMALL)
        self._look, self._count = look, count
        self._tell()
        look.changed.connect(self._tell)

    def _tell(self) -> None:
        more = say_many("and {count} more", "and {count} more", self._count)
        keys = self._look.keys(_NEXT)
        self.say(say("{more}, by {keys}", more=more, keys=keys) if keys else more)
