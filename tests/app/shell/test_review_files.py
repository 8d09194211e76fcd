"""A review by files in the window: made, dropped, taken in twice, sent back by a newcomer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.flows.review import commenting
from app.flows.safety.window_lock import call_of, call_the_other, window_lock
from app.flows.sharing import review_files
from app.shell.application import Opening
from app.shell.course.course_page import REVIEW
from app.shell.sharing import review_file_desk
from editor.panels.kit.buttons import Button
from editor.panels.kit.look import Look
from sync.workspace.identity import rename_person
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window


def press(window: Window, name: str) -> None:
    """Click on a button of this name, once it stands there."""
    found: list[Button] = []

    def stands() -> bool:
        every = window.parts.window.findChildren(Button)
        found[:] = [b for b in every if b.isVisible() and b.accessibleName() == name]
        return bool(found)

    window.until(stands)
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def let_go(on: QWidget, path: Path) -> None:
    """Drag a file over a widget, and let it go there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, none = QPointF(20, 20), Qt.KeyboardModifier.NoModifier
    for kind in (QDragEnterEvent, QDropEvent):
        place = at.toPoint() if kind is QDragEnterEvent else at
        event = kind(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)  # type: ignore[arg-type]
        event.ignore()
        QGuiApplication.sendEvent(on, event)
        assert event.isAccepted()


def commented(place: Path, got: Path, back: Path) -> None:
    """Let a reviewer take a file, comment, and make one back."""
    with Workspace.open(place) as ws:
        rename_person(ws.store.settings, "Reviewer")
        course = ws.courses.at(review_files.take(ws, got).course)
        lesson = course.outline.lessons()[0].id
        commenting.comment_on_quote(ws, course, lesson, "in the draft", "In which one?")
        review_files.make(ws, course, back)


