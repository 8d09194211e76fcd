"""Home offers what works, and each row leads somewhere."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.cards.choice import Choice
from editor.panels.cards.runs import plain
from editor.panels.home.outline_text import OutlineLine
from editor.panels.home.panel import HomePanel
from editor.panels.home.values import NEW_COURSE, OPEN_FOLDER, CourseTemplate, FirstStart, StartCard
from editor.panels.kit.glyphs import Tick
from editor.panels.kit.look import Look
from tests.editor.panels.cards.stage import (
    HOSTILE,
    button,
    press,
    rich_texts,
    stage,
    tab_chain,
    texts,
)
from tests.editor.panels.conftest import unnamed_controls
from tests.editor.panels.home.examples import HOME, sample

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


def first_start(look: Look, qtbot: QtBot, view: FirstStart, width: int = 1256) -> HomePanel:
    made = HomePanel(look)
    made.show_first_start(view)
    stage(qtbot, made, width, 900)
    return made


def home(look: Look, qtbot: QtBot) -> HomePanel:
    made = HomePanel(look)
    made.show_home(HOME)
    stage(qtbot, made, 1256, 900)
    return made


def tile(shown: QWidget, title: str) -> Choice:
    found = [one for one in shown.findChildren(Choice) if one.accessibleName() == title]
    assert len(found) == 1
    return found[0]


def typed(shown: QWidget, name: str) -> QLineEdit:
    found = [one for one in shown.findChildren(QLineEdit) if one.accessibleName() == name]
    return next(one for one in found if one.isVisibleTo(shown))


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_the_steps_are_ticked_as_far_as_they_are_done(look: Look, qtbot: QtBot) -> None:
    shown = first_start(look, qtbot, FirstStart(sample(2)))
    assert "Write what you know." in texts(shown)
    assert "2 of 6" in texts(shown)
    ticks = [one.accessibleName() for one in shown.findChildren(Tick)]
    assert ticks == ["Done"] * 2 + ["Not done yet"] * 4


def test_the_sample_is_opened_and_removed(look: Look, qtbot: QtBot) -> None:
    shown = first_start(look, qtbot, FirstStart(sample(0)))
    with qtbot.waitSignal(shown.open_sample):
        press(qtbot, shown, "Open the sample")
    with qtbot.waitSignal(shown.remove_sample):
        press(qtbot, shown, "Remove it")


def test_long_titles_leave_each_button_in_sight(look: Look, qtbot: QtBot) -> None:
    assert HOME.continuing is not None
    long = "Giving useful feedback to new colleagues in their first weeks, and taking it " * 3
    now = replace(HOME.continuing, title=long, where=f"{long} · lesson 3 of 7")
    [need] = HOME.needs
    made = HomePanel(look)
    made.show_home(replace(HOME, continuing=now, needs=(replace(need, title=long),)))
    for width in (740, 1080):
        stage(qtbot, made, width, 900)
        for words in ("Check", "Continue writing", "Show"):
            one = button(made, words)
            assert one.visibleRegion().boundingRect().width() == one.width(), words
    assert long in texts(made)


def test_after_the_sample_comes_a_course_of_ones_own(look: Look, qtbot: QtBot) -> None:
    shown = first_start(look, qtbot, FirstStart(sample(6)))
    assert "All six done" in texts(shown)
    shown.show_start()
    qtbot.keyClick(focused(), Key.Key_Return)
    qtbot.keyClicks(focused(), "Knots")
    assert shown.new_course_card.fields["title"].hasFocus()


def test_a_removed_sample_is_not_offered(look: Look, qtbot: QtBot) -> None:
    shown = first_start(look, qtbot, FirstStart(None))
    assert "sample" not in texts(shown).lower()


def test_only_ways_that_work_are_offered(look: Look, qtbot: QtBot) -> None:
    shown = first_start(look, qtbot, FirstStart(sample(0), (OPEN_FOLDER,), may_connect=False))
    names = [one.accessibleName() for one in shown.findChildren(Choice)]
    assert names == ["Open a folder"]
    assert "Connect" not in texts(shown)
    with qtbot.waitSignal(shown.open_folder):
        qtbot.mouseClick(tile(shown, "Open a folder"), Qt.MouseButton.LeftButton)


def test_another_way_to_start_is_told_by_its_name(look: Look, qtbot: QtBot) -> None:
    word = StartCard("word", "file-input", "Bring in a Word file", "Its tables are counted")
    shown = first_start(look, qtbot, FirstStart(None, (word,)))
    with qtbot.waitSignal(shown.start_chosen) as said:
        qtbot.keyClick(tile(shown, "Bring in a Word file"), Key.Key_Return)
    assert said.args == ["word"]


def test_a_template_is_chosen_for_who_asked_for_one(look: Look, qtbot: QtBot) -> None:
    shown = first_start(look, qtbot, FirstStart(sample(0)))
    qtbot.mouseClick(tile(shown, "Start from a template"), Qt.MouseButton.LeftButton)
    known = CourseTemplate("t", "How to do one thing", "One task", ())
    shown.new_course_card.show_templates([known])
    qtbot.keyClicks(focused(), "Soldering")
    with qtbot.waitSignal(shown.template_wanted) as said:
        qtbot.keyClick(focused(), Key.Key_Return)
    assert said.args == ["Soldering", "t"]
    shown.new_course_card.clear()
    shown.show_new_course(template="own")
    own = CourseTemplate("own", "Ours", "Kept from “Knots”", ())
    shown.new_course_card.show_templates([known, own])
    qtbot.keyClicks(focused(), "Splices")
    with qtbot.waitSignal(shown.template_wanted) as said:
        qtbot.keyClick(focused(), Key.Key_Return)
    assert said.args == ["Splices", "own"]
    shown.new_course_card.clear()
    shown.show_new_course(from_template=True)
    qtbot.keyClick(focused(), Key.Key_Escape)
    shown.show_new_course()
    qtbot.keyClicks(focused(), "Fire drill")
    qtbot.keyClick(focused(), Key.Key_Return)
    assert isinstance(focused(), QPlainTextEdit)


def test_a_name_is_given_once(look: Look, qtbot: QtBot) -> None:
    shown = first_start(look, qtbot, FirstStart(sample(0)))
    field = typed(shown, "Your name")
    qtbot.keyClicks(field, "A. K.")
    with qtbot.waitSignal(shown.name_given) as said:
        qtbot.keyClick(field, Key.Key_Return)
    assert said.args == ["A. K."]
    with qtbot.assertNotEmitted(shown.name_given):
        qtbot.keyClick(field, Key.Key_Return)


def test_a_new_course_is_typed_in_place(look: Look, qtbot: QtBot) -> None:
    shown = first_start(look, qtbot, FirstStart(sample(0)))
    qtbot.mouseClick(tile(shown, NEW_COURSE.title), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(focused(), "Peer learning")
    qtbot.keyClick(focused(), Key.Key_Return)
    assert isinstance(focused(), QPlainTextEdit)
    qtbot.keyClicks(focused(), "# Practice")
    qtbot.keyClick(focused(), Key.Key_Return)
    qtbot.keyClicks(focused(), "Giving feedback")
    assert "1 module, 1 lesson" in texts(shown)
    with qtbot.waitSignal(shown.course_wanted) as said:
        qtbot.keyClick(focused(), Key.Key_Return, Ctrl)
    assert said.args == ["Peer learning", "# Practice\nGiving feedback"]


def test_a_new_course_may_begin_from_a_template(look: Look, qtbot: QtBot) -> None:
    shown = home(look, qtbot)
    shown.show_new_course()
    lines = (OutlineLine(0, "module", "Before"), OutlineLine(1, "lesson", "What to check"))
    card = shown.new_course_card
    card.show_templates([CourseTemplate("steps", "Step by step", "To show a way to work", lines)])
    qtbot.keyClicks(focused(), "Cranes")
    qtbot.mouseClick(tile(shown, "Step by step"), Qt.MouseButton.LeftButton)
    assert "1 module, 1 lesson" in texts(shown)
    assert "What to check" in texts(shown)
    with qtbot.waitSignal(shown.template_wanted) as said:
        press(qtbot, shown, "Make the course")
    assert said.args == ["Cranes", "steps"]
    assert unnamed_controls(shown) == []


def test_a_course_needs_a_title_first(look: Look, qtbot: QtBot) -> None:
    shown = home(look, qtbot)
    shown.show_new_course()
    with qtbot.assertNotEmitted(shown.course_wanted):
        press(qtbot, shown, "Make the course")
    assert focused() is typed(shown, "Title of the course")


def test_escape_comes_back_and_what_was_typed_stays(look: Look, qtbot: QtBot) -> None:
    shown = home(look, qtbot)
    shown.show_new_course()
    qtbot.keyClicks(focused(), "Half")
    qtbot.keyClick(focused(), Key.Key_Escape)
    assert focused() is button(shown, "Continue writing")
    shown.show_new_course()
    assert typed(shown, "Title of the course").text() == "Half"


def test_a_connection_is_asked_for_in_place(look: Look, qtbot: QtBot) -> None:
    shown = first_start(look, qtbot, FirstStart(sample(0), name="A. K."))
    press(qtbot, shown, "Connect to a shared space…")
    assert typed(shown, "Your name").text() == "A. K."
    assert focused() is typed(shown, "Address of the server")
    qtbot.keyClicks(focused(), " https://team.example ")
    qtbot.keyClick(focused(), Key.Key_Return)
    assert focused() is typed(shown, "Invite")
    qtbot.keyClicks(focused(), "abc-def")
    with qtbot.waitSignal(shown.connect_wanted) as said:
        qtbot.keyClick(focused(), Key.Key_Return)
    assert said.args == ["https://team.example", "abc-def", "A. K."]


def test_trouble_with_the_server_is_said_plainly(look: Look, qtbot: QtBot) -> None:
    shown = first_start(look, qtbot, FirstStart(sample(0)))
    shown.show_connect("https://team.example")
    card = shown.connect_card
    card.show_busy(True)
    assert button(shown, "Connecting…").reason
    card.show_error("The server did not answer.", "Nothing was changed.", "Try again later.")
    assert "The server did not answer." in texts(shown)
    assert "Nothing was changed. Try again later." in texts(shown)
    assert typed(shown, "Address of the server").text() == "https://team.example"
    card.clear()
    assert "did not answer" not in texts(shown)


def test_home_leads_on_from_each_row(look: Look, qtbot: QtBot) -> None:
    shown = home(look, qtbot)
    for words, ident in (
        ("Continue writing", "l3"),
        ("Check", "o1"),
        ("Show", "v7"),
        ("See them", "out"),
    ):
        with qtbot.waitSignal(shown.thing_chosen) as said:
            press(qtbot, shown, words)
        assert said.args == [ident]
    with qtbot.waitSignal(shown.play_chosen) as said:
        press(qtbot, shown, "Play it")
    assert said.args == ["l3"]


def test_home_says_where_you_were(look: Look, qtbot: QtBot) -> None:
    said = texts(home(look, qtbot))
    for words in ("Sunday, 22 November", "… one change.", "Needs you", "Changed since you looked"):
        assert words in said


def test_home_without_anything_says_so(look: Look, qtbot: QtBot) -> None:
    shown = HomePanel(look)
    shown.show_home(replace(HOME, continuing=None, needs=(), changed=(), waiting=()))
    stage(qtbot, shown, 1256, 900)
    assert "Nothing waits for you." in texts(shown)


def test_the_sample_goes_on_from_home(look: Look, qtbot: QtBot) -> None:
    shown = HomePanel(look)
    shown.show_home(replace(HOME, sample=sample(4)))
    stage(qtbot, shown, 1256, 900)
    assert "Next: Play the quiz" in texts(shown)
    with qtbot.waitSignal(shown.open_sample):
        qtbot.keyClick(tile(shown, "Sample course, 4 of 6 done"), Key.Key_Space)


def test_tab_goes_down_the_page(look: Look, qtbot: QtBot) -> None:
    shown = home(look, qtbot)
    chain = tab_chain(shown, button(shown, "Continue writing"))
    assert chain[:6] == [
        "Continue writing",
        "Play it",
        "Check: Check 1 overlap",
        "Show: A. K. approved version 7",
        "See them: 3 changes wait to be sent",
        "New course",
    ]


def test_showing_home_anew_keeps_the_focus_on_the_page(look: Look, qtbot: QtBot) -> None:
    shown = home(look, qtbot)
    button(shown, "Check").setFocus()
    shown.show_home(replace(HOME, away="1 change came in."))
    assert focused() is button(shown, "Continue writing")


def test_nothing_is_cut_where_it_is_narrow(look: Look, qtbot: QtBot) -> None:
    shown = first_start(look, qtbot, FirstStart(sample(0)), width=620)
    for words in ("Open the sample", "Connect to a shared space…"):
        one = button(shown, words)
        assert one.mapTo(shown, one.rect().topRight()).x() <= 620


def test_every_control_has_a_name(look: Look, qtbot: QtBot) -> None:
    shown = home(look, qtbot)
    assert unnamed_controls(shown) == []


def test_nothing_that_is_shown_is_obeyed(look: Look, qtbot: QtBot) -> None:
    shown = home(look, qtbot)
    assert HOME.continuing is not None
    shown.show_home(
        replace(
            HOME,
            away=HOSTILE,
            continuing=replace(
                HOME.continuing, title=HOSTILE, where=HOSTILE, sentence=plain(HOSTILE)
            ),
            needs=(replace(HOME.needs[0], title=HOSTILE, detail=HOSTILE),),
        )
    )
    assert rich_texts(shown) == []
