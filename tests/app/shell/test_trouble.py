"""Bad luck as the writer sees it, with real faults: told calmly, nothing typed lost, a way on."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.flows.courses import outlining
from app.flows.safety.window_lock import window_lock
from app.shell import application
from app.shell.application import LIGHT_PREVIEW, TROUBLE, Opening
from app.shell.sharing.export_desk import FOLDER
from editor.panels.kit.buttons import Button
from editor.panels.kit.look import Look
from sync.model.errors import MayNotWrite, WorkspaceTrouble
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window
from tests.faults.disks import Disk, disk

Open = Callable[[Path], Opening]


def press(window: QWidget, name: str) -> None:
    """Press the button whose name begins so, when it is in sight: it is shown a moment later."""
    until = QDeadlineTimer(10_000)
    found: list[Button] = []
    while not found and not until.hasExpired():
        QApplication.processEvents()
        buttons = window.findChildren(Button)
        found = [b for b in buttons if b.isVisible() and b.accessibleName().startswith(name)]
    assert found, [b.accessibleName() for b in window.findChildren(Button) if b.isVisible()]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def make_course(folder: Path, lessons: int = 2) -> str:
    with Workspace.open(folder) as ws:
        made = outlining.begin(ws, "Peer learning")
        for number in range(lessons):
            title = "Feedback" if not number else f"Lesson {number + 1}"
            outlining.add(ws, ws.courses.at(made.id), "lesson", title, text=TEXT)
        return made.id


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Disk]:
    with disk(tmp_path / "small", "4m") as made:
        yield made


@pytest.fixture
def writer(small: Disk, look: Look, qtbot: QtBot) -> Iterator[Window]:
    """A window on a small disk, with some backups."""
    course = make_course(small.place / "ws")
    with Workspace.open(small.place / "ws") as ws:
        for _ in range(4):
            ws.store.backups.make()
    window = Window(small.place / "ws", look, qtbot)
    window.course = course
    window.start(course)
    window.settled()
    yield window
    window.parts.trouble._may_lose = True
    window.close()


def fill(place: Path) -> None:
    """Leave no room."""
    with (place / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(b"x" * 4096)
        except OSError:
            return


def trail(window: Window) -> str:
    return window.parts.page.foot.trail.steps[0].sentence


def said(window: Window) -> str:
    told = window.parts.notices.told
    return f"{told[-1].title} {told[-1].text}" if told else ""


def test_a_disk_that_fills_while_one_types_loses_nothing(
    writer: Window, small: Disk, tmp_path: Path
) -> None:
    editor, window = writer.editor, writer.parts.window
    fill(small.place)
    editor.select(len(TEXT), len(TEXT))
    editor.setFocus()
    words = "Words that are in the window alone. " * 40
    QTest.keyClicks(editor, words)
    writer.until(lambda: trail(writer).startswith("Not saved since"))
    assert "disk full" in trail(writer)
    writer.until(lambda: "The disk is full, so what you typed since" in said(writer))
    lesson = writer.parts.writing.lesson
    first, second = [row.id for row in writer.parts.course._read.shown.rows]
    writer.parts.course.open_lesson(second if lesson == first else first)
    writer.settled()
    assert writer.parts.writing.lesson == lesson
    assert editor.text() == TEXT + words

    window.close()
    assert window.isVisible()
    assert "If the window closes now, it is lost." in said(writer)
    writer.parts.trouble.copy_to(tmp_path / "copy.md")
    assert (tmp_path / "copy.md").read_text("utf-8") == TEXT + words

    writer.parts.trouble._show(writer.parts.trouble._error)
    writer.until(lambda: "Make room" in str(writer.parts.notices.told[-1].actions))
    press(window, "Make room: 2 old backups")
    press(window, "Remove the old ones")
    writer.until(lambda: trail(writer).startswith("Saved here"))
    writer.until(lambda: said(writer).startswith("Saved."))
    assert writer.stored(lesson, writer.course) == TEXT + words
    assert writer.parts.trouble.may_close()


def test_a_disk_that_became_read_only_is_told_as_such(writer: Window) -> None:
    writer.parts.writing.unsaved.emit(MayNotWrite("It cannot be written."))
    assert "read only" in trail(writer)
    assert "Your courses may not be written, so what you typed since" in said(writer)
    QTest.keyClicks(writer.editor, "x")
    writer.until(lambda: said(writer).startswith("Saved."))


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Open the program's own window on a folder; all are closed at the end."""
    monkeypatch.setenv(LIGHT_PREVIEW, "1")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    made: list[Opening] = []

    def open_on(folder: Path) -> Opening:
        opening = Opening(qapp, folder, course=None, sample=False)
        made.append(opening)
        opening.show()
        opening.finish()
        return opening

    yield open_on
    for opening in made:
        opening.window.may_close = lambda: True
        opening.window.close()
        with contextlib.suppress(WorkspaceTrouble):
            opening.end()
        # Its desks first: what their threads still have to say is about the widgets.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        shiboken6.delete(opening.window)  # else the collector might do so, in any thread


