"""People, times and overlaps in words, in whatever language the window speaks."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import cast

import pytest

from app.flows.courses import outlining
from app.flows.lesson.writing import edit
from app.flows.overlaps.overlap_views import OverlapView, Wording
from app.flows.overview.reading import read_lesson
from app.flows.review import suggesting
from app.language import PseudoLanguage
from app.shell.faces import marks_of, notes_of, when
from app.shell.overlap_faces import overlap_items
from editor.panels.comments.values import SuggestionNote as Suggested
from sync.model.course_overlaps import CourseOverlap, CourseWording
from sync.model.ids import NodeId, PersonId, Sha
from sync.model.language import say, speak
from sync.model.payloads import PlacedFile
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

MINE, THEIRS = PersonId("mine"), PersonId("theirs")
SHA = {MINE: Sha("0123456789ab" * 5 + "cdef"), THEIRS: Sha("ba9876543210" * 5 + "cdef")}


@pytest.fixture(params=[NullTranslations, PseudoLanguage])
def language(request: pytest.FixtureRequest) -> Iterator[None]:
    """Speak English, and another language."""
    speak(request.param())
    yield
    speak(NullTranslations())


class _Course:
    """As much of a course as an overlap of a file asks for: no lesson is touched by it."""

    class outline:  # noqa: N801
        nodes: dict[NodeId, object] = {}


def described(person: PersonId) -> str:
    return say(
        "{path}: {size:,} bytes, {sha}, by {who}",
        path="media/bee.png",
        size=70,
        sha=SHA[person][:12],
        who=person,
    )


def test_no_hash_of_a_file_is_shown_to_people(language: None) -> None:
    sides = tuple(
        CourseWording((p,), 1, PlacedFile("media/bee.png", SHA[p], 70)) for p in (MINE, THEIRS)
    )
    overlap = CourseOverlap("one", "media/bee.png", "file-apart", None, sides, ())
    wordings = tuple(Wording(described(p), (p,)) for p in (MINE, THEIRS))
    merged = say("{those} and {one}", those=wordings[0].text, one=wordings[1].text)
    view = OverlapView(
        "one", NodeId(""), "file-apart", "", wordings[0].text, wordings[1].text, merged, wordings,
        "open", None, None, overlap, "media/bee.png",
    )  # fmt: skip
    (item,) = overlap_items([view], cast("Course", _Course()), {}, MINE, {})
    for text in (item.now, *(one.text for one in item.wordings)):
        assert "media/bee.png" in text
        assert not any(sha[:12] in text for sha in SHA.values())


def test_a_time_is_said_as_people_do() -> None:
    now = int(time.mktime((2026, 11, 20, 18, 0, 0, 0, 0, -1)) * 1000)
    minute, hour = 60_000, 3_600_000
    assert when(0, now) == ""
    assert when(now - 5_000, now) == "just now"
    assert when(now - 35 * minute, now) == "35 min"
    assert when(now - 2 * hour, now) == "2 h"
    assert when(now - 24 * hour, now) == "Thu 18:00"
    assert when(now - 37 * 24 * hour, now).endswith(" Oct")


def test_blocks_of_one_suggestion_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        course = outlining.begin(ws, "Course")
        [lesson] = outlining.add(ws, course, "lesson", "One", text="One.\n\nTwo.\n").nodes
        opened = ws.courses.open(course.log)
        suggesting.suggest(ws, opened, lesson, "Two, first.\n\nOne, then.\n\nThree.\n", "")
        notes, _ = notes_of(read_lesson(ws, course.log, lesson))
    shown = ["".join(run.text for run in one.runs) for one in notes if isinstance(one, Suggested)]
    assert not [text for text in shown if re.search(r"[.][A-Z]", text)], shown


def test_a_suggestion_is_shown_in_the_text_of_today_where_both_can_be_had(tmp_path: Path) -> None:
    steps = "1. Look.\n2. Say it.\n3. Ask.\n4. Stop.\n"
    with Workspace.open(tmp_path / "ws") as ws:
        course = outlining.begin(ws, "Course")
        [lesson] = outlining.add(ws, course, "lesson", "One", text=steps).nodes
        opened = ws.courses.open(course.log)
        suggesting.suggest(ws, opened, lesson, steps.replace("Say it", "Say it aloud"), "")
        for now, put, place in (
            (steps.replace("Stop.", "Stop there."), [" aloud"], ""),
            (steps.replace("Say it.", "Write it down."), [], "changed"),
        ):
            edit(ws, opened, lesson, now)
            read = read_lesson(ws, course.log, lesson)
            [note] = (one for one in notes_of(read)[0] if isinstance(one, Suggested))
            [mark] = marks_of(read)
            assert [one.put for one in mark.changes] == put
            assert all(now[one.start - 6 : one.start] == "Say it" for one in mark.changes)
            assert note.place == place
