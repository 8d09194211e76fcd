"""How far a lesson is."""

from __future__ import annotations

from enum import StrEnum


class LessonState(StrEnum):
    """How far a lesson is; the value is the word for people."""

    DRAFT = "Draft"
    IN_REVIEW = "In review"
    RELEASED = "Released"
