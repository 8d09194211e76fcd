"""Nothing is written that no server would take: all that comes after it would wait for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.files import importing
from app.flows.lesson.writing import edit
from sync.model.errors import BadInput
from sync.model.ids import FactId, NodeId
from sync.model.limits import LONGEST_FACT, LONGEST_TEXT, MOST_CAUSES, is_too_long
from sync.model.payloads import LessonRemoved, Removal
from sync.wire.routes import FACT_BYTES
from sync.workspace.opening import Workspace


@pytest.fixture
def ws(tmp_path: Path):  # type: ignore[no-untyped-def]
    """An empty workspace."""
    with Workspace.open(tmp_path / "ws") as opened:
        yield opened


def test_the_limits_agree_with_the_protocol() -> None:
    assert LONGEST_FACT == FACT_BYTES
    assert LONGEST_TEXT < LONGEST_FACT - 300_000


def test_signs_that_json_writes_long_count_as_they_are_sent() -> None:
    assert not is_too_long("a" * (LONGEST_TEXT - 2))
    assert is_too_long("a" * LONGEST_TEXT)
    assert is_too_long("\0" * (LONGEST_TEXT // 6 + 1))
    assert not is_too_long("\0" * (LONGEST_TEXT // 6 - 1))


def test_a_lesson_as_long_as_may_be_is_taken_and_a_longer_one_is_not(ws: Workspace) -> None:
    course = outlining.begin(ws, "Course")
    lesson = outlining.add(ws, course, "lesson", "One", text="a" * (LONGEST_TEXT - 2)).nodes[0]
    for long in ("b" * LONGEST_TEXT, "\0" * (LONGEST_TEXT // 6 + 1)):
        with pytest.raises(BadInput, match="8 MB"):
            edit(ws, course, lesson, long)
        with pytest.raises(BadInput, match="8 MB"):
            outlining.add(ws, course, "lesson", "Two", text=long)
    assert ws.lessons.today(course.log, lesson).text.startswith("aaa")
    assert len(ws.courses.open(course.log).outline.lessons()) == 1


def test_a_huge_file_of_a_folder_is_kept_as_an_attachment(ws: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "small.md").write_text("# Small\n")
    (folder / "huge.md").write_bytes(b"a" * (LONGEST_TEXT + 1))
    (folder / "nul.md").write_bytes(b"\0" * (LONGEST_TEXT // 6 + 1))
    done = importing.bring_in(ws, folder, None, lambda d, o: None)
    assert (done.lessons, done.media) == (1, 2)
    assert sorted(w.file for w in done.warnings) == ["huge.md", "nul.md"]
    with pytest.raises(BadInput, match="8 MB"):
        importing.bring_in(ws, folder / "huge.md", None, lambda d, o: None)


def test_an_act_that_builds_on_too_much_is_refused_when_it_is_done(ws: Workspace) -> None:
    course = outlining.begin(ws, "Course")
    over = tuple(FactId(f"{n:032x}") for n in range(MOST_CAUSES + 1))
    with pytest.raises(BadInput, match="several steps"):
        ws.ledger.write(course.log, LessonRemoved((Removal(NodeId("n"), over),)))
    assert ws.store.log.count(course.log) == 1
