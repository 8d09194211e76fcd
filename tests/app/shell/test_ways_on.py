"""Every act says what it did, leaves the focus where one goes on, and every empty page a way on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtTest import QTest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.review import commenting
from app.flows.versions import publishing
from app.shell.focusing import into
from app.shell.home.home_desk import read_home
from app.shell.review.review_desk import read_review
from editor.panels.kit.buttons import Button
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window
from tests.editor.panels.cards.stage import press


def focused_name(window: Window) -> str:
    """Name the control that has the focus."""
    focused = window.parts.window.focusWidget()
    return focused.accessibleName() if focused is not None else ""


def button(window: Window, words: str) -> Button:
    """Find the visible button with these words."""
    found = window.parts.window.findChildren(Button)
    return next(b for b in found if b.isVisible() and b.accessibleName() == words)


def test_a_lesson_taken_out_comes_back_by_one_click(window: Window, course: str) -> None:
    with Workspace.open(window.folder) as ws:
        added = outlining.add(ws, ws.courses.at(course), "lesson", "Second", text="# Second\n")
    node = added.nodes[0]
    window.until(lambda: node in titles(window))
    window.parts.page.outline.removed.emit(node)
    news = window.parts.receipts.news
    window.until(lambda: "Second” is taken out" in news.words)
    window.until(lambda: node not in titles(window))
    QTest.keyClick(button(window, "Put it back"), Qt.Key.Key_Return)
    window.until(lambda: node in titles(window))
    window.until(lambda: window.editor.text() == "# Second\n")
    assert news.words == ""


def titles(window: Window) -> dict[str, str]:
    """The lessons in the outline by id."""
    read = window.parts.course._read
    return {row.id: row.title for row in read.shown.rows} if read else {}


def test_a_published_version_is_told_and_seen_restored_and_not(window: Window, course: str) -> None:
    window.parts.publish()
    dialog = window.parts.publishing.dialog
    window.until(dialog.isVisible)
    QTest.keyClicks(window.parts.window.focusWidget(), "First")
    modifier = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Return, modifier)
    window.until(lambda: "Version 1 is kept" in window.parts.receipts.news.words)
    assert window.editor.hasFocus()
    button(window, "See the versions").click()
    assert window.parts.page.page == "Versions"
    window.until(lambda: "You" in said(window))
    lesson, page = window.parts.writing.lesson, window.parts.page.versions
    with Workspace.open(window.folder) as ws:
        writing.edit(ws, ws.courses.at(course), lesson, "# Other\n")
    window.until(lambda: page.on_show.changes)
    press(window.qtbot, page, "Restore version 1…")
    press(window.qtbot, page, "Restore version 1")
    window.until(lambda: window.stored(lesson, course) == TEXT)
    window.until(lambda: focused_name(window) == "The later one")
    QTest.keySequence(window.parts.window.focusWidget(), QKeySequence.StandardKey.Undo)
    window.until(lambda: window.stored(lesson, course) == "# Other\n")


@pytest.mark.parametrize("asked", ["", "Restore version 1…"])
def test_esc_leaves_the_versions_after_what_was_asked_there(
    window: Window, course: str, asked: str
) -> None:
    with Workspace.open(window.folder) as ws:
        publishing.publish(ws, ws.courses.at(course))
        lesson = ws.courses.at(course).outline.lessons()[0].id
        writing.edit(ws, ws.courses.at(course), lesson, "# Other\n")
    page = window.parts.page
    window.parts.course.show_page("Versions")
    window.until(lambda: page.versions.on_show.changes)
    if asked:
        press(window.qtbot, page.versions, asked)
        assert focused_name(window) == "Leave it"
        QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Escape)
        assert page.page == "Versions"
        assert focused_name(window) == asked, "the question is gone, and one is where it was"
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Escape)
    assert page.page == "Write"
    assert window.editor.hasFocus()
    for place in (page.timeline, page.header.tabs):
        window.parts.course.show_page("Versions")
        into(place)
        QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Escape)
        assert page.page == "Write"


def said(window: Window) -> str:
    """All that the versions at the side say."""
    choices = window.parts.page.timeline._choices.values()
    return " ".join(choice.accessibleDescription() for choice in choices)


@pytest.mark.parametrize("page", ["Versions", "Review"])
def test_a_page_with_no_version_shows_the_way_to_one(window: Window, page: str) -> None:
    window.parts.course.show_page(page)
    words = {"Versions": "Publish version 1…", "Review": "Ask for review…"}[page]
    window.until(lambda: any(
        b.isVisible() and b.accessibleName() == words
        for b in window.parts.window.findChildren(Button)
    ))  # fmt: skip
    shown = {"Versions": window.parts.page.versions, "Review": window.parts.page.review}[page]
    assert shown.isAncestorOf(window.parts.window.focusWidget())


def test_a_new_lesson_asks_for_its_name_and_then_for_its_text(window: Window) -> None:
    window.parts.page.outline.add_lesson.emit(None)
    window.until(lambda: focused_name(window) == "Title")
    field = window.parts.window.focusWidget()
    QTest.keyClicks(field, "What to see")
    QTest.keyClick(field, Qt.Key.Key_Return)
    window.until(lambda: window.editor.text().startswith("# What to see"))
    assert window.editor.hasFocus()


def test_a_new_course_leaves_an_empty_form(window: Window) -> None:
    window.parts.home.new_course()
    card = window.parts.home_panel.new_course_card
    QTest.keyClicks(window.parts.window.focusWidget(), "Fire drill")
    before = window.parts.course.course
    card.course_wanted.emit("Fire drill", "")
    window.until(lambda: window.parts.course.course not in ("", before))
    window.parts.go_home()
    assert not card.isVisible()
    window.parts.home.new_course()
    assert card.findChildren(type(window.parts.window.focusWidget()))[0].text() == ""


def test_a_new_course_from_an_outline_is_what_was_shown(window: Window) -> None:
    window.parts.home.new_course()
    card = window.parts.home_panel.new_course_card
    QTest.keyClicks(window.parts.window.focusWidget(), "Fire drill")
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Return)
    for line in ("Before:", "Who calls whom", "Module: After", "Meeting place"):
        QTest.keyClicks(window.parts.window.focusWidget(), line)
        QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Return)
    assert card.preview.told == "2 modules, 2 lessons"
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Return, control)
    window.until(lambda: window.editor.text().startswith("# Who calls whom"))


def test_a_new_course_from_a_template_has_its_lessons(window: Window) -> None:
    window.parts.home.new_course()
    panel = window.parts.home_panel
    window.until(lambda: bool(panel.new_course_card._templates))
    template = next(iter(panel.new_course_card._templates.values()))
    QTest.keyClicks(window.parts.window.focusWidget(), "Lifting")
    panel.new_course_card._choices[template.ident].click()
    QTest.keyClick(panel.new_course_card._title, Qt.Key.Key_Return)
    first = next(line.title for line in template.lines if line.kind == "lesson")
    window.until(lambda: f"# {first}\n" in window.editor.text())


def test_sync_with_no_server_says_so_and_shows_the_way(window: Window) -> None:
    window.settled()
    window.parts.do("sync")
    window.until(lambda: bool(window.parts.notices.told))
    assert window.parts.notices.told[0].title == "No server, not needed yet."
    assert window.parts.notices.told[0].actions[0][1] == "Connect…"


def test_an_overlap_is_named_above_and_the_last_one_settled_leaves_the_focus_on_the_way_back(
    window: Window, course: str
) -> None:
    old = "Say what effect it had on you."
    page = window.parts.page
    with Workspace.open(window.folder) as ws:
        outlining.add(ws, ws.courses.at(course), "lesson", "Listening", text=TEXT)
        opened = ws.courses.at(course)
        here, lesson = (node.id for node in opened.outline.lessons())
        state = ws.lessons.today(opened.log, lesson).state
        writing.edit(ws, opened, lesson, TEXT.replace(old, "Name what it did."), state)
        writing.edit(ws, opened, lesson, TEXT.replace(old, "Tell how you felt."), state)
    panel = window.parts.page.overlaps
    window.until(lambda: window.parts.course.has_overlaps)
    window.parts.course.show_page("Versions")
    window.parts.course.show_overlap("")
    window.until(lambda: focused_name(window) == "Keep this")
    assert (page.header._title.text(), page.outline.tree.current_id()) == ("Listening", lesson)
    tabs = page.header.tabs
    assert tabs.tabText(tabs.currentIndex()) == "Write"
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    assert (page.page, page.header._title.text()) == ("Write", "Feedback")
    window.parts.course.show_overlap("")
    window.until(lambda: focused_name(window) == "Keep this")
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Return)
    window.until(lambda: panel.current == "")
    assert focused_name(window) == "Back to writing"
    QTest.keySequence(window.parts.window.focusWidget(), QKeySequence.StandardKey.Undo)
    window.until(lambda: focused_name(window) == "Keep this")  # whose keys go on at once
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Return)
    window.until(lambda: panel.current == "")
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Return)
    assert window.parts.page.page == "Write"
    assert (page.header._title.text(), page.outline.tree.current_id()) == ("Feedback", here)
    page.show_outline()
    QTest.keyClick(page.outline.tree, Qt.Key.Key_Down)
    with window.qtbot.waitSignal(window.parts.course.lesson_shown):
        window.parts.session.arrived.emit()
    assert page.outline.tree.current_id() == lesson, "one walks on where one was"


def test_learners_see_no_marks(window: Window, course: str) -> None:
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        lesson = opened.outline.lessons()[0].id
        commenting.comment_on_quote(ws, opened, lesson, "Say what you saw", "In which part?")
    preview = window.parts.preview
    window.until(lambda: len(preview._marks) == 1)
    window.parts.course.show_page("Play")
    assert preview._marks == ()
    window.parts.course.show_page("Write")
    assert len(preview._marks) == 1


def test_a_newer_draft_counts_what_is_in_my_open_points(window: Window, course: str) -> None:
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        lesson = opened.outline.lessons()[0].id
        commenting.comment_on_quote(ws, opened, lesson, "Say what you saw", "In which part?")
        publishing.publish(ws, ws.courses.at(course))
        changed = TEXT.replace("you saw", "you noticed").replace("had on you", "had on us")
        writing.edit(ws, ws.courses.at(course), lesson, changed)
        read = read_review(ws, opened.log)
    assert read is not None
    assert read.newer is not None
    assert (read.newer.counts, read.newer.in_open_points) == ({"sentence": 2}, 1)


def test_a_course_is_exported_from_the_window(window: Window, tmp_path: Path) -> None:
    window.parts.exports.write("html", tmp_path)
    window.until(lambda: "Peer learning" in window.parts.receipts.news.words)
    assert (tmp_path / "Peer learning" / "index.html").is_file()
    window.parts.exports.write("folder", tmp_path / "files")
    window.until(lambda: "files are in" in window.parts.receipts.news.words
                 or "file is in" in window.parts.receipts.news.words)  # fmt: skip


def test_the_light_preview_shows_where_questions_are_played(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    window.parts.course.show_page("Play")
    QTest.keyClick(button(window, "Play in the browser"), Qt.Key.Key_Return)
    window.until(lambda: bool(opened))
    assert Path(opened[0]).name == "index.html"
    window.close()
    assert not Path(opened[0]).exists()


def test_home_leads_to_what_was_asked_and_what_is_to_be_checked(
    window: Window, course: str
) -> None:
    with Workspace.open(window.folder) as ws:
        opened = ws.courses.at(course)
        publishing.publish(ws, opened, "Look", [ws.identity.person])
        [asked] = read_home(ws).asked
    assert (asked.course, asked.number) == (course, 1)
    window.parts.go_home()
    window.parts.home_panel.thing_chosen.emit(f"Review:{course}")
    window.until(lambda: window.parts.page.page == "Review")
    window.until(lambda: window.parts.review._version != "")
    window.parts.go_home()
    window.parts.home_panel.thing_chosen.emit(f"overlaps:{course}")
    window.until(lambda: window.parts.page.page == "overlaps")


def test_what_was_taken_out_comes_back_also_from_home(window: Window, course: str) -> None:
    with Workspace.open(window.folder) as ws:
        added = outlining.add(ws, ws.courses.at(course), "lesson", "Second", text="# Second\n")
    node = added.nodes[0]
    window.until(lambda: node in titles(window))
    window.parts.page.outline.removed.emit(node)
    window.until(lambda: "Second” is taken out" in window.parts.receipts.news.words)
    window.parts.go_home()
    button(window, "Put it back").click()
    window.settled()
    with Workspace.open(window.folder) as ws:
        assert node in {one.id for one in ws.courses.at(course).outline.lessons()}
