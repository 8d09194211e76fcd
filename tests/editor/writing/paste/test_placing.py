"""What is pasted is put where it belongs, and nothing else is touched."""

from __future__ import annotations

import pytest

from editor.writing.change import Selection, changed
from editor.writing.paste.clipboard import Pasted, from_clipboard
from editor.writing.paste.placing import paste
from tests.editor.writing.carets import draw, drawn, hold


@pytest.mark.parametrize(
    ("before", "html", "plain", "expected"),
    [
        ("a ‖b¦ c", "<b>new</b>", "new", "a **new**¦ c"),
        ("a¦ c", "<ul><li>x</li></ul>", "x", "a\n\n- x¦\n\n c"),
        ("a\n¦\nc", "<h2>x</h2><p>y</p>", "x", "a\n\n## x\n\ny¦\n\nc"),
        ("> a¦", "<p><b>x</b></p><p>y</p>", "x", "> a\n>\n> **x**\n>\n> y¦"),
        ("```\n¦\n```", "<b>x</b>", "x\ny", "```\nx\ny¦\n```"),
        ("a ¦", "", "x\ny", "a x\ny¦"),
        ("a ¦", "", "x\r\ny\r\n", "a x\ny\n¦"),
        ("| a |\n|---|\n| ¦ |", "<p><b>x|</b></p>", "x", "| a |\n|---|\n| **x\\|**¦ |"),
        ("| a |\n|---|\n| ¦ |", "<p>x</p><ul><li>y", "x\ny", "| a |\n|---|\n| x y¦ |"),
        ("- a\n  - ¦", "<ul><li>x</li><li>y</li></ul>", "x", "- a\n  - x\n  - y¦"),
        ("- a¦", "<ul><li>x</li></ul>", "x", "- a\n\n- x¦"),
    ],
)
def test_it_is_put_where_it_belongs(before: str, html: str, plain: str, expected: str) -> None:
    text, selection = drawn(before)
    change = paste(text, selection, from_clipboard(html, plain), plain)
    hold(text, selection, change)
    assert draw(changed(text, change), change.selection) == expected


def test_pasting_nothing_takes_the_selection_out() -> None:
    change = paste("abc", Selection(0, 3), Pasted(""), "")
    assert changed("abc", change) == ""
