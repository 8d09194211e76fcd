"""Minutes are read where authors write them."""

from __future__ import annotations

import pytest

from editor.markdown.reading.minutes import minutes_of

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
