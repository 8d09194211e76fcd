"""What the page of redacting shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceRow:
    """One kind of place that holds the words: “3 earlier states of Feedback”, who, since when."""

    icon: str
    title: str
    told: str
