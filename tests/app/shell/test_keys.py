"""Keys in the real window: the list of all, help for where one is, and from pane to pane."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.shell.commands import WINDOW_COMMANDS
from app.shell.settings.key_binding import WindowKeysFirst
from app.shell.settings.keymap import Keymap
from app.shell.settings.keys_desk import all_keys
from app.shell.sharing.news_line import NewsLine
from editor.panels.kit.banner import Message
from editor.panels.kit.buttons import Button
from editor.panels.kit.labels import Label, Tone
from editor.panels.source.commands import COMMANDS
from tests.app.shell.conftest import Window

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    window.parts.window.activateWindow()
    QTest.keyClick(window.parts.window.focusWidget(), key, modifiers)


def test_every_key_of_both_tables_is_in_the_list() -> None:
    listed = {line.does for group in all_keys(Keymap()) for line in group.lines}
    titles = {command.title.rstrip("…") for command in WINDOW_COMMANDS if command.keys}
    titles |= {command.title for command in COMMANDS if command.keys}
    assert titles <= listed


def test_every_key_of_the_tables_is_a_key_and_none_is_given_twice() -> None:
    keys = [c.keys for c in WINDOW_COMMANDS if c.keys] + [c.keys for c in COMMANDS if c.keys]
    sequences = [QKeySequence(one).toString() for one in keys]
    assert all(sequences)
    assert len(sequences) == len(set(sequences))


def test_the_list_opens_by_key_and_esc_goes_back_to_the_text(window: Window) -> None:
    press(window, Qt.Key.Key_Slash, CONTROL)
    panel = window.parts.keys.panel
    window.until(panel.isVisible)
    told = {label.accessibleName() for label in panel.findChildren(Label)}
    assert "Search or jump: Ctrl+K" in told
    bar = panel._page.verticalScrollBar()
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert window.editor.hasFocus()


def test_help_opens_at_the_page_for_where_one_is(window: Window) -> None:
    press(window, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    window.until(lambda: "title: Text\n" in window.editor.text())
    assert window.parts.page.page == "Play"


def test_help_in_the_outline_is_about_the_outline(window: Window) -> None:
    window.parts.page.outline.tree.setFocus()
    press(window, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    window.until(lambda: "title: The outline\n" in window.editor.text())


def test_f6_goes_round_the_panes_and_shift_f6_back(window: Window) -> None:
    outline, editor = window.parts.page.outline.tree, window.editor
    outline.setFocus()
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    assert editor.hasFocus()
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert outline.hasFocus()
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert not outline.hasFocus()
    assert not editor.hasFocus()
    told = Message(Tone.BAD, "The disk is full.", "", (("room", "Make room…"),), closable=False)
    window.parts.notices.tell(told)
    outline.setFocus()
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    focused = window.parts.window.focusWidget()
    assert isinstance(focused, Button) and "Make room" in focused.text(), "and to what it says"
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    assert outline.hasFocus()
    window.parts.notices.tell(Message(Tone.OK, "Saved.", closable=False))
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    focused = window.parts.window.focusWidget()
    assert focused is not None and not outline.hasFocus(), "nothing is to be answered there"


def test_commands_of_a_course_do_nothing_without_one(window: Window) -> None:
    window.parts.go_home()
    for command in WINDOW_COMMANDS:
        if command.in_course:
            window.parts.do(command.name)
    assert window.parts.window.page == "home"


def test_f8_goes_on_in_the_versions_where_changes_are_compared(window: Window) -> None:
    window.parts.course.show_page("Versions")
    press(window, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    assert window.parts.page.page == "Versions"
    window.parts.course.show_page("Write")
    window.until(window.parts.checks.go_next)
    press(window, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    window.settled()
    assert window.parts.page.page == "Write", "there is something worth a look in the lesson"
    window.editor.selectAll()
    window.editor.insert_text("# Feedback\n\nAfter this lesson you can give it.\n\n[[yes]]\n")
    window.until(lambda: not window.parts.checks.go_next())
    window.settled()
    caret = window.editor.selection()
    press(window, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    [line] = window.parts.window.findChildren(NewsLine)
    window.until(lambda: line.words.startswith("Nothing open: no overlaps"))
    assert (window.parts.page.page, window.editor.selection()) == ("Write", caret)


@pytest.mark.parametrize(("first", "taken"), [(("Ctrl+A",), False), (("Ctrl+K",), True)])
def test_a_field_does_not_take_the_keys_of_the_window(
    qtbot: QtBot, first: tuple[str, ...], taken: bool
) -> None:
    field = QPlainTextEdit("some text")
    qtbot.addWidget(field)
    field.installEventFilter(WindowKeysFirst(first, field))
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_A, CONTROL)
    asked.ignore()
    QApplication.sendEvent(field, asked)
    assert asked.isAccepted() is taken