def asked_by_file(window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Choose whom to ask, then a file instead: they are asked in it."""
    asked_in = tmp_path / "asked.coursefolk"
    chosen = [(str(asked_in), "")]
    monkeypatch.setattr(
        f"{review_file_desk.__name__}.QFileDialog.getSaveFileName", lambda *_: chosen.pop()
    )
    window.parts.do("ask")
    press(window, "Ask people by name…")
    dialog = window.parts.review.asking.dialog
    window.until(dialog.isVisible)
    press(window, "Suggest someone")
    press(window, "Ask by a review file instead…")
    window.until(asked_in.exists)
    with Workspace.open(tmp_path / "reviewer") as ws:
        facts = ws.courses.open(review_files.take(ws, asked_in).log).facts
        assert facts.ordered_versions()[-1].asked == (ws.identity.person,), "nobody is dropped"
    window.until(lambda: not dialog.isVisible())


def test_made_and_dropped_and_taken_twice(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QFileDialog.getSaveFileName", "QInputDialog.getText"):
        # no dialog of the system in a test: it is left without an answer
        monkeypatch.setattr(f"{review_file_desk.__name__}.{name}", lambda *_: ("", ""))
    parts, desk = window.parts, window.parts.review_files
    out, back = tmp_path / "to.coursefolk", tmp_path / "back.coursefolk"
    parts.do("ask")
    window.until(lambda: bool(parts.notices.told))
    ways = [name for name, _ in parts.notices.told[-1].actions]
    assert ways == ["review-file", "connect", "history"], "a file needs no server: it is first"
    with qtbot.waitSignal(parts.notices.said) as said:
        press(window, "With all earlier texts…")
    assert "all that was ever written" in said.args[0].text
    with qtbot.waitSignal(parts.share.file_wanted) as asked:
        press(window, "Make a review file…")
    assert asked.args == [True]
    QTest.keyClicks(window.editor, "Mine. ")
    with qtbot.waitSignal(desk.news) as news:
        desk.make(out)
    assert "stays here" in news.args[0]
    window.until(lambda: parts.course.log is not None and _is_shared(window))
    window.settled()
    window.until(lambda: "is written" in parts.receipts.news.words)  # not only that it is shared
    assert "stays here" in parts.receipts.news.words
    assert parts.window.focusWidget() is window.editor, "where the button was, nothing is"
    commented(tmp_path / "reviewer", out, back)
    text = window.editor.text()
    assert text.startswith("Mine. ")
    for expected in ("1 new thing in “Peer learning”, from Reviewer (name not checked)", "already"):
        with qtbot.waitSignal(desk.news) as news:
            let_go(window.editor.viewport(), back)
        assert expected in news.args[0]
    window.until(lambda: any(not name.startswith("check-") for name in window.notes()))
    assert window.editor.text() == text, "a review file is not put into the text"
    with qtbot.waitSignal(desk.news) as news:
        call_the_other(window.folder, back)  # as a double click beside this window does
    assert "already" in news.args[0]
    asked_by_file(window, monkeypatch, tmp_path)
    with qtbot.waitSignal(parts.own_work.news) as news:
        parts.own_work.write(tmp_path / "mine")
    assert "1 lesson, and all you said" in news.args[0]
    assert list((tmp_path / "mine").glob("Peer learning/lessons/*.md"))
    with qtbot.waitSignal(parts.exports.news):
        parts.exports.write("folder", tmp_path / "out", with_comments=True)
    [review] = (tmp_path / "out").glob("*/comments.review.json")
    assert "In which one?" in review.read_text("utf-8")
    back.write_bytes(back.read_bytes()[:-1])
    with qtbot.waitSignal(parts.notices.said) as said:
        let_go(window.editor.viewport(), back)
    assert "damaged" in said.args[0].title
    assert "Nothing was taken in" in said.args[0].text


def test_a_newcomer_with_nothing_but_a_file(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    from app.flows.courses import outlining

    out = tmp_path / "to.coursefolk"
    with Workspace.open(tmp_path / "author") as ws:
        course = outlining.begin(ws, "Health")
        outlining.add(ws, course, "lesson", "Water", text="# Water\n\nDrink.\n")
        review_files.make(ws, ws.courses.open(course.log), out)
    window = Window(tmp_path / "new", look, qtbot)
    parts, desk = window.parts, window.parts.review_files
    parts.start()
    window.until(lambda: bool(_visible(window, "Open a review file")))
    with qtbot.waitSignal(desk.brought):
        let_go(parts.window, out)
    window.until(lambda: parts.window.page == "course" and parts.page.page == REVIEW)
    window.until(lambda: parts.review.log is not None)
    window.settled()
    assert parts.page.isAncestorOf(parts.window.focusWidget()), "not on the way back home"
    with qtbot.waitSignal(desk.news) as news:
        parts.session.act(_approve)
    assert news.args[0] == "Your verdict is kept here. Send it back as a review file."
    assert news.args[1] == "Make a review file…"
    window.close()


def test_a_double_click_beside_a_window_goes_to_that_window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    lock, file = window_lock(tmp_path), tmp_path / "some file.coursefolk"
    second = Opening(qapp, tmp_path, course=None, sample=False, file=file)
    second.show()
    second.begin()
    assert call_of(tmp_path) == str(file)
    qtbot.waitUntil(lambda: not second.window.isVisible(), timeout=10_000)
    second.end()
    lock.release()


def _visible(window: Window, name: str) -> list[QWidget]:
    found = window.parts.window.findChildren(QWidget)
    return [one for one in found if one.isVisible() and one.accessibleName().startswith(name)]


def _approve(ws: Workspace):  # type: ignore[no-untyped-def]
    from app.flows.versions import reviewing

    course = ws.courses.at("Health")
    return reviewing.review(ws, course, reviewing.version_to_review(ws, course, None), "approve")


def _is_shared(window: Window) -> bool:
    with Workspace.open(window.folder) as ws:
        row = ws.courses.at("Peer learning").row
    return row.standing == "shared" and row.log == window.parts.course.log
