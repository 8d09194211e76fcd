"""Words with a format, in the editor: told once, put in where they were pasted, as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.panels.source.editor import SourceEditor
from editor.panels.source.html_paste import put_in
from editor.panels.source.pasting import Copied
from editor.writing.paste.clipboard import from_clipboard
from sync.merge.edits import Edit
from tests.editor.panels.source.conftest import Recorder


@pytest.fixture
def offered(editor: SourceEditor) -> list[Copied]:
    """What the editor offers, while someone reads it elsewhere."""
    heard: list[Copied] = []
    editor.takes_html = True
    editor.html_offered.connect(heard.append)
    return heard


def paste(editor: SourceEditor, html: str = "<p>the <b>word</b></p>", plain: str = "word") -> None:
    data = QMimeData()
    data.setHtml(html)
    data.setText(plain)
    editor.insertFromMimeData(data)


def land(editor: SourceEditor, copied: Copied) -> bool:
    return put_in(editor, copied, from_clipboard(copied.html, copied.plain)) is not None


def test_it_takes_the_place_of_the_selection(editor: SourceEditor, offered: list[Copied]) -> None:
    editor.show_text("😀 one two")
    editor.select(5, 2)
    recorder = Recorder(editor)
    paste(editor)
    assert recorder.heard == []
    assert land(editor, offered[0])
    assert editor.text() == recorder.text == "😀 the **word** two"
    editor.undo()
    assert editor.text() == "😀 one two"


@pytest.mark.parametrize(("anchor", "caret"), [(4, 4), (4, 7), (7, 4)])
def test_nothing_that_was_typed_meanwhile_is_lost(
    editor: SourceEditor, offered: list[Copied], anchor: int, caret: int
) -> None:
    editor.show_text("one two three")
    editor.select(anchor, caret)
    paste(editor)
    QTest.keyClicks(editor, "x")
    editor.apply_edits([Edit(0, 0, "new ")])
    assert land(editor, offered[0])
    rest = "two three" if anchor == caret else " three"
    assert editor.text() == f"new one the **word**x{rest}"
    at = len("new one the **word**x")
    assert editor.selection() == (at, at), "the writer goes on where they were"


def test_it_is_not_put_into_another_lesson(editor: SourceEditor, offered: list[Copied]) -> None:
    editor.show_text("one")
    paste(editor)
    editor.show_text("two")
    assert not land(editor, offered[0])
    assert editor.text() == "two"


def test_without_a_reader_its_words_are_pasted(editor: SourceEditor) -> None:
    paste(editor)
    assert editor.text() == "word"


def test_the_words_alone_by_key(editor: SourceEditor, offered: list[Copied]) -> None:
    data = QMimeData()
    data.setHtml("<b>word</b>")
    data.setText("word\r\n")
    QApplication.clipboard().setMimeData(data)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(editor, Qt.Key.Key_V, keys)
    assert (editor.text(), offered) == ("word\n", [])
