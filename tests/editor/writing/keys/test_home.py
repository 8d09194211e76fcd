"""Home goes to the words, then to the beginning, and back."""

from __future__ import annotations

import pytest

from editor.writing.keys.home import home
from tests.editor.writing.carets import draw, drawn


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("- [ ] one¦", "- [ ] ¦one"),
        ("- [ ] ¦one", "¦- [ ] one"),
        ("¦- [ ] one", "- [ ] ¦one"),
        ("x\n## Head¦", "x\n## ¦Head"),
        ("> 1. a¦", "> 1. ¦a"),
        ("[(X)] yes¦", "[(X)] ¦yes"),
        ("    code¦", "    ¦code"),
        ("plain¦", "¦plain"),
        ("¦", "¦"),
    ],
)
def test_home(before: str, expected: str) -> None:
    text, selection = drawn(before)
    assert draw(text, home(text, selection)) == expected


def test_shift_home_extends() -> None:
    text, selection = drawn("- one¦")
    assert draw(text, home(text, selection, extend=True)) == "- ¦one‖"
