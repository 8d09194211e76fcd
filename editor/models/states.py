"""How far a lesson is."""

from __future__ import annotations

from enum import StrEnum

from sync.model.language import mark


class LessonState(StrEnum):
    """How far a lesson is; the value is the word for people, said where it is shown."""

    DRAFT = mark("Draft")
    IN_REVIEW = mark("In review")
    RELEASED = mark("Released")
