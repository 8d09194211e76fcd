"""Tables and questions as forms in the real window: each change is a small edit of the lesson."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu

from app.flows.lesson import writing
from editor.markdown.quizzes import KINDS, quizzes
from editor.panels.forms.quiz_form import QuizEditor
from editor.panels.forms.small_form import SmallForm
from editor.panels.forms.table_form import TableForm
from editor.panels.kit.buttons import Button
from sync.merge.edits import Edit
from sync.model.ids import NodeId
from sync.workspace.opening import Workspace
from tests.app.shell.conftest import TEXT, Window
from tests.editor.formats.media.samples import png
from tests.editor.panels.conftest import unnamed_controls

TABLE = "| Say |Why\\|when | x|\n|:--|---:|---|\n|  what you *saw*|`a|b` | 😀 |\n| short |\n"
KEY, KEYS = Qt.Key, Qt.KeyboardModifier


def with_text(window: Window, text: str, at: str = "") -> None:
    """Put a text into the lesson, and the caret somewhere in it."""
    window.editor.insert_text(text, 0)
    place = text.index(at)
    window.editor.select(place, place)


def grid_of(window: Window) -> TableForm:
    """Give the open form, which must be a grid."""
    form = window.parts.templates.forms.form
    assert isinstance(form, TableForm)
    return form


def field_of(form: TableForm) -> QLineEdit:
    """Give the field in which a cell is being written."""
    (field,) = form.grid.findChildren(QLineEdit)
    return field


def type_in(form: TableForm, words: str) -> QLineEdit:
    """Type into the current cell, as the first sign opens its field."""
    QTest.keyClicks(form.grid, words[0])
    field = field_of(form)
    QTest.keyClicks(field, words[1:])
    return field


def test_a_table_is_written_in_a_grid_and_every_step_goes_back(window: Window) -> None:
    with_text(window, TABLE, "saw")
    before = window.editor.text()
    window.editor.menu_place = TABLE.index("saw")
    menu = QMenu()
    window.editor.menu_opened.emit(menu, None)
    assert any("table as a grid" in action.text() for action in menu.actions())
    QTest.keyClick(window.editor, KEY.Key_F2)
    form = grid_of(window)
    QAbstractItemModelTester(
        form.model, QAbstractItemModelTester.FailureReportingMode.Fatal, form.model
    )
    grid = form.grid
    assert grid.hasFocus() and grid.at == (1, 0) and not window.editor.isVisible()
    steps = [before]

    def step(*keys: KEY, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(grid, key, held)
        if window.editor.text() != steps[-1]:
            steps.append(window.editor.text())

    QTest.keyClick(type_in(form, "it is | so"), KEY.Key_Tab)
    step()
    assert window.editor.text() == before.replace("  what you *saw*", "  it is \\| so")
    assert grid.at == (1, 1) and grid.hasFocus()
    step(KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab)
    assert form.model.rowCount() == 4 and grid.at == (3, 0)
    step(KEY.Key_Up, held=Qt.KeyboardModifier.AltModifier)
    assert grid.at == (2, 0)
    step(KEY.Key_Right, held=Qt.KeyboardModifier.AltModifier)
    step(KEY.Key_Right, held=Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    assert form.model.columnCount() == 4
    step(KEY.Key_Up, KEY.Key_Delete)
    form.align("right", "")
    step()
    form.sort(down=True)
    step()
    form.remove_column()
    form.remove_row()
    step()
    window.until(window.saved)
    for text in (*reversed(steps[:-1]),):
        while window.editor.text() != text:
            assert form.held.is_changed
            QTest.keyClick(grid, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(grid, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.editor.text() == before
    QTest.keyClick(grid, KEY.Key_Escape)
    assert window.editor.hasFocus() and window.editor.isVisible()


def test_words_in_a_cell_are_one_step_and_esc_takes_them_back(window: Window) -> None:
    with_text(window, TABLE, "saw")
    before = window.editor.text()
    window.editor.run("form")
    form = grid_of(window)
    QTest.keyClick(form.grid, KEY.Key_F2)
    field = field_of(form)
    QTest.keyClick(field, KEY.Key_Home)
    QTest.keyClicks(field, "a b")
    assert window.editor.text() == before.replace("  what", "  a bwhat")
    assert field.text() == "a bwhat you *saw*" and form.held.steps == 2
    QTest.keyClick(field, KEY.Key_Escape)
    assert window.editor.text() == before and form.held.steps == 1
    QTest.keyClicks(form.grid, "x")
    form.page.leave.click()
    assert window.editor.text() == before and window.parts.templates.forms.form is None


def test_what_arrives_while_the_grid_is_open_is_in_it(window: Window, course: str) -> None:
    with_text(window, TABLE, "saw")
    window.parts.writing.seal()
    window.settled()
    lesson: NodeId = window.parts.writing.lesson
    window.editor.run("form")
    form = grid_of(window)
    field = type_in(form, "mine")
    arrived = window.editor.text().replace("| short |", "| first | f |\n| short | theirs |")
    arrived = "Before it.\n\n" + arrived
    with Workspace.open(window.folder) as ws:
        window.parts.writing.seal()
        window.settled()
        writing.edit(ws, ws.courses.at(course), lesson, arrived)
    window.until(lambda: "theirs" in window.editor.text())
    assert form.model.rowCount() == 4
    assert form.model.index(3, 1).data() == "theirs"
    QTest.keyClicks(field, " too")
    assert form.model.index(1, 0).data() == "mine too"
    assert window.editor.text() == arrived.replace("|  mine|", "|  mine too|")
    form.page.leave.click()
    assert "what you *saw*" in window.editor.text() and "theirs" in window.editor.text()


def test_a_new_table_opens_as_a_grid(window: Window) -> None:
    for way in ("table", "slash"):
        window.editor.select(len(TEXT), len(TEXT))
        if way == "slash":
            window.editor.insert_text("\n/")
            window.editor.run_over_slash("table")
        else:
            window.editor.run("table")
        form = grid_of(window)
        assert (form.model.rowCount(), form.model.columnCount(), form.grid.at) == (2, 2, (0, 0))
        QTest.keyClick(type_in(form, "Step"), KEY.Key_Return)
        assert form.grid.at == (1, 0)
        assert "| Step " in window.editor.text()
        form.page.ready.click()
        assert window.editor.hasFocus() and "/" not in window.editor.text()
        while window.editor.history.can_undo:
            window.editor.run("undo")
        assert window.editor.text() == TEXT


def test_a_table_that_a_colleague_took_out_closes_its_grid(window: Window) -> None:
    with_text(window, TABLE, "saw")
    window.editor.run("form")
    window.editor.apply_edits((Edit(0, len(TABLE), "Gone.\n"),))
    window.parts.writing.stepped.emit(())
    assert window.parts.templates.forms.form is None
    assert window.editor.text() == "Gone.\n" + TEXT


QUIZ = """Which one?

