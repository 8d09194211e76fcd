"""The writing room in the real window: calm, typewriter, split, zoom, and all of it there again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint, QPointF, QRect, QSettings, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from app.flows.courses import outlining
from app.flows.overview.places import note_on_show, on_show
from app.settings import SettingsFile
from app.shell.settings.kept_room import FILE, RoomFile
from app.shell.settings.room_desk import WheelZoom
from app.shell.window import Window as Frame
from editor.panels.kit.look import Look
from editor.panels.settings.beginning import BeginningSection
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window

LONG = (
    "---\nminutes: 5\n---\n\n"
    + "# Long\n\n"
    + "".join(f"Paragraph {n} has\na second line.\n\n" for n in range(60))
)


@pytest.fixture
def course(tmp_path: Path) -> str:
    """A course of two lessons, the second one long."""
    with Workspace.open(tmp_path / "ws") as ws:
        made = outlining.begin(ws, "Course")
        outlining.add(ws, made, "lesson", "Short", text="# Short\n\nA few words.\n")
        made = ws.courses.open(made.log)
        outlining.add(ws, made, "lesson", "Long", text=LONG)
        return made.id


def show_long(window: Window) -> None:
    outline = window.parts.course
    assert outline.log is not None
    with Workspace.open(window.folder) as ws:
        nodes = ws.courses.open(outline.log).outline.lessons()
    outline.open_lesson(next(node.id for node in nodes if node.title == "Long"))
    window.until(lambda: window.editor.text() == LONG)


def ink(picture: QImage, area: QRect) -> int:
    """Tell how dark the darkest point of a picture's part is."""
    return min(
        QColor(picture.pixel(x, y)).lightness()
        for x in range(area.left(), area.right(), 2)
        for y in range(area.top(), area.bottom())
    )


def test_only_the_text_is_left_and_esc_brings_the_rest_back(window: Window) -> None:
    parts, page, editor = window.parts, window.parts.page, window.editor
    show_long(window)
    around = (page.header, page.outline, page.learner, page.pane.toolbar, page.pane.foot)
    assert all(part.isVisible() for part in around)
    editor.select(LONG.index("Paragraph 2"), LONG.index("Paragraph 2"))
    parts.do("focus")
    window.until(lambda: not any(part.isVisible() for part in around))
    assert editor.hasFocus()
    window.until(lambda: editor.gutter_width > page.width() / 6)  # it stands in the middle
    QApplication.processEvents()
    picture = editor.viewport().grab().toImage()

    def line(of: int) -> QRect:
        block = editor.document().findBlockByNumber(of)
        box = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
        return QRect(0, round(box.top()), 200, round(box.height()))

    here = editor.textCursor().blockNumber()
    assert ink(picture, line(here + 1)) < 80, "both lines of this paragraph are as ever"
    assert ink(picture, line(here + 3)) > 110
    assert ink(picture, line(here - 3)) > 110
    QTest.keyClicks(editor, "more ")  # what is read again meanwhile brings nothing back
    window.settled()
    assert not any(part.isVisible() for part in around)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    window.until(lambda: all(part.isVisible() for part in around))
    parts.do("focus")
    parts.course.show_page("Review")
    assert page.header.isVisible(), "another page ends it"


def test_the_line_stays_in_the_middle_also_at_the_end(window: Window) -> None:
    editor = window.editor
    show_long(window)
    window.parts.do("typewriter")
    editor.select(len(LONG), len(LONG))
    QTest.keyClicks(editor, "The end")
    for _ in range(3):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "and more")
    middle = editor.viewport().height() / 2
    line = editor.cursorRect().height()
    assert abs(editor.cursorRect().center().y() - middle) <= line
    window.parts.do("typewriter")
    editor.select(0, 0)
    assert editor.cursorRect().top() < line


