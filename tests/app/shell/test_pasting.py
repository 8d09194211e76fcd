"""Words with a format in the real window: pasted as Markdown, pictures taken in or asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.panels.kit.buttons import Button
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import Window

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RICH = "<h2>Why</h2><p>Say <b>what</b> you saw 😀.</p><ul><li>one</li><li>two</li></ul>"
PLAIN = "Why\nSay what you saw 😀.\none\ntwo"
WANTED = "## Why\n\nSay **what** you saw 😀.\n\n- one\n- two\n"


@pytest.fixture(autouse=True)
def quiet(window: Window) -> None:
    """Begin on an empty lesson with the focus in it."""
    window.editor.selectAll()
    window.editor.insert_text("")
    window.editor.setFocus()


def png() -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = QImage(3, 3, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(buffer, "PNG")
    return bytes(data.data())


def copied(html: str, plain: str = "words") -> QMimeData:
    data = QMimeData()
    data.setHtml(html)
    data.setText(plain)
    return data


def paste(window: Window, html: str, plain: str = "words") -> None:
    QApplication.clipboard().setMimeData(copied(html, plain))
    QTest.keyClick(window.editor, Qt.Key.Key_V, CONTROL)


def answer(window: Window, words: str) -> None:
    banner = window.parts.page.pane.banner
    window.until(banner.isVisible)
    next(one for one in banner.findChildren(Button) if one.text() == words).click()


def files_of(window: Window, course: str) -> dict[str, bytes]:
    with Workspace.open(window.folder) as ws:
        made = ws.courses.at(course)
        files = {path: made.facts.file_now(path) for path in made.facts.files_now()}
        return {path: ws.store.media.get(sha) for path, sha in files.items() if sha}


def test_words_with_a_format_become_markdown_in_one_step(window: Window) -> None:
    paste(window, RICH, PLAIN)
    window.until(lambda: window.editor.text() == WANTED.rstrip("\n"))
    window.editor.undo()
    assert window.editor.text() == ""


def test_the_words_alone_are_pasted_at_once(window: Window) -> None:
    QApplication.clipboard().setMimeData(copied(RICH, PLAIN))
    QTest.keyClick(window.editor, Qt.Key.Key_V, CONTROL | SHIFT)
    assert window.editor.text() == PLAIN


def test_what_is_typed_meanwhile_stays_behind_it(window: Window) -> None:
    window.editor.insert_text("a ")
    paste(window, "<p>the <b>word</b></p>", "the word")
    QTest.keyClicks(window.editor, " b")
    window.until(lambda: "word" in window.editor.text())
    assert window.editor.text() == "a the **word** b"
    assert window.editor.selection() == (16, 16)


def test_a_picture_within_is_kept_as_a_file_of_the_course(window: Window, course: str) -> None:
    import base64

    written = base64.b64encode(png()).decode()
    paste(window, f'<p><b>See</b> <img alt="A loop" src="data:image/png;base64,{written}"></p>')
    window.until(lambda: "![A loop](media/picture-" in window.editor.text())
    files = files_of(window, course)
    assert list(files.values()) == [png()]
    assert f"]({next(iter(files))})" in window.editor.text()


def test_pictures_without_words_are_asked_about(window: Window, course: str) -> None:
    import base64

    written = base64.b64encode(png()).decode()
    web = "https://example.org/b.png"
    paste(window, f'<p>See <img src="data:image/png;base64,{written}"> and <img src="{web}"></p>')
    asking, editor = window.parts.media.words.bar, window.editor
    window.until(asking.isVisible)
    [path] = files_of(window, course)
    assert editor.text() == f"See ![]({path}) and ![]({web})"
    assert asking.field.hasFocus()
    QTest.keyClicks(asking.field, "A loop")
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    assert editor.text() == f"See ![A loop]({path}) and ![]({web})"
    assert asking.isVisible() and asking.field.hasFocus()
    QTest.keyClicks(asking.field, "A bend")
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    assert editor.text() == f"See ![A loop]({path}) and ![A bend]({web})"
    assert not asking.isVisible() and editor.hasFocus()


def test_what_only_says_to_be_a_picture_leaves_its_words(window: Window, course: str) -> None:
    paste(window, '<p><b>See</b> <img alt="A loop" src="data:image/png;base64,aGFsbG8="></p>')
    banner = window.parts.page.pane.banner
    window.until(banner.isVisible)
    assert "could not be taken in" in banner.accessibleDescription()
    assert window.editor.text() == "**See** A loop"
    assert files_of(window, course) == {}


@pytest.mark.parametrize(
    ("way", "typed"), [("Take it in", 0), ("Take it in", 1), ("Leave it out", 0)]
)
def test_a_picture_of_this_computer_is_asked_for_after_its_words(
    window: Window, course: str, tmp_path: Path, way: str, typed: int
) -> None:
    file = tmp_path / "a loop.png"
    file.write_bytes(png())
    paste(window, f'<p><b>See</b> <img alt="A loop" src="{file.as_uri()}"> and</p>')
    banner = window.parts.page.pane.banner
    window.until(banner.isVisible)
    assert window.editor.text() == "**See** A loop and", "the words wait for nobody"
    assert files_of(window, course) == {}, "nothing is read unasked"
    assert "a loop.png" in banner.accessibleDescription()
    QTest.keyClicks(window.editor, " go" * typed)
    answer(window, way)
    taken = way == "Take it in"
    if taken:
        window.until(lambda: "media/" in window.editor.text())
        [(path, data)] = files_of(window, course).items()
        assert data == png()
        assert window.editor.text() == f"**See** ![A loop]({path}) and" + " go" * typed
    else:
        window.settled()
        assert files_of(window, course) == {}
    assert not banner.isVisible()
    window.editor.undo()
    if typed and taken:
        assert window.editor.text() == "**See** A loop and go"
    else:
        assert window.editor.text() == "", "the words and their picture are one step"


def test_pictures_without_words_come_where_they_stood_or_not_at_all(
    window: Window, course: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(png())
    image = f'<img src="{file.as_uri()}">'
    banner, editor = window.parts.page.pane.banner, window.editor
    paste(window, f"<p>Hi {image}{image}after</p>")
    window.until(banner.isVisible)
    assert editor.text() == "Hi after"
    editor.undo()
    answer(window, "Take them in")
    assert "not in the lesson any more" in banner.accessibleDescription()
    assert (editor.text(), files_of(window, course)) == ("", {})
    paste(window, f"<p>Hi {image}{image}after</p>")
    window.until(lambda: editor.text() == "Hi after")
    answer(window, "Take them in")
    window.until(lambda: "media/" in editor.text())
    [path] = files_of(window, course)
    assert editor.text() == f"Hi ![]({path})![]({path})after"
    window.until(window.parts.media.words.bar.isVisible)


def test_a_file_that_is_no_picture_is_never_taken(
    window: Window, course: str, tmp_path: Path
) -> None:
    file = tmp_path / "secret.png"
    file.write_text("key = 1")
    paste(window, f'<p><b>See</b> <img alt="A loop" src="{file.as_uri()}"></p>')
    answer(window, "Take it in")
    window.until(lambda: window.editor.text() == "**See** A loop")
    assert files_of(window, course) == {}


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<div>" * 150 + "<b>much</b>" + "</div>" * 150, "nested too deeply"),
        ("<p><b>much</b></p>" * 60_000, "too large"),
    ],
)
def test_what_is_too_much_is_pasted_plain_and_that_is_said(
    window: Window, html: str, why: str
) -> None:
    paste(window, html, "much")
    banner = window.parts.page.pane.banner
    window.until(banner.isVisible)
    assert window.editor.text() == "much"
    assert why in banner.accessibleDescription()
    assert "the words were put in, plain" in banner.accessibleDescription()


def test_scripts_leave_nothing(window: Window) -> None:
    paste(window, '<p><b>a</b><script>alert(1)</script><img src=x onerror="alert(1)"></p>')
    window.until(lambda: "a" in window.editor.text())
    assert "alert" not in window.editor.text()
