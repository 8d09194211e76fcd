"""What is new in courses, course by course and lesson by lesson, as lines that lead there."""

from __future__ import annotations

from dataclasses import dataclass

from editor.panels.receipts.values import ReceiptLine


@dataclass(frozen=True)
class SinceSection:
    """One lesson, or what is about the whole course."""

    title: str
    note: str
    lines: tuple[ReceiptLine, ...]


@dataclass(frozen=True)
class SinceCourse:
    """One course: since when, and what is new; `told` says it in a sentence.

    `can_be_seen` where there is anything to mark as seen, `can_be_set_back` where that was done.
    """

    course: str
    title: str
    told: str
    sections: tuple[SinceSection, ...] = ()
    can_be_seen: bool = False
    can_be_set_back: bool = False
