"""Home afterwards: where one was, what needs one, and what others did since one looked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overview import seen
from app.flows.overview.looking_back import last_place, words_before
from app.flows.review import commenting, suggesting
from app.flows.sharing import syncing
from app.flows.versions import publishing
from app.shell.home.home_reading import read_home
from app.shell.home.home_words import home_of
from editor.panels.kit.buttons import Button
from sync.server import operations
from sync.server.serving import Embedded
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window


def test_home_leads_back_to_the_sentence_and_the_caret(window: Window, course: str) -> None:
    with Workspace.open(window.folder) as ws:
        outlining.add(ws, ws.courses.at(course), "lesson", "Second", text="# Second\n")
    at = TEXT.index(" in the draft")
    window.editor.select(at, at)
    QTest.keyClicks(window.editor, " and heard")
    window.parts.go_home()
    window.until(lambda: button(window, "Continue writing"))
    view = window.parts.home_panel._view
    assert view.continuing.title == "Feedback"
    assert view.continuing.where == "Peer learning · lesson 1 of 2"
    assert view.continuing.sentence[0].text == "Say what you saw and heard"
    QTest.mouseClick(button(window, "Continue writing")[0], Qt.MouseButton.LeftButton)
    caret = at + len(" and heard")
    window.until(lambda: window.parts.window.page == "course")
    window.until(lambda: window.editor.selection() == (caret, caret))
    window.parts.go_home()
    window.until(lambda: button(window, "Play it"))
    QTest.mouseClick(button(window, "Play it")[0], Qt.MouseButton.LeftButton)
    window.until(lambda: window.parts.page.page == "Play")


def button(window: Window, name: str) -> list[Button]:
    found = window.parts.window.findChildren(Button)
    return [b for b in found if b.isVisible() and b.accessibleName().startswith(name)]


def test_a_place_that_is_gone_is_no_place(window: Window, course: str) -> None:
    window.parts.place.note()
    window.settled()
    with Workspace.open(window.folder) as ws:
        found = last_place(ws)
        assert found is not None and found.title == "Feedback"
        assert last_place(ws, [course]) is None
        opened = ws.courses.at(course)
        outlining.remove(ws, opened, opened.outline.lessons())
        assert last_place(ws) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: A\n---\n\n# Head\n\nOne **two** _three_", "One two three"),
        ("---\ntitle: A", ""),
        ("- a `list` of", "a list of"),
        ("> # said", "said"),
        ("", ""),
        ("\U0001f600 smile", "\U0001f600 smile"),
    ],
)
def test_the_words_before_the_caret_are_words(text: str, said: str) -> None:
    assert words_before(text, len(text)) == said
    assert len(words_before(text * 99, len(text) * 99)) <= 160


def test_what_others_did_is_told_until_one_has_looked(tmp_path: Path) -> None:
    server = Embedded(tmp_path / "server")
    url = server.start()
    asked = [operations.invite(tmp_path / "server", role="owner", name=n).invite for n in "AB"]
    author, colleague = (Workspace.open(tmp_path / name) for name in ("author", "colleague"))
    with author, colleague:
        syncing.connect(author, url, asked[0], "Author")
        course = outlining.begin(author, "Peer learning").id
        lesson = outlining.add(author, author.courses.at(course), "lesson", "One", text=TEXT)
        syncing.share(author, author.courses.at(course))
        seen.note_course(author, author.courses.at(course))
        syncing.sync(author)
        assert home_of(read_home(author)).changed == ()

        syncing.connect(colleague, url, asked[1], "A. K.")
        syncing.sync(colleague)
        there, node = colleague.courses.at(course), lesson.nodes[0]
        [row] = home_of(read_home(colleague)).changed
        assert (row.title, row.detail) == ("“Peer learning” is new to you", "1 lesson, 16 words")
        seen.begin(colleague, there)
        assert home_of(read_home(colleague)).changed == ()
        writing.edit(colleague, there, node, TEXT.replace("saw", "saw and heard"))
        commenting.comment_on_quote(colleague, there, node, "effect", "Which one?")
        offered = TEXT.replace("effect", "mark").replace("saw", "saw and heard")
        suggesting.suggest(colleague, there, node, offered, "Shorter")
        publishing.publish(colleague, colleague.courses.at(course), "", [author.identity.person])
        syncing.sync(colleague)
        syncing.sync(author)

        read = read_home(author)
        view = home_of(read)
        [row] = view.changed
        assert row.title == (
            "A. K. changed 1 lesson, left 1 comment, made 1 suggestion and published 1 version"
        )
        assert row.detail == "Peer learning: One"
        assert view.away == "What came in is all here.", "the receipt counts otherwise"
        told = [need.title for need in view.needs]
        assert told == [
            "Review version 1 of “Peer learning”",
            "1 suggestion in “Peer learning”",
            "1 comment in “Peer learning” without an answer",
        ]
        assert view.needs[1].id == f"Write:{course}:{node}"
        seen.note_course(author, author.courses.at(course))
        view = home_of(read_home(author))
        assert (view.changed, view.away) == ((), "")
        assert view.courses[0].title == "Peer learning"
        [thread] = author.courses.at(course).facts.threads.values()
        commenting.reply(author, author.courses.at(course), thread, "This one.")
        assert len(home_of(read_home(author)).needs) == 2
    server.stop()
