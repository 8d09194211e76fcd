"""Marks, keys and commands of the editor, and the bars around it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.kit.buttons import Button, IconButton
from editor.panels.kit.look import Look
from editor.panels.source.commands import COMMANDS
from editor.panels.source.editor import SourceEditor
from editor.panels.source.gutter import Gutter
from editor.panels.source.marks import Mark, MarkKind
from editor.panels.source.pane import Facts, SourcePane
from editor.panels.source.pasting import Offer
from sync.merge.edits import Edit
from tests.editor.panels.conftest import unnamed_controls
from tests.editor.panels.source.conftest import Recorder

CTRL = Qt.KeyboardModifier.ControlModifier
TEXT = "One 😀 line\n\nTwo lines\nof text\n\nThree\n"


def mark(kind: MarkKind, words: str, note: str = "") -> Mark:
    start = TEXT.index(words)
    return Mark(kind.name, kind, start, start + len(words), note)


@pytest.fixture
def pane(look: Look, qtbot: QtBot) -> SourcePane:
    """Return a shown writing pane."""
    pane = SourcePane(look)
    qtbot.addWidget(pane)
    pane.resize(700, 500)
    pane.show()
    pane.editor.setFocus()
    QApplication.processEvents()
    return pane


def test_marks_move_along_with_their_words(editor: SourceEditor) -> None:
    editor.show_text(TEXT)
    editor.show_marks([mark(MarkKind.COMMENT, "line\n"), mark(MarkKind.OVERLAP, "Two")])
    editor.select(0, 0)
    QTest.keyClicks(editor, "ab")
    places = editor.mark_places()
    assert places["COMMENT"] == (TEXT.index("line") + 2, TEXT.index("line") + 7)
    two = places["OVERLAP"]
    editor.select(two[1], two[1])
    QTest.keyClicks(editor, "x")
    assert editor.mark_places()["OVERLAP"] == two, "what is typed behind a mark is not in it"
    editor.select(two[0], two[0])
    QTest.keyClicks(editor, "y")
    assert editor.mark_places()["OVERLAP"] == (two[0] + 1, two[1] + 1)


def test_a_sign_in_the_gutter_is_chosen(editor: SourceEditor, qtbot: QtBot) -> None:
    editor.show_text(TEXT)
    editor.show_marks(
        [
            mark(MarkKind.COMMENT, "Two"),
            mark(MarkKind.CHECK, "lines\nof"),
            mark(MarkKind.OVERLAP, "Three"),
            mark(MarkKind.SPELLING, "One"),
        ]
    )
    gutter = editor.findChildren(Gutter)[0]
    gutter.grab()
    height = editor.fontMetrics().height()
    line = editor.cursorRect(QTextCursor(editor.document().findBlockByNumber(2))).center().y()
    assert {placed.mark.kind for placed in gutter.marks_at(line)} == {
        MarkKind.COMMENT,
        MarkKind.CHECK,
    }
    with qtbot.waitSignal(editor.mark_chosen) as chosen:
        place = QPoint(gutter.width() - 26, line)
        QTest.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["COMMENT"]
    assert gutter.marks_at(line + 3 * height)[0].mark.kind is MarkKind.OVERLAP
    assert gutter.marks_at(line - 2 * height) == [], "spelling has no sign here"


def test_a_reader_is_told_that_the_caret_is_in_a_mark(
    editor: SourceEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(
        "editor.panels.source.editor.announce", lambda widget, text: heard.append(text)
    )
    editor.show_text(TEXT)
    editor.show_marks([mark(MarkKind.OVERLAP, "Two"), mark(MarkKind.COMMENT, "text", "R. M. asks")])
    editor.go_to_mark("COMMENT")
    editor.go_to_mark("OVERLAP")
    editor.moveCursor(QTextCursor.MoveOperation.Right)
    qtbot.waitUntil(lambda: heard == ["Overlap to check"])
    editor.go_to_mark("COMMENT")
    editor.go_to_mark("gone")
    qtbot.waitUntil(lambda: heard == ["Overlap to check", "R. M. asks"])


def test_every_command_runs_by_name(editor: SourceEditor) -> None:
    for name in [c.name for c in COMMANDS]:
        editor.show_text("one two\nthree\n")
        editor.select(2, 2)
        recorder = Recorder(editor)
        editor.run(name)
        assert editor.text() == recorder.text, name


@pytest.mark.parametrize(
    ("key", "wanted"),
    [(Qt.Key.Key_B, "**one**"), (Qt.Key.Key_I, "*one*"), (Qt.Key.Key_E, "`one`")],
)
def test_commands_have_keys(editor: SourceEditor, key: Qt.Key, wanted: str) -> None:
    editor.show_text("one")
    editor.select(1, 1)
    QTest.keyClick(editor, key, CTRL)
    assert editor.text() == wanted


def test_keys_can_be_changed(editor: SourceEditor) -> None:
    editor.set_keys({"bold": "Ctrl+Shift+B", "italic": ""})
    editor.show_text("one")
    QTest.keyClick(editor, Qt.Key.Key_B, CTRL)
    assert editor.text() == "one"
    QTest.keyClick(editor, Qt.Key.Key_B, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert "**" in editor.text()


def test_alt_and_arrows_move_lines(editor: SourceEditor) -> None:
    editor.show_text("one\ntwo\n")
    editor.go_to_line(1)
    QTest.keyClick(editor, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor.text() == "two\none\n"
    assert editor.caret_line() == 0


def test_tab_indents_lists_and_else_goes_on(editor: SourceEditor, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    editor.setParent(window)
    other = QLineEdit(window)
    window.show()
    editor.setFocus()
    editor.show_text("- one\n- two\n\ntext")
    editor.go_to_line(1)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == "- one\n  - two\n\ntext"
    QTest.keyClick(editor, Qt.Key.Key_Backtab)
    assert editor.text() == "- one\n- two\n\ntext"
    editor.go_to_line(3)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == "- one\n- two\n\ntext"
    assert window.focusWidget() is other
    editor.setParent(None)


def test_enter_goes_on_with_a_list_as_one_step(editor: SourceEditor) -> None:
    editor.show_text("1. one")
    editor.go_to_line(0)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "1. one\n2. "
    editor.undo()
    assert editor.text() == "1. one"


def test_pictures_and_files_are_offered(editor: SourceEditor, qtbot: QtBot) -> None:
    editor.show_text("one")
    editor.select(3, 3)
    picture = QMimeData()
    image = QImage(2, 2, QImage.Format.Format_RGB32)
    image.fill(0)
    picture.setImageData(image)
    with qtbot.waitSignal(editor.media_offered) as offered:
        editor.insertFromMimeData(picture)
    offer: Offer = offered.args[0]
    assert (offer.place, offer.picture[:4]) == (3, b"\x89PNG")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/a/picture one.png"), QUrl("https://a.example/b")])
    with qtbot.waitSignal(editor.media_offered) as offered:
        editor.insertFromMimeData(files)
    assert [file.name for file in offered.args[0].files] == ["picture one.png"]
    assert editor.text() == "one"


class OwnDrop(QDropEvent):
    """A drop that began in the editor itself, which Qt fills in from a real drag only."""

    def __init__(self, editor: SourceEditor, line: int) -> None:
        block = editor.document().findBlockByNumber(line)
        self._data, self._from = editor.createMimeDataFromSelection(), editor.viewport()
        super().__init__(
            QPointF(editor.cursorRect(QTextCursor(block)).center()),
            Qt.DropAction.MoveAction | Qt.DropAction.CopyAction,
            self._data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.setDropAction(Qt.DropAction.MoveAction)

    def source(self) -> QWidget:
        return self._from


@pytest.mark.parametrize(
    ("selection", "line", "wanted"),
    [
        ((0, 4), 2, "two\n\none three"),
        ((9, 14), 0, "threeone two\n\n"),
        ((0, 8), 0, "one two\n\nthree"),
    ],
)
def test_dragged_words_move_as_one_step(
    editor: SourceEditor, selection: tuple[int, int], line: int, wanted: str
) -> None:
    editor.show_text("one two\n\nthree")
    recorder = Recorder(editor)
    editor.select(*selection)
    editor.dropEvent(OwnDrop(editor, line))
    assert editor.text() == recorder.text == wanted
    assert len(recorder.heard) <= 1
    editor.undo()
    assert editor.text() == "one two\n\nthree"


def test_scrolling_is_told_but_not_when_it_was_asked_for(
    editor: SourceEditor, qtbot: QtBot
) -> None:
    editor.show_text("line\n" * 300)
    QApplication.processEvents()
    with qtbot.assertNotEmitted(editor.scrolled):
        editor.scroll_to_line(100.0)
    assert editor.top_line() == pytest.approx(100, abs=0.1)
    with qtbot.waitSignal(editor.scrolled) as told:
        editor.verticalScrollBar().setValue(50)
    assert told.args[0] == pytest.approx(50, abs=0.1)


def test_a_long_text_gets_its_colours_in_slices(editor: SourceEditor, qtbot: QtBot) -> None:
    editor.show_text("# Title\n\ntext **bold**\n" * 400)
    last = editor.document().lastBlock().previous()
    assert not last.layout().formats(), "not all at once"
    assert editor.document().firstBlock().layout().formats()
    editor.go_to_line(1199)
    QApplication.processEvents()
    assert last.layout().formats(), "what is in sight has its colours"
    qtbot.waitUntil(
        lambda: bool(editor.document().findBlockByNumber(1130).layout().formats()), timeout=8000
    )


def test_find_and_replace(pane: SourcePane, qtbot: QtBot) -> None:
    editor, bar = pane.editor, pane.find_bar
    editor.show_text("One 😀 one\nONE two\n")
    QTest.keyClick(editor, Qt.Key.Key_H, CTRL)
    assert bar.isVisible()
    words, other = bar.findChildren(QLineEdit)
    assert words.hasFocus()
    words.setText("one")
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert editor.selected_text() == "One"
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert editor.selection() == (6, 9)
    QTest.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor.selection() == (0, 3)
    other.setText("1")
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Return)
    assert editor.text() == "1 😀 one\nONE two\n"
    button = next(b for b in bar.findChildren(Button) if b.text() == "Replace all")
    button.click()
    assert editor.text() == "1 😀 1\n1 two\n"
    editor.undo()
    assert editor.text() == "1 😀 one\nONE two\n", "all at once is one step"
    QTest.keyClick(words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert editor.hasFocus()


def test_a_wrong_pattern_is_said(pane: SourcePane) -> None:
    pane.editor.show_text("one")
    pane.editor.find_wanted.emit(False)
    bar = pane.find_bar
    option = next(b for b in bar.findChildren(Button) if b.text() == ".*")
    bar.findChildren(QLineEdit)[0].setText("(")
    option.setChecked(True)
    assert bar.findChildren(QLineEdit)[0].property("wrong") is True


def test_the_toolbar_writes_and_gives_the_focus_back(pane: SourcePane) -> None:
    pane.editor.show_text("one")
    pane.editor.select(1, 1)
    button = next(b for b in pane.toolbar.findChildren(IconButton) if b.accessibleName() == "Bold")
    button.click()
    assert pane.editor.text() == "**one**"
    assert pane.editor.hasFocus()


def test_a_narrow_toolbar_keeps_four_and_more(pane: SourcePane) -> None:
    pane.resize(320, 400)
    QApplication.processEvents()
    shown = [b.accessibleName() for b in pane.toolbar.findChildren(IconButton) if b.isVisible()]
    assert shown == ["Bold", "Italic", "List", "More"]
    assert pane.toolbar.minimumSizeHint().width() <= 320


def test_the_foot_tells_facts(pane: SourcePane, qtbot: QtBot) -> None:
    pane.show_facts(Facts(412, 3, 4, 2))
    texts = [b.text() for b in pane.findChildren(Button)]
    assert "2 things worth a look" in texts
    with qtbot.waitSignal(pane.checks_wanted):
        next(b for b in pane.findChildren(Button) if "worth" in b.text()).click()


def test_a_reader_changes_nothing(pane: SourcePane) -> None:
    editor = pane.editor
    editor.show_text("- one\n")
    editor.setReadOnly(True)
    recorder = Recorder(editor)
    editor.go_to_line(0)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_X, Qt.Key.Key_Slash):
        QTest.keyClick(editor, key)
    for command in COMMANDS:
        if command.name not in ("find", "replace"):
            editor.run(command.name)
    editor.dropEvent(OwnDrop(editor, 0))
    assert (editor.text(), recorder.heard) == ("- one\n", [])
    editor.apply_edits([Edit(0, 0, "x")])
    assert editor.text() == "x- one\n", "what others write still arrives"


def test_every_control_has_a_name(pane: SourcePane) -> None:
    pane.find_bar.open(True)
    assert unnamed_controls(pane) == []
