"""Settings in the real window: reached by every way, holding at once and the next time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.flows.sharing import syncing
from app.settings import SettingsFile
from app.settings_glance import FILE
from editor.panels.jump.values import JumpItem
from editor.panels.kit.buttons import IconButton
from editor.panels.kit.labels import Label
from editor.panels.kit.look import Look
from editor.panels.kit.tokens import Theme
from editor.panels.settings.key_line import KeyLine
from editor.panels.settings.page import SettingsPage
from editor.panels.settings.recorder import KeyRecorder
from editor.panels.settings.section import Section
from sync.server.serving import Embedded
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    window.parts.window.activateWindow()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def opened(window: Window, section: str = "Appearance") -> SettingsPage:
    window.parts.do("settings")
    page = window.parts.settings.page
    assert page is not None
    page.show_section(section)
    return page


def words(page: QWidget) -> str:
    QApplication.processEvents()  # what was just placed is shown now
    return "\n".join(one.accessibleName() for one in page.findChildren(Label) if one.isVisible())


def title_of(item: JumpItem | None) -> str:
    return item.title if item else ""


def line(page: SettingsPage, name: str) -> KeyLine:
    return page.keys.lines[name]


def recording(window: Window, page: SettingsPage, name: str) -> None:
    """Come to a command by its button, and press it by key."""
    line(page, name).focus_first()
    press(window, Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), KeyRecorder)


@pytest.fixture
def chosen_before(own_settings: Path) -> Path:
    SettingsFile(own_settings).change(text_size=125, keys={"sync": "F10"})
    return own_settings


def test_they_open_by_key_and_esc_goes_back_to_the_text(window: Window) -> None:
    assert window.parts.settings.page is None, "made when it is first wanted"
    press(window, Qt.Key.Key_Comma, CONTROL)
    page = window.parts.settings.page
    assert page is not None
    assert page.isVisible()
    assert page.isAncestorOf(QApplication.focusWidget())
    assert "Settings" in words(page)
    press(window, Qt.Key.Key_Escape)
    assert window.editor.hasFocus()


def test_they_open_from_the_side_bar_and_by_other_words(window: Window) -> None:
    window.parts.go_home()
    window.parts.side.place_chosen.emit("settings")
    assert window.parts.front.shown == "settings"
    window.parts.go_home()
    for said in ("preferences", "theme", "dark"):
        window.parts.jump.open(said)
        results = window.parts.jump.panel.results
        window.until(lambda: title_of(results.current()) == "Settings")  # noqa: B023 - at once
        window.parts.jump.panel.close_it()


def test_an_appearance_is_worn_at_once_and_kept(window: Window, own_settings: Path) -> None:
    page = opened(window)
    page.appearance.options.choices["light"].setFocus()
    page.appearance.options.choices["light"].click()
    press(window, Qt.Key.Key_Right)
    assert window.look.theme is Theme.DARK
    press(window, Qt.Key.Key_Right)
    assert window.look.theme is Theme.CONTRAST
    assert SettingsFile(own_settings).now.appearance == "contrast"


def test_the_size_of_the_text_holds_everywhere_at_once(window: Window, own_settings: Path) -> None:
    page = opened(window, "Size of the text")
    title = next(one for one in page.findChildren(Label) if one.accessibleName() == "Settings")
    header, high = window.parts.page.header.height(), title.height()
    choice = page.text_size.options.choices["200"]
    choice.setFocus()
    press(window, Qt.Key.Key_Space)
    window.until(lambda: title.height() >= 2 * high - 2)
    assert window.parts.page.header.minimumHeight() == 2 * header
    assert choice.hasFocus(), "the person stays where they were"
    assert SettingsFile(own_settings).now.text_size == 200


def test_the_size_of_the_text_has_keys_of_its_own(window: Window, own_settings: Path) -> None:
    press(window, Qt.Key.Key_Plus, CONTROL)
    assert window.look.scale == pytest.approx(1.1)
    press(window, Qt.Key.Key_Equal, CONTROL)
    assert window.look.scale == pytest.approx(1.25)
    press(window, Qt.Key.Key_Minus, CONTROL)
    press(window, Qt.Key.Key_0, CONTROL)
    assert window.look.scale == 1.0
    for _ in range(6):
        window.parts.do("text-larger")
    assert (window.look.scale, SettingsFile(own_settings).now.text_size) == (2.0, 200)
    for _ in range(9):
        window.parts.do("text-smaller")
    assert window.look.scale == pytest.approx(0.8)


def test_the_preview_is_for_the_next_time_and_says_so(window: Window, own_settings: Path) -> None:
    page = opened(window, "Preview")
    page.preview.options.choices["full"].click()
    assert "open Coursefolk the next time" in words(page) or "Qt WebEngine" in words(page)
    page.preview.options.choices["light"].click()
    assert "next time" not in words(page), "it is on show already"
    assert SettingsFile(own_settings).now.light_preview


def test_what_was_chosen_is_there_the_next_time(
    chosen_before: Path, tmp_path: Path, look: Look, qtbot: QtBot, course: str
) -> None:
    again = Window(tmp_path / "ws", look, qtbot)
    again.start(course)
    page = opened(again, "Size of the text")
    assert page.text_size.options.choices["125"].isChecked()
    assert again.parts.keymap.keys("sync") == "F10"
    again.close()


# -- a broken file


@pytest.fixture
def broken(own_settings: Path, window: Window) -> Iterator[Window]:
    """A window whose settings file was broken while it was open."""
    own_settings.mkdir(exist_ok=True)
    (own_settings / FILE).write_text('appearance = "purple"\n', "utf-8")
    window.parts.settings.settings.read_again()
    yield window


def test_a_broken_file_is_told_calmly_and_what_is_chosen_holds(
    broken: Window, own_settings: Path
) -> None:
    page = opened(broken)
    told = words(page)
    assert "cannot be used" in told
    assert "stays as it is" in told
    assert "Mend that line" in told
    page.appearance.options.choices["dark"].click()
    assert broken.look.theme is Theme.DARK
    assert (own_settings / FILE).read_text("utf-8") == 'appearance = "purple"\n'
    (own_settings / FILE).write_text('appearance = "contrast"\n', "utf-8")
    page.read_again.emit()
    assert broken.look.theme is Theme.CONTRAST
    assert "cannot be used" not in words(page)


def test_elsewhere_a_broken_file_is_told_when_something_cannot_be_kept(broken: Window) -> None:
    assert broken.parts.notices.told == []
    broken.parts.do("text-larger")
    assert broken.look.scale == pytest.approx(1.1)
    assert "cannot be used" in broken.parts.notices.told[-1].title


# -- keys


def test_keys_are_changed_by_keys_alone_and_hold_at_once(
    window: Window, own_settings: Path
) -> None:
    page = opened(window, "Keys")
    recording(window, page, "jump")
    press(window, Qt.Key.Key_J, CONTROL)
    assert line(page, "jump").shown.keys == "Ctrl+J"
    assert line(page, "jump").isAncestorOf(QApplication.focusWidget())
    assert SettingsFile(own_settings).now.keys == {"jump": "Ctrl+J"}
    window.parts.course.show_page("Write")
    window.parts.window.show_page("course")
    window.editor.setFocus()
    press(window, Qt.Key.Key_K, CONTROL)
    assert window.parts.jump.panel.isHidden()
    press(window, Qt.Key.Key_J, CONTROL)
    assert window.parts.jump.panel.isVisible()
    window.parts.jump.panel.close_it()
    window.parts.do("keys")
    told = {one.accessibleName() for one in window.parts.keys.panel.findChildren(Label)}
    assert "Search or jump: Ctrl+J" in told
    window.parts.keys.panel.close_it()


def test_keys_of_the_text_change_too_and_its_tips(window: Window) -> None:
    page = opened(window, "Keys")
    recording(window, page, "bold")
    press(window, Qt.Key.Key_F4)
    assert window.editor.command_action("bold").shortcut().toString() == "F4"
    tips = {one.toolTip() for one in window.parts.page.pane.toolbar.findChildren(IconButton)}
    assert "Bold (F4)" in tips


def test_keys_for_typing_are_refused_and_others_may_be_pressed(window: Window) -> None:
    page = opened(window, "Keys")
    recording(window, page, "sync")
    press(window, Qt.Key.Key_J)
    assert "alone is for typing" in words(page)
    assert isinstance(QApplication.focusWidget(), KeyRecorder)
    press(window, Qt.Key.Key_F10)
    assert window.parts.keymap.keys("sync") == "F10"
    assert "alone is for typing" not in words(page)


def test_a_clash_is_named_and_nothing_is_taken_unasked(window: Window) -> None:
    page = opened(window, "Keys")
    recording(window, page, "home")
    press(window, Qt.Key.Key_K, CONTROL)
    assert "Ctrl+K is “Search or jump”. Take it from there?" in words(page)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Choose other keys", "what loses nothing"
    assert window.parts.keymap.keys("home") == ""
    press(window, Qt.Key.Key_Tab, SHIFT)
    press(window, Qt.Key.Key_Return)
    assert window.parts.keymap.keys("home") == "Ctrl+K"
    assert line(page, "jump").shown.keys == ""


def test_esc_leaves_keys_as_they_are_and_stays_on_the_page(window: Window) -> None:
    page = opened(window, "Keys")
    recording(window, page, "sync")
    press(window, Qt.Key.Key_Escape)
    assert not line(page, "sync").is_open
    assert page.isVisible()
    assert line(page, "sync").isAncestorOf(QApplication.focusWidget())


def test_one_and_all_go_back_to_the_usual_keys(window: Window, own_settings: Path) -> None:
    page = opened(window, "Keys")
    for name in ("home", "library"):
        window.parts.settings.want_keys(name, {"home": "Ctrl+J", "library": "Ctrl+G"}[name])
    page.keys.reset.emit("home")
    assert SettingsFile(own_settings).now.keys == {"library": "Ctrl+G"}
    page.keys.all_reset.emit()
    assert SettingsFile(own_settings).now.keys == {}
    assert line(page, "library").shown.keys == ""


def test_a_command_is_found_by_its_words_or_keys(window: Window) -> None:
    page = opened(window, "Keys")
    page.keys._filter.setText("ctrl+k")
    assert [name for name, one in page.keys.lines.items() if one.isVisible()] == ["jump"]
    page.keys._filter.setText("no such thing")
    assert "No command for" in words(page)


def test_another_section_finds_its_place_before_the_keys(window: Window) -> None:
    made: list[Section] = []

    def make(look: Look) -> Section:
        made.append(Section(look, "Spelling", "In which languages."))
        return made[-1]

    page = opened(window)
    window.parts.settings.add_section(make)
    titles = list(page._sections)
    page.show_section("Spelling")
    assert made[0].isVisible()
    assert "Spelling" in titles

    def order() -> list[str]:
        places = {title: (one.y(), one.x()) for title, one in page._entries.items()}
        return sorted(places, key=lambda title: places[title])

    window.until(lambda: order().index("Spelling") == order().index("Keys") - 1)


def test_a_code_for_another_laptop(window: Window, tmp_path: Path) -> None:
    page = opened(window, "Laptops")
    section = window.parts.laptop_settings.section
    assert section is not None
    window.until(lambda: section.get.reason.startswith("Connect to a shared space first"))
    server = Embedded(tmp_path / "server")
    url = server.start()
    try:
        assert server.invitation is not None
        invite = server.invitation.invite
        window.parts.session.network.do(lambda ws: syncing.connect(ws, url, invite, "Author"))
        window.until(lambda: not section.get.reason)
        section.get.chosen.emit()
        window.until(lambda: section.code.text() != "")
        section.copy_code.chosen.emit()
        code = QApplication.clipboard().text()
        assert code in section.code.text()
        assert url in words(page)
        with Workspace.open(tmp_path / "second") as second:
            syncing.connect(second, url, code, "")
            with Workspace.open(window.folder) as first:
                assert second.identity.person == first.identity.person
        server.stop()
        section.get.chosen.emit()
        window.until(lambda: "server may be down" in words(page))
        assert not section.get.reason
    finally:
        server.stop()
