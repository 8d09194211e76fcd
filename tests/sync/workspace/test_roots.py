"""First texts come in all at once, and are what weaving each lesson alone would give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.model.ids import FactId, LogId, NodeId, sha_of
from sync.model.payloads import CommentMade, LessonPlaced, Place, SuggestionMade, TextRevised
from sync.model.states import TextState
from sync.workspace.opening import Workspace

LESSONS = [NodeId(f"{n:032x}") for n in range(12)]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Open a fresh workspace."""
    with Workspace.open(tmp_path / "ws") as ws:
        yield ws


@pytest.fixture
def log(ws: Workspace) -> LogId:
    """Begin a course with empty lessons."""
    log = ws.begin_course("A course")
    places = tuple(Place(n, "", f"a{at:02}", title=f"Lesson {at}") for at, n in enumerate(LESSONS))
    ws.ledger.write(log, LessonPlaced(places))
    return log


def root(lesson: NodeId, text: str) -> TextRevised:
    return TextRevised(lesson, (), sha_of(text), text=text)


def made_anew(ws: Workspace, log: LogId) -> list[object]:
    for lesson in LESSONS:
        ws.lessons.project(log, lesson)
    return list(ws.store.drafts.dump())


def test_many_first_texts_at_once(ws: Workspace, log: LogId) -> None:
    ws.ledger.write(log, *(root(n, f"text of {n}\n") for n in LESSONS))
    drafts = list(ws.store.drafts.dump())
    assert len(drafts) == len(LESSONS)
    assert drafts == made_anew(ws, log)
    ws.store.search.refresh()
    assert len(ws.store.search.find("text")) == len(LESSONS)


def test_a_second_root_is_woven(ws: Workspace, log: LogId) -> None:
    [first, *_] = LESSONS
    ws.ledger.write(log, *(root(n, "one\n") for n in LESSONS))
    ws.ledger.write(log, root(first, "two\n"))
    assert ws.lessons.today(log, first).open_items
    assert list(ws.store.drafts.dump()) == made_anew(ws, log)


def test_two_roots_in_one_act_are_woven(ws: Workspace, log: LogId) -> None:
    [first, second, *_] = LESSONS
    ws.ledger.write(log, root(first, "one\n"), root(first, "two\n"), root(second, "three\n"))
    assert ws.lessons.today(log, first).open_items
    assert ws.lessons.today(log, second).text == "three\n"


def test_what_was_said_beside_the_text_does_not_matter(ws: Workspace, log: LogId) -> None:
    [first, second, *_] = LESSONS
    [made, _] = ws.ledger.write(log, root(first, "one word\n"), root(second, "two\n"))
    state = TextState((FactId(made.id),), sha_of("one word\n"))
    ws.ledger.write(log, CommentMade(first, state, 0, 3, "one", "", " word", "Why?"))
    ws.ledger.write(log, SuggestionMade(first, state, 0, 9, "one word\n", "a word\n", "better"))
    assert ws.lessons.today(log, first).text == "one word\n"
    assert list(ws.store.drafts.dump()) == made_anew(ws, log)


def test_a_first_text_that_is_refused_is_gone(ws: Workspace, log: LogId) -> None:
    [first, *_] = LESSONS
    [fact] = ws.ledger.write(log, root(first, "one\n"))
    with ws.store.writing():
        ws.ledger.announce(log, ws.store.log.refused({fact.id: "no"}))
    assert ws.store.drafts.get(log, first) is None