def turn(widget: QWidget, notches: int) -> None:
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place, QPointF(widget.mapToGlobal(place.toPoint())), QPoint(0, 0),
        QPoint(0, 120 * notches), Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_the_wheel_with_ctrl_makes_all_larger(window: Window, qtbot: QtBot) -> None:
    turn(window.editor.viewport(), 1)
    assert window.parts.settings.settings.now.text_size == 110
    steps: list[str] = []
    zoom = WheelZoom(lambda: steps.append("larger"), lambda: steps.append("smaller"))
    browser = window.parts.preview.findChildren(QTextBrowser)[0].viewport()
    zoom.watch(browser)
    turn(browser, -2)
    zoom.turn(60)
    zoom.turn(60)
    browser.removeEventFilter(zoom)
    assert steps == ["smaller", "smaller", "larger"]


def test_split_and_place_are_there_again(
    window: Window, tmp_path: Path, look: Look, qtbot: QtBot, course: str
) -> None:
    parts, page = window.parts, window.parts.page
    show_long(window)
    parts.do("split")
    assert page.writing.orientation() is Qt.Orientation.Vertical
    assert page.learner.mapTo(page, QPoint()).y() > page.pane.mapTo(page, QPoint()).y()
    page.writing.moveSplitter(250, 2)
    window.until(lambda: page.sizes.get("stacked") is not None)
    kept = page.writing.sizes()
    parts.do("outline")
    parts.do("outline")
    place = LONG.index("Paragraph 40")
    window.editor.select(place, place + 9)
    top = window.editor.top_line()
    short = next(row.id for row in parts.course._read.shown.rows if row.title == "Short")
    parts.course.open_lesson(short)
    window.until(lambda: window.editor.text().startswith("# Short"))
    show_long(window)
    assert window.editor.selection() == (place, place + 9), "in another lesson and back"
    window.close()
    with Workspace.open(tmp_path / "ws") as ws:
        assert on_show(ws) == course

    again = Window(tmp_path / "ws", look, qtbot)
    again.start(course)
    again.until(lambda: again.editor.text() == LONG)
    assert again.editor.selection() == (place, place + 9)
    assert abs(again.editor.top_line() - top) < 2
    page = again.parts.page
    assert page.writing.orientation() is Qt.Orientation.Vertical
    assert page.sizes["stacked"] == kept
    again.parts.window.resize(1520, 930)  # the screen of tests is smaller
    again.until(lambda: page.learner.height() > page.pane.height())
    assert page.outline.isHidden()
    again.parts.do("split")
    assert page.writing.orientation() is Qt.Orientation.Horizontal
    again.close()


@pytest.mark.parametrize("begins_at", ["home", "last"])
def test_the_window_begins_where_one_chose(
    begins_at: str, tmp_path: Path, look: Look, qtbot: QtBot, course: str, own_settings: Path
) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        note_on_show(ws, course)
    SettingsFile(own_settings).change(begins_at=begins_at)
    window = Window(tmp_path / "ws", look, qtbot)
    window.parts.start()
    if begins_at == "last":
        window.until(lambda: window.editor.text().startswith("# Short"))
    window.settled()
    assert window.parts.window.page == ("course" if begins_at == "last" else "home")
    window.parts.go_to_settings()
    section = next(one for one in window.parts.settings.page.findChildren(BeginningSection))
    section.options.chosen.emit("home")
    assert window.parts.settings.settings.now.begins_at == "home"
    window.close()


def test_a_damaged_file_of_the_room_is_no_trouble(own_settings: Path) -> None:
    own_settings.mkdir(parents=True)
    (own_settings / FILE).write_text('{"stacked": 7')
    kept = RoomFile(own_settings)
    assert not kept.now.stacked
    kept.now.sizes = {"beside": [600, 400]}
    kept.keep()
    assert RoomFile(own_settings).now.sizes == {"beside": [600, 400]}


def test_a_window_that_was_on_another_screen_comes_back_into_sight(
    tmp_path: Path, qtbot: QtBot
) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    first = Frame(settings)
    qtbot.addWidget(first)
    first.show()
    first.move(9000, 7000)
    first.close()
    assert isinstance(settings.value("geometry"), QByteArray)
    second = Frame(settings)
    qtbot.addWidget(second)
    second.show()
    screen = second.screen().availableGeometry()
    assert screen.adjusted(-9, -9, 9, 9).contains(second.frameGeometry())
