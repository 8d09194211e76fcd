"""Minutes are read where authors write them, and written without touching the rest."""

from __future__ import annotations

import pytest

from editor.writing.change import Selection, changed, undone
from editor.writing.reading.minutes import declare, minutes_of

WORDS = "word " * 400


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        ("---\nminutes: 5\n---\n", 5),
        ("---\nduration: 7 min\n---\n", 7),
        ("<!--\nauthor: x\nminutes: 6\n-->\n", 6),
        ("<!-- reading time: 4 minutes -->\n", 4),
        ("<!-- minutes of the meeting -->\n", None),
        ("---\ntitle: x\n---\n<!-- minutes: 3 -->\n", None),
        ("", None),
    ],
)
def test_declared_minutes(head: str, declared: float | None) -> None:
    found = minutes_of(head + WORDS)
    assert found.declared == declared
    assert found.words == 400
    assert found.computed == pytest.approx(2)


@pytest.mark.parametrize("text", ["words\n", "---\ntitle: x # kept\nminutes: 3\n---\nwords\n"])
def test_declaring_changes_one_value_and_can_be_undone(text: str) -> None:
    caret = Selection.at(len(text) - 2)
    change = declare(text, caret, 8)
    after = changed(text, change)
    assert minutes_of(after).declared == 8
    assert after[change.caret :] == text[caret.caret :]
    assert changed(after, undone(text, change, caret)) == text
