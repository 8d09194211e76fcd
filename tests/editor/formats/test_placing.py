"""Every lesson and attachment gets one place: the recorded one where that is safe and free."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats.folder import read_folder, write_folder
from editor.formats.names import folded, what_is_wrong
from editor.formats.placing import places_of
from editor.formats.review_json import Review, Thread, Voice, read_review
from editor.formats.values import CourseOut
from sync.model.ids import NodeId
from tests.editor.formats.course_builds import attachment, files_in, lesson, module


def test_a_course_that_never_was_files_gets_a_folder_that_reads_in_its_order(
    tmp_path: Path,
) -> None:
    course = CourseOut(
        "C",
        (
            module("m", "Zum Beginn: los!"),
            lesson("1", "# Z\n", parent="m", title="Zuerst"),
            lesson("2", "# A\n", parent="m", title="Aber dann"),
            module("n", "All the rest"),
            module("o", "Inner", parent="n"),
            lesson("3", "# I\n", parent="o", title="Who / what?"),
            lesson("4", "# L\n", title="Last"),
        ),
    )
    write_folder(course, tmp_path / "to")
    assert list(files_in(tmp_path / "to")) == [
        "01-zum-beginn-los/01-zuerst.md",
        "01-zum-beginn-los/02-aber-dann.md",
        "02-all-the-rest/01-inner/01-who-what.md",
        "03-last.md",
    ]
    again = read_folder(tmp_path / "to")
    assert [node.title for node in again.lessons] == ["Z", "A", "I", "L"]


def test_a_new_lesson_lies_with_its_neighbours() -> None:
    course = CourseOut(
        "C",
        (
            module("m", "Renamed since"),
            lesson("1", "", "episodes/01-a.md", "m"),
            lesson("2", "", "episodes/02-b.md", "m"),
            lesson("3", "", parent="m", title="Brand new"),
            module("n", "Below", parent="m"),
            lesson("4", "", parent="n", title="Deeper"),
        ),
    )
    places = places_of(course, tells_case=True)
    assert list(places.lessons.values()) == [
        "episodes/01-a.md",
        "episodes/02-b.md",
        "episodes/brand-new.md",
        "episodes/below/01-deeper.md",
    ]
    assert not places.warnings


@pytest.mark.parametrize(
    "path", ["../../etc/cron.d/x", "/etc/x", ".git/hooks/pre-commit", "a\\..\\b", "C:/x", "x\x00y"]
)
def test_a_hostile_path_of_others_is_replaced_and_said(tmp_path: Path, path: str) -> None:
    course = CourseOut(
        "C",
        (lesson("1", "# 1\n", path),),
        attachments=(attachment(path + ".png", b"p"),),
    )
    written = write_folder(course, tmp_path / "to" / "here")
    assert len(files_in(tmp_path / "to" / "here")) == 2
    assert len(files_in(tmp_path)) == 2
    assert [w.file for w in written.warnings] == [path, path + ".png"]
    assert not any(what_is_wrong(name, windows=True) for name in written.files)


def test_nothing_takes_anothers_place() -> None:
    course = CourseOut(
        "C",
        (
            lesson("1", "", "a.md"),
            lesson("2", "", "a.md"),
            lesson("3", "", "A.md"),
            lesson("4", "", "a.md/inside.md"),
            lesson("5", "", title="A"),
        ),
        attachments=(attachment("a.md", b""), attachment("01-a.md", b"")),
    )
    places = places_of(course, tells_case=True)
    paths = [*places.lessons.values(), *(path for _, path in places.files)]
    assert paths[0] == "a.md" and "A.md" in paths
    assert len(set(paths)) == len(paths)
    assert {w.file for w in places.warnings} == {"a.md", "a.md/inside.md"}
    strict = places_of(course, tells_case=False)
    paths = [*strict.lessons.values(), *(path for _, path in strict.files)]
    assert len({folded(path) for path in paths}) == len(paths)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "a.md", "A.md", "../x", "a/b.md", "a", "é.md", "É.md"]),
            st.text(max_size=5),
        ),
        max_size=8,
    ),
    st.booleans(),
)
def test_places_are_safe_and_apart(rows: list[tuple[str, str]], tells_case: bool) -> None:
    nodes = tuple(lesson(str(at), "", path, title=title) for at, (path, title) in enumerate(rows))
    places = places_of(CourseOut("C", nodes), tells_case=tells_case)
    paths = list(places.lessons.values())
    assert len(paths) == len(rows)
    assert len({p if tells_case else folded(p) for p in paths}) == len(paths)
    for path in paths:
        assert not what_is_wrong(path)
        assert not any(other.startswith(path + "/") for other in paths)


def test_what_is_not_here_yet_is_named_and_the_rest_is_written(tmp_path: Path) -> None:
    course = CourseOut(
        "C",
        (lesson("1", "# 1\n", "1.md"),),
        attachments=(attachment("film.mp4", None), attachment("p.png", b"p")),
    )
    written = write_folder(course, tmp_path / "to")
    assert set(files_in(tmp_path / "to")) == {"1.md", "p.png"}
    assert [(w.file, "9 bytes" in w.what) for w in written.warnings] == [("film.mp4", True)]


def test_comments_leave_with_the_course_when_asked_for(tmp_path: Path) -> None:
    said = (Voice("A colleague", 1_700_000_000_000, "Why?"), Voice("The author", 0, "Because."))
    thread = Thread("", "a “quote”", "done", "mended", said, lesson=NodeId("1"))
    course = CourseOut(
        "C",
        (lesson("1", "# 1\n", "1.md"),),
        attachments=(attachment("comments.review.json", b"of the course"),),
        review=Review("C", threads=(thread,)),
    )
    written = write_folder(course, tmp_path / "to")
    assert files_in(tmp_path / "to")["comments.review.json"] == b"of the course"
    made = (tmp_path / "to" / "comments.review 2.json").read_bytes()
    [read] = read_review(made).threads
    assert read == msgspec.structs.replace(thread, file="1.md")
    assert written.files == ("1.md", "comments.review.json", "comments.review 2.json")


def test_a_thousand_lessons_of_one_name_are_placed() -> None:
    nodes = tuple(lesson(str(at), "", "a.md") for at in range(1_000))
    places = places_of(CourseOut("C", nodes), tells_case=True)
    assert len(set(places.lessons.values())) == 1_000


def test_a_parent_that_is_gone_is_the_top() -> None:
    course = CourseOut("C", (lesson("1", "", parent="gone", title="Found"),))
    assert places_of(course, tells_case=True).lessons == {NodeId("1"): "01-found.md"}
