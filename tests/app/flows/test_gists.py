"""What texts say is read off each of them once; what is kept of it is never believed blindly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.flows.courses import gists, outlining
from app.flows.courses.checking import check_course
from app.flows.courses.gists import gists_of_draft, gists_of_states
from app.flows.lesson.writing import edit
from app.flows.versions.publishing import publish
from editor.markdown.gist import RULES, Gist
from editor.markdown.gisting import gist_of
from sync.model.ids import NodeId, sha_of
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

TEXTS = ("# One\n\n[x](gone.md)\n", "# Two\n\n[( )] a\n[( )] b\n", "# Two\n\nLike the second.\n")


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace."""
    with Workspace.open(tmp_path / "ws") as opened:
        yield opened


@pytest.fixture
def lessons(ws: Workspace) -> list[NodeId]:
    """The lessons of a course of three."""
    course = outlining.begin(ws, "A course")
    return [
        outlining.add(ws, course, "lesson", f"Lesson {n}", text=text).nodes[0]
        for n, text in enumerate(TEXTS)
    ]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were read, one after another."""
    read: list[str] = []

    def note(text: str) -> Gist:
        read.append(text)
        return gist_of(text)

    monkeypatch.setattr(gists, "_made", note)
    return read


def now(ws: Workspace) -> Course:
    return ws.courses.at("A course")


def test_each_text_is_read_once(ws: Workspace, lessons: list[NodeId], made: list[str]) -> None:
    cold = check_course(ws, now(ws))
    assert {check.rule for check in cold} >= {"dead-link", "no-right-answer"}
    assert sorted(made) == sorted(TEXTS)
    assert check_course(ws, now(ws)) == cold
    publish(ws, now(ws))
    assert len(made) == len(TEXTS)
    edit(ws, now(ws), lessons[2], TEXTS[0])
    assert check_course(ws, now(ws)) != cold
    assert len(made) == len(TEXTS), "a text that was read in another lesson is known"
    edit(ws, now(ws), lessons[2], "# New\n")
    check_course(ws, now(ws))
    assert made[len(TEXTS) :] == ["# New\n"]


def test_what_a_window_types_is_checked(ws: Workspace, lessons: list[NodeId]) -> None:
    log, lesson = now(ws).log, lessons[1]
    today = ws.lessons.today(log, lesson)
    ws.store.texts.begin(log, lesson, today.state, today.text)
    ws.store.texts.journal(lesson, [(0, 0, "# Three\n\n")])
    assert gists_of_draft(ws, now(ws))[lesson] == gist_of(f"# Three\n\n{TEXTS[1]}")


def test_a_version_that_lies_about_a_text_is_not_believed(
    ws: Workspace, lessons: list[NodeId]
) -> None:
    check_course(ws, now(ws))
    log, wrong, fine = now(ws).log, lessons[1], lessons[2]
    state = ws.lessons.today(log, wrong).state
    lie = msgspec.structs.replace(state, sha=sha_of(TEXTS[2]))
    [gist] = gists_of_states(ws, log, {wrong: lie}).values()
    assert gist == gist_of(TEXTS[1])
    [gist] = gists_of_states(ws, log, {fine: ws.lessons.today(log, fine).state}).values()
    assert gist == gist_of(TEXTS[2])


@pytest.mark.parametrize("kept", ["{}x", "[]", '{"found":7}'])
def test_what_cannot_be_read_is_made_anew(
    ws: Workspace, lessons: list[NodeId], made: list[str], kept: str
) -> None:
    before = check_course(ws, now(ws))
    ws.store.gists.keep({sha_of(TEXTS[0]): kept}, RULES)
    assert check_course(ws, now(ws)) == before
    assert made.count(TEXTS[0]) == 2


def test_progress_is_told_only_of_what_must_be_read(ws: Workspace, lessons: list[NodeId]) -> None:
    told: list[tuple[int, int]] = []
    check_course(ws, now(ws), told=lambda *so_far: told.append(so_far))
    assert told == [(0, 3), (1, 3), (2, 3)]
    check_course(ws, now(ws), told=lambda *so_far: told.append(so_far))
    assert len(told) == 3
