"""What broke by merging waits on home for whoever can mend it, and the way leads right there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.courses import outlining
from app.flows.overlaps import broken
from app.flows.overlaps.broken_settling import settle_broken
from app.flows.overview import broken_known
from app.flows.sharing import syncing
from app.shell.page_names import OVERLAPS
from app.story.people import Desk
from editor.panels.kit.buttons import Button
from editor.panels.kit.look import Look
from sync.model.ids import NodeId
from tests.app.shell.conftest import Window
from tests.journeys.broken_apart import QUIZ, SIDES
from tests.journeys.conftest import Team

RULES = ("two-right-answers", "table-row")
CLASH = "Some last words."


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Team, Desk, Desk]]:
    """Two people who share a course of three lessons, with their laptops."""
    team = Team(tmp_path)
    author, colleague = team.join("Author", "owner"), team.join("Colleague", "author")
    author.title = colleague.title = outlining.begin(author.ws, "Food").id
    for title in ("First", *RULES):
        outlining.add(author.ws, author.course, "lesson", title, text=QUIZ)
    syncing.share(author.ws, author.course)
    team.sync_all()
    yield team, author, colleague
    team.close()


def write_apart(team: Team, *desks: Desk) -> list[NodeId]:
    """Let two people clash in the first lesson, and break the others together."""
    first, *others = (node.id for node in desks[0].lessons())
    for number, desk in enumerate(desks):
        desk.replace(first, CLASH, f"Other words {number}.")
        for lesson, rule in zip(others, RULES, strict=True):
            desk.replace(lesson, *SIDES[rule][number])
    team.sync_all()
    return others


def needed(window: Window) -> list[str]:
    view = window.parts.home_panel._view
    return [row.title for row in view.needs] if view is not None else []


def press(window: Window, name: str) -> None:
    found = window.parts.window.findChildren(Button)
    [button] = [b for b in found if b.isVisible() and b.accessibleName().startswith(name)]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_home_counts_what_broke_by_merging_and_leads_there(
    two: tuple[Team, Desk, Desk],
    look: Look,
    qtbot,  # type: ignore[no-untyped-def]
) -> None:
    team, author, colleague = two
    first_broken, last_broken = write_apart(team, author, colleague)
    window = Window(team.folder / "Author", look, qtbot)
    window.start(author.title)
    window.parts.go_home()
    overlap, merged = "Check 1 overlap in “Food”", "Mend {} that broke by merging"
    window.until(lambda: merged.format("2 places in “Food”") in needed(window))
    assert overlap in needed(window)
    press(window, "Mend: ")
    panel = window.parts.page.overlaps
    window.until(lambda: window.parts.page.page == OVERLAPS and panel.item is not None)
    item = panel.item
    assert item is not None
    assert (item.lesson, bool(item.broken)) == (first_broken, True), "not the overlap before it"
    settle_broken(author.ws, author.course, item.id, "1")
    window.parts.go_home()
    window.until(lambda: merged.format("1 place in “Food”") in needed(window))
    [left] = broken.broken_now(author.ws, author.course)
    assert left.lesson == last_broken
    settle_broken(author.ws, author.course, left.id, "1")
    window.parts.go_home()
    window.until(lambda: needed(window) == [overlap])
    window.close()


def test_a_course_is_checked_again_only_when_something_was_written(
    two: tuple[Team, Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    team, author, colleague = two
    looked = broken_known.BrokenKnown()
    nothing = broken_known.BrokenFound((), whole=True)
    assert looked.look(author.ws) == nothing
    lesson, _ = write_apart(team, author, colleague)
    [found] = looked.look(author.ws).courses
    assert (found.course, found.title, found.count, found.lesson) == (
        author.course.id, "Food", 2, lesson,
    )  # fmt: skip
    checked: list[str] = []
    monkeypatch.setattr(broken, "check_whole", lambda ws, course: checked.append(course.title))
    assert looked.look(author.ws).courses == (found,)
    assert checked == []


def test_texts_that_were_never_read_are_read_in_turns(
    two: tuple[Team, Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    team, author, colleague = two
    write_apart(team, author, colleague)
    monkeypatch.setattr(broken_known, "TURN_S", -1)
    author.ws.store.gists.forget()
    looked, turns = broken_known.BrokenKnown(), 1
    while not (found := looked.look(author.ws)).whole:
        assert found.courses == ()
        turns += 1
    assert turns == len(author.lessons())
    assert found.courses[0].count == 2

    author.ws.store.gists.forget()
    monkeypatch.setattr(author.ws.store.gists, "keep", lambda gists, rules: None)
    looked = broken_known.BrokenKnown()
    assert [looked.look(author.ws).whole for _ in range(2)] == [False, True], "it comes to an end"
