"""An overlap: a place that two people changed apart, with the text offered first."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Overlap:
    """Both wordings of a place, whole lines; `offer` stands in the text until a person decides."""

    base: str
    one: str
    two: str
    offer: str
    kind: str
    """both-edited, both-added, both-reordered, edited-deleted, moved-edited, moved-deleted,
    moved-apart, twice-added or spacing."""
    severity: str
    """must: the offer leaves out words of one side; may: it holds the words of both."""
    occurrence: int = 0
    """Number among the overlaps of one weave with the same base and wordings, from the top."""

    @property
    def clash(self) -> tuple[str, str, str]:
        """What makes two overlaps the same one, whichever way round: the base and both wordings."""
        low, high = sorted((self.one, self.two))
        return self.base, low, high

    def numbered(self, occurrence: int) -> Overlap:
        """Return the same overlap as number `occurrence` of its like."""
        return dataclasses.replace(self, occurrence=occurrence)
