"""The help: a page for every part of the window, found by F1, by search, and by its links."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app import paths
from app.flows.beginning.help_index import HelpIndex
from app.flows.beginning.helping import HELP_FOLDER, HELP_TEXTS, open_help
from app.flows.courses import outlining
from app.flows.finding import searching
from app.shell.course.link_desk import line_of_anchor, path_from
from app.shell.finding.search_finding import find
from app.shell.settings.help_places import (
    HELP_OF_PANELS,
    HELP_PAGES,
    PARTS,
    HelpPage,
    find_help,
    line_of,
    page_of,
    page_of_module,
)
from editor import panels
from editor.panels.kit.buttons import Button
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window

F1 = Qt.Key.Key_F1
FOLDER = paths.resource(HELP_FOLDER)
PAGES = {**HELP_PAGES, **HELP_OF_PANELS}
UNSEEN = ("source.stand_ins",)
"""Modules whose widgets only measure: nobody is ever in them."""


def modules_with_widgets() -> Iterator[str]:
    """Name every module below the panels that makes a widget of its own."""
    for found in pkgutil.walk_packages(panels.__path__, "editor.panels."):
        name = found.name.removeprefix("editor.panels.")
        if found.ispkg or name.split(".")[0] in PARTS or name in UNSEEN:
            continue
        module = importlib.import_module(found.name)
        own = [one for one in vars(module).values() if getattr(one, "__module__", "") == found.name]
        if any(isinstance(one, type) and issubclass(one, QWidget) for one in own):
            yield found.name


@pytest.mark.parametrize("module", sorted(modules_with_widgets()))
def test_every_panel_has_its_page(module: str) -> None:
    assert page_of_module(module) is not None, f"add {module} to HELP_OF_PANELS"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_that_is_named_is_there_with_its_heading(name: str) -> None:
    page = PAGES[name]
    text = FOLDER.joinpath(*page.path.split("/")).read_text("utf-8")
    assert not page.heading or line_of(text, page.heading) > 0, page.heading


def test_every_page_of_the_window_leads_to_a_page(window: Window) -> None:
    parts = window.parts
    shown = {*parts.front._pages, *parts.page._pages}
    assert shown <= set(HELP_PAGES)
    reached = 0
    for widget in parts.window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert page_of(widget) or parts._place() in HELP_PAGES
            reached += 1
    assert reached > 10


def test_every_link_in_the_help_leads_somewhere() -> None:
    for file in FOLDER.rglob("*.md"):
        text = file.read_text("utf-8")
        for target in links_of(text):
            path, _, anchor = target.partition("#")
            found = FOLDER / path_from(file.relative_to(FOLDER).as_posix(), unquote(path))
            assert found.is_file(), f"{file.name}: {target}"
            if anchor:
                assert line_of_anchor(found.read_text("utf-8"), anchor), f"{file.name}: {target}"


def links_of(text: str) -> list[str]:
    """List the links to other pages, code left out."""
    outside = "\n".join(text.split("```")[::2])
    found = [part.partition(")")[0] for part in outside.split("](")[1:]]
    return [one for one in found if ".md" in one]


def test_the_help_is_found_by_its_words(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        course = open_help(ws)
        for words, title in (
            ("damaged file", "Offline, full disk, damaged file"),
            ("typewriter", "Calm writing"),
            ("onboarding", "Templates and snippets"),
            ("wavy", "Spelling"),
        ):
            hits = searching.search(ws, words, limit=8)
            assert title in [hit.title for hit in hits if hit.course == course], words


def test_what_people_wrote_is_found_before_the_help(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        open_help(ws)
        made = outlining.begin(ws, "Machines")
        outlining.add(ws, made, "lesson", "Typists", text="# Typists\n\nA typewriter.\n")
        groups = find(ws, 1, "typewriter", frozenset(), None).found.groups
        assert [group.title.split(" · ")[0] for group in groups] == ["Machines", "Help"]


def test_a_help_of_an_earlier_program_goes_out_of_sight(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as ws:
        first = open_help(ws)
        assert open_help(ws) == first
        ws.store.settings.set(HELP_TEXTS, "of an earlier program")
        second = open_help(ws)
        assert second != first
        assert [entry.row.course for entry in ws.courses.entries()] == [second]
        assert {hit.course for hit in searching.search(ws, "typewriter")} == {second}
        page = HelpPage("1 First steps/8-settings.md", "Keys")
        course, node, line = find_help(ws, page)
        text = ws.lessons.today(ws.courses.at(course).log, node).text if node else ""
        assert text.split("\n")[line] == "## Keys"


def button(window: Window, name: str) -> Button | None:
    found = window.parts.window.findChildren(Button)
    return next((b for b in found if b.isVisible() and b.accessibleName().startswith(name)), None)


def test_f1_leads_to_the_heading_and_back(window: Window) -> None:
    window.parts.window.activateWindow()
    window.parts.do("settings")
    QTest.keyClick(window.parts.window.focusWidget(), F1)
    window.until(lambda: "title: Settings\n" in window.editor.text())
    window.until(lambda: window.parts.guide.line.shown is not None)
    window.until(lambda: button(window, "Home"))
    window.parts.open_course(window_course(window))
    window.until(lambda: window.editor.text().startswith("# Feedback"))
    QTest.keyClick(window.editor, F1)
    window.until(lambda: "title: Text\n" in window.editor.text())
    window.until(lambda: button(window, "Back to “Feedback”"))
    found = button(window, "Back to “Feedback”")
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    window.until(lambda: window.editor.text().startswith("# Feedback"))
    assert window.parts.page.page == "Write"


def window_course(window: Window) -> str:
    with Workspace.open(window.folder) as ws:
        return ws.courses.at("Peer learning").id


def test_f1_in_a_dialog_is_about_the_dialog(window: Window) -> None:
    window.parts.window.activateWindow()
    window.parts.publish()
    window.until(window.parts.publishing.dialog.isVisible)
    QTest.keyClick(window.parts.window.focusWidget(), F1)
    window.until(lambda: "title: Versions, review, release\n" in window.editor.text())
    assert not window.parts.publishing.dialog.isVisible()
    window.parts.jump.open()
    QTest.keyClick(window.parts.window.focusWidget(), F1)
    window.until(lambda: "title: Find anything\n" in window.editor.text())


def test_links_of_the_help_are_followed_and_others_asked_about(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    window.parts.home._go("help")
    window.until(lambda: "title: Help\n" in window.editor.text())
    window.settled()
    preview = window.parts.preview
    preview.link_chosen.emit("1%20First%20steps/7-keys.md#h-in-the-text")
    window.until(lambda: "title: Keys\n" in window.editor.text())
    window.until(lambda: preview._offset() > 0)
    preview.link_chosen.emit("../2%20Write/9-spelling.md")
    window.until(lambda: "title: Spelling\n" in window.editor.text())
    assert window.parts.page.page == "Play"
    preview.link_chosen.emit("https://example.org/page")
    news = window.parts.receipts.news
    window.until(lambda: news.words == "This link leads to example.org.")
    assert opened == []
    news._go()
    assert opened == ["https://example.org/page"]
    preview.link_chosen.emit("absent.md")
    window.until(lambda: "There is no “absent.md” in this course." in news.words)


def test_the_help_is_found_by_ctrl_k_before_it_was_ever_opened(window: Window) -> None:
    window.parts.window.activateWindow()
    window.parts.jump.open()
    results = window.parts.jump.panel.results
    QTest.keyClicks(window.parts.window.focusWidget(), "damaged file")
    page = "Offline, full disk, damaged file"
    window.until(lambda: (one := results.current()) is not None and one.title == page)
    QTest.keyClick(window.parts.window.focusWidget(), Qt.Key.Key_Return)
    window.until(lambda: f"title: {page}" in window.editor.text())


def test_words_of_the_help_are_found_titles_first() -> None:
    index = HelpIndex(FOLDER)
    assert index.find("ty", 3) == []
    assert index.find("", 3) == []
    assert index.find("spelling", 1)[0].page == "Spelling"
    assert index.find("zebra quagga", 3) == []
    found = [(one.page, one.heading) for one in index.find("make room", 3)]
    assert ("Offline, full disk, damaged file", "The disk is full") in found
