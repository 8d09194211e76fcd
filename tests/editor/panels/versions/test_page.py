"""Versions are compared, restored and released, by mouse and by keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from editor.panels.cards.choice import Choice
from editor.panels.cards.runs import Run
from editor.panels.kit.arrange import column
from editor.panels.kit.labels import Label
from editor.panels.kit.look import Look
from editor.panels.versions.bar import CompareBar
from editor.panels.versions.change_list import MOST_ROWS, ChangeList
from editor.panels.versions.page import MOST_PARTS, VersionsPage
from editor.panels.versions.parts import PartFrame
from editor.panels.versions.timeline import VersionsSide
from editor.panels.versions.values import (
    Change,
    ChangedText,
    Comparison,
    LessonPage,
    Refusal,
    SameText,
)
from sync.model.ids import NodeId
from tests.editor.panels.cards.stage import (
    HOSTILE,
    button,
    press,
    rich_texts,
    stage,
    texts,
)
from tests.editor.panels.conftest import unnamed_controls
from tests.editor.panels.versions.examples import COMPARED, VERSIONS

Key = Qt.Key
SAME = SameText("2 paragraphs are the same", "The first one.\n\nThe second one.\n\n")


def page(
    look: Look, qtbot: QtBot, shown: Comparison = COMPARED, width: int = 1200, **reasons: str
) -> VersionsPage:
    made = VersionsPage(look)
    made.show_versions(VERSIONS)
    made.show_comparison(shown, **reasons)
    stage(qtbot, made, width, 860)
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_what_went_and_came_is_said(look: Look, qtbot: QtBot) -> None:
    said = texts(page(look, qtbot))
    assert "It [deleted: does not] [inserted: rarely] work" in said
    assert "[deleted: which form?] was right" in said
    assert "[inserted: what is it?] is right now" in said
    assert "3 changes in 2 lessons" in said
    assert "41 words written, 12 taken out" in said


def test_f8_goes_from_change_to_change(look: Look, qtbot: QtBot) -> None:
    shown = page(look, qtbot)
    assert "3 changes" in texts(shown)
    said = []
    shift = Qt.KeyboardModifier.ShiftModifier
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 4 + (shift,):
        qtbot.keyClick(shown, Key.Key_F8, modifier)
        said.append(next(one for one in texts(shown).split("\n") if " of " in one))
    assert said == ["1 of 3", "2 of 3", "3 of 3", "1 of 3", "3 of 3"]
    ringed = [one.accessibleName() for one in shown.findChildren(Choice) if one.isChecked()]
    assert ringed == ["Sentence changed"]


def test_what_a_change_took_away_is_brought_back(look: Look, qtbot: QtBot) -> None:
    shown = page(look, qtbot)
    asked: list[tuple[str, Change]] = []
    shown.bring.connect(lambda change: asked.append(("words", change)))
    shown.bring_lesson.connect(lambda change: asked.append(("lesson", change)))
    assert "Bring this" not in texts(shown), "no change is chosen yet"
    answer, moved, sentence = COMPARED.changes
    shown.go_next()
    button(shown, "Bring this right answer back").click()
    shown.go_next()
    assert "Bring this sentence back" not in texts(shown)
    button(shown, "Bring this lesson back").click()
    shown.go_next()
    back = button(shown, "Bring this sentence back")
    assert "Giving useful feedback" in back.accessibleDescription()
    qtbot.keyClick(back, Key.Key_Return)
    assert asked == [("words", answer), ("lesson", moved), ("words", sentence)]
    back.setFocus()
    fewer = replace(COMPARED, changes=COMPARED.changes[:2])
    shown.show_comparison(fewer)
    focused = shown.focusWidget()
    assert isinstance(focused, Choice), "the focus stays by the changes when the button is gone"
    shown.go_next()
    button(shown, "Bring this lesson back").setFocus()
    shown.go_next()
    assert shown.focusWidget() is button(shown, "Bring this lesson back")
    grown = replace(sentence, kind="written", title="“rarely” added")
    shown.show_comparison(replace(COMPARED, changes=(grown,)))
    shown.go_next()
    with qtbot.waitSignal(shown.bring) as brought:
        press(qtbot, shown, "Take this change back")
    assert brought.args == [grown]
    shown.show_comparison(replace(COMPARED, before="draft", after="v7"))
    shown.go_next()
    assert "Bring this" not in texts(shown), "the draft is here already"


def test_who_may_not_write_is_told_why_nothing_comes_back(look: Look, qtbot: QtBot) -> None:
    shown = page(look, qtbot, restoring="Only authors can do this.")
    shown.go_next()
    back = button(shown, "Bring this right answer back")
    asked: list[object] = []
    shown.bring.connect(asked.append)
    back.click()
    assert not asked
    assert "Only authors can do this." in back.accessibleDescription() + back.toolTip()


def test_the_list_leads_to_the_block(look: Look, qtbot: QtBot) -> None:
    shown = page(look, qtbot)
    row = next(one for one in shown.findChildren(Choice) if "Right answer" in one.accessibleName())
    before = [one.grab().toImage() for one in shown.findChildren(PartFrame)]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    after = [one.grab().toImage() for one in shown.findChildren(PartFrame)]
    assert [one != two for one, two in zip(before, after, strict=True)] == [False, False, True]


def test_another_pair_is_picked(look: Look, qtbot: QtBot) -> None:
    shown = page(look, qtbot)
    earlier = next(c for c in shown.findChildren(QComboBox) if "earlier" in c.accessibleName())
    assert earlier.currentText() == "Version 6 · Released"
    earlier.setFocus()
    with qtbot.waitSignal(shown.compare) as said:
        qtbot.keyClick(earlier, Key.Key_Down)
    assert said.args == ["v5", "v7"]


def test_a_restore_is_asked_once_more_and_the_safe_way_has_the_focus(
    look: Look, qtbot: QtBot
) -> None:
    shown = page(look, qtbot)
    with qtbot.assertNotEmitted(shown.restore):
        press(qtbot, shown, "Restore version 6…")
    assert focused() is button(shown, "Leave it")
    qtbot.keyClick(focused(), Key.Key_Return)
    assert focused() is button(shown, "Restore version 6…")
    press(qtbot, shown, "Restore version 6…")
    with qtbot.waitSignal(shown.restore) as said:
        press(qtbot, shown, "Restore version 6")
    assert said.args == ["v6"]


def test_a_release_names_its_version(look: Look, qtbot: QtBot) -> None:
    shown = page(look, qtbot)
    with qtbot.waitSignal(shown.release) as said:
        press(qtbot, shown, "Release version 7")
    assert said.args == ["v7"]
    assert "Still waiting" not in texts(shown)
    (draft, seven, *rest) = VERSIONS
    shown.show_versions((draft, replace(seven, waiting="A. K., R. M."), *rest))
    told = "Still waiting for an answer: A. K., R. M."
    assert told in texts(shown)
    assert button(shown, "Release version 7").accessibleDescription() == told


def test_what_stands_in_the_way_leads_there(look: Look, qtbot: QtBot) -> None:
    shown = page(look, qtbot)
    shown.show_refusals(
        (
            Refusal("1 overlap has not been checked.", "Check it.", NodeId("l3"), 4),
            Refusal("The policy asks for 1 approval."),
        )
    )
    said = texts(shown)
    assert "2 things stand in the way" in said and "Nothing was released." in said
    assert focused() is button(shown, "Go to it")
    with qtbot.waitSignal(shown.gone_to) as went:
        qtbot.keyClick(focused(), Key.Key_Return)
    assert went.args == ["l3", 4]


def test_neither_the_draft_nor_a_released_version_is_released(look: Look, qtbot: QtBot) -> None:
    shown = page(look, qtbot, replace(COMPARED, after="draft"))
    assert "Release" not in [
        b.text().strip().split()[0]
        for b in shown.findChildren(type(button(shown, "Restore version 6…")))
    ]
    shown.show_comparison(replace(COMPARED, before="v5", after="v6"))
    assert button(shown, "Restore version 5…")
    assert not [t for t in texts(shown).split("\n") if t.startswith("Release version")]


def test_one_who_may_not_is_told_why(look: Look, qtbot: QtBot) -> None:
    shown = page(look, qtbot, restoring="Reviewers restore nothing.", releasing="Owners release.")
    with qtbot.assertNotEmitted(shown.release):
        press(qtbot, shown, "Release version 7")
    press(qtbot, shown, "Restore version 6…")
    assert button(shown, "Release version 7").reason == "Owners release."
    assert button(shown, "Restore version 6…").reason == "Reviewers restore nothing."


def test_a_long_comparison_comes_in_parts_and_f8_reaches_the_end(look: Look, qtbot: QtBot) -> None:
    count = 3 * MOST_PARTS
    parts = tuple(ChangedText(f"t{n}", (Run("new", f"Line {n}."),)) for n in range(count))
    changes = tuple(Change(f"t{n}", "written", "New", "L", NodeId("l")) for n in range(count))
    shown = page(
        look, qtbot, Comparison("v6", "v7", (LessonPage(NodeId("l"), "L", "", parts),), changes)
    )
    assert f"Line {count - 1}." not in texts(shown)
    shown.go_previous()
    assert f"Line {count - 1}." in texts(shown)
    assert f"and {count - MOST_ROWS} more" in texts(shown)
    look.set_keys({"next-open": "Ctrl+J"})
    assert f"and {count - MOST_ROWS} more, by Ctrl+J" in texts(shown), "the keys of now"
    look.set_keys({})


def test_nothing_differs(look: Look, qtbot: QtBot) -> None:
    shown = page(look, qtbot, Comparison("v6", "v7"))
    assert "Nothing differs between these two." in texts(shown)


def test_where_it_is_narrow_all_is_in_reach(look: Look, qtbot: QtBot) -> None:
    shown = VersionsPage(look)
    shown.show_versions(VERSIONS)
    shown.show_comparison(COMPARED)
    window = QWidget()
    window.setLayout(column(look, shown))
    stage(qtbot, window, 640, 860)
    one = button(shown, "Restore version 6…")
    assert one.mapTo(shown, one.rect().bottomRight()).y() <= 860
    assert one.mapTo(shown, one.rect().bottomRight()).x() <= 640


def test_where_it_is_low_nothing_is_cut_or_covered(look: Look, qtbot: QtBot) -> None:
    shown = VersionsPage(look)
    shown.show_versions(VERSIONS)
    shown.show_comparison(COMPARED)
    window = QWidget()
    shown.setParent(window)
    shown.setGeometry(0, 0, 640, 230)  # a window of 1400x860 at 200 % leaves no more
    stage(qtbot, window, 640, 230)
    ways = [button(shown, name) for name in ("Release version 7", "Restore version 6…")]
    release, restore = (QRect(one.mapTo(shown, QPoint(0, 0)), one.size()) for one in ways)
    assert not release.intersects(restore)
    for one in [*shown.findChildren(ChangeList)[0].findChildren(Label), *ways]:
        if one.isVisible():
            assert one.height() >= one.sizeHint().height() or one.height() >= (
                one.heightForWidth(one.width())
            )


def test_a_name_that_has_no_room_is_cut_as_one_sees(look: Look, qtbot: QtBot) -> None:
    bar = CompareBar(look)
    bar.offer([replace(VERSIONS[-1], apart="named by a colleague")], "", "")
    stage(qtbot, bar, 1200, 60)
    bar.fit(1200)
    assert bar.only.text() != ""
    for picker in (bar.before, bar.after):
        name = picker.fontMetrics().horizontalAdvance("Version 5, named by a colleague")
        assert picker.sizeHint().width() >= name + 50, "the name, its edge and the arrow"
    bar.fit(700)
    assert bar.only.text() == "", "the names of what is compared are the last to go"


def test_every_control_has_a_name_and_nothing_is_obeyed(look: Look, qtbot: QtBot) -> None:
    bad = replace(
        COMPARED,
        pages=(
            LessonPage(NodeId("l"), HOSTILE, HOSTILE, (ChangedText("t", (Run("new", HOSTILE),)),)),
        ),
        changes=(Change("t", "written", HOSTILE, HOSTILE),),
        note_title=HOSTILE,
        note=HOSTILE,
    )
    shown = page(look, qtbot, bad)
    assert unnamed_controls(shown) == []
    assert rich_texts(shown) == []


def side(look: Look, qtbot: QtBot) -> VersionsSide:
    made = VersionsSide(look)
    made.show_versions("R & D", VERSIONS)
    made.show_compared("v6", "v7")
    stage(qtbot, made, 300, 800)
    return made


def rows(shown: VersionsSide) -> dict[str, Choice]:
    return {one.accessibleName(): one for one in shown.findChildren(Choice)}


def test_the_timeline_says_state_and_note(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    assert list(rows(shown)) == ["Draft", "Version 7", "Version 6", "Version 5"]
    described = rows(shown)["Version 7"].accessibleDescription()
    assert described == "In review. Fri 17:40. One comment, one change. you and A. K."
    assert "Released" in texts(shown)


def test_a_version_is_compared_with_the_one_before_it(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    with qtbot.waitSignal(shown.compare) as said:
        qtbot.mouseClick(rows(shown)["Version 6"], Qt.MouseButton.LeftButton)
    assert said.args == ["v5", "v6"]
    with qtbot.waitSignal(shown.compare) as said:
        qtbot.keyClick(rows(shown)["Version 6"], Key.Key_Up)
    assert said.args == ["v6", "v7"]


def test_the_way_back_says_where_to(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    back = button(shown, "R && D")
    assert back.accessibleName() == "Back to R & D"
    with qtbot.waitSignal(shown.back):
        qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(shown.naming):
        press(qtbot, shown, "Name this one…")
    shown.show_versions("Giving feedback " * 10, VERSIONS)
    assert back.toolTip() == "Giving feedback " * 10
    assert back.accessibleName() == "Back to " + "Giving feedback " * 10
    assert back.width() <= shown.width(), "it ends in an ellipsis"
    assert back.mapTo(shown, back.rect().topRight()).x() < shown.width()


def test_no_version_yet(look: Look, qtbot: QtBot) -> None:
    shown = side(look, qtbot)
    shown.show_versions("Course", VERSIONS[:1])
    assert "No version yet. Publishing names one." in texts(shown)


def test_the_same_comparison_again_leaves_the_person_where_they_are(
    look: Look, qtbot: QtBot
) -> None:
    shown = page(look, qtbot)
    shown.go_next()
    press(qtbot, shown, "Restore version 6…")
    shown.show_versions(VERSIONS)
    shown.show_comparison(COMPARED)
    assert "1 of 3" in texts(shown)
    assert button(shown, "Restore version 6")


def test_only_what_changed_is_shown_or_all_of_it(look: Look, qtbot: QtBot) -> None:
    told = replace(COMPARED.pages[0], parts=(*COMPARED.pages[0].parts[:2], SAME))
    shown = page(look, qtbot, replace(COMPARED, pages=(told, *COMPARED.pages[1:])))
    assert "2 paragraphs are the same" in texts(shown) and "The first one." not in texts(shown)
    only = button(shown, "Only what changed")
    assert only.isChecked()
    with qtbot.waitSignal(shown.whole_wanted) as wanted:
        press(qtbot, shown, "Only what changed")
    assert wanted.args == [True]
    assert "2 paragraphs are the same" not in texts(shown)
    assert "The first one." in texts(shown) and "The second one." in texts(shown)
    with qtbot.waitSignal(shown.whole_wanted) as wanted:
        press(qtbot, shown, "Only what changed")
    assert wanted.args == [False] and "2 paragraphs are the same" in texts(shown)


def test_who_made_a_change_is_said_when_it_is_known(look: Look, qtbot: QtBot) -> None:
    """It comes later than the comparison: where the person is then stays."""
    shown = page(look, qtbot)
    shown.go_next()
    known = replace(COMPARED, changes=tuple(replace(c, people="A. K.") for c in COMPARED.changes))
    shown.show_people(replace(known, before="other"))
    assert "by A. K." not in texts(shown), "it is of another comparison"
    shown.show_people(known)
    assert "by A. K." in texts(shown) and "1 of 3" in texts(shown)
    choice = next(c for c in shown.findChildren(Choice) if c.accessibleName() == "Moved up")
    assert choice.accessibleDescription().endswith("by A. K.")
    assert shown.on_show == known


def test_how_much_changed_since_each_version_is_said(look: Look, qtbot: QtBot) -> None:
    side = VersionsSide(look)
    side.show_versions("Course", VERSIONS)
    stage(qtbot, side, 320, 800)
    for version, count in (("v7", 1), ("v6", 3), ("v5", 0)):
        side.show_since(version, count)
    said = texts(side)
    for told in ("1 change since version 7", "3 changes since", "As the draft reads now"):
        assert f"{told}\n" in said
    side.show_versions("Course", VERSIONS[:-1])
    assert "3 changes since" in texts(side), "what is known is said of new rows, too"
