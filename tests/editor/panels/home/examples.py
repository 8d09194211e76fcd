"""What home is shown in the tests."""

from __future__ import annotations

from editor.panels.cards.runs import plain
from editor.panels.home.values import (
    SAMPLE_STEPS,
    Continuing,
    CourseRow,
    HomeRow,
    HomeView,
    SampleCourse,
    SampleStep,
)
from editor.panels.kit.avatars import Face
from editor.panels.kit.glyphs import LessonState
from sync.model.ids import CourseId

AK = Face("ak", "A. K.")
COURSES = (
    CourseRow(CourseId("c1"), "Peer learning at work", LessonState.IN_REVIEW, "7 lessons", 2),
    CourseRow(CourseId("c2"), "Reading a load chart", LessonState.RELEASED, "3 lessons"),
)
HOME = HomeView(
    "Sunday, 22 November",
    "You have been away 2 days.",
    Continuing(
        "l3", "Giving useful feedback", "Peer learning · lesson 3 of 7", plain("… one change.")
    ),
    (HomeRow("o1", "stitches", "Check 1 overlap", "Both texts are kept.", "Check"),),
    (HomeRow("v7", AK, "A. K. approved version 7", "and left a word", "Show"),),
    "Friday",
    (
        HomeRow(
            "out", "clock", "3 changes wait to be sent", "They go out by themselves.", "See them"
        ),
    ),
)


def sample(done: int) -> SampleCourse:
    """Make the sample course with so many steps done."""
    steps = tuple(SampleStep(text, n < done) for n, text in enumerate(SAMPLE_STEPS))
    return SampleCourse("Make your first micro-course", steps)