def test_a_damaged_file_is_told_and_brought_back_by_one_press(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    course = make_course(tmp_path)
    with Workspace.open(tmp_path) as ws:
        ws.store.backups.make()
    file = tmp_path / "workspace.db"
    data = bytearray(file.read_bytes())
    data[8192 : 8192 * 3] = b"\xa5" * (8192 * 2)
    file.write_bytes(data)
    opening = opened(tmp_path)
    qtbot.waitUntil(lambda: opening.window.page == TROUBLE, timeout=10_000)
    assert file.read_bytes() == data
    before = opening.window
    press(before, "Bring back what is whole")
    qtbot.waitUntil(lambda: opening.window is not before, timeout=20_000)
    qtbot.waitUntil(lambda: opening.composition is not None, timeout=10_000)
    parts = opening.composition
    assert parts is not None
    parts.open_course(course)
    qtbot.waitUntil(lambda: parts.page.pane.editor.text() == TEXT, timeout=10_000)
    assert "Your courses are back" in parts.notices.told[0].title
    assert "damaged file is kept in" in parts.notices.told[0].text


def test_what_was_typed_over_a_file_that_is_torn_comes_back_too(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    course = make_course(tmp_path, 1)
    with Workspace.open(tmp_path) as ws:
        ws.store.backups.make()
    opening = opened(tmp_path)
    parts = opening.composition
    assert parts is not None
    parts.open_course(course)
    editor = parts.page.pane.editor
    qtbot.waitUntil(lambda: editor.text() == TEXT, timeout=10_000)
    for name in ("workspace.db", "workspace.db-wal"):
        file = tmp_path / name
        if file.exists():
            file.write_bytes(b"\xa5" * len(file.read_bytes()))
    editor.select(0, 0)
    QTest.keyClicks(editor, "Mind this. ")
    qtbot.waitUntil(lambda: "damaged" in parts.page.foot.trail.steps[0].sentence, timeout=15_000)
    press(opening.window, "Bring back what is whole…")
    assert opening.window.page == TROUBLE
    before = opening.window
    press(before, "Bring back what is whole")
    qtbot.waitUntil(lambda: opening.window is not before, timeout=20_000)
    qtbot.waitUntil(lambda: opening.composition is not None, timeout=10_000)
    again = opening.composition
    assert again is not None
    again.open_course(course)
    wanted = "Mind this. " + TEXT
    qtbot.waitUntil(lambda: again.page.pane.editor.text() == wanted, timeout=10_000)


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Disk]:
    """A disk that can be taken away; asked for before the windows, it goes after them."""
    with disk(tmp_path / "stick", "8m") as made:
        yield made


def test_a_folder_that_may_not_be_written_is_told_with_ways_on(
    stick: Disk, opened: Open, qtbot: QtBot
) -> None:
    course = make_course(stick.place / "ws")
    stick.change("ro")
    opening = opened(stick.place / "ws")
    qtbot.waitUntil(lambda: opening.window.page == TROUBLE, timeout=10_000)
    before = opening.window
    press(before, "Try again")
    qtbot.waitUntil(lambda: opening.window is not before, timeout=10_000)
    qtbot.waitUntil(lambda: opening.window.page == TROUBLE, timeout=10_000)
    stick.change("rw")
    press(opening.window, "Try again")
    qtbot.waitUntil(lambda: opening.composition is not None, timeout=10_000)
    assert opening.composition is not None
    opening.composition.open_course(course)
    editor = opening.composition.page.pane.editor
    qtbot.waitUntil(lambda: editor.text() == TEXT, timeout=10_000)


def test_what_may_not_be_written_can_be_looked_at_and_exported(
    stick: Disk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    course = make_course(stick.place / "ws")
    stick.change("ro")
    before = files_in(stick.place)
    opening = opened(stick.place / "ws")
    press(opening.window, "Look at them without changing anything")
    qtbot.waitUntil(lambda: opening.composition is not None, timeout=10_000)
    parts = opening.composition
    assert parts is not None
    assert "You only look at your courses." in parts.notices.told[0].title
    copy = parts.session.folder
    parts.open_course(course)
    editor, trail = parts.page.pane.editor, parts.page.foot.trail
    qtbot.waitUntil(lambda: editor.text() == TEXT, timeout=10_000)
    qtbot.waitUntil(lambda: "Only looking" in trail.steps[0].sentence, timeout=10_000)
    assert parts.page.pane.reading.isVisible()
    QTest.keyClicks(editor, "Not this. ")
    assert editor.text() == TEXT

    def refused(act: Callable[[], object]) -> None:
        told = len(parts.notices.told)
        act()
        qtbot.waitUntil(lambda: len(parts.notices.told) > told, timeout=10_000)
        assert "only look at" in parts.notices.told[-1].title

    refused(parts.sync_by_hand)
    refused(parts.ask_for_review)
    refused(parts.kept.keep_course)
    refused(lambda: parts.home._begin("One more", "Lesson"))
    dialog = parts.publishing.dialog
    parts.publish()
    qtbot.waitUntil(dialog.isVisible, timeout=10_000)
    refused(lambda: dialog.published.emit("A note", ()))
    dialog.close_it()
    parts.exports.write(FOLDER, tmp_path)
    written = tmp_path / "Peer learning"
    qtbot.waitUntil(lambda: TEXT.encode() in files_in(written).values(), timeout=10_000)
    told = len(parts.notices.told)
    parts.do("help")
    qtbot.waitUntil(lambda: "title: " in editor.text(), timeout=10_000)
    parts.go_home()
    opening.window.close()
    opening.end()
    assert parts.notices.told[told:] == []
    assert files_in(stick.place) == before
    assert not copy.exists()


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_second_window_leads_to_the_first(
    opened: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "UNSEEN", ())
    make_course(tmp_path)
    first = opened(tmp_path)
    assert first.composition is not None
    second = opened(tmp_path)
    assert second.window.page == TROUBLE
    with qtbot.waitSignal(first.composition.session.called, timeout=5000):
        press(second.window, "Go to that window")
    qtbot.waitUntil(lambda: not second.window.isVisible(), timeout=5000)
    first.window.close()
    first.end()
    window_lock(tmp_path).release()
