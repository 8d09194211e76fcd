"""Every button and line of the insert palette, pressed in odd texts and undone: same bytes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from editor.panels.source.commands import COMMANDS
from editor.panels.source.editor import SourceEditor
from tests.editor.panels.source.conftest import Recorder

ASKING = {"undo", "redo", "find", "replace", "find-next", "find-before", "insert", "paste-plain"}
WRITING = [command.name for command in COMMANDS if command.name not in ASKING]
TABLE = "| a\\|b |c|\n|:-|-:|\n|`x|y` |\n"
QUIZ = "Which?\n\n\t[( )] one\n\t[(X)]  two\n[[?]] hint\n***\n\nbecause\n\n***\n"
ODD = [
    "",
    "\n\n\n",
    "no end of line",
    "# Head \\# #\n\nSetext\n---\n",
    "\ttab\n  \t- [ ] task\n   1)\tone\n",
    "crlf as text\r\nline\u2028sep\u00a0nbsp\u200dzwj\n",
    "😀 **𝔟old😀** `co𝔡e` $x^2$\n𝔘\n",
    "שלום **עולם** \u202eabc\u202c\n> \u200fציטוט\n>> עמוק\n",
    "> [!NOTE] Title\n> words\n\n```py\n# code\n```\n$$\na\n$$\n",
    "[a](b (c)) ![x](<y z>) [^1]\n\n[^1]: note\n    more",
    TABLE + "\n" + QUIZ,
    "---\ntitle: x\n---\n\n***bold italic*** ~~struck~~ **a *b* c**\n\n* * *\n",
]


def press_and_undo(editor: SourceEditor, text: str, chance: random.Random) -> None:
    """Press some buttons at places of a text, each once or twice, and take all of it back."""
    editor.show_text(text)
    told = Recorder(editor)
    editor.select(chance.randint(0, len(text)), chance.randint(0, len(text)))
    names = chance.choices(WRITING, k=chance.randint(1, 3))
    for name in names:
        editor.run(name)
        if chance.random() < 0.3:
            editor.run(name)
    assert told.text == editor.text(), names
    written = editor.text()
    steps = editor.history.steps
    editor.undo_to(0)
    assert editor.text() == text, names
    for _ in range(steps):
        editor.redo()
    assert editor.text() == written, names
    editor.undo_to(0)
    assert told.text == editor.text() == text, names
    editor.edited.disconnect(told.hear)


@pytest.mark.parametrize("text", ODD)
def test_what_buttons_write_goes_back_byte_for_byte(editor: SourceEditor, text: str) -> None:
    chance = random.Random(len(text))
    for name in WRITING:
        for place in {0, len(text) // 2, len(text)}:
            editor.show_text(text)
            editor.select(place, min(len(text), place + 3))
            editor.run(name)
            editor.undo_to(0)
            assert editor.text() == text, name
    for _ in range(25):
        press_and_undo(editor, text, chance)


def test_what_buttons_write_goes_back_in_shared_courses(editor: SourceEditor, shared: Path) -> None:
    chance = random.Random(11)
    files = sorted((shared / "corpus" / "courses").rglob("*.md"))
    for path in chance.sample(files, 40):
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")[:20_000]
        press_and_undo(editor, text, chance)
