"""An address over words becomes a link; elsewhere it is pasted as it is."""

from __future__ import annotations

from functools import partial

import pytest

from editor.markdown.render import render
from editor.writing.change import Change, Selection, changed
from editor.writing.keys.address import is_address, paste_address
from tests.editor.writing.carets import after, drawn


def pasting(address: str, text: str, selection: Selection) -> Change | None:
    """Paste an address."""
    return paste_address(text, selection, address)


@pytest.mark.parametrize(
    ("before", "address", "expected"),
    [
        ("see ‖this¦ page", "https://a.example/x", "see [this](https://a.example/x)¦ page"),
        ("see ‖this ¦page", " https://a.example\n", "see [this](https://a.example)¦ page"),
        ("‖home¦", "www.a.example", "[home](https://www.a.example)¦"),
        ("‖a¦", "https://a.example/(x", "[a](<https://a.example/(x>)¦"),
        ("‖a¦", "https://a.example/(x)", "[a](https://a.example/(x))¦"),
    ],
)
def test_links(before: str, address: str, expected: str) -> None:
    assert after(partial(pasting, address), before) == expected


@pytest.mark.parametrize(
    ("before", "pasted"),
    [
        ("a¦", "https://a.example"),
        ("‖a\nb¦", "https://a.example"),
        ("‖a¦", "no address"),
        ("‖a¦", "https://a.example and more"),
        ("‖a¦", "javascript:alert(1)"),
        ("‖https://b.example¦", "https://a.example"),
        ("[x](‖old¦)", "https://a.example"),
        ("`‖code¦`", "https://a.example"),
        ("```\n‖code¦\n```", "https://a.example"),
        ("‖a]¦", "https://a.example"),
    ],
)
def test_pasted_as_it_is(before: str, pasted: str) -> None:
    assert after(partial(pasting, pasted), before) is None


def test_every_link_leads_there() -> None:
    for address in (
        "https://a.example/x_(y)?a=1&b=2",
        "https://a.example/(((",
        "mailto:a@b.example",
    ):
        assert is_address(address)
        text, selection = drawn("x ‖words¦ y")
        change = paste_address(text, selection, address)
        assert change is not None
        href = address.replace("&", "&amp;")
        assert f'href="{href}"' in render(changed(text, change))
