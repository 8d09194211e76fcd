"""Attacks wherever people's words are shown in the real window: they are words, and nothing else.

Body, titles, comments, a person's name, names of media, tags, search hits, differences, what is
pasted and what is dropped. Nothing is read as rich text of ours, no file outside the course is
opened, no address is asked for. The shared vectors join our own where they are here.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QTextDocument
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser, QWidget

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.review import commenting
from app.flows.safety.opening import take_over_what_was_left
from app.flows.versions import publishing
from editor.panels.preview.light import ClosedBrowser
from sync.workspace.opening import Workspace
from tests.app.flows.attached import attach
from tests.app.shell.conftest import Window
from tests.app.shell.test_following import Beside, beside

__all__ = ["beside"]

MARK = "Qx"
"""Stands in every text that attacks, so that a test can tell that it was shown."""
OWN = (
    "<img src='file:///etc/hostname' onerror=alert(1)>",
    "<b>bold</b><a href='javascript:alert(1)'>x</a>",
    "<script>alert(1)</script>",
    "<img src='http://203.0.113.9/beacon.png'>",
    "<table background='file:///etc/passwd'><tr><td>t</td></tr></table>",
    "![x](../../../etc/passwd) ![y](file:///etc/passwd) ![z](//203.0.113.9/z.png)",
    "<style>@import url(file:///etc/passwd)</style>",
    "<!DOCTYPE html><html><body bgcolor=red>",
    "&lt;img src=x&gt; <qt>rich</qt>",
)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    b' width="9" height="9"><image xlink:href="file:///etc/hostname" width="9" height="9"/></svg>'
)
_WATCHED: list[list[str]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _WATCHED and event == "open" and isinstance(arguments[0], str):
        _WATCHED[-1].append(arguments[0])


sys.addaudithook(_hear)


@pytest.fixture
def opened_files() -> Iterator[list[str]]:
    """Every file that Python opens during the test, by its path."""
    found: list[str] = []
    _WATCHED.append(found)
    yield found
    _WATCHED.remove(found)


@pytest.fixture
def attacks() -> list[str]:
    """Our own attacks, and those of the shared folder where it is here."""
    named = os.environ.get("COURSEFOLK_SHARED")
    folder = Path(named) if named else Path(__file__).parents[4] / "shared"
    found = list(OWN)
    if (folder / "xss" / "vectors.json").is_file():
        vectors = json.loads((folder / "xss" / "vectors.json").read_text("utf-8"))
        found += [vector["payload"] for vector in vectors]
    return found


@pytest.fixture
def qt_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Qt's own reader of pictures and styles is asked for: it would open files."""
    asked: list[str] = []
    before = QTextBrowser.loadResource

    def reads(browser: QTextBrowser, kind: int, name: object) -> object:
        asked.append(str(name))
        return before(browser, kind, name)  # type: ignore[arg-type]

    monkeypatch.setattr(QTextBrowser, "loadResource", reads)
    return asked


def line(attack: str) -> str:
    """Make an attack one line that may be a title."""
    return f"{MARK} {' '.join(attack.split())}"[:400]


def might_be_rich(text: str) -> bool:
    """Ask Qt whether it would take a text for rich text."""
    return bool(getattr(GuiQt, "mightBeRichText")(text))  # noqa: B009 - its stubs lack it


def rich(text: str) -> list[str]:
    """List what a text would show, beyond words, if Qt took it for rich text."""
    document = QTextDocument()
    document.setHtml(text)
    found, block = [], document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            style = part.fragment().charFormat()
            if style.isImageFormat():
                found.append(f"picture {style.toImageFormat().name()}")
            if style.isAnchor() and not style.anchorHref().startswith("#"):
                found.append(f"link {style.anchorHref()}")
            part += 1
        block = block.next()
    return found


