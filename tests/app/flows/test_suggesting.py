"""Suggestions: one for each block that differs; all of them together give the text suggested."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.flows.courses import outlining
from app.flows.lesson.writing import edit
from app.flows.review import suggesting
from app.flows.review.suggesting import changed_blocks
from sync.model.errors import BadInput
from sync.model.states import TextState
from sync.workspace.opening import Workspace

BLOCKS = ["# Title {}\n", "One {} here.\n\n", "- a {}\n- b {}\n\n", "```\ncode {}\n```\n\n"]
TEXT = "# T\n\nAlpha.\n\nBeta.\n\nGamma.\n\nDelta.\n"


@st.composite
def two_texts(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a text, and the same with some blocks changed, added or taken out."""
    kinds = draw(st.lists(st.sampled_from(BLOCKS), max_size=6))
    before = [block.replace("{}", str(number)) for number, block in enumerate(kinds)]
    after: list[str] = []
    for number, block in enumerate(before):
        done = draw(st.sampled_from(["keep", "keep", "change", "grow", "remove", "add"]))
        if done in ("keep", "add"):
            after.append(block)
        if done == "change":
            after.append(block.replace("e", "E").replace("a", "A"))
        if done == "grow":
            after.append(block.rstrip("\n") + f"\nmore {number}" + block[len(block.rstrip()) :])
        if done == "add":
            after.append(f"Added {number}.\n\n")
    return "".join(before), "".join(after)


@pytest.fixture
def ws(tmp_path: Path):  # type: ignore[no-untyped-def]
    """An empty workspace."""
    with Workspace.open(tmp_path / "ws") as opened:
        yield opened


def test_neighbours_are_suggested_apart() -> None:
    found = changed_blocks(TEXT, TEXT.replace("Alpha", "ALPHA").replace("Beta", "BETA"))
    assert [(c.before, c.after) for c in found] == [
        ("Alpha.\n\n", "ALPHA.\n\n"),
        ("Beta.\n\n", "BETA.\n\n"),
    ]
    longer = TEXT.replace("Alpha.", "Alpha.\nMore.").replace("Beta", "BETA")
    assert len(changed_blocks(TEXT, longer)) == 2, "a line more is no reason to take both or none"
    together = changed_blocks(TEXT, TEXT.replace("Gamma.\n\n", "").replace("Delta", "DELTA"))
    assert len(together) == 1, "taken apart, they would touch and overlap"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=two_texts())
def test_all_of_them_give_the_text_suggested(ws: Workspace, texts: tuple[str, str]) -> None:
    before, after = texts
    put = before
    for change in reversed(changed_blocks(before, after)):
        assert before[change.start : change.end] == change.before
        put = put[: change.start] + change.after + put[change.end :]
    assert put == after
    course = outlining.begin(ws, "Course")
    lesson = outlining.add(ws, course, "lesson", "One", text=before).nodes[0]
    done = suggesting.suggest(ws, ws.courses.open(course.log), lesson, after, "Better.")
    for fact in done.facts:
        opened = ws.courses.open(course.log)
        suggesting.accept(ws, opened, opened.facts.suggestions[fact.id])
    today = ws.lessons.today(course.log, lesson)
    assert today.text.rstrip("\n") == after.rstrip("\n")
    assert not today.open_items, "nobody suggested against another"


def test_a_state_of_another_text_is_refused(ws: Workspace) -> None:
    course = outlining.begin(ws, "Course")
    lesson = outlining.add(ws, course, "lesson", "One", text=TEXT).nodes[0]
    state = ws.lessons.today(course.log, lesson).state
    for wrong in (TextState(state.heads, course.log * 2), TextState((), state.sha)):  # type: ignore[arg-type]
        with pytest.raises(BadInput, match="not one of this lesson"):
            edit(ws, course, lesson, "# Other\n", wrong)
        with pytest.raises(BadInput, match="not one of this lesson"):
            suggesting.suggest(ws, course, lesson, "# Other\n", "Why.", wrong)
    assert ws.lessons.today(course.log, lesson).text == TEXT
