"""The side bar and the library show courses and lead to them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from editor.panels.cards.choice import Choice
from editor.panels.home.library_panel import LibraryPanel
from editor.panels.home.library_side import HELP, HOME, LIBRARY, LibrarySide, SidePlace
from editor.panels.home.values import NEW_COURSE, OPEN_FOLDER
from editor.panels.kit.buttons import IconButton
from editor.panels.kit.look import Look
from editor.panels.kit.trail import StatusTrail, Step, StepSign
from tests.editor.panels.cards.stage import HOSTILE, press, rich_texts, stage, tab_chain, texts
from tests.editor.panels.conftest import unnamed_controls
from tests.editor.panels.home.examples import COURSES

Key = Qt.Key


def side(look: Look, qtbot: QtBot) -> LibrarySide:
    made = LibrarySide(look)
    made.show_courses(COURSES)
    stage(qtbot, made, 264, 800)
    return made


def choice(shown: LibrarySide | LibraryPanel, title: str) -> Choice:
    return next(one for one in shown.findChildren(Choice) if one.accessibleName() == title)


def test_places_and_courses_are_chosen(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    with qtbot.waitSignal(shown.place_chosen) as said:
        qtbot.mouseClick(choice(shown, "Library"), Qt.MouseButton.LeftButton)
    assert said.args == ["library"]
    with qtbot.waitSignal(shown.course_chosen) as said:
        qtbot.mouseClick(choice(shown, "Reading a load chart"), Qt.MouseButton.LeftButton)
    assert said.args == ["c2"]


def test_a_course_says_how_far_it_is(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    assert choice(shown, "Peer learning at work").accessibleDescription() == "In review, 7 lessons"


def test_only_places_that_there_are_stand_there(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    shown.show_places((HOME, SidePlace("reviews", "message-square-text", "Reviews", 1)), "reviews")
    assert choice(shown, "Reviews").isChecked()
    assert choice(shown, "Reviews").accessibleDescription() == "1 waiting"
    assert not [one for one in shown.findChildren(Choice) if one.accessibleName() == "Help"]


def test_what_is_open_is_shown(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    shown.show_current("c1")
    assert choice(shown, "Peer learning at work").isChecked()
    assert not choice(shown, "Home").isChecked()


def test_search_follows_the_typing(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    shown.focus_search()
    field = shown.findChild(QLineEdit)
    assert field is not None and field.hasFocus()
    with qtbot.waitSignal(shown.searched) as said:
        qtbot.keyClicks(field, "l")
    assert said.args == ["l"]
    with qtbot.waitSignal(shown.search_entered) as said:
        qtbot.keyClick(field, Key.Key_Return)
    assert said.args == ["l"]
    with qtbot.assertNotEmitted(shown.searched):
        shown.clear_search()


def test_the_plus_makes_a_course(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    plus = next(b for b in shown.findChildren(IconButton) if b.accessibleName() == "New course")
    with qtbot.waitSignal(shown.new_course):
        qtbot.mouseClick(plus, Qt.MouseButton.LeftButton)


def test_the_foot_holds_the_way_of_the_words(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    trail = StatusTrail(look)
    trail.show_steps(Step(StepSign.SAVED, "Saved here"))
    shown.set_foot(trail)
    assert "Saved here" in texts(shown)


def test_no_courses_yet(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    shown.show_courses(())
    assert "None yet" in texts(shown)


def test_tab_goes_from_search_to_places_to_courses(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    shown.show_current(LIBRARY.name)
    field = shown.findChild(QLineEdit)
    assert field is not None
    choice(shown, "Library").setFocus()
    chain = tab_chain(shown, field)
    assert chain[0] == "Search or jump to"
    assert chain.index("Library") < chain.index("New course")
    assert HELP.title not in chain  # the places are one stop, moved in by arrow keys


def test_every_control_has_a_name_and_no_title_is_obeyed(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    shown.show_courses((replace(COURSES[0], title=HOSTILE),))
    assert unnamed_controls(shown) == []
    assert rich_texts(shown) == []


def test_the_library_lists_courses(look: Look, qtbot: QtBot) -> None:
    shown = LibraryPanel(look)
    shown.show_courses(COURSES, (NEW_COURSE, OPEN_FOLDER))
    stage(qtbot, shown, 1000, 700)
    assert "2 overlaps to check" in texts(shown)
    with qtbot.waitSignal(shown.course_chosen) as said:
        qtbot.keyClick(choice(shown, "Peer learning at work"), Key.Key_Return)
    assert said.args == ["c1"]


def test_an_empty_library_shows_the_ways_to_start(look: Look, qtbot: QtBot) -> None:
    shown = LibraryPanel(look)
    shown.show_courses((), (NEW_COURSE, OPEN_FOLDER))
    stage(qtbot, shown, 1000, 700)
    assert "No courses here yet" in texts(shown)
    assert "A course starts with a title and one line for each lesson." in texts(shown)
    with qtbot.waitSignal(shown.start_chosen) as said:
        press(qtbot, shown, "Open a folder")
    assert said.args == ["open-folder"]
