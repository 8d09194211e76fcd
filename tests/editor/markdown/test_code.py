"""Blocks of code."""

from __future__ import annotations

import re

import pytest

from editor.markdown.code import LONGEST, coloured, language_of
from editor.markdown.render import render


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("python", "python"),
        ("Python title.py", "python"),
        ("{r, echo=FALSE}", "r"),
        ("rust,ignore", "rust"),
        ("c++", "c++"),
        ("", ""),
        ('"><svg/onload=alert(1)>', "svg"),
    ],
)
def test_the_language_is_read_from_the_info(info: str, language: str) -> None:
    assert language_of(info) == language


def test_known_languages_are_coloured_by_classes() -> None:
    assert '<span class="k">' in coloured("def f(): pass", "python")


def test_unknown_and_immense_code_is_plain() -> None:
    assert coloured("a < b", "no-such-language") == "a &lt; b"
    assert "<span" not in coloured("x = 1\n" * LONGEST, "python")


def test_code_is_shown_byte_for_byte() -> None:
    source = "\n\n  a\n\tb  \n\n"
    assert re.sub(r"<[^<>]*>", "", coloured(source, "bash")) == source
    assert render(f"~~~\n{source}~~~") == f'<pre class="code"><code>{source}</code></pre>\n'