def troubles(window: QWidget) -> list[str]:
    """List labels and tips that take people's words for rich text."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        if isinstance(widget, QLabel) and MARK in widget.text():
            kind = widget.textFormat()
            if kind != Qt.TextFormat.PlainText and (
                kind == Qt.TextFormat.RichText or might_be_rich(widget.text())
            ):
                found += [f"{type(widget).__name__}: {what}" for what in rich(widget.text())]
        tip = widget.toolTip()
        if MARK in tip and might_be_rich(tip):
            found += [f"tip of {type(widget).__name__}: {what}" for what in rich(tip)]
        if isinstance(widget, QTextBrowser) and not isinstance(widget, ClosedBrowser):
            found.append(f"{type(widget).__name__} is not ours")
    return found


def words_in(window: QWidget) -> str:
    """Join what all labels of the window say."""
    return "\n".join(found.text() for found in window.findChildren(QLabel))


def fill(window: Window, course: str, attacks: list[str]) -> None:
    """Write the attacks into every place of a course that people's words go to."""
    with Workspace.open(window.folder) as ws:
        made = ws.courses.at(course)
        first = made.outline.lessons()[0].id
        body = "\n\n".join(attacks)
        writing.edit(ws, made, first, f"# {MARK} body\n\n{body}\n\n{MARK} ends\n")
        publishing.publish(ws, ws.courses.open(made.log), note=line(attacks[0]))
        writing.edit(ws, made, first, f"# {MARK} body\n\n{body[::-1]}\n\n{body}\n\n{MARK} ends\n")
        for attack in attacks[:: max(1, len(attacks) // 8)]:
            tag = line(attack).replace('"', "'").replace(",", " ")
            outlining.add(
                ws, ws.courses.open(made.log), "lesson", line(attack),
                text=f'---\ntags: ["{tag}"]\n---\n\n{line(attack)}\n',
            )  # fmt: skip
        for attack in (attacks[0], attacks[-1], "\n".join(attacks)[:9_000]):
            commenting.comment_on_quote(
                ws, ws.courses.open(made.log), first, f"{MARK} ends", f"{MARK} {attack}"
            )
        attach(ws, ws.courses.open(made.log), first, f"{line(OWN[0])[:60]}.svg", SVG)
        outlining.describe(ws, ws.courses.open(made.log), description=line(attacks[1]))


def paste_and_drop(window: Window, attacks: list[str]) -> None:
    """Paste the attacks as a page would copy them, then drop them as another would."""
    for html in (attacks[0], "\n".join(attacks)[:20_000]):
        data = QMimeData()
        data.setHtml(f"<p>{MARK} copied {html}</p>")
        data.setText(f"{MARK} plain")
        QApplication.clipboard().setMimeData(data)
        window.editor.setFocus()
        QTest.keyClick(window.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        window.settled()
        event = QDropEvent(
            QPointF(40, 40), Qt.DropAction.CopyAction, data,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        window.editor.dropEvent(event)
        window.settled()
    QApplication.clipboard().clear()


def test_attacks_are_words_wherever_they_are_shown(
    window: Window,
    course: str,
    attacks: list[str],
    qt_reads: list[str],
    opened_files: list[str],
) -> None:
    fill(window, course, attacks)
    window.parts.course.refresh()
    window.parts.writing.catch_up()
    window.until(lambda: f"{MARK} ends" in window.editor.text())
    window.settled()
    main = window.parts.window
    window.until(lambda: f"{MARK} ends" in window.parts.preview.shown_text())
    window.until(lambda: len(window.parts.page.learner.comments.cards) == 3)
    assert MARK in words_in(main)
    for page in ("review", "play", "versions", "write", "media", "library", "home", "settings"):
        window.parts.do(page)
        window.settled()
        QTest.qWait(30)
        assert troubles(main) == [], page
    window.parts.do("search-texts")
    panel = window.parts.search.panel
    window.until(panel.field.hasFocus)
    for wanted in (MARK, "alert", "javascript"):
        panel.field.clear()
        QTest.keyClicks(panel.field, wanted)
        window.until(lambda: panel.results.current() is not None)
        window.settled()
        assert troubles(main) == [], wanted
    window.parts.do("write")
    window.parts.do("jump")
    window.settled()
    assert troubles(main) == []
    window.parts.course.open_lesson(window.parts.course.lesson)
    window.settled()
    paste_and_drop(window, attacks)
    QTest.qWait(100)
    assert troubles(main) == []
    assert qt_reads == [], "Qt's own reader was asked"
    outside = [path for path in opened_files if path.startswith(("/etc/passwd", "/etc/hostname"))]
    assert outside == []


def test_the_name_of_a_person_is_words(
    window: Window, course: str, beside: Beside, qt_reads: list[str]
) -> None:
    beside.share(course)
    name = f"{MARK} {OWN[0]}"[:60]
    from app.flows.sharing import syncing
    from sync.server import operations

    invite = operations.invite(beside.folder / "server", role="author", name=name).invite
    with Workspace.open(beside.other) as ws:
        take_over_what_was_left(ws)
        syncing.connect(ws, beside.url, invite, name)
        syncing.sync(ws)
        opened = ws.courses.at(course)
        lesson = opened.outline.lessons()[0].id
        commenting.comment_on_quote(ws, opened, lesson, "effect it had", f"{MARK} {OWN[1]}")
        text = ws.lessons.today(opened.log, lesson).text
        writing.edit(ws, opened, lesson, text.replace("you saw", "one saw"))
        syncing.sync(ws)
    window.parts.sync_by_hand()
    window.until(lambda: "one saw" in window.editor.text())
    window.until(lambda: len(window.parts.page.learner.comments.cards) == 1)
    assert "<img src" in words_in(window.parts.window) or MARK in words_in(window.parts.window)
    for page in ("review", "versions", "write", "home"):
        window.parts.do(page)
        window.settled()
        assert troubles(window.parts.window) == [], page
    assert qt_reads == []


def test_a_window_that_trusts_would_be_noticed(window: Window) -> None:
    label = QLabel(f"{MARK} <img src='file:///etc/hostname'>", window.parts.window)
    assert troubles(window.parts.window) == ["QLabel: picture file:///etc/hostname"]
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setToolTip(f"{MARK} <a href='file:///etc/passwd'>x</a>")
    assert troubles(window.parts.window) == ["tip of QLabel: link file:///etc/passwd"]
