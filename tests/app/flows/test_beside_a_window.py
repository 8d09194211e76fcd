"""Commands that seal or share while a window types on: no word lost, nobody against himself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson.typing import Typed, keep, seal
from app.flows.safety.opening import take_over_what_was_left
from app.flows.safety.window_lock import window_lock
from app.flows.versions import publishing
from sync.model.ids import CourseId, LogId, NodeId
from sync.store.fact_rows import LogRow
from sync.workspace.opening import Workspace
from sync.workspace.sharing import share

TEXT = "# One\n\nThe quick fox.\n"
MORE = "# One\n\nThe quick brown fox.\n"
MOST = "# One\n\nThe quick brown fox jumps.\n"


class Window:
    """A window that types in one lesson, as the desk of the real one does."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.course = outlining.begin(ws, "Course")
        self.lesson = outlining.add(ws, self.course, "lesson", "One", text=TEXT).nodes[0]
        self.state = ws.lessons.today(self.course.log, self.lesson).state
        self.begun_on = TEXT

    def types(self, start: int, words: str, *, anew: bool = False) -> None:
        steps = ((start, 0, words),)
        log, begun_on = self.course.log, self.begun_on
        keep(self.ws, Typed(log, self.lesson, self.state, begun_on, steps, anew))


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    """A living window that has typed “ brown” and not sealed it yet."""
    with Workspace.open(tmp_path) as ws:
        lock = window_lock(tmp_path)
        typing = Window(ws)
        typing.types(TEXT.index(" fox"), " brown")
        yield typing
        lock.release()


@pytest.fixture
def command(window: Window, tmp_path: Path) -> Iterator[Workspace]:
    """The workspace as a command opens it beside the window."""
    with Workspace.open(tmp_path) as ws:
        take_over_what_was_left(ws)
        yield ws


@pytest.mark.parametrize("anew", [False, True])
def test_typing_goes_on_where_a_command_sealed(
    window: Window, command: Workspace, anew: bool
) -> None:
    publishing.publish(command, command.courses.open(window.course.log))
    log, lesson = window.course.log, window.lesson
    assert command.lessons.today(log, lesson).text == MORE
    if anew:  # a keeping failed: all edits since the window's own state come again
        window.types(TEXT.index(" fox"), " brown", anew=True)
    window.types(MORE.index(".\n"), " jumps")
    kept = window.ws.store.texts.working(lesson)
    assert kept is not None
    assert kept.text == MOST, "what is kept for a crash is what the window shows"
    sealed = seal(window.ws, log, lesson, MOST, window.state)
    assert sealed.today.text == MOST
    assert not sealed.today.items, "nobody overlaps with himself"
    assert len(sealed.today.state.heads) == 1
    assert window.ws.store.texts.working_state(lesson) is None


def test_what_nobody_types_on_any_more_is_not_left(window: Window, command: Workspace) -> None:
    command.lessons.typed_elsewhere = lambda: False
    command.lessons.seal_all()
    assert command.store.texts.all_working() == []


def test_typing_after_another_process_shared_the_course_is_shared_too(
    window: Window, command: Workspace
) -> None:
    row = LogRow(LogId("space"), "space", CourseId(""), None, "shared", "url", 0, "owner", None)
    command.store.log.add_log(row)
    command.lessons.seal_all()
    log = share(
        command.store,
        command.ledger,
        command.lessons,
        command.courses.open(window.course.log),
        row,
    )
    lesson: NodeId = window.lesson
    assert command.lessons.today(log, lesson).text == MORE
    window.types(MORE.index(".\n"), " jumps")
    sealed = seal(window.ws, window.course.log, lesson, MOST, window.state)
    assert command.lessons.today(log, lesson).text == MOST
    again = MOST.replace("fox", "foxes")
    seal(window.ws, window.course.log, lesson, again, sealed.typed)
    today = command.lessons.today(log, lesson)
    assert today.text == again
    assert not today.items
