"""A course that is shared by a command beside the window goes on in the window, without a jolt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from app.flows.lesson import writing
from app.flows.review import commenting
from app.flows.safety.opening import take_over_what_was_left
from app.flows.sharing import syncing
from sync.server import operations
from sync.server.serving import Embedded
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window

SAW = "Say what you saw"


class Beside:
    """Another person and a command line, both on a server of their own."""

    def __init__(self, folder: Path, window: Window, url: str) -> None:
        self.folder, self.window, self.url = folder, window, url
        self.other = folder / "colleague"

    def share(self, course: str) -> None:
        """`coursefolk connect` and `coursefolk share` beside the open window."""
        invite = operations.invite(self.folder / "server", role="owner", name="Author").invite
        with Workspace.open(self.window.folder) as ws:
            take_over_what_was_left(ws)
            syncing.connect(ws, self.url, invite, "Author")
            ws.lessons.seal_all()
            syncing.share(ws, ws.courses.at(course), "team")
            syncing.sync(ws)

    def colleague_writes(self, course: str, old: str, new: str) -> None:
        """The colleague gets the course, changes it, comments on it, and syncs."""
        invite = operations.invite(self.folder / "server", role="author", name="Colleague").invite
        with Workspace.open(self.other) as ws:
            syncing.connect(ws, self.url, invite, "Colleague")
            syncing.sync(ws)
            opened = ws.courses.at(course)
            lesson = opened.outline.lessons()[0].id
            text = ws.lessons.today(opened.log, lesson).text
            assert old in text
            writing.edit(ws, opened, lesson, text.replace(old, new))
            commenting.comment_on_quote(ws, opened, lesson, "effect it had", "On whom?")
            syncing.sync(ws)

    def colleague_reads(self, course: str) -> str:
        """The lesson as the colleague has it after a sync."""
        with Workspace.open(self.other) as ws:
            syncing.sync(ws)
            opened = ws.courses.at(course)
            return ws.lessons.today(opened.log, opened.outline.lessons()[0].id).text


@pytest.fixture
def beside(tmp_path: Path, window: Window) -> Iterator[Beside]:
    """A server, and what stands beside the window."""
    server = Embedded(tmp_path / "server")
    yield Beside(tmp_path, window, server.start())
    server.stop()


def in_shared(window: Window) -> bool:
    """Tell whether the writing goes on in a shared log."""
    with Workspace.open(window.folder) as ws:
        row = ws.store.log.log(window.parts.writing.log) if window.parts.writing.log else None
        return row is not None and row.standing == "shared"


def test_others_edits_come_and_caret_undo_and_comments_stay(
    window: Window, course: str, beside: Beside
) -> None:
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        lesson = opened.outline.lessons()[0].id
        commenting.comment_on_quote(ws, opened, lesson, SAW, "In which part?")
    comments = window.parts.page.learner.comments
    window.until(lambda: len(comments.cards) == 1)
    told: list[str] = []
    window.parts.course.shared.connect(lambda _: told.append(window.parts.receipts.news.words))
    at = TEXT.index("effect")
    window.editor.select(at, at)
    QTest.keyClicks(window.editor, "big ")
    beside.share(course)
    beside.colleague_writes(course, "# Feedback", "# Feedback that helps")
    window.until(lambda: in_shared(window))
    window.until(lambda: bool(told))
    assert told[0].startswith("“Peer learning” is shared now.")
    window.parts.sync_by_hand()
    window.until(lambda: "that helps" in window.editor.text())
    assert "big effect" in window.editor.text()
    caret = window.editor.selection()[1]
    assert window.editor.text()[caret:].startswith("effect it had")
    window.until(lambda: len(comments.cards) == 2)
    window.editor.undo()
    assert "big" not in window.editor.text()
    assert "that helps" in window.editor.text()
    QTest.keyClicks(window.editor, "great ")
    window.parts.sync_by_hand()
    window.until(lambda: "great effect" in window.stored(lesson, course))
    window.until(lambda: "great effect" in beside.colleague_reads(course))
    assert window.parts.notices.told == []


def test_typing_all_the_while_loses_no_word_and_overlaps_with_nobody(
    window: Window, course: str, beside: Beside
) -> None:
    end = len(TEXT)
    window.editor.select(end, end)
    QTest.keyClicks(window.editor, "one ")
    window.parts.writing.seal()
    QTest.keyClicks(window.editor, "two ")
    beside.share(course)
    QTest.keyClicks(window.editor, "three ")
    window.parts.session.arrived.emit()
    QTest.keyClicks(window.editor, "four ")
    window.until(lambda: in_shared(window))
    QTest.keyClicks(window.editor, "five")
    beside.colleague_writes(course, SAW, "Tell what you saw")
    window.parts.sync_by_hand()
    window.until(lambda: "Tell what you saw" in window.editor.text())
    assert window.editor.text().rstrip().endswith("one two three four five")
    window.parts.sync_by_hand()
    window.until(lambda: "one two three four five" in beside.colleague_reads(course))
    with Workspace.open(window.folder) as ws:
        assert ws.store.drafts.with_overlaps(ws.courses.at(course).log) == []


def test_the_outline_the_versions_and_the_acts_follow(
    window: Window, course: str, beside: Beside
) -> None:
    beside.share(course)
    window.parts.page.outline.add_lesson.emit(None)  # before the window has noticed
    window.until(lambda: window.editor.text().startswith("# New lesson"))
    window.until(lambda: in_shared(window))
    window.parts.ask_for_review()
    asking = window.parts.review.asking.dialog
    window.until(asking.isVisible)
    asking.close_it()
    beside.colleague_writes(course, SAW, "Tell what you saw")
    with Workspace.open(beside.other) as ws:
        titles = [n.title for n in ws.courses.at(course).outline.lessons()]
    assert titles[:1] == ["Feedback"]
    window.until(lambda: shown_titles(window) == ["Feedback", "New lesson"])


def shown_titles(window: Window) -> list[str]:
    """The lessons that stand in the window's outline."""
    read = window.parts.course._read
    return [row.title for row in read.shown.rows if row.kind == "lesson"] if read else []
