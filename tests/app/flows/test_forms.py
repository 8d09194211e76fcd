"""Bytes given to a lesson come back as they were, whatever line ends and marks they have."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.flows.courses import outlining
from app.flows.files.exporting import keep_form, lesson_bytes
from app.flows.lesson.writing import edit
from editor.formats.text_file import BOM, decode
from sync.model.ids import NodeId
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "# Title", "word", "nul \0", "nbsp\u00a0", "ls \u2028", "🎉", "عربي"]),
        st.sampled_from(["\n", "\r\n", "\r"]),
    ),
    max_size=8,
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Draw a file of any line ends, with or without a mark and a final line end."""
    text = "".join(line + end for line, end in draw(LINES)) + draw(st.sampled_from(["", "last"]))
    return (BOM if draw(st.booleans()) else b"") + text.encode()


@pytest.fixture
def ws(tmp_path: Path):  # type: ignore[no-untyped-def]
    """An empty workspace."""
    with Workspace.open(tmp_path / "ws") as opened:
        yield opened


def _take(ws: Workspace, course: Course, lesson: NodeId, raw: bytes) -> bytes:
    file = decode(raw)
    assert file is not None
    edit(ws, ws.courses.open(course.log), lesson, file.text)
    keep_form(ws, ws.courses.open(course.log), lesson, raw)
    return lesson_bytes(ws, ws.courses.open(course.log), lesson)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_one=files(), given_two=files())
def test_a_file_taken_in_comes_back_byte_for_byte(
    ws: Workspace, given_one: bytes, given_two: bytes
) -> None:
    course = outlining.begin(ws, "Course")
    lesson = outlining.add(ws, course, "lesson", "One", text="").nodes[0]
    for raw in (given_one, given_two):
        plain = b"\r" not in raw and not raw.startswith(BOM)
        out = _take(ws, course, lesson, raw)
        if plain:
            assert decode(out).text == decode(raw).text  # type: ignore[union-attr]
        else:
            assert out == raw


def test_plain_text_keeps_the_form_that_a_lesson_has(ws: Workspace) -> None:
    course = outlining.begin(ws, "Course")
    lesson = outlining.add(ws, course, "lesson", "One", text="").nodes[0]
    _take(ws, course, lesson, BOM + b"# One\r\n\r\nText.\r\n")
    assert _take(ws, course, lesson, b"# One\n\nMore.\n") == BOM + b"# One\r\n\r\nMore.\r\n"
