"""The same attacks in the full preview: nothing runs, nothing is fetched, nothing leads away.

Here a browser shows what people wrote: the body, comments beside it, names of media, tags, what is
pasted and dropped; and what is changed, as marks. Everything that it asks for is heard.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.markdown.rendered import BlockId
from editor.panels.kit.look import Look
from editor.panels.preview.choice import full_preview_is_here
from editor.panels.preview.values import PreviewMark, PreviewMarkKind
from tests.app.shell.conftest import Window
from tests.app.shell.test_attacks import (
    MARK,
    attacks,
    fill,
    opened_files,
    paste_and_drop,
    troubles,
)

__all__ = ["attacks", "opened_files"]

ALIVE = """
const lesson = document.getElementById('lesson');
const found = [];
const known = ['course:', 'http:', 'https:', 'mailto:'];
for (const x of document.querySelectorAll('body *')) {
  if (/^(script|iframe|frame|object|embed|applet|base|form|link|meta|style|template)$/i
      .test(x.tagName)) found.push(x.tagName);
  for (const {name, value} of x.attributes) {
    if (/^on|^srcdoc$|^formaction$|^ping$/i.test(name)) found.push(`${x.tagName} ${name}`);
    if (/^(href|src|poster|background|data|action|xlink:href)$/i.test(name)) {
      const scheme = URL.canParse(value, document.baseURI)
        ? new URL(value, document.baseURI).protocol : 'course:';
      if (!(x.tagName === 'A' ? known : ['course:']).includes(scheme)) found.push(value);
    }
  }
}
return [found, document.title, window.frames.length, lesson.textContent.includes('Qx ends')];
"""
_CHANGE = PreviewMarkKind.SUGGESTION
ADDED = """
return [...document.querySelectorAll('ins.suggested, #dots button')].map(
  (x) => [x.childElementCount, x.textContent, x.getAttribute('aria-label')]);
"""


@pytest.fixture
def full(tmp_path: Path, look: Look, qtbot: QtBot, course: str) -> Iterator[Window]:
    """The window with the full preview, opened on the course."""
    if not full_preview_is_here():
        pytest.skip("the web engine is not installed")
    made = Window(tmp_path / "ws", look, qtbot, full=True)
    made.start(course)
    yield made
    made.close()


def asked(window: Window, script: str) -> object:
    """Run a script in our world of the page; what it returns comes back through JSON."""
    preview = window.parts.preview
    with window.qtbot.waitCallback(timeout=10_000) as done:
        preview.page.runJavaScript(  # type: ignore[attr-defined]
            f"JSON.stringify((() => {{ {script} }})())", 1, done
        )
    return json.loads(str(done.args[0]))


def drop_on_the_page(window: Window, attack: str) -> None:
    """Drop an attack, and the address of a file outside, on the page itself."""
    view = window.parts.preview.focusProxy()
    assert view is not None
    for address in ("file:///etc/passwd", "http://203.0.113.9/beacon.png", "javascript:alert(1)"):
        data = QMimeData()
        data.setHtml(attack)
        data.setText(address)
        data.setUrls([QUrl(address)])
        place, buttons = QPoint(60, 60), Qt.MouseButton.LeftButton
        none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
        QApplication.sendEvent(view, QDragEnterEvent(place, copy, data, buttons, none))
        QApplication.sendEvent(view, QDropEvent(place.toPointF(), copy, data, buttons, none))


def test_attacks_are_words_in_a_browser_too(
    full: Window, course: str, attacks: list[str], opened_files: list[str]
) -> None:
    preview = full.parts.preview
    followed: list[str] = []
    preview.link_chosen.connect(followed.append)
    fill(full, course, attacks)
    full.parts.course.refresh()
    full.parts.writing.catch_up()
    full.until(lambda: f"{MARK} ends" in full.editor.text())
    full.settled()
    full.until(lambda: f"{MARK} ends" in preview.shown_text())
    full.until(lambda: len(full.parts.page.learner.comments.cards) == 3)
    title = full.parts.preview.accessibleName()
    assert asked(full, ALIVE) == [[], title, 0, True]
    for page in ("review", "play", "versions", "write"):
        full.parts.do(page)
        full.settled()
        assert troubles(full.parts.window) == [], page
        assert asked(full, ALIVE) == [[], title, 0, True], page
    some = attacks[:: max(1, len(attacks) // 40)]
    marks = [
        PreviewMark(f"{n} {attack}", _CHANGE, 0, f"{MARK} body", attack, n + 1, attack)
        for n, attack in enumerate(some)
    ]
    preview.show_marks(marks)
    added = asked(full, ADDED)
    assert isinstance(added, list)
    assert added
    assert all(children == 0 for children, _, _ in added)
    assert {text for _, text, _ in added} & set(some)
    preview.show_marks([])
    drop_on_the_page(full, attacks[0])
    paste_and_drop(full, attacks)
    full.until(
        lambda: f"{MARK} copied" in full.editor.text() or f"{MARK} plain" in full.editor.text()
    )
    assert asked(full, ALIVE)[0] == []  # type: ignore[index]
    assert preview.page.url().toString() == "course://lesson/"  # type: ignore[attr-defined]
    assert preview.interceptor.stopped == []  # type: ignore[attr-defined]
    assert followed == []
    outside = [path for path in opened_files if path.startswith(("/etc/passwd", "/etc/hostname"))]
    assert outside == []
    noticed = '<p onclick="x()">a</p><a href="vbscript:x">b</a><iframe src="data:,c"></iframe>'
    preview.show_blocks([(BlockId(1), noticed)], [(BlockId(1), 0, 1)])
    assert asked(full, ALIVE)[0] == ["P onclick", "vbscript:x", "IFRAME", "data:,c"]  # type: ignore[index]
