"""The small widgets: what they say, to eyes and to readers, and what they do by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.kit.arrange import column, holder, row
from editor.panels.kit.avatars import Avatar, Face
from editor.panels.kit.banner import Banner, Message
from editor.panels.kit.buttons import Button, IconButton, Kind
from editor.panels.kit.choices import CheckBox, RadioButton
from editor.panels.kit.frames import Box, Frame, Hairline, Shadow
from editor.panels.kit.glyphs import LessonState, StateGlyph, Stitches, Tick
from editor.panels.kit.labels import Label, Pill, Tone, Voice
from editor.panels.kit.look import Look
from editor.panels.kit.tabs import Tabs
from editor.panels.kit.tokens import Theme
from editor.panels.kit.trail import StatusTrail, Step, StepSign
from tests.editor.panels.conftest import unnamed_controls

SAVED = Step(StepSign.SAVED, "Saved here", "just now")
WAITING = Step(StepSign.WAITING, "3 waiting to send")
SERVER = Step(StepSign.SERVER, "On server", "10:42")


def test_a_button_is_chosen(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Publish", Kind.PRIMARY, icon="send", key="P")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.chosen):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert button.accessibleName() == "Publish"
    assert "P" in button.accessibleDescription()


def test_an_unavailable_button_says_why(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Release", tip="For learners")
    qtbot.addWidget(button)
    button.set_unavailable("2 overlaps are open")
    assert button.isEnabled(), "it must keep the focus"
    with qtbot.waitSignal(button.why_asked) as asked, qtbot.assertNotEmitted(button.chosen):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert asked.args == ["2 overlaps are open"]
    assert "2 overlaps are open" in button.accessibleDescription()
    button.set_unavailable("")
    with qtbot.waitSignal(button.chosen):
        button.click()
    assert button.toolTip() == "For learners"


def test_an_icon_button_has_a_name_and_room(look: Look, qtbot: QtBot) -> None:
    button = IconButton(look, "bold", "Bold", keys="Ctrl+B")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Bold", "Bold (Ctrl+B)")
    assert min(button.sizeHint().width(), button.minimumWidth()) >= 24


def test_a_label_shows_signs_of_html_as_they_are(qtbot: QtBot) -> None:
    label = Label("a <b>&amp;", Voice.SMALL, wrap=True)
    qtbot.addWidget(label)
    assert label.accessibleName() == "a <b>&amp;"
    assert "&lt;b&gt;&amp;amp;" in label.text()


def test_a_pill_changes_its_word(look: Look, qtbot: QtBot) -> None:
    pill = Pill(look, "Draft")
    qtbot.addWidget(pill)
    pill.show_state("In review", Tone.WARN)
    assert (pill.text(), pill.property("pill")) == ("In review", "warn")


def test_people_keep_their_colour_and_initials() -> None:
    assert Face("person-1", "R. M.").initials == "RM"
    assert Face("p", "Author").initials == "AU"
    assert Face("p", "").initials == "?"
    assert Face("p", "R. Mole (fbeb)").initials == "RM", "the sign behind a name is none of it"
    assert Face("p", "Author (a4cf) (name not checked)").initials == "AU"
    assert Face("p", "(fbeb)").initials == "FB"
    assert Face("p", "x", me=True).initials == "YOU"
    assert Face("person-1", "x").colour == Face("person-1", "y").colour == "#8A4B16"


@pytest.mark.parametrize("theme", Theme)
def test_everything_painted_is_painted(look: Look, qtbot: QtBot, theme: Theme) -> None:
    look.set_theme(theme)
    trail = StatusTrail(look)
    trail.show_steps(Step(StepSign.UNSAVED, "Not saved since 10:41"), WAITING, SERVER)
    painted: list[QWidget] = [
        *(StateGlyph(look, state) for state in LessonState),
        Stitches(look),
        Tick(look, True),
        Tick(look, current=True),
        Avatar(look, Face("a", "A. K."), Face("b", "R. M.", me=True)),
        CheckBox(look, "Read it", True),
        RadioButton(look, "One", True),
        trail,
    ]
    for widget in painted:
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint().expandedTo(widget.minimumSize()))
        image = widget.grab().toImage()
        corner = image.pixelColor(0, 0)
        assert any(
            image.pixelColor(x, y) != corner
            for x in range(image.width())
            for y in range(image.height())
        ), type(widget).__name__
        assert widget.accessibleName() or getattr(widget, "text", str)()


def test_the_trail_is_text_for_readers(look: Look, qtbot: QtBot) -> None:
    trail = StatusTrail(look)
    qtbot.addWidget(trail)
    trail.show_steps(SAVED, WAITING, SERVER)
    assert trail.text() == "Saved here just now; 3 waiting to send; On server 10:42"
    assert trail.sizeHint().height() == 3 * 26


@pytest.mark.parametrize("flat", [True, False])
def test_why_words_are_not_saved_is_read_whole_where_it_is_narrow(
    look: Look, qtbot: QtBot, flat: bool
) -> None:
    window, trail = QWidget(), StatusTrail(look, flat=flat)
    qtbot.addWidget(window)
    window.setLayout(column(look, trail, None))
    trail.show_steps(Step(StepSign.UNSAVED, "Not saved since 10:41", "disk full"), WAITING, SERVER)
    window.resize(190, 300)
    window.show()
    assert trail.height() >= 3 * 26 + 18, "a row for each, and one more for the reason"
    with qtbot.waitSignal(trail.step_chosen) as chosen:
        QTest.mouseClick(trail, Qt.MouseButton.LeftButton, pos=QPoint(10, 2 * 26 + 18 + 13))
    assert chosen.args == [2]
    window.resize(700, 300)
    assert trail.heightForWidth(trail.width()) == (26 if flat else 3 * 26)


@pytest.mark.parametrize("flat", [True, False])
def test_a_step_of_the_trail_can_be_clicked(look: Look, qtbot: QtBot, flat: bool) -> None:
    trail = StatusTrail(look, flat=flat)
    qtbot.addWidget(trail)
    trail.show_steps(SAVED, WAITING, SERVER)
    trail.resize(trail.sizeHint())
    place = QPoint(trail.width() // 2, 13) if flat else QPoint(10, 26 + 13)
    with qtbot.waitSignal(trail.step_chosen) as chosen:
        QTest.mouseClick(trail, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [1]


def said(monkeypatch: pytest.MonkeyPatch, module: str) -> list[tuple[str, bool]]:
    heard: list[tuple[str, bool]] = []

    def hear(widget: QWidget, text: str, *, at_once: bool = False) -> None:
        heard.append((text, at_once))

    monkeypatch.setattr(f"editor.panels.kit.{module}.announce", hear)
    return heard


def test_only_what_is_new_on_the_trail_is_announced(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = said(monkeypatch, "trail")
    trail = StatusTrail(look)
    qtbot.addWidget(trail)
    trail.show_steps(SAVED, SERVER)
    trail.show_steps(Step(StepSign.SAVED, "Saved here", "1 min ago"), SERVER)
    assert heard == []
    trail.show_steps(Step(StepSign.UNSAVED, "Not saved since 10:41", "disk full"), SERVER)
    assert heard == [("Not saved since 10:41 disk full", True)]
    trail.show_steps(SAVED, WAITING, SERVER)
    assert heard[1:] == [("Saved here just now; 3 waiting to send", False)]
    trail.show_steps(Step(StepSign.SAVING, "Saving…"), WAITING, SERVER)
    trail.show_steps(SAVED, WAITING, SERVER)
    assert len(heard) == 2, "writing is not talked over"


def test_a_banner_pushes_and_names_the_ways_on(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = said(monkeypatch, "banner")
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    banner, below = Banner(look), QWidget()
    layout.addWidget(banner)
    layout.addWidget(below, 1)
    window.resize(600, 400)
    window.show()
    before = below.y()
    banner.show_message(
        Message(
            Tone.BAD, "The disk is full", "Up to 10:41 all is saved.", (("room", "Make room…"),)
        )
    )
    qtbot.waitUntil(lambda: below.y() > before)
    assert heard == [("The disk is full. Up to 10:41 all is saved.", True)]
    assert unnamed_controls(banner) == []
    button = next(b for b in banner.findChildren(Button) if "room" in b.text())
    with qtbot.waitSignal(banner.action_chosen) as chosen:
        button.click()
    assert chosen.args == ["room"]
    with qtbot.waitSignal(banner.closed):
        banner.findChildren(IconButton)[0].click()
    assert not banner.isVisible()


def test_who_was_in_a_banner_goes_on_in_the_next_or_where_they_came_from(
    look: Look, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    before, banner, text = (Button(look, "Home"), Banner(look), Button(look, "Text"))
    for part in (before, banner, text):
        layout.addWidget(part)
    window.show()
    text.setFocus()
    banner.show_message(Message(Tone.INFO, "First", "", (("on", "Go on"),)))
    assert window.focusWidget() is text, "nobody is interrupted"
    assert banner.to_answer is not None
    banner.to_answer.setFocus()
    banner.show_message(Message(Tone.INFO, "Second", "", (("file", "Make it"),)))
    assert banner.isAncestorOf(window.focusWidget())
    banner.show_message(None)
    assert window.focusWidget() is text


def test_tabs_go_by_arrow_keys(look: Look, qtbot: QtBot) -> None:
    tabs = Tabs(look, ["Write", "Review", "Play"])
    qtbot.addWidget(tabs)
    tabs.show()
    tabs.show_count("Review", 4)
    assert tabs.accessibleTabName(1) == "Review, 4 open"
    with qtbot.assertNotEmitted(tabs.tab_chosen):
        tabs.show_tab("Write")
    with qtbot.waitSignal(tabs.tab_chosen) as chosen:
        QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert chosen.args == ["Review"]
    tabs.grab()


def test_rows_and_columns_hold_what_they_are_given(look: Look, qtbot: QtBot) -> None:
    one, two = Label("one"), Label("two")
    frame = Frame(Box.CARD, column(look, row(look, one, 8, None), (two, 1), Hairline(look)))
    qtbot.addWidget(frame)
    frame.resize(200, 100)
    frame.show()
    assert one.y() < two.y()
    frame.set_active(True)
    assert frame.property("active") is True


def test_a_shadow_goes_where_its_frame_goes(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 400)
    card = holder(column(look, Label("card")), window)
    card.setGeometry(100, 100, 80, 60)
    shadow = Shadow(look, card)
    window.show()
    assert shadow.isVisible()
    card.move(150, 120)
    assert shadow.geometry().contains(card.geometry())
    card.hide()
    assert not shadow.isVisible()


@pytest.mark.parametrize("make", [CheckBox, RadioButton])
def test_choices_go_by_keyboard(
    make: type[CheckBox] | type[RadioButton], look: Look, qtbot: QtBot
) -> None:
    choice = make(look, "Shuffle the options")
    qtbot.addWidget(choice)
    QTest.keyClick(choice, Qt.Key.Key_Space)
    assert choice.isChecked()
    assert choice.sizeHint().height() >= 24