<!-- id="q1" data-max-trials="2" -->
- [( )]  This | one
      Said  to them.
- [(X)] *That* one

[[?]]   look again
<script>kept()</script>
"""


def question_of(window: Window) -> QuizEditor:
    """Give the open form, which must be a question."""
    form = window.parts.templates.forms.form
    assert isinstance(form, QuizEditor)
    return form


def test_a_new_question_of_each_kind_from_its_form(window: Window) -> None:
    for kind in KINDS:
        ask(window, kind)
        while window.editor.history.can_undo:
            window.editor.run("undo")
        assert window.editor.text() == TEXT


def ask(window: Window, kind: str) -> None:
    """Write a question of a kind by its form, and look at what stands in the lesson then."""
    window.editor.select(len(TEXT), len(TEXT))
    window.editor.run(f"quiz-{kind}")
    form = question_of(window)
    assert form.question.hasFocus()
    QTest.keyClicks(form.question, "Why?")
    assert "Why?" in window.editor.text()
    first = form.answers.rows[0].field
    first.selectAll()
    first.insert("becau😀se")  # what a keyboard cannot type comes from the clipboard
    if kind != "text":
        QTest.keyClick(form.answers.rows[-1].field, KEY.Key_Return)
        assert form.answers.rows[-1].field.hasFocus()
        QTest.keyClicks(form.answers.rows[-1].field, "one more")
        if kind == "match":
            form.answers.rows[-1].places[1].click()
        QTest.keyClick(form.answers.rows[-1].field, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    form.settings.tries.setFocus()
    QTest.keyClicks(form.settings.tries, "2")
    QTest.keyClicks(form.settings.solution, "So.")
    assert form.page.ready.reason == "", form.page.ready.reason
    assert unnamed_controls(form.page) == []
    (made,) = quizzes(window.editor.text())
    assert (made.kind, made.question, made.tries, made.solution) == (kind, "Why?", 2, "So.")
    texts = [option.text for option in made.options]
    assert texts[0] == "becau😀se"
    if kind == "order":
        placed = sorted(made.options, key=lambda option: option.places)
        assert [option.text for option in placed][-2:] == ["one more", "Last"]
    elif kind != "text":
        assert texts[-2] == "one more"
    QTest.keyClick(form.question, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.editor.hasFocus()


def test_a_question_at_the_caret_keeps_what_its_form_does_not_show(window: Window) -> None:
    with_text(window, QUIZ + "\n", "That")
    before = window.editor.text()
    QTest.keyClick(window.editor, KEY.Key_F2)
    form = question_of(window)
    assert window.editor.text() == before
    row = form.answers.rows[0]
    assert row.feedback is not None and row.feedback.words() == "Said  to them."
    QTest.keyClicks(row.field, "!")
    after = before.replace("This | one", "!This | one")
    assert window.editor.text() == after
    assert row.mark is not None
    row.mark.click()
    after = after.replace("[(X)]", "[( )]").replace("[( )]  !", "[(X)]  !")
    assert window.editor.text() == after
    form.settings.tries.selectAll()
    QTest.keyClick(form.settings.tries, KEY.Key_Delete)
    after = after.replace(' data-max-trials="2"', ' data-score="1"')
    assert window.editor.text() == after
    form.answers.rows[1].removed.emit()
    assert "Give at least 2 answers" in form.page.state
    assert "That" not in window.editor.text() and "kept()" in window.editor.text()
    form.page.leave.click()
    assert window.editor.text() == before


def test_a_question_turns_into_another_kind_and_back(window: Window) -> None:
    with_text(window, QUIZ + "\n", "That")
    window.editor.run("form")
    form = question_of(window)
    for kind in (*KINDS, "single"):
        form._kinds[kind].click()
        (made,) = quizzes(window.editor.text())
        assert (made.kind, made.question) == (kind, "Which one?")
    assert [option.text for option in made.options] == ["This | one", "*That* one"]
    assert made.options[0].feedback == "Said  to them."


def test_what_arrives_in_a_question_joins_what_i_fill_in(window: Window) -> None:
    with_text(window, QUIZ + "\n", "That")
    window.editor.run("form")
    form = question_of(window)
    form.question.selectAll()
    QTest.keyClick(form.question, KEY.Key_Delete)
    assert "Write the question" in form.page.ready.reason
    assert "Which one?" in window.editor.text()
    place = window.editor.text().index("*That* one")
    theirs = (Edit(0, 0, "Above.\n\n"), Edit(place, 10, "their words"))
    window.editor.apply_edits(theirs)
    window.parts.writing.stepped.emit(())
    assert form.answers.rows[1].field.text() == "their words"
    assert form.question.words() == ""
    QTest.keyClicks(form.question, "Mine?")
    assert form.page.ready.reason == ""
    text = window.editor.text()
    assert text.startswith("Above.\n\nMine?\n\n<!-- id") and "] their words" in text


def test_links_pictures_and_footnotes_from_a_small_form(window: Window) -> None:
    start = TEXT.index("what you saw")
    window.editor.select(start, start + len("what you saw"))
    window.editor.run("link")
    form = window.parts.templates.forms.form
    assert isinstance(form, SmallForm)
    words, address = form.fields
    assert (words.text(), address.hasFocus()) == ("what you saw", True)
    QTest.keyClicks(address, "https://example.org/a b")
    written = TEXT.replace("what you saw", "[what you saw](<https://example.org/a b>)")
    assert window.editor.text() == written
    QTest.keyClick(address, KEY.Key_Return)
    assert window.editor.hasFocus() and window.parts.templates.forms.form is None
    assert window.editor.history.steps == 1
    window.editor.run("form")
    form = window.parts.templates.forms.form
    assert isinstance(form, SmallForm) and form.fields[1].text() == "https://example.org/a b"
    form.page.removed.emit()
    assert window.editor.text() == TEXT
    window.editor.run("undo")
    assert window.editor.text() == written
    window.editor.run("undo")
    assert window.editor.text() == TEXT

    window.editor.select(start, start)
    steps = window.editor.history.steps
    window.editor.run("footnote")
    form = window.parts.templates.forms.form
    assert isinstance(form, SmallForm)
    QTest.keyClicks(form.fields[0], "From us.")
    assert window.editor.text().endswith("\n\n[^1]: From us.\n")
    assert window.editor.history.steps == steps + 1, "the mark, the note and its words are one step"
    QTest.keyClick(form.fields[0], KEY.Key_Escape)
    assert window.editor.text() == TEXT and window.editor.hasFocus()

    picture = "![loop](<my loop.svg> 'Title')"
    with_text(window, picture + "\n\n", "loop")
    window.editor.run("form")
    form = window.parts.templates.forms.form
    assert isinstance(form, SmallForm)
    form.fields[1].selectAll()
    QTest.keyClicks(form.fields[1], "A [loop] of four")
    assert window.editor.text() == "![A [loop] of four](<my loop.svg> 'Title')\n\n" + TEXT
    form.page.undone.emit()
    assert window.editor.text() == picture + "\n\n" + TEXT


def test_a_new_picture_from_its_form(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, forms = window.editor, window.parts.templates.forms
    file = tmp_path / "my loop.png"
    file.write_bytes(png(4, 4))
    chosen = [str(file)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    start = TEXT.index("Say what you saw")
    editor.select(start, start)
    editor.setFocus()
    QTest.keyClick(editor, KEY.Key_G, KEYS.ControlModifier | KEYS.ShiftModifier)
    form = forms.form
    assert isinstance(form, SmallForm)
    address, words = form.fields
    assert address.hasFocus() and editor.text() == TEXT
    QTest.keyClick(address, KEY.Key_Tab)
    button = window.parts.window.focusWidget()
    assert isinstance(button, Button) and unnamed_controls(form.page) == []
    QTest.keyClick(button, KEY.Key_Return)
    window.until(lambda: address.text() != "")
    assert words.hasFocus()
    QTest.keyClicks(words, "A loop")
    picture = "![A loop](<media/my loop.png>)\n\n"
    assert editor.text() == TEXT[:start] + picture + TEXT[start:]
    QTest.keyClick(words, KEY.Key_Return)
    assert forms.form is None and editor.hasFocus() and not window.parts.media.words.bar.isVisible()
    assert editor.history.steps == 1
    editor.run("undo")
    assert editor.text() == TEXT

    editor.run("image")
    form = forms.form
    assert isinstance(form, SmallForm)
    QTest.keyClicks(form.fields[0], "https://example.org/a.png")
    assert "![](https://example.org/a.png)\n\nSay what" in editor.text()
    QTest.keyClick(form.fields[0], KEY.Key_Escape)
    assert editor.text() == TEXT

    notes = tmp_path / "notes.txt"
    notes.write_text("no picture")
    chosen[:] = [str(notes)]
    editor.run("image")
    form = forms.form
    assert isinstance(form, SmallForm)
    form.choosing.emit(0)
    window.until(lambda: "[notes.txt](media/notes.txt)" in editor.text())
    assert forms.form is None
