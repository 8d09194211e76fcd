"""Formulas."""

from __future__ import annotations

import pytest

from editor.markdown.math import LONGEST, mathml
from editor.markdown.render import render


def test_a_formula_becomes_mathml() -> None:
    made = mathml(r"\frac{a}{b}", False)
    assert made.startswith("<math")
    assert 'display="inline"' in made
    assert "<mfrac>" in made
    assert 'display="block"' in mathml("a", True)


@pytest.mark.parametrize(
    "source",
    [r"\frac{", "", r"\begin{matrix} a & b", "{" * 3_000, "x" * (LONGEST + 1), "\\a" * 2_000],
)
def test_what_cannot_be_read_shows_its_source(source: str) -> None:
    assert (
        mathml(source, True) == f'<code class="math-source">{source.replace("&", "&amp;")}</code>'
    )


def test_what_the_converter_lets_through_alive_is_taken_out() -> None:
    made = mathml(
        r"\text{<script>alert(1)</script><img src=x>} \href{javascript:alert(1)}{x}", False
    )
    assert "script" not in made
    assert "img" not in made
    assert "href" not in made


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("$x$ and $ y $", ["x", "y"]),
        ("$$z$$", ["z"]),
        ("a $$z$$ b", ["z"]),
        ("$$\na\nb\n$$", ["a\nb"]),
        ("$$ a\nb $$", ["a\nb"]),
        ("```math\na\n```", ["a"]),
        ("- $$\n  a\n  $$", ["a"]),
        ("$x$, $y$.", ["x", "y"]),
        ("$\\$5$", ["\\$5"]),
        ("costs $5 and $6", []),
        ("\\$x$ y", []),
        ("`$x$`", []),
        ("$x $", []),
        ("$ x$", []),
        ("US$5 US$6", []),
        ("$HOME:$PATH", []),
        ("$(a) $(b)", []),
        ("$$\na\n\nb\n$$", []),
        ("$$\na", []),
        ("$$ a $$ b $$ c", ["a"]),
    ],
)
def test_where_formulas_are(text: str, sources: list[str]) -> None:
    found: list[str] = []

    def note(source: str, block: bool) -> str:
        found.append(source)
        return ""

    render(text, formula=note)
    assert found == sources
