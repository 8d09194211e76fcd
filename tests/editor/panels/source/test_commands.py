"""The table of commands through the real editor: `¦` is the caret, `«»` a selection."""

from __future__ import annotations

import pytest

from editor.panels.kit.look import Look
from editor.panels.source.commands import COMMANDS
from editor.panels.source.editor import SourceEditor
from editor.writing.actions.table import ACTIONS
from sync.merge.edits import Edit
from tests.editor.panels.source.test_writing_keys import picture_of, shown

OWN = [
    ("heading", "one¦ two", "# one¦ two"),
    ("heading", "# on¦e", "## on¦e"),
    ("heading", "### on¦e", "on¦e"),
    ("indent", "1. a\n2. b¦", "1. a\n   1. b¦"),
    ("outdent", "- a\n  - b¦", "- a\n- b¦"),
    ("line-up", "one\nt¦wo\nthree", "t¦wo\none\nthree"),
    ("line-up", "one\n«two\nthree»", "«two\nthree»\none"),
    ("line-down", "o¦ne\ntwo\n", "two\no¦ne\n"),
    ("line-down", "one\nt¦wo", "one\nt¦wo"),
]
WRITTEN = [
    ("bold", "one tw¦o three", "one **tw¦o** three"),
    ("italic", "**«one»**", "***«one»***"),
    ("struck", "[(X)] «right»", "[(X)] ~~«right»~~"),
    ("code", "a «b» c", "a `«b»` c"),
    ("link", "see «the page»", "see [the page](¦)"),
    ("heading-2", "### on¦e", "## on¦e"),
    ("bullets", "«one\n\ntwo»", "- «one\n\n- two»"),
    ("tasks", "on¦e", "- [ ] on¦e"),
    ("callout-tip", "on¦e", "> [!TIP]\n> on¦e"),
    ("rule", "on¦e", "one\n\n---¦"),
]


@pytest.mark.parametrize(("name", "before", "wanted"), OWN + WRITTEN)
def test_a_command_does_what_it_says_as_one_step(
    editor: SourceEditor, name: str, before: str, wanted: str
) -> None:
    recorder = shown(editor, before)
    was = editor.text()
    editor.run(name)
    assert picture_of(editor) == wanted
    assert recorder.text == editor.text()
    assert len(recorder.heard) == (was != editor.text())
    editor.undo()
    assert editor.text() == was


@pytest.mark.parametrize("name", [one.name for one in ACTIONS if one.toggles])
def test_a_second_press_takes_the_first_back(editor: SourceEditor, name: str) -> None:
    recorder = shown(editor, "* one\n#### «two 😀\n> three» words\n")
    was, selected = editor.text(), editor.selection()
    editor.run(name)
    editor.run(name)
    assert (editor.text(), editor.selection()) == (was, selected)
    assert recorder.text == was


def test_a_press_is_not_taken_back_over_what_came_in(editor: SourceEditor) -> None:
    shown(editor, "#### on¦e\n")
    editor.run("heading-2")
    editor.apply_edits([Edit(0, 0, "new ")])
    editor.run("heading-2")
    assert editor.text().endswith("\n\none\n"), "what came in is between: plain, not heading 4"
    editor.undo()
    editor.undo()
    assert editor.text().endswith("\n\n#### one\n")


def test_each_lesson_has_a_last_press_of_its_own(editor: SourceEditor) -> None:
    editor.show_text("#### one")
    editor.run("heading-2")
    editor.show_text("## one")
    editor.select(1, 1)
    editor.run("heading-2")
    assert editor.text() == "one"


def test_a_command_with_a_form_asks_for_it(editor: SourceEditor) -> None:
    asked: list[str] = []
    editor.form_wanted.connect(asked.append)
    recorder = shown(editor, "one¦")
    editor.with_forms = frozenset({"image"})
    editor.run("image")
    assert asked == ["image"]
    assert recorder.heard == []


def test_commands_have_words_icons_and_keys_of_their_own(look: Look) -> None:
    keys = [command.keys for command in COMMANDS if command.keys]
    assert len(keys) == len(set(keys))
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))
    for command in COMMANDS:
        assert command.title
        assert not look.pixmap(command.icon).toImage().isNull(), command.name
